"""The roadmap as a document: null with its reason where a figure may not be shown."""

from __future__ import annotations

from datetime import date
from typing import Any, Final, TypeAlias

import numpy as np

from pmo_core.answers.roadmap.costs import gather_costs
from pmo_core.answers.roadmap.earning import Earned, earned, portfolio_cost_index, portfolio_schedule_index
from pmo_core.answers.roadmap.facts import gather, present
from pmo_core.answers.roadmap.findings import DUE_WITHIN, Slips, due, grouped, integrity, slips
from pmo_core.answers.roadmap.judgement import Judged, judged
from pmo_core.answers.roadmap.promises import Period, Promises, promises
from pmo_core.answers.roadmap.wins import next_wins, serving
from pmo_core.measure.arrays import Flags, Floats
from pmo_core.model import Result, Snapshot
from pmo_core.store.database import Database

Document: TypeAlias = dict[str, Any]
_WHY: Final = {
    "slip_days": "no first promise, or no date now, to hold against each other",
    "velocity": "fewer than 3 reports with a date",
    "churn": "fewer than 2 reports with a date",
}


def roadmap_document(
    db: Database, snapshot: Snapshot, *, period: Period | None = None, today: date | None = None
) -> Document:
    """
    Document of the command `roadmap`.

    Args:
        db: The store.
        snapshot: What is asked.
        period: Whose promises are judged; by default the usual one.
        today: Given, reports of milestones up to this day count too; by default up to the snapshot's date.
    Raises:
        ScenarioError: If a declared setting cannot be read.
    """
    facts = gather(db, snapshot if today is None else present(db, snapshot, today=today))
    found = judged(facts)
    promised = promises(found, period)
    kept, counts = integrity(promised)
    return {
        "milestones": [_milestone(promised, place, served) for place, served in enumerate(serving(facts))],
        "commitment_integrity": kept.value,
        "as_of": facts.snapshot.as_of.isoformat(),
        "source": facts.source,
        "period": {"first": promised.period.first.isoformat(), "last": promised.period.last.isoformat()},
        "promises": dict(sorted(counts.items())),
        "slip": _slips(slips(found)),
        "by_objective": [
            {"name": one.name or None, "milestones": int(one.places.size), **_slips(one.slips)}
            for one in (grouped(found, "objective") if facts.objectives else ())
        ],
        "due": {str(days): int(due(found, within=days).size) for days in DUE_WITHIN},
        "late": int((found.standing == "late").sum()),
        "next_wins": _wins(found),
        "earned_value": _earned(earned(gather_costs(db, facts))),
        "unresolved": _unresolved(found),
        "reasons": {"commitment_integrity": kept.reason} if kept.reason else {},
    }


def _milestone(promised: Promises, place: int, served: Flags) -> Document:
    found = promised.judged
    facts, listed = found.facts, found.facts.milestones
    project = int(listed.project[place])
    figures = {
        "slip_days": _figure(found.slip_days, place),
        "velocity": _figure(found.velocity, place),
        "churn": _figure(found.churn, place),
    }
    return {
        "id": listed.id[place],
        "project_id": facts.positions.project_id[project] if project >= 0 else listed.project_ref[place],
        "baseline": _day(found.baseline[place]),
        "forecast": _day(found.forecast[place]),
        "actual": _day(found.actual[place]),
        **figures,
        "name": listed.name[place],
        "project": found.project(place) or None,
        "standing": found.standing[place],
        "due": _day(found.due[place]),
        "baseline_declared": bool(found.declared[place]),
        "rebaselined": int(found.rebaselined[place]),
        "reports": int(found.reports[place]),
        "promised": _day(promised.promised[place]),
        "outcome": promised.outcome[place] or None,
        "moved_days": _figure(promised.moved_days, place),
        "objectives": [facts.objectives[at].label for at in np.flatnonzero(served).tolist()],
        "kpi": facts.kpis[listed.kpi[place]].name if listed.kpi[place] >= 0 else None,
        "reasons": {name: _WHY[name] for name, value in figures.items() if value is None},
    }


def _slips(found: Slips) -> Document:
    told = {"mean_days": found.mean, "median_days": found.median, "share_late": found.late}
    return {
        **{name: result.value for name, result in told.items()},
        "n": found.mean.n_used,
        "of": found.mean.n_total,
        **({} if found.mean.value is not None else {"reason": found.mean.reason}),
    }


def _wins(found: Judged) -> list[Document]:
    facts = found.facts
    return [
        {
            "objective": facts.objectives[win.objective].label,
            "kind": win.kind,
            "name": None
            if win.kind is None
            else found.label(win.place)
            if win.kind == "milestone"
            else facts.positions.label(win.place),
            "date": _day(win.day),
            "short_term": win.soon,
        }
        for win in next_wins(found)
    ]


def _earned(found: Earned) -> Document:
    overall = {
        "cost_index": portfolio_cost_index(found),
        "schedule_index": portfolio_schedule_index(found),
    }
    return {
        **{name: result.value for name, result in overall.items()},
        "n": overall["cost_index"].n_used,
        "of": overall["cost_index"].n_total,
        "coverage": overall["cost_index"].coverage,
        "projects": _projects(found),
        "reasons": _reasons(overall),
    }


def _projects(found: Earned) -> list[Document]:
    positions, whole = found.costs.facts.positions, found.whole
    figures = {
        "earned_value": found.earned,
        "planned_value": found.planned,
        "actual_cost": found.cost,
        "cost_index": found.cost_index,
        "schedule_index": found.schedule_index,
        "estimate_efficient": whole.as_efficient,
        "estimate_as_planned": whole.as_planned,
        "estimate_pressed": whole.pressed,
        "to_complete_index": found.to_complete,
        "earned_months": found.schedule,
        "elapsed_months": found.elapsed,
        "time_index": found.time_index,
        "expected_months": found.duration,
    }
    why = {
        "cost_index": found.cost_reason,
        "schedule_index": found.value_reason,
        "time_index": found.time_reason,
    }
    return [
        {
            "id": positions.project_id[at],
            "name": positions.label(at),
            **{name: _figure(column, place) for name, column in figures.items()},
            "reasons": {name: reasons[place] for name, reasons in why.items() if reasons[place]},
        }
        for place, at in enumerate(found.project.tolist())
    ]


def _unresolved(found: Judged) -> list[Document]:
    """
    References of milestones that lead nowhere, with the row of the latest report.

    Where nothing of a kind is loaded yet nothing is said of it: it may come with the next file.
    """
    facts, listed = found.facts, found.facts.milestones
    kinds = {
        "project_id": (facts.positions.size, listed.project, listed.project_ref),
        "objective": (len(facts.objectives), listed.objective, listed.objective_ref),
        "kpi_id": (len(facts.kpis), listed.kpi, listed.kpi_ref),
    }
    return [
        {
            "field": field,
            "value": written[place],
            "milestone": found.label(place),
            "row": int(listed.row[place]),
        }
        for field, (known, where, written) in kinds.items()
        if known
        for place in np.flatnonzero(where < 0).tolist()
        if written[place] is not None
    ]


def _reasons(results: dict[str, Result]) -> dict[str, str]:
    return {name: result.reason for name, result in results.items() if result.value is None}


def _figure(column: Floats, place: int) -> float | None:
    return None if np.isnan(column[place]) else float(column[place])


def _day(day: np.datetime64) -> str | None:
    return None if np.isnat(day) else str(day)
