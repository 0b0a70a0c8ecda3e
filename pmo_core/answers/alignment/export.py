"""Alignment as a document: null with its reason where a figure may not be shown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, TypeAlias

import numpy as np

from pmo_core.answers.alignment.belongings import Things, belongings
from pmo_core.answers.alignment.drift import Drift, by_date, by_version, course
from pmo_core.answers.alignment.facts import gather
from pmo_core.answers.alignment.judgement import Judged, judged
from pmo_core.answers.alignment.rehearsal import Rehearsal, rehearse
from pmo_core.measure.arrays import Whole
from pmo_core.measure.links import WHOLE
from pmo_core.measure.positions import HORIZONS
from pmo_core.model import Snapshot
from pmo_core.store.database import Database

Document: TypeAlias = dict[str, Any]
COURSES: Final = {"date": by_date, "version": by_version}


def alignment_document(
    db: Database,
    snapshot: Snapshot,
    *,
    weights: Mapping[str, float] | None = None,
    drift: str | None = None,
) -> Document:
    """
    Document of the command `alignment`.

    Args:
        db: The store.
        snapshot: What is asked.
        weights: Other weights to rehearse, as `weighing.weigh` takes them.
        drift: A key of COURSES: what moved the misallocation, from date to date or version to version.
    Raises:
        ScenarioError: If a weight cannot hold, or a declared setting cannot be read.
    """
    facts = gather(db, snapshot)
    tried = rehearse(facts, weights, belongings=belongings(db, facts)) if weights else None
    moves = course(COURSES[drift](db, snapshot)) if drift else None
    return {
        **documented(judged(facts)),
        "rehearsal": rehearsed(tried) if tried else None,
        "drift": [_drift(one) for one in moves] if moves is not None else None,
    }


def documented(found: Judged) -> Document:
    """Put what was judged into the form of the command."""
    facts, totals = found.facts, found.totals
    figures = {
        "coverage": totals.coverage,
        "orphan_share": totals.orphan_share,
        "misallocation": totals.misallocation,
        "coverage_by_weight": totals.coverage_by_weight,
        "unassigned_share": totals.unassigned_share,
        "alignment": totals.alignment,
        "objectives_per_project": totals.per_project,
    }
    told = {name: result.value for name, result in figures.items()}
    measured = bool(facts.origin)
    return {
        "objectives": [_objective(found, place) for place in range(len(facts.objectives))],
        **{name: told[name] for name in ("coverage", "orphan_share", "misallocation")},
        "unfunded": [facts.objectives[one].key for one in found.unfunded] if measured else None,
        **told,
        "as_of": facts.snapshot.as_of.isoformat(),
        "basis": facts.held.basis.value,
        "currency": facts.held.unit,
        "assessed": totals.orphan_share.n_used,
        "projects": totals.orphan_share.n_total,
        "money": found.judged_money if measured else None,
        "aligned": found.aligned if measured else None,
        "weights": found.weighing.origin or None,
        "links": facts.origin or None,
        "split_equally": facts.split,
        "orphans": [_project(found, one) for one in found.orphans] if measured else None,
        "not_assessed": _not_assessed(found),
        "unknown_projects": [name for name, _ in facts.unknown_projects],
        "unknown_objectives": [name for name, _ in facts.unknown_objectives],
        "reasons": {name: result.reason for name, result in figures.items() if result.value is None},
    }


def rehearsed(found: Rehearsal) -> Document:
    """What other weights do, in the form of the command; objectives are named by their key."""
    facts, after, hung = found.before.facts, found.after, found.belongings
    keys = [one.key for one in facts.objectives]
    return {
        "objectives": [
            {
                "id": one.id,
                "name": one.label,
                "weight": _figure(after.weighing.values[place]),
                "target": _figure(after.target[place]),
                "over": _figure(after.gap[place]),
            }
            for place, one in enumerate(facts.objectives)
        ],
        "misallocation": after.totals.misallocation.value,
        "alignment": after.totals.alignment.value,
        "newly_misplaced": found.newly_misplaced,
        "orphaned": found.orphaned,
        "newly_unfunded": [keys[one] for one in found.newly_unfunded],
        "newly_far": [keys[one] for one in found.newly_far],
        "no_longer_far": [keys[one] for one in found.no_longer_far],
        "projects": [
            {
                **_project(found.before, one),
                "newly_misplaced": _figure(found.newly[one]),
                "lost_reason": bool(found.lost[one]),
            }
            for one in found.hit
        ],
        "milestones": _named(hung.milestones, found.milestones),
        "kpis": _named(hung.kpis, found.kpis),
        "stakeholders": _named(hung.people, found.people),
        "reasons": {} if found.newly_misplaced is not None else {"newly_misplaced": _why(found)},
    }


def _objective(found: Judged, place: int) -> Document:
    facts, one = found.facts, found.facts.objectives[place]
    spent = {"spend": found.spend, "share": found.share, "target": found.target, "over": found.gap}
    measured = bool(facts.origin)
    told = {name: _figure(column[place]) if measured else None for name, column in spent.items()}
    largest = int(found.largest[place])
    why = {
        "weight": found.weighing.reason,
        "target": found.weighing.reason or found.totals.coverage.reason,
        "over": found.weighing.reason or found.totals.coverage.reason,
        "spend": found.totals.coverage.reason,
        "share": found.totals.coverage.reason or "no money serves an objective",
        "dependence": found.totals.coverage.reason or "no money serves it",
    }
    figures: Document = {
        "weight": _figure(found.weighing.values[place]),
        "spend": told["spend"],
        "share": told["share"],
        "projects": int(found.projects[place]),
        "target": told["target"],
        "over": told["over"],
        "dependence": _figure(found.dependence[place]),
    }
    return {
        "id": one.id,
        "name": one.label,
        **figures,
        "largest": facts.held.positions.label(largest) if largest >= 0 else None,
        "by_horizon": {h.value: float(found.by_horizon[at, place]) for at, h in enumerate(HORIZONS)},
        "horizon": one.horizon,
        "owner": one.owner,
        "reasons": {name: why[name] for name, value in figures.items() if value is None},
    }


def _project(found: Judged, place: int) -> Document:
    held = found.facts.held
    amount = _figure(held.amounts[place])
    return {
        "id": held.positions.project_id[place],
        "name": held.positions.label(place),
        "amount": amount,
        **({} if amount is not None else {"reason": f"no amount in {held.unit or 'one currency'}"}),
    }


def _not_assessed(found: Judged) -> list[Document]:
    """Projects whose links cannot be judged, with why."""
    facts = found.facts
    return [
        {
            **_project(found, place),
            "because": f"its shares add up to {facts.sums[place]:g}"
            if facts.sums[place] > WHOLE
            else "its links have no share",
        }
        for place in np.flatnonzero(np.isnan(facts.shares).any(axis=1)).tolist()
    ]


def _named(things: Things, places: Whole) -> list[str]:
    """Names, each once, in their order."""
    return list(dict.fromkeys(str(name) for name in things.name[places]))


def _why(found: Rehearsal) -> str:
    sides = (found.before.totals.misallocation.reason, found.after.totals.misallocation.reason)
    return next((reason for reason in sides if reason), "no money serves an objective")


def _drift(one: Drift) -> Document:
    return {
        "since": one.since.isoformat(),
        "on": one.on.isoformat(),
        "before": one.before,
        "after": one.after,
        "new": one.new,
        "finished": one.finished,
        "data": one.data,
        "weights": one.weights,
    }


def _figure(value: float) -> float | None:
    return None if np.isnan(value) else float(value)
