"""What the KPI page shows as a workbook: verdicts, readings, disagreements, notes, and what it rests on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from pmo_core import tabled
from pmo_core.answers.kpis import listing
from pmo_core.answers.kpis.disagreeing import disagreements
from pmo_core.answers.kpis.judgement import Judged


def workbook(judged: Judged, places: Sequence[int], *, filters: Mapping[str, str]) -> bytes:
    """
    One sheet each for verdicts, readings with their limits, disagreements if any, notes if any, and the data.

    Args:
        judged: All KPIs.
        places: Those that are shown.
        filters: By which they were chosen; '' = off.
    """
    found = disagreements(judged, places)
    noted = [at for at in places if judged.facts.notes[at]]
    sheets = {
        "Verdicts": listing.verdicts(judged, places),
        "Readings": listing.readings(judged, places),
        **({"Disagreements": listing.disagreeing(judged, found)} if found.places else {}),
        **({"Notes": listing.noted(judged, noted)} if noted else {}),
        "Data": _data(judged, filters),
    }
    return tabled.workbook(sheets, title="KPIs")


def _data(judged: Judged, filters: Mapping[str, str]) -> pd.DataFrame:
    """Portfolio, date, data and filters that the other sheets rest on."""
    snapshot = judged.facts.snapshot
    said = {
        "Portfolio": snapshot.portfolio,
        "As of": snapshot.as_of.isoformat(),
        "Data": snapshot.id,
        **{f"Filter: {name}": value or "off" for name, value in filters.items() if name != "kpi"},
    }
    return pd.DataFrame({"What": list(said), "Value": list(said.values())})
