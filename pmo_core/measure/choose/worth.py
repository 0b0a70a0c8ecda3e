"""What balance costs: the value with and without its rules, and the cheapest way to mend a mix."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np

from pmo_core.measure.choose.chosen import Chosen
from pmo_core.measure.choose.cutline import Swaps, swaps
from pmo_core.measure.choose.problem import MixLimit, Problem, distance
from pmo_core.measure.choose.select import best


@dataclass(frozen=True, eq=False)
class Price:
    """Two answers to one question, with fewer rules and with more, and what the rules between them cost."""

    free: Chosen
    bound: Chosen

    @property
    def value(self) -> float:
        """V*(free) − V*(bound) ≥ 0, in the unit of value; NaN where either has no answer."""
        if not (self.free.answered and self.bound.answered):
            return math.nan
        return max(0.0, self.free.value - self.bound.value)

    @property
    def share(self) -> float:
        """The same as a share of V*(free)."""
        return self.value / self.free.value if self.free.value else 0.0


@dataclass(frozen=True, eq=False)
class Repair(Price):
    """The cheapest mending of a mix: `free` as it is, `bound` mended; distances are D, 0 to 1."""

    before: float
    after: float
    swaps: Swaps


def price(problem: Problem, *, seconds: float = 1.0, bound: Chosen | None = None) -> Price:
    """
    Say what the shares per horizon, department or objective and the limit on the mix cost in value.

    Args:
        problem: With its rules of balance.
        seconds: For each of the two answers.
        bound: The answer with the rules, if it is known already.
    Returns:
        Both answers. The one without rules is never worse: a selection that keeps more rules keeps fewer too.
    """
    held = bound or best(problem, seconds=seconds)
    free = best(replace(problem, shares=(), mix=None), seconds=seconds)
    return Price(_not_below(free, held), held)


def repair(problem: Problem, mix: MixLimit, *, seconds: float = 1.0, before: Chosen | None = None) -> Repair:
    """
    Mend the mix of a selection at the least loss of value: the same problem with D ≤ at_most, exactly.

    Args:
        problem: Without a limit on the mix, or with a wider one.
        mix: The mix that is wanted.
        seconds: For each of the two answers.
        before: The selection to be mended, if it is known already.
    """
    free = before or best(problem, seconds=seconds)
    mended = best(replace(problem, mix=mix), seconds=seconds)
    return Repair(
        free=_not_below(free, mended),
        bound=mended,
        before=_distance(problem, mix, free),
        after=_distance(problem, mix, mended),
        swaps=swaps(mended.selected, free.selected, problem=problem),
    )


def _not_below(free: Chosen, held: Chosen) -> Chosen:
    """Where the search for the freer answer was cut short, the other one is its answer too."""
    if not (free.answered and held.answered) or free.value >= held.value:
        return free
    gap = max(0.0, (free.bound - held.value) / abs(free.bound)) if free.bound else 0.0
    return replace(held, bound=free.bound, gap=gap, state=free.state)


def _distance(problem: Problem, mix: MixLimit, chosen: Chosen) -> float:
    if not chosen.answered:
        return math.nan
    return distance(mix, np.where(chosen.selected, problem.cost, 0.0))
