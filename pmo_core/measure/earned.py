"""Earned value and earned schedule: arithmetic over many projects at once; NaN = it cannot be said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from pmo_core.measure.arrays import Flags, Floats, Whole
from pmo_core.measure.milestones import last_place

EVEN: Final = 1e-9
"""Shares that differ by no more than this are equal."""


@dataclass(frozen=True, eq=False)
class Curves:
    """
    The plan of each project: by project, then by day, with the share of the work that is planned by then.

    owner: the project of each point, ascending. day: days on any scale, ascending within a project.
    planned: 0 to 1 of the budget, cumulative; it should begin with 0 and end with 1.
    """

    owner: Whole
    day: Floats
    planned: Floats


@dataclass(frozen=True, eq=False)
class Completion:
    """What the whole may cost in the end, in currency, by what is assumed of the rest."""

    as_efficient: Floats
    as_planned: Floats
    pressed: Floats


def ratio(top: Floats, bottom: Floats) -> Floats:
    """One figure over another; NaN where the lower one is 0 or missing: never 0 or endless."""
    return np.asarray(top / np.where(bottom == 0, np.nan, bottom), dtype=np.float64)


def completion(budget: Floats, earned: Floats, *, cost: Floats, planned: Floats) -> Completion:
    """
    Three estimates at completion.

        BAC/CPI (efficiency goes on) · AC + BAC − EV (rest as planned)
        · AC + (BAC − EV)/(CPI·SPI) (cost and time pressure)

    Args:
        budget: BAC, the budget at completion.
        earned: EV = share complete · BAC.
        cost: AC, what was spent.
        planned: PV, what was planned by now.
    Returns:
        NaN where an index is undefined or 0. Source: ANSI/EIA-748. G9 → 102857.14, 101000, 112408.16.
    """
    cpi, spi = ratio(earned, cost), ratio(earned, planned)
    rest = budget - earned
    return Completion(ratio(budget, cpi), cost + rest, cost + ratio(rest, cpi * spi))


def to_complete(budget: Floats, earned: Floats, *, cost: Floats) -> Floats:
    """(BAC − EV)/(BAC − AC): the efficiency the rest needs; NaN once the budget is spent. G9 → 1.0156."""
    left = budget - cost
    return ratio(budget - earned, np.where(left > 0, left, np.nan))


def falls(curves: Curves, *, size: int) -> Flags:
    """Projects whose plan goes down somewhere: no earned schedule can be read from it."""
    same = curves.owner[1:] == curves.owner[:-1]
    down = same & (np.diff(curves.planned) < -EVEN)
    return np.bincount(curves.owner[1:][down], minlength=size) > 0


def earned_schedule(share: Floats, curves: Curves) -> Floats:
    """
    The day on which what is earned now was planned to be earned.

        C + (EV − PV_C)/(PV_{C+1} − PV_C), C = the last point with PV_C ≤ EV; from BAC on, the first with BAC

    Args:
        share: EV/BAC of each project, 0 to 1.
        curves: Their plans.
    Returns:
        On the scale of the curves' days; NaN where the plan falls, or goes no further than what is earned.
    Source: Lipke 2003. G9 → 2.75, G10 → 5.4286.
    """
    size = share.size
    day = _along(share, curves.planned, curves.day, owner=curves.owner)
    there = np.flatnonzero(curves.planned >= 1 - EVEN)[::-1]
    whole = np.full(size, np.nan)
    whole[curves.owner[there]] = curves.day[there]  # of equal places the last one assigned: the first point
    return np.where(falls(curves, size=size), np.nan, np.where(share >= 1 - EVEN, whole, day))


def planned_share(day: float, curves: Curves, *, size: int) -> Floats:
    """Share of the work that was planned by a day, on the straight line between two points; then the last."""
    ends = last_place(np.ones(curves.owner.size, dtype=np.bool_), curves.owner, size=size)
    last = np.append(curves.day, np.nan)[ends]
    return _along(np.minimum(day, last), curves.day, curves.planned, owner=curves.owner)


def _along(at: Floats, x: Floats, y: Floats, *, owner: Whole) -> Floats:
    """The y of each project's curve at an x, NaN outside of it; of equal x the last counts."""
    before = last_place(x <= at[owner] + EVEN, owner, size=at.size)
    x, y, own = np.append(x, np.nan), np.append(y, np.nan), np.append(owner, -1)
    after = np.minimum(before + 1, owner.size)
    beyond = own[after] != np.arange(at.size)
    exact = np.abs(at - x[before]) <= EVEN
    step = (at - x[before]) / np.where(beyond | exact, np.nan, x[after] - x[before])
    found = np.where(exact, y[before], y[before] + step * (y[after] - y[before]))
    return np.where(before >= 0, found, np.nan)
