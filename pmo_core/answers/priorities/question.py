"""What is asked of a portfolio: which of its projects to fund, as the problem that the engines answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from pmo_core.answers.priorities import ruled
from pmo_core.answers.priorities.criteria import column
from pmo_core.answers.priorities.facts import Gathered
from pmo_core.answers.priorities.judgement import matrix
from pmo_core.errors import ScenarioError
from pmo_core.measure.arrays import Flags, Floats
from pmo_core.measure.choose import MixLimit, Problem
from pmo_core.measure.positions import HORIZONS
from pmo_core.measure.score import filled, scored
from pmo_core.plan import Criterion, Plan
from pmo_core.plan.plan import SCORE
from pmo_core.scenario import Mix

NO_BUDGET: Final = "Nobody has said how much there is to spend."


@dataclass(frozen=True, eq=False)
class Question:
    """
    Which projects to fund, and what its figures rest on; all arrays follow the open projects.

    criteria: those that count. values, weights: projects × criteria, 0–1, as of a ranking, and weights with
    sum 1.
    """

    gathered: Gathered
    plan: Plan
    criteria: tuple[Criterion, ...]
    values: Floats
    weights: Floats
    problem: Problem

    @property
    def by_score(self) -> bool:
        """Whether value is the priority score, and not a field of the projects."""
        return self.plan.value == SCORE

    @property
    def no_value(self) -> Flags:
        """Projects that lack a score, or the field that is added up."""
        return np.isnan(self.problem.value)

    @property
    def no_cost(self) -> Flags:
        """Projects without an amount in the unit of the portfolio."""
        return np.isnan(self.problem.cost)

    @property
    def idle(self) -> tuple[ruled.Idle, ...]:
        """Rules of the plan that say nothing about these projects."""
        return ruled.idle(self.gathered, self.plan.rules)

    def spending(self, budget: float) -> Question:
        """The same question with another budget."""
        return replace(self, problem=replace(self.problem, budget=budget))


def question(gathered: Gathered, plan: Plan, *, criteria: Sequence[Criterion]) -> Question:
    """
    Turn a plan into a problem.

    Cost is what is still to be committed: the amount less what is spent, 0 at least. A project without cost,
    value or an amount that a limit counts is not decidable, never taken as 0.

    Args:
        gathered: Facts of the snapshot.
        plan: Weights, budget, value and rules.
        criteria: Of the portfolio; those without points do not count.
    Raises:
        ScenarioError: If there is no budget.
    """
    if plan.budget is None:
        raise ScenarioError(NO_BUDGET, fix="Give a budget.")
    listed = tuple(criteria)
    counted = [place for place, one in enumerate(listed) if plan.points.get(one.id, 0.0) > 0]
    points = np.array([plan.points[listed[place].id] for place in counted])
    values = matrix(gathered, listed).values[:, counted]
    if plan.known_only and counted:
        values = filled(values, points)
    problem = Problem(
        ids=tuple(map(str, gathered.held.positions.key)),
        value=_value(gathered, plan, values, points=points),
        cost=gathered.cost,
        budget=plan.budget,
        must=ruled.flagged(gathered, plan.rules.must),
        must_not=ruled.flagged(gathered, plan.rules.must_not),
        needs=gathered.needs,
        groups=tuple(gathered.groups.values()),
        caps=ruled.caps(gathered, plan.rules),
        shares=ruled.share_limits(gathered, plan.rules),
    )
    weights = points / points.sum() if points.size else points
    return Question(gathered, plan, tuple(listed[place] for place in counted), values, weights, problem)


def _value(gathered: Gathered, plan: Plan, values: Floats, *, points: Floats) -> Floats:
    if plan.value != SCORE:
        return column(gathered, plan.value)
    return scored(values, points).score if points.size else np.full(gathered.size, np.nan)


def mix_limit(gathered: Gathered, target: Mix, *, at_most: float) -> MixLimit:
    """The mix by horizon held to a target: at most this share of the money in the wrong horizon."""
    members = np.eye(len(HORIZONS))[gathered.held.bucket]
    wanted = np.array([target.get(horizon, 0.0) for horizon in HORIZONS])
    return MixLimit(members, wanted, at_most)
