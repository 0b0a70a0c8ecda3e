"""The roadmap in rows as tables show them. Every text is plain."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd

from pmo_core.answers.roadmap import words
from pmo_core.answers.roadmap.findings import By, Since, grouped
from pmo_core.answers.roadmap.judgement import Judged
from pmo_core.answers.roadmap.promises import Promises
from pmo_core.answers.roadmap.wins import next_wins
from pmo_core.measure.arrays import Days, Whole


def _column(days: Days) -> pd.Series:
    """Dates that a table shows; a blank stays a blank."""
    return pd.Series(days.astype("datetime64[D]").astype(object), dtype=object).where(~np.isnat(days), None)


def _named(judged: Judged, places: Sequence[int]) -> dict[str, list[str]]:
    """Milestones with their projects; the finish of a project is called by the project alone."""
    known = {at: (judged.label(at), judged.project(at)) for at in set(places)}
    projects = {"Project": [known[at][1] for at in places]}
    if judged.facts.source == "finishes":
        return projects
    return {"Milestone": [known[at][0] for at in places], **projects}


def milestones(judged: Judged, places: Sequence[int]) -> pd.DataFrame:
    """Every milestone with its dates and how they moved, the next due first."""
    at = sorted(places, key=lambda one: (np.isnat(judged.due[one]), judged.due[one]))
    return pd.DataFrame(
        {
            **_named(judged, at),
            "State": [str(judged.standing[one]) for one in at],
            "Promised": _column(judged.baseline[at]),
            "Told last": _column(judged.forecast[at]),
            "Reached": _column(judged.actual[at]),
            "Slip, days": judged.slip_days[at],
            "Moved by, days per day": judged.velocity[at],
            "Times changed": judged.churn[at],
            "New baselines": judged.rebaselined[at],
            "Objective": [words.objectives_of(judged, one) for one in at],
            "KPI": [words.kpi_of(judged, one) for one in at],
        }
    )


def projects(judged: Judged, places: Sequence[int]) -> pd.DataFrame:
    """Every project with its dates."""
    positions, at = judged.facts.positions, list(places)
    return pd.DataFrame(
        {
            "Project": [positions.label(one) for one in at],
            "Department": positions.department[at],
            "Owner": positions.owner[at],
            "Start": _column(positions.start[at]),
            "First promised finish": _column(judged.facts.baseline_finish[at]),
            "Finish": _column(positions.finish[at]),
            "Done": _column(positions.done[at]),
        }
    )


def promised(told: Promises, places: Sequence[int]) -> pd.DataFrame:
    """What was promised, and what became of it."""
    judged, at = told.judged, list(places)
    return pd.DataFrame(
        {
            **_named(judged, at),
            "Became": [str(told.outcome[one]) for one in at],
            "Promised for": _column(told.promised[at]),
            "Now": _column(judged.due[at]),
            "Reached": _column(judged.actual[at]),
            "Moved by, days": told.moved_days[at],
        }
    )


def changed(judged: Judged, found: Since) -> pd.DataFrame:
    """What changed in the dates since the last review."""
    kinds = (("moved", found.moved), ("reached", found.done), ("new", found.added))
    told = [(at, kind) for kind, places in kinds for at in places.tolist()]
    at = [place for place, _ in told]
    return pd.DataFrame(
        {
            **_named(judged, at),
            "What": [kind for _, kind in told],
            "Now": _column(judged.due[at]),
            "Moved by, days": [
                float(found.moved_days[one]) if kind == "moved" else np.nan for one, kind in told
            ],
        }
    )


def slips(judged: Judged, by: By) -> pd.DataFrame:
    """Slip by objective, horizon, department or owner, the greatest first."""
    told = grouped(judged, by)
    return pd.DataFrame(
        {
            by.capitalize(): [
                words.lane(one.name, by).capitalize() if by == "horizon" else words.lane(one.name, by)
                for one in told
            ],
            "Milestones": [one.places.size for one in told],
            "With a slip": [one.slips.mean.n_used for one in told],
            "Mean slip, days": _figures(one.slips.mean.value for one in told),
            "Median slip, days": _figures(one.slips.median.value for one in told),
            "Later than promised": _figures(one.slips.late.value for one in told),
        }
    )


def _figures(values: Iterable[float | None]) -> list[float]:
    return [np.nan if value is None else value for value in values]


def wins(judged: Judged) -> pd.DataFrame:
    """The next short-term win of each long-term objective, those without one first."""
    facts, told = judged.facts, sorted(next_wins(judged), key=lambda one: one.soon)
    named = {"milestone": judged.label, "project": facts.positions.label}
    return pd.DataFrame(
        {
            "Objective": [facts.objectives[one.objective].label for one in told],
            "Owner": [facts.objectives[one.objective].owner for one in told],
            "Short-term win": ["yes" if one.soon else "none" for one in told],
            "Next": [named[one.kind](one.place) if one.kind else "nothing ahead" for one in told],
            "On": _column(np.array([one.day for one in told], dtype="datetime64[D]")),
        }
    )


def reports(judged: Judged, at: int) -> pd.DataFrame:
    """Every report of one milestone."""
    told = judged.facts.reports
    part = slice(int(told.starts[at]), int(told.starts[at + 1]))
    return pd.DataFrame(
        {
            "Report of": _column(told.as_of[part]),
            "Baseline": _column(told.baseline[part]),
            "Forecast": _column(told.forecast[part]),
            "Reached": _column(told.actual[part]),
        }
    )


def every_report(judged: Judged, places: Whole) -> pd.DataFrame:
    """Every report of these milestones, one after the other."""
    told = judged.facts.reports
    owner = np.repeat(np.arange(judged.facts.milestones.size), np.diff(told.starts))
    kept = np.isin(owner, places)
    return pd.DataFrame(
        {
            **_named(judged, owner[kept].tolist()),
            "Report of": _column(told.as_of[kept]),
            "Baseline": _column(told.baseline[kept]),
            "Forecast": _column(told.forecast[kept]),
            "Reached": _column(told.actual[kept]),
        }
    )
