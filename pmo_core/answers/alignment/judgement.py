"""What the money says of the strategy: per objective, per project, and in total."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np

from pmo_core.answers.alignment.facts import Strategy, StrategyFacts
from pmo_core.answers.alignment.metric import Aligned, Totals, alignment, refused, totals
from pmo_core.answers.alignment.weighing import OBJECTIVES_LACKING, Weighing, bare, weigh
from pmo_core.measure import align as formula
from pmo_core.measure.arrays import Flags, Floats, Whole
from pmo_core.measure.holdings import Holdings
from pmo_core.measure.links import WHOLE, share_matrix
from pmo_core.measure.positions import HORIZONS
from pmo_core.model import Result

LINKS_LACKING: Final = (
    "Upload an alignment table (project, objective, share) to see how much money serves the strategy."
)


@dataclass(frozen=True, eq=False)
class Judged:
    """
    One snapshot under the weights of its objectives. P projects, K objectives, as in `facts`.

    counted: P, projects with an amount that are assessed: only they enter a figure. spend: K, their money.
    target: K, what the weights would give of the aligned money; gap: spend − target, + above. NaN without
    weights. by_horizon: K-columns of money per place in HORIZONS. dependence: K, 0–1, NaN without money;
    largest: K, place of the greatest project, −1 = none. projects: K, how many serve it, also without an
    amount. orphan: P, assessed and serving nothing. misplaced: P, money beyond the weights; NaN = no verdict.
    """

    facts: StrategyFacts
    weighing: Weighing
    counted: Flags
    spend: Floats
    target: Floats
    gap: Floats
    by_horizon: Floats
    dependence: Floats
    largest: Whole
    projects: Whole
    orphan: Flags
    misplaced: Floats
    totals: Totals

    @property
    def aligned(self) -> float:
        """Money that serves any objective."""
        return float(self.spend.sum())

    @property
    def share(self) -> Floats:
        """Share of the aligned money per objective; NaN without any."""
        return self.spend / self.aligned if self.aligned > 0 else np.full(self.spend.size, np.nan)

    @property
    def unfunded(self) -> tuple[int, ...]:
        """Objectives without money, the heaviest first; those of weight 0 want none. Without links none."""
        if not self.facts.origin:
            return ()
        weights = np.nan_to_num(self.weighing.values, nan=1.0)
        bare = np.flatnonzero((self.spend <= 0) & (weights > 0)).tolist()
        return tuple(sorted(bare, key=lambda one: (-weights[one], one)))

    @cached_property
    def orphans(self) -> tuple[int, ...]:
        """Projects that serve nothing, the most money first; those without an amount last, by key."""
        money = np.nan_to_num(self.facts.held.amounts, nan=-1.0)
        return tuple(sorted(np.flatnonzero(self.orphan).tolist(), key=lambda one: (-money[one], one)))

    @property
    def orphan_money(self) -> float:
        """Money of the projects that serve nothing."""
        return float(self.facts.held.amounts[self.orphan & self.counted].sum())

    @property
    def judged_money(self) -> float:
        """Money of all projects that enter a figure."""
        return float(self.facts.held.amounts[self.counted].sum())

    @property
    def too_much(self) -> tuple[int, ...]:
        """Projects whose shares add up to more than 1."""
        return tuple(np.flatnonzero(self.facts.sums > WHOLE).tolist())


def judged(facts: StrategyFacts, weights: Mapping[str, float] | None = None) -> Judged:
    """
    Judge one snapshot.

    Args:
        facts: What it rests on, also of some of the projects alone.
        weights: The reader's own, by key of the objective, as `weigh` takes them; None = as declared.
    Raises:
        ScenarioError: As `weigh`.
    """
    weighing = weigh(facts.objectives, weights) if facts.declared or weights else bare(facts.objectives)
    assessed = ~np.isnan(facts.shares).any(axis=1) & bool(facts.origin)
    counted = assessed & facts.held.held
    known, shares = facts.held.amounts[counted], facts.shares[counted]
    spend = formula.spend(known, shares)
    dependence, largest = formula.dependence(known, shares)
    at = np.append(np.flatnonzero(counted), -1)
    target = weighing.values * spend.sum()
    misplaced = np.full(counted.size, np.nan)
    if weighing.holds:
        misplaced[counted] = formula.misplaced(known, shares, weights=weighing.values)
    return Judged(
        facts=facts,
        weighing=weighing,
        counted=counted,
        spend=spend,
        target=target,
        gap=spend - target,
        by_horizon=formula.spend_within(
            known, shares, bucket=facts.held.bucket[counted], buckets=len(HORIZONS)
        ),
        dependence=dependence,
        largest=at[largest],
        projects=np.asarray((facts.shares > 0).sum(axis=0), dtype=np.int64),
        orphan=assessed & (facts.sums <= 0),
        misplaced=misplaced,
        totals=_totals(facts, weighing),
    )


def judge(strategy: Strategy, held: Holdings) -> Result:
    """The alignment score of the open investment, 0–100; without objectives or links not measured."""
    if strategy.objectives is None or not strategy.declared:
        return refused(OBJECTIVES_LACKING)
    if strategy.links is None:
        return refused(LINKS_LACKING)
    weighing = weigh(strategy.objectives)
    if not weighing.holds:
        return refused(weighing.reason)
    shares = share_matrix(
        list(zip(held.positions.project_id, held.positions.name, strict=True)),
        [(objective.id, objective.name) for objective in strategy.objectives],
        links=strategy.links,
    )
    return alignment(
        Aligned(held.amounts, shares, weighing.values, weights_given=weighing.origin == "declared")
    )


def _totals(facts: StrategyFacts, weighing: Weighing) -> Totals:
    lacking = "" if facts.objectives else OBJECTIVES_LACKING
    if facts.objectives and not facts.origin:
        lacking = LINKS_LACKING
    given = weighing.origin != "equal"
    return totals(
        Aligned(
            facts.held.amounts,
            facts.shares,
            weighing.values,
            weights_given=given,
            lacking=lacking,
            unweighed=weighing.reason,
        )
    )
