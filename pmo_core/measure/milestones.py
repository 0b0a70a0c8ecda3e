"""Dates that were promised and moved: arithmetic over the reports of many milestones at once."""

from __future__ import annotations

from typing import Final

import numpy as np

from pmo_core.measure.arrays import Days, Flags, Floats, Whole
from pmo_core.measure.trend import BATCH_PAIRS, LEAST_SLOPE, middle, pairs, sorted_slopes

NEVER: Final = np.datetime64("NaT", "D")
LEAST_CHURN: Final = 2
"""Reports from which it can be said whether a date was changed."""


def owners(starts: Whole) -> Whole:
    """The milestone of each report, from where the reports of each begin."""
    return np.repeat(np.arange(len(starts) - 1), np.diff(starts))


def first_told(values: Days, owner: Whole, *, size: int) -> Days:
    """The first day that the reports of each milestone tell; NaT where none does."""
    there = np.flatnonzero(~np.isnat(values))[::-1]
    found = np.full(size, NEVER)
    found[owner[there]] = values[there]  # of equal places the last one assigned stays: here the first report
    return found


def last_place(chosen: Flags, owner: Whole, *, size: int) -> Whole:
    """The last of the chosen reports of each milestone, as a place among all reports; −1 where none is."""
    there = np.flatnonzero(chosen)
    found = np.full(size, -1)
    found[owner[there]] = there
    return found


def until_done(actual: Days, owner: Whole, *, size: int) -> Flags:
    """The reports of each milestone up to the first that tells it done: later ones repeat it."""
    there = np.flatnonzero(~np.isnat(actual))[::-1]
    first = np.full(size, actual.size)
    first[owner[there]] = there
    return np.asarray(np.arange(actual.size) <= first[owner], dtype=np.bool_)


def days_between(later: Days, earlier: Days) -> Floats:
    """Calendar days from one day to another; NaN where either is missing."""
    return np.asarray((later - earlier) / np.timedelta64(1, "D"), dtype=np.float64)


def changes(values: Days, owner: Whole, *, size: int) -> Whole:
    """How many reports of each milestone tell another day than the report before; blanks leave."""
    there = np.flatnonzero(~np.isnat(values))
    own, told = owner[there], values[there]
    moved = (own[1:] == own[:-1]) & (told[1:] != told[:-1])
    return np.bincount(own[1:][moved], minlength=size)


def churn(expected: Days, owner: Whole, *, size: int) -> Floats:
    """
    Number of reports with a changed day, of each milestone.

    Returns:
        0 or more; NaN below two reports that tell a day. Source: docs/methodology.md, Roadmap.
    """
    told = np.bincount(owner[~np.isnat(expected)], minlength=size)
    return np.where(told >= LEAST_CHURN, changes(expected, owner, size=size), np.nan)


def velocity(expected: Days, as_of: Days, owner: Whole, *, size: int) -> Floats:
    """
    Theil–Sen slope of the expected day on the day of the report.

    Args:
        expected: Forecast, or the actual day once done; NaT leaves.
        as_of: Day of the report, ascending and distinct within a milestone; NaT leaves.
        owner: The milestone of each report, ascending.
        size: How many milestones there are.
    Returns:
        Days per day, NaN below three reports: 0 stable, below 0 recovering, .5 loses a day in two, 1 or more
        never finishes. Source: Theil 1950; Sen 1968.
    """
    there = ~(np.isnat(expected) | np.isnat(as_of))
    own = owner[there]
    told, day = (column[there].astype(np.int64).astype(np.float64) for column in (expected, as_of))
    counted = np.bincount(own, minlength=size)
    begins = np.cumsum(counted) - counted
    found = np.full(size, np.nan)
    for length in np.unique(counted[counted >= LEAST_SLOPE]).tolist():
        same = np.flatnonzero(counted == length)
        batch = max(1, BATCH_PAIRS // (length * (length - 1) // 2))
        for first in range(0, same.size, batch):
            rows = same[first : first + batch]
            cells = begins[rows, None] + np.arange(length)
            found[rows] = middle(*sorted_slopes(pairs(told[cells]), pairs(day[cells])))
    return found
