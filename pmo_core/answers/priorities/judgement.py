"""The order of the projects under one set of weights, and how much of it depends on them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final

import numpy as np

from pmo_core.answers.priorities.criteria import raw
from pmo_core.answers.priorities.facts import Gathered
from pmo_core.errors import ScenarioError
from pmo_core.measure.arrays import Flags, Floats, Whole
from pmo_core.measure.scale import Scale, Scaled, scaled
from pmo_core.measure.score import (
    TIE,
    Scores,
    filled,
    kendall_tau,
    order,
    overlap,
    rank_range,
    ranks,
    scored,
    topsis,
)
from pmo_core.measure.sensitivity import BreakEven, Swing, break_even, tornado
from pmo_core.measure.weigh import whole_weights
from pmo_core.plan import Criterion, Plan

TOP: Final = 5
"""How many first places are looked at where nobody says how many can be funded."""
KEPT: Final = 4
"""Matrices that are kept, to be weighed again."""


@dataclass(frozen=True, eq=False)
class Ranking:
    """
    The open projects in order; arrays follow the holdings, as those of Gathered do.

    criteria: those that are on or have points; weights: theirs, sum 1. values: projects × criteria, 0–1, NaN
    where missing, unless the plan goes by known ones only; missing: where the data have none; clipped:
    figures outside their scale. rank: competition rank, 0 = a score is missing. best,
    worst: ranks that the missing scores leave open, 0 = not scored at all. shown: rows as a list shows them.
    before: ranks under the weights that these are compared with. top: how many first places are looked at.
    """

    gathered: Gathered
    criteria: tuple[Criterion, ...]
    weights: Floats
    values: Floats
    missing: Flags
    clipped: Flags
    scores: Scores
    rank: Whole
    best: Whole
    worst: Whole
    shown: Whole
    before: Whole
    top: int

    @property
    def moved(self) -> Whole:
        """Ranks gained (> 0) or lost against the weights before; 0 where there is no rank."""
        return np.where((self.rank > 0) & (self.before > 0), self.before - self.rank, 0)

    @property
    def leading(self) -> Flags:
        """The first `top` and who ties with the last of them."""
        return (self.rank > 0) & (self.rank <= self.top)

    @property
    def led(self) -> Flags:
        """The same under the weights before."""
        return (self.before > 0) & (self.before <= self.top)

    @cached_property
    def lacking(self) -> Flags:
        """Projects without a value on a criterion that counts."""
        return np.asarray((self.missing & (self.weights > 0)).any(axis=1))

    @cached_property
    def labels(self) -> list[str]:
        """What to call each project."""
        return self.gathered.held.positions.labels()


def ranked(
    gathered: Gathered,
    plan: Plan,
    *,
    criteria: Sequence[Criterion],
    before: Mapping[str, float] | None = None,
    top: int = TOP,
) -> Ranking:
    """
    Rank the open projects under the weights of a plan.

    Args:
        gathered: Facts of the snapshot.
        plan: Its points are the weights.
        criteria: Of the portfolio; those that are off and without points are left out.
        before: Points to compare with, None = these.
        top: How many first places are looked at: those that can be funded.
    Raises:
        ScenarioError: If no criterion has a weight.
    """
    listed = tuple(criteria)
    counted = [place for place, one in enumerate(listed) if one.on or plan.points.get(one.id, 0.0) > 0]
    points = np.array([plan.points.get(listed[place].id, 0.0) for place in counted])
    if not points.any():
        raise ScenarioError(
            "There is nothing to rank by: no criterion has a weight.",
            fix="Turn a criterion on, or map a column to one on the Data page.",
        )
    whole = matrix(gathered, listed)
    held = whole.values[:, counted]
    values = filled(held, points) if plan.known_only else held
    scores = scored(values, points)
    rank = ranks(scores.score)
    best, worst = rank_range(scores)
    return Ranking(
        gathered=gathered,
        criteria=tuple(listed[place] for place in counted),
        weights=whole_weights(points),
        values=values,
        missing=np.isnan(held),
        clipped=whole.clipped[:, counted],
        scores=scores,
        rank=rank,
        best=best,
        worst=worst,
        shown=order(scores, gathered.held.positions.key.tolist()),
        before=rank if before is None else _ranks(whole, listed, before, known_only=plan.known_only),
        top=top,
    )


@lru_cache(maxsize=KEPT)
def matrix(gathered: Gathered, criteria: tuple[Criterion, ...]) -> Scaled:
    """Every project on every criterion; the same for all weights, so it is drawn up once."""
    return scaled(raw(gathered, criteria), _scales(criteria))


def _scales(criteria: Sequence[Criterion]) -> list[Scale]:
    return [Scale(one.low, one.high, one.higher_is_better) for one in criteria]


def _ranks(
    whole: Scaled, criteria: Sequence[Criterion], points: Mapping[str, float], *, known_only: bool
) -> Whole:
    weights = np.array([points.get(one.id, 0.0) for one in criteria])
    if not weights.any():
        return np.zeros(len(whole.values), dtype=np.int64)
    values = filled(whole.values, weights) if known_only else whole.values
    return ranks(scored(values, weights).score)


@dataclass(frozen=True, eq=False)
class SecondOpinion:
    """
    The same weights by another method: nearness to the best of every column (TOPSIS), 0–1, and its ranks.

    common of `of`: how many of the first are first by both. tau: agreement of the two orders, −1 to 1.
    """

    nearness: Floats
    rank: Whole
    common: int
    of: int
    tau: float


def second_opinion(ranking: Ranking) -> SecondOpinion:
    """Ask a second method, on the figures as they are; projects with missing figures leave."""
    weighed = np.flatnonzero(ranking.weights > 0)
    criteria = [ranking.criteria[place] for place in weighed]
    rising = np.array([one.higher_is_better for one in criteria], dtype=np.bool_)
    near = topsis(raw(ranking.gathered, criteria), ranking.weights[weighed], higher_is_better=rising)
    common, of = overlap(ranking.scores.score, near, top=ranking.top)
    return SecondOpinion(near, ranks(near), common, of, kendall_tau(ranking.scores.score, near))


def swings(ranking: Ranking) -> tuple[Swing, ...]:
    """What 20 % more or less on each weight does, the weight that matters most first."""
    found = tornado(ranking.values, ranking.weights, top=ranking.top)
    return tuple(sorted(found, key=lambda swing: (-swing.changed, -swing.moves, swing.criterion)))


def break_evens(ranking: Ranking, *, one: int, other: int) -> tuple[BreakEven, ...]:
    """For two projects, the weight of each criterion at which they score the same."""
    return tuple(
        break_even(ranking.values, ranking.weights, criterion=place, one=one, other=other)
        for place in range(len(ranking.criteria))
    )


def swap_weight(found: BreakEven) -> float | None:
    """The weight beyond which the one that is behind leads; None where there is no room beyond it."""
    if found.weight is None or found.ahead is None:
        return None
    room = found.weight > TIE if found.gains == found.ahead else found.weight < 1 - TIE
    return found.weight if room else None


def nearest(found: Sequence[BreakEven]) -> int | None:
    """Place of the criterion whose weight has to change least for the two to swap; None if none can."""
    weights = [swap_weight(each) for each in found]
    away = {place: round(abs(w - found[place].now), 9) for place, w in enumerate(weights) if w is not None}
    return min(away, key=lambda place: (away[place], place)) if away else None
