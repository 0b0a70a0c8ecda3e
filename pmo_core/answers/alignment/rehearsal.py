"""A strategy rehearsed: what other weights of the objectives would do, before and after side by side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from pmo_core.answers.alignment.belongings import Belongings
from pmo_core.answers.alignment.facts import StrategyFacts
from pmo_core.answers.alignment.judgement import Judged, judged
from pmo_core.measure.arrays import Flags, Floats, Whole

FAR: Final = 0.10
"""An objective whose share of the money differs from its weight by this much is far from it."""

_NOTHING: Final = 1e-9
"""Share of the aligned money below which a difference is one of rounding."""


@dataclass(frozen=True, eq=False)
class Rehearsal:
    """
    The same money under the present weights and under others. P projects, K objectives, as in the facts.

    newly: P, money that the other weights put beyond what the project's objectives are worth; NaN = no
    verdict. hit: places of the projects with such money, the most first, then those that only lose their
    reason. lost: P, every objective that the project serves has a weight of 0 now, and had not before.
    newly_unfunded, newly_far, no_longer_far: places of objectives, the heaviest first.
    milestones, kpis, people: places in `belongings` of what hangs on the projects hit; a KPI also where it
    names an objective that is newly unfunded or has lost its weight.
    """

    before: Judged
    after: Judged
    belongings: Belongings
    newly: Floats
    lost: Flags
    hit: tuple[int, ...]
    newly_unfunded: tuple[int, ...]
    newly_far: tuple[int, ...]
    no_longer_far: tuple[int, ...]
    milestones: Whole
    kpis: Whole
    people: Whole

    @property
    def newly_misplaced(self) -> float | None:
        """Money newly misplaced, of all projects; None without a verdict before or after."""
        return None if np.isnan(self.newly).all() else float(np.nansum(self.newly))

    @property
    def orphaned(self) -> float:
        """Money of the projects that lose their reason."""
        return float(np.nansum(self.before.facts.held.amounts[self.lost]))


def rehearse(facts: StrategyFacts, weights: Mapping[str, float], *, belongings: Belongings) -> Rehearsal:
    """
    Judge the same projects under the present weights and under others.

    Args:
        facts: What both rest on.
        weights: By key of the objective, as `weigh` takes them.
        belongings: What hangs on the projects of the facts.
    Raises:
        ScenarioError: As `weigh`.
    """
    before, after = judged(facts), judged(facts, weights)
    rise = np.maximum(after.misplaced - before.misplaced, 0.0)
    newly = np.where(rise > _NOTHING * before.aligned, rise, np.where(np.isnan(rise), np.nan, 0.0))
    dropped = _dropped(after) & ~_dropped(before)
    lost = _without_reason(after) & ~_without_reason(before)
    hit = (newly > 0) | lost
    unfunded = tuple(one for one in after.unfunded if one not in before.unfunded)
    far, was_far = far_from_weight(after), far_from_weight(before)
    touched = dropped.copy()
    touched[list(unfunded)] = True
    return Rehearsal(
        before=before,
        after=after,
        belongings=belongings,
        newly=newly,
        lost=lost,
        hit=_by_money(np.flatnonzero(hit), newly, facts.held.amounts),
        newly_unfunded=unfunded,
        newly_far=_heaviest(np.flatnonzero(far & ~was_far), after),
        no_longer_far=_heaviest(np.flatnonzero(was_far & ~far), after),
        milestones=belongings.milestones.of(hit),
        kpis=np.union1d(belongings.kpis.of(hit), belongings.kpis.serving(touched)),
        people=belongings.people.of(hit),
    )


def far_from_weight(found: Judged) -> Flags:
    """Objectives (K) whose share of the aligned money differs from their weight by FAR or more."""
    if not (found.weighing.holds and found.aligned > 0):
        return np.zeros(found.spend.size, dtype=np.bool_)
    return np.asarray(np.abs(found.share - found.weighing.values) >= FAR - _NOTHING, dtype=np.bool_)


def _dropped(found: Judged) -> Flags:
    """Objectives that have no weight left."""
    return np.asarray(found.weighing.values == 0, dtype=np.bool_)


def _without_reason(found: Judged) -> Flags:
    """Projects that serve objectives, but none with a weight; orphans serve none to begin with."""
    serves = np.nan_to_num(found.facts.shares) > 0
    return np.asarray(serves.any(axis=1) & ~serves[:, ~_dropped(found)].any(axis=1), dtype=np.bool_)


def _by_money(hit: Whole, newly: Floats, amounts: Floats) -> tuple[int, ...]:
    gained, money = np.nan_to_num(newly), np.nan_to_num(amounts, nan=-1.0)
    return tuple(sorted(hit.tolist(), key=lambda one: (-gained[one], -money[one], one)))


def _heaviest(places: Whole, found: Judged) -> tuple[int, ...]:
    return tuple(sorted(places.tolist(), key=lambda one: (-found.weighing.values[one], one)))
