"""What the roadmap page shows as a workbook: milestones, their reports, promises, projects, and the data."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from pmo_core import tabled
from pmo_core.answers.roadmap import tables, words
from pmo_core.answers.roadmap.lanes import Chosen
from pmo_core.answers.roadmap.promises import Promises


def workbook(promised: Promises, chosen: Chosen, *, filters: Mapping[str, str]) -> bytes:
    """
    One sheet each for milestones, every report of them, promises of the period, projects, and the data.

    Args:
        promised: What became of the promises of a period, and every milestone.
        chosen: What is shown.
        filters: By which it was chosen; '' = off.
    """
    judged = promised.judged
    kept = np.flatnonzero(chosen.milestones & (promised.outcome != ""))
    sheets = {
        "Milestones": milestones(promised, chosen),
        "Reports": tables.every_report(judged, np.flatnonzero(chosen.milestones)),
        "Promises": tables.promised(promised, kept.tolist()),
        "Projects": tables.projects(judged, np.flatnonzero(chosen.projects).tolist()),
        "Data": _data(promised, filters),
    }
    return tabled.workbook(sheets, title="Roadmap")


def milestones(promised: Promises, chosen: Chosen) -> pd.DataFrame:
    """The milestones that are shown, the next due first."""
    return tables.milestones(promised.judged, np.flatnonzero(chosen.milestones).tolist())


def _data(promised: Promises, filters: Mapping[str, str]) -> pd.DataFrame:
    """Portfolio, dates, data, period and filters that the other sheets rest on."""
    facts = promised.judged.facts
    said = {
        "Portfolio": facts.snapshot.portfolio,
        "As of": facts.snapshot.as_of.isoformat(),
        "Data": facts.snapshot.id,
        "Dates": "milestone files" if facts.source == "milestones" else "finishes of projects",
        "Promises for": words.period(promised.period),
        **{f"Filter: {name}": value or "off" for name, value in filters.items() if name != "milestone"},
    }
    return pd.DataFrame({"What": list(said), "Value": list(said.values())})
