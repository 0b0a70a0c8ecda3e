"""Which promises of a period were kept: those due in it as seen at its start, not at its end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal, TypeAlias

import numpy as np

from pmo_core.answers.roadmap.judgement import Judged
from pmo_core.measure import milestones as formula
from pmo_core.measure.arrays import Days, Flags, Floats, Texts

Kept: TypeAlias = Literal["kept", "moved back", "late", "moved out", "cancelled", "open", "unknown", "added"]
OUTCOMES: Final[tuple[Kept, ...]] = (
    "kept",
    "moved back",
    "late",
    "moved out",
    "cancelled",
    "open",
    "unknown",
    "added",
)
"""
What became of a promise.

kept: reached by its day, never told for later on the way. moved back: reached by it, though told for later
meanwhile. late: its day has passed, or it was told for a later one, within the period. moved out: reached
or told for after the period, or without a day now. cancelled: with its project. open: not due yet, not moved.
unknown: its project is no longer reported. added: due or reached in the period, not promised at its start.
"""

RARE: Final = 200
"""Reports farther apart than so many days, as a rule, tell nothing about a quarter."""


@dataclass(frozen=True)
class Period:
    """First and last day of what was promised for."""

    first: date
    last: date


@dataclass(frozen=True, eq=False)
class Promises:
    """
    What became of the promises of a period; one place per milestone.

    outcome: one of OUTCOMES, '' = neither promised for the period nor added. promised: the day as told at
    the start of the period, NaT where it was not for the period. moved_days: from that day to the actual or
    last told one, NaN where there is none. seen: whether any report was there at the start.
    """

    judged: Judged
    period: Period
    outcome: Texts
    promised: Days
    moved_days: Floats
    seen: bool


def last_quarter(as_of: date) -> Period:
    """The last quarter that was over at a date, a quarter's last day included."""
    after = as_of + timedelta(days=1)
    begun = date(after.year, 3 * ((after.month - 1) // 3) + 1, 1)
    last = begun - timedelta(days=1)
    return Period(date(last.year, last.month - 2, 1), last)


def last_year(as_of: date) -> Period:
    """The 365 days up to a date."""
    return Period(as_of - timedelta(days=364), as_of)


def usual_period(found: Judged) -> Period:
    """The last full quarter; where reports come too rarely to tell of one, the year to the date."""
    as_of, told = found.facts.snapshot.as_of, found.facts.reports.as_of
    known = np.unique(told[~np.isnat(told)])
    apart = np.median(np.diff(known) / np.timedelta64(1, "D")) if known.size > 1 else 0.0
    return last_year(as_of) if apart > RARE else last_quarter(as_of)


def promises(found: Judged, period: Period | None = None) -> Promises:
    """
    Hold what is known now against what was told at the start of a period, by default the usual one.

    The state at the start is that of the last report on or before its first day; reports without a date say
    nothing about it.
    """
    period = period or usual_period(found)
    told, size = found.facts.reports, found.facts.milestones.size
    owner = formula.owners(told.starts)
    first, last = (np.datetime64(day, "D") for day in (period.first, period.last))
    before = formula.last_place(told.as_of <= first, owner, size=size)
    # a milestone without a report at the start is at place −1: the last one, which tells nothing
    forecast, baseline, actual = (
        np.append(column, formula.NEVER)[before] for column in (told.forecast, told.baseline, told.actual)
    )
    then = np.where(np.isnat(forecast), baseline, forecast)
    due = np.isnat(actual) & (then >= first) & (then <= last)
    promised = np.where(due, then, formula.NEVER)
    later = np.isnat(told.actual) & (np.arange(owner.size) > before[owner])
    later &= told.forecast > promised[owner]
    moved = np.bincount(owner[later], minlength=size) > 0
    outcome = np.where(due, _outcome(found, promised, moved=moved, last=last), "")
    added = ~due & np.isnat(actual) & (found.due >= first) & (found.due <= last) & found.counted
    outcome[added] = "added"
    return Promises(
        judged=found,
        period=period,
        outcome=outcome,
        promised=promised,
        moved_days=formula.days_between(found.due, promised),
        seen=bool((before >= 0).any()),
    )


def _outcome(found: Judged, promised: Days, *, moved: Flags, last: np.datetime64) -> Texts:
    """What became of each promise; what was not promised gets a word too, which nobody reads."""
    as_of = np.datetime64(found.facts.snapshot.as_of, "D")
    done, in_time = ~np.isnat(found.actual), found.actual <= promised
    over = (promised < as_of) | (as_of >= last)
    cases: list[tuple[Flags, Kept]] = [
        (done & in_time & ~moved, "kept"),
        (done & in_time, "moved back"),
        (done & (found.actual <= last), "late"),
        (done, "moved out"),
        (found.standing == "cancelled", "cancelled"),
        (found.standing == "not reported", "unknown"),
        (~(found.due <= last), "moved out"),
        ((found.due > promised) | over, "late"),
    ]
    words = [np.array(word, dtype=object) for _, word in cases]
    return np.select([case for case, _ in cases], words, default=np.array("open", dtype=object))
