"""One budget, must and must-not: the exact best for every budget at once, by dynamic programming."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

import numpy as np

from pmo_core.measure.arrays import Flags, Floats, Whole
from pmo_core.measure.choose.problem import SLACK, Problem

UNITS_MOST: Final = 50_000
CELLS_MOST: Final = 60_000_000
"""Of the table of projects × units of money, one byte each."""
DIGITS: Final = 12
"""Values are whole numbers of 10⁻¹² of their sum, so that sums which differ by rounding alone are equal."""


@dataclass(frozen=True, eq=False)
class Table:
    """
    best: key of the best selection for each budget in units; take: whether project i is in it.

    One key holds value and count: value · (n + 1) − count, so that fewer projects win among equals.
    """

    places: Whole
    fixed: Whole
    cost: Whole
    best: Whole
    take: Flags
    unit: float
    spent: float


def table(problem: Problem) -> Table | None:
    """
    Fill the table for all budgets up to the problem's; None where it would not be exact.

    That is: other rules than budget and must; costs that are not whole multiples of a unit of which the
    budget holds 50,000 at most; or too many projects for that many units. No cost is ever rounded.

    Source: Kellerer, Pferschy & Pisinger 2004. G6 → 309, G6b → 1458.
    """
    if not problem.plain:
        return None
    spent = float(problem.cost[problem.must].sum())
    free = ~problem.must
    room = min(problem.budget - spent, float(problem.cost[free].sum()))
    room += SLACK * max(problem.budget, 1.0)
    if room < 0:
        return None
    unit = _unit(problem.cost[free & (problem.cost <= room)])
    budget = math.floor(room / unit)
    places = np.flatnonzero(free & (problem.cost <= room))
    if budget > UNITS_MOST or budget * places.size > CELLS_MOST:
        return None
    cost = np.rint(problem.cost[places] / unit).astype(np.int64)
    best, take = _filled(_keys(problem.value[places]), cost, budget=budget)
    return Table(places, np.flatnonzero(problem.must), cost, best, take, unit, spent)


def _unit(cost: Floats) -> float:
    """The greatest unit of which every cost is a whole multiple; 0-like where the costs share none."""
    held = cost[cost > 0]
    if not held.size:
        return 1.0
    for digits in range(-9, 10):
        step = 10.0**-digits
        whole = np.rint(held / step)
        if (np.abs(whole * step - held) <= SLACK * held).all() and whole.max() < 2**53:
            return float(np.gcd.reduce(whole.astype(np.int64))) * step
    return float(held.min()) * 1e-9


def _keys(value: Floats) -> Whole:
    """Values as whole numbers, times (n + 1) less one each; their sum stays far below 2⁶²."""
    whole = np.rint(value / _step(value)).astype(np.int64)
    return np.asarray(whole * (value.size + 1) - 1, dtype=np.int64)


def _step(value: Floats) -> float:
    most = float(value.sum())
    return 10.0 ** (math.ceil(math.log10(most)) - DIGITS) if most > 0 else 1.0


def _filled(key: Whole, cost: Whole, *, budget: int) -> tuple[Whole, Flags]:
    """Backwards, so that reading forwards prefers the smallest ids."""
    best = np.zeros(budget + 1, dtype=np.int64)
    take = np.zeros((key.size, budget + 1), dtype=np.bool_)
    for i in range(key.size - 1, -1, -1):
        reached = best[: budget + 1 - cost[i]] + key[i]
        wins = take[i, cost[i] :]
        np.greater_equal(reached, best[cost[i] :], out=wins)
        np.maximum(reached, best[cost[i] :], out=best[cost[i] :])
    return best, take


def picked(problem: Problem, filled: Table, *, budget: float) -> Flags:
    """The best selection for one budget: greatest value, fewest projects, least cost, smallest ids."""
    room = budget - filled.spent + SLACK * max(budget, 1.0)
    within = min(math.floor(room / filled.unit), filled.best.size - 1)
    left = int(np.searchsorted(filled.best, filled.best[within]))
    selected = np.zeros(problem.size, dtype=np.bool_)
    selected[filled.fixed] = True
    for i, place in enumerate(filled.places.tolist()):
        if filled.take[i, left]:
            selected[place] = True
            left -= int(filled.cost[i])
    return selected
