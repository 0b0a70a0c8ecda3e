"""The ranking as a document: null with its reason where a figure may not be shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final, TypeAlias

import numpy as np

from pmo_core.answers.priorities.asked import asked_for
from pmo_core.answers.priorities.criteria import criteria_of, points, suggested, usual_plan
from pmo_core.answers.priorities.criteria_words import lacking, no_worth, remarks
from pmo_core.answers.priorities.facts import gather
from pmo_core.answers.priorities.judgement import Ranking, ranked
from pmo_core.answers.priorities.robust_words import how_tried
from pmo_core.answers.priorities.trying import Tried, tried
from pmo_core.answers.priorities.words import clipped, listed, unranked, verdict
from pmo_core.measure.robust import SAMPLES, sampling_error
from pmo_core.model import Snapshot, State
from pmo_core.plan import Prior
from pmo_core.store.database import Database

Document: TypeAlias = dict[str, Any]
PRIOR: Final[Prior] = "band"
TRIED: Final = ("error", "rank_low", "rank_high", "top_share")
"""Figures that come of trying other weights."""


def rank_document(
    db: Database,
    snapshot: Snapshot,
    *,
    weights: Mapping[str, float] | None = None,
    known_only: bool = False,
    prior: Prior = PRIOR,
    samples: int = SAMPLES,
) -> Document:
    """
    Document of the command `rank`.

    Args:
        db: The store.
        snapshot: What is asked.
        weights: Criterion, by id or name, → weight, any multiple; the others have none. None = the usual.
        known_only: Rank a project that lacks a score by those that it has.
        prior: Which weights are tried.
        samples: How many of them.
    Raises:
        ScenarioError: If a criterion is unknown, a weight cannot hold, or nothing has a weight.
    """
    gathered = gather(db, snapshot)
    criteria = criteria_of(gathered)
    plan = replace(usual_plan(gathered, criteria), known_only=known_only)
    if weights is not None:
        criteria = asked_for(criteria, weights)
        plan = replace(plan, points=points({one.id: one.points for one in criteria}))
    ranking = ranked(gathered, plan, criteria=criteria)
    return documented(ranking, tried(ranking, prior, samples=samples))


def documented(ranking: Ranking, attempt: Tried) -> Document:
    """Put a ranking, and what other weights make of it, into the form of the command."""
    gathered, found = ranking.gathered, attempt.found
    weighed = [one for one, weight in zip(ranking.criteria, ranking.weights, strict=True) if weight > 0]
    said = (
        verdict(ranking),
        no_worth(weighed),
        unranked(ranking),
        clipped(ranking),
        how_tried(attempt),
        *remarks(gathered, weighed),
    )
    return {
        "criteria": [_criterion(ranking, place) for place in range(len(ranking.criteria))],
        "projects": [_project(ranking, attempt, place) for place in ranking.shown.tolist()],
        "as_of": gathered.snapshot.as_of.isoformat(),
        "currency": gathered.currency or None,
        "ranked": int((ranking.rank > 0).sum()),
        "prior": attempt.prior,
        "samples": attempt.samples,
        "seed": attempt.seed,
        "error": float(sampling_error(np.array([0.5]), samples=attempt.samples)[0]) if found else None,
        "notes": [*filter(None, said)],
        "reasons": {} if found else dict.fromkeys(TRIED, attempt.reason),
    }


def _criterion(ranking: Ranking, place: int) -> Document:
    one = ranking.criteria[place]
    return {
        "id": one.id,
        "weight": float(ranking.weights[place]),
        "low": one.low,
        "high": one.high,
        "direction": "higher" if one.higher_is_better else "lower",
        "name": one.name,
        "meaning": one.meaning,
        "source": one.source,
        "unit": one.unit or None,
        "known": int((~ranking.missing[:, place]).sum()),
        "suggested_scale": one.id in suggested(ranking.gathered, [one]),
    }


def _project(ranking: Ranking, attempt: Tried, place: int) -> Document:
    open_ones = ranking.gathered.held.positions
    return {
        "id": str(open_ones.project_id[place] or open_ones.key[place]),
        "name": open_ones.label(place),
        **_figures(ranking, attempt, place),
        **_why(ranking, attempt, place),
    }


def _figures(ranking: Ranking, attempt: Tried, place: int) -> Document:
    scores, found = ranking.scores, attempt.found
    low, high = _ranks(ranking, attempt, place)
    return {
        "score": _figure(scores.score[place]),
        "score_low": _figure(scores.low[place]),
        "score_high": _figure(scores.high[place]),
        "rank": int(ranking.rank[place]) or None,
        "rank_low": low or None,
        "rank_high": high or None,
        "top_share": None if found is None else _figure(found.first[place]),
    }


def _ranks(ranking: Ranking, attempt: Tried, place: int) -> tuple[int, int]:
    """With all scores the ranks of the weights tried, else those that its scores leave open; 0 = none."""
    if not ranking.rank[place]:
        return int(ranking.best[place]), int(ranking.worst[place])
    found = attempt.found
    return (0, 0) if found is None else (int(found.low[place]), int(found.high[place]))


def _why(ranking: Ranking, attempt: Tried, place: int) -> Document:
    """State and reason of a project that has null figures; nothing where all are there."""
    if not ranking.rank[place]:
        counted = ranking.missing[place] & (ranking.weights > 0)
        missing = [ranking.criteria[at] for at in np.flatnonzero(counted).tolist()]
        names = listed([lacking(ranking.gathered, one, place) for one in missing])
        state = State.NOT_ENOUGH_DATA if ranking.best[place] else State.NOT_MEASURED
        return {"state": state.value, "reason": f"No value for {names}."}
    if attempt.found is None:
        return {"state": State.NOT_MEASURED.value, "reason": attempt.reason}
    return {"state": State.OK.value}


def _figure(value: float) -> float | None:
    return None if np.isnan(value) else float(value)
