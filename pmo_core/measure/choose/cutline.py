"""What the habit of cutting a ranked list costs, and which projects it gets wrong."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np

from pmo_core.measure.arrays import Flags, Whole
from pmo_core.measure.choose.problem import SLACK, Problem, Rule, broken

Habit: TypeAlias = Literal["stop", "skip", "per_cost"]


@dataclass(frozen=True, eq=False)
class Cut:
    """
    A selection by habit: the list from the top to the first that does not fit; or skipping those; or by value
    per cost. Musts come first. `breaks` are the rules that it ignores, so its value may exceed the optimum's.
    """

    habit: Habit
    selected: Flags
    value: float
    cost: float
    breaks: tuple[Rule, ...]

    def loss(self, best: float) -> float:
        """(V* − V) / V*, a share; below 0 where the habit breaks rules to get more."""
        return (best - self.value) / best if best else 0.0


@dataclass(frozen=True, eq=False)
class Swaps:
    """Places that one selection has and the other has not, the most valuable first."""

    into: tuple[int, ...]
    out: tuple[int, ...]


def cut(problem: Problem, order: Whole) -> tuple[Cut, Cut, Cut]:
    """
    Fund by the three habits, under the budget alone: stop, skip, value per cost.

    Args:
        problem: The problem that `best` answers.
        order: Places of the projects, the first to be funded first; what is not in it is only funded as must.
    Source: G6 by value → 179, 247, 309 of 309; G6b → 1315, 1315, 1441 of 1458.
    """
    listed = np.array([place for place in order if _eligible(problem, int(place))], dtype=np.int64)
    with np.errstate(divide="ignore"):
        rate = problem.value[listed] / problem.cost[listed]
    dearest = listed[np.argsort(-rate, kind="stable")]
    return (
        _cut(problem, "stop", listed),
        _cut(problem, "skip", listed),
        _cut(problem, "per_cost", dearest),
    )


def _eligible(problem: Problem, place: int) -> bool:
    """A habit does not fund what has no value or cannot be decided on; musts are in already."""
    out = problem.must_not[place] or problem.must[place]
    return not out and bool(problem.value[place] > 0) and not bool(np.isnan(problem.cost[place]))


def _cut(problem: Problem, habit: Habit, order: Iterable[int]) -> Cut:
    selected = problem.must & ~problem.undecidable
    left = problem.budget * (1 + SLACK) - float(problem.cost[selected].sum())
    for place in order:
        if problem.cost[place] > left:
            if habit == "stop":
                break
            continue
        selected[place] = True
        left -= problem.cost[place]
    value, cost = float(problem.value[selected].sum()), float(problem.cost[selected].sum())
    return Cut(habit, selected, value, cost, broken(problem, selected))


def swaps(best: Flags, other: Flags, *, problem: Problem) -> Swaps:
    """What comes in and what goes out when `best` replaces `other`."""
    return Swaps(_listed(problem, best & ~other), _listed(problem, other & ~best))


def _listed(problem: Problem, places: Flags) -> tuple[int, ...]:
    found = np.flatnonzero(places)
    return tuple(int(place) for place in found[np.argsort(-problem.value[found], kind="stable")])
