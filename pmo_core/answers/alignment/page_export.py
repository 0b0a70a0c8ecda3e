"""What the Alignment page shows as a workbook: objectives, shares, what serves nothing, what was tried."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from pmo_core import tabled
from pmo_core.answers.alignment import rehearsal_view, tables
from pmo_core.answers.alignment.judgement import Judged
from pmo_core.answers.alignment.rehearsal import Rehearsal


def workbook(judged: Judged, rehearsal: Rehearsal | None, *, filters: Mapping[str, str]) -> bytes:
    """
    One sheet each for objectives, shares, orphans if any, the rehearsal if any, the figures and the data.

    Args:
        judged: The projects that are shown.
        rehearsal: The same under other weights; None = none are tried.
        filters: By which they were chosen; '' = off.
    """
    tried: dict[str, pd.DataFrame] = {}
    if rehearsal is not None:
        tried = {"Rehearsal": rehearsal_view.objectives(rehearsal)}
        if rehearsal.hit:
            tried["Projects hit"] = rehearsal_view.projects(rehearsal)
    sheets = {
        "Objectives": tables.objectives(judged),
        "Shares": shares(judged),
        **({"Serve no objective": tables.orphans(judged)} if judged.orphans else {}),
        **tried,
        "Figures": figures(judged),
        "Data": _data(judged, filters),
    }
    return tabled.workbook(sheets, title="Alignment")


def shares(judged: Judged) -> pd.DataFrame:
    """All projects with their shares, the most money first."""
    return tables.matrix(judged, tables.by_money(judged))


def figures(judged: Judged) -> pd.DataFrame:
    """The figures of the whole with what each rests on, or why it is not there."""
    totals = judged.totals
    named = {
        "Alignment": totals.alignment,
        "Serves no objective": totals.orphan_share,
        "With parts of projects": totals.unassigned_share,
        "Would have to move": totals.misallocation,
        "Objectives with money": totals.coverage,
        "Weight with money": totals.coverage_by_weight,
        "Objectives per project": totals.per_project,
    }
    return pd.DataFrame(
        {
            "Figure": list(named),
            "Value": [one.value for one in named.values()],
            "Unit": [one.unit for one in named.values()],
            "Projects used": [one.n_used for one in named.values()],
            "Of": [one.n_total for one in named.values()],
            "Reason": [one.reason or None for one in named.values()],
        }
    ).astype({"Value": "float64"})


def _data(judged: Judged, filters: Mapping[str, str]) -> pd.DataFrame:
    """Portfolio, date, data, basis, weights and filters that the other sheets rest on."""
    facts = judged.facts
    said = {
        "Portfolio": facts.snapshot.portfolio,
        "As of": facts.snapshot.as_of.isoformat(),
        "Data": facts.snapshot.id,
        "Money is": facts.held.basis_name,
        "Unit": facts.held.unit,
        "Weights": judged.weighing.origin or judged.weighing.reason,
        **{f"Filter: {name}": value or "off" for name, value in filters.items() if name != "objective"},
    }
    return pd.DataFrame({"What": list(said), "Value": list(said.values())})
