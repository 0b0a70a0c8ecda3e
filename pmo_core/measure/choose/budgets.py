"""Value against budget: what more money buys, and what less would cost."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from pmo_core.measure.arrays import Floats
from pmo_core.measure.choose.chosen import Chosen
from pmo_core.measure.choose.cutline import Swaps, swaps
from pmo_core.measure.choose.dp import picked, table
from pmo_core.measure.choose.linear import model
from pmo_core.measure.choose.problem import Problem, taken
from pmo_core.measure.choose.select import best, candidates
from pmo_core.measure.choose.solve import Relaxed, relaxed

EACH_SOLVED: Final = 2_000
"""Up to so many projects every budget gets its own bound; above, five budgets and their tangents do."""
TANGENTS: Final = 5


@dataclass(frozen=True, eq=False)
class Frontier:
    """
    For each budget, what no selection exceeds and, where it is known already, the greatest value.

    budgets, bound, value: N figures. NaN in `bound`: nothing keeps the rules; in `value`: not solved yet.
    """

    budgets: Floats
    bound: Floats
    value: Floats

    def with_point(self, at: int, found: Chosen) -> Frontier:
        """One more budget solved; what a smaller budget buys, this one buys too, and its bound may fall."""
        bound, value = self.bound.copy(), self.value.copy()
        bound[at] = np.fmin(bound[at], found.bound) if found.answered else bound[at]
        value[at] = found.value
        rising = np.argsort(self.budgets, kind="stable")
        most = np.empty(value.size)
        most[rising] = np.fmax.accumulate(value[rising])
        return replace(self, bound=bound, value=np.where(np.isnan(value), np.nan, most))


@dataclass(frozen=True, eq=False)
class Extra:
    """What a stated amount more (or less) does: the best with it, its gain in value, who comes and goes."""

    amount: float
    chosen: Chosen
    gain: float
    swaps: Swaps


def frontier(problem: Problem, budgets: Floats) -> Frontier:
    """
    Draw V*(b) at once: exact where one table answers for all budgets, else the bound by parts of projects.

    Args:
        problem: Its own budget is of no account.
        budgets: N budgets ≥ 0, in any order.
    Returns:
        The curve; points without a value are solved one by one with `point`. V*(b) never falls with b.
    Source: G7; Kellerer, Pferschy & Pisinger 2004.
    """
    part = taken(problem, candidates(problem))
    if int(part.must.sum()) < int(problem.must.sum()):
        return Frontier(budgets, np.full(budgets.size, np.nan), np.full(budgets.size, np.nan))
    filled = table(replace(part, budget=float(budgets.max(initial=0.0))))
    if filled is None:
        return Frontier(budgets, _bounds(part, budgets), np.full(budgets.size, np.nan))
    enough = budgets >= filled.spent
    value = np.full(budgets.size, np.nan)
    for at in np.flatnonzero(enough).tolist():
        value[at] = part.value[picked(part, filled, budget=float(budgets[at]))].sum()
    return Frontier(budgets, value.copy(), value)


def point(problem: Problem, budget: float, *, seconds: float = 1.0) -> Chosen:
    """The answer for one budget of the frontier."""
    return best(replace(problem, budget=budget), seconds=seconds)


def _bounds(part: Problem, budgets: Floats) -> Floats:
    """Bounds at the budgets, each solved or as the lowest of the tangents to those that are."""
    written = model(replace(part, budget=1.0))
    per_unit = float(written.high[0])
    solved_at = budgets if part.size <= EACH_SOLVED else _some(budgets)
    parts = [relaxed(written, budget=float(budget) * per_unit) for budget in solved_at]
    return np.array([_lowest(float(b), solved_at, parts, per_unit=per_unit) for b in budgets])


def _some(budgets: Floats) -> Floats:
    return np.linspace(budgets.min(initial=0.0), budgets.max(initial=0.0), TANGENTS)


def _lowest(budget: float, solved_at: Floats, parts: Sequence[Relaxed | None], *, per_unit: float) -> float:
    """The bound is concave in the budget, so every tangent lies above it."""
    if any(part is None and budget <= at for at, part in zip(solved_at, parts, strict=True)):
        return math.nan
    tangents: list[float] = [
        part.bound + part.per_money * per_unit * (budget - float(at))
        for at, part in zip(solved_at, parts, strict=True)
        if part is not None
    ]
    return min(tangents)


def next_money(
    problem: Problem, amounts: Sequence[float], *, now: Chosen, seconds: float = 1.0
) -> tuple[Extra, ...]:
    """
    Say what more money would buy: V*(B + Δ) − V*(B) for each stated Δ; whole projects jump, so give several.

    Args:
        problem: The problem that was answered.
        amounts: Δ > 0, or below 0 for what less money would cost; never below −B.
        now: Its answer.
        seconds: For each amount.
    Returns:
        One per amount; gain ≥ 0 for more money and ≤ 0 for less, NaN where there is no answer.
    """
    return tuple(_extra(problem, amount, now=now, seconds=seconds) for amount in amounts)


def _extra(problem: Problem, amount: float, *, now: Chosen, seconds: float) -> Extra:
    then = point(problem, problem.budget + amount, seconds=seconds)
    if amount > 0 and then.answered and then.value < now.value:
        then = replace(now, bound=then.bound, state="within_gap")
    return Extra(amount, then, then.value - now.value, swaps(then.selected, now.selected, problem=problem))
