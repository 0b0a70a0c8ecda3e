"""The figures of promised dates: what each means, and how far and how often dates move."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import numpy as np

from pmo_core.measure.arrays import Floats
from pmo_core.model import Metric, Result, State

SLIP: Final = Metric(
    id="milestone_slip",
    name="Slip",
    unit="days",
    range="any; above 0 = later than promised",
    better="lower",
    meaning="How far a date has moved from the first promise; of several the median, and the mean beside it.",
    formula="last told date (the actual one, once reached) − first baseline; without any baseline − the "
    "first forecast, from the second report on",
    source="Milestone files; without one, the finish of each project in its successive states",
)
SHARE_LATE: Final = Metric(
    id="milestones_late",
    name="Later than promised",
    unit="share",
    range="0 to 1",
    better="lower",
    meaning="Share of the milestones that are, or were reached, later than first promised.",
    formula="milestones with a slip above 0 days / milestones with a slip",
    source="Milestones of cancelled and no longer reported projects are in neither count",
)
VELOCITY: Final = Metric(
    id="slip_velocity",
    name="Slip velocity",
    unit="days per day",
    range="any; 0 = stable, below 0 = recovering, 1 or more = never finishes",
    better="lower",
    meaning="How many days a date moves away per day that passes.",
    formula="median of (later date − earlier date) / (later report − earlier report) over all pairs of "
    "reports up to the one that tells it reached; from three reports on",
    source="Theil 1950; Sen 1968",
)
CHURN: Final = Metric(
    id="milestone_churn",
    name="Churn",
    unit="changes",
    range="0 or more",
    better="lower",
    meaning="How often a date was changed: many small moves are no plan.",
    formula="reports whose date differs from that of the report before; from two reports on",
    source="Tools that round to month ends make fewer or greater moves",
)
INTEGRITY: Final = Metric(
    id="commitment_integrity",
    name="Promises kept",
    unit="share",
    range="0 to 1",
    better="higher",
    meaning="Share of the promises of a period that were kept without having been moved.",
    formula="reached by the day told for it, and never told for a later one meanwhile / all due in the "
    "period as seen at its start, less those of no longer reported projects, and those not due yet",
    source="The last report on or before the first day; by the plan at the end every promise would be kept",
)
DUE: Final = Metric(
    id="milestones_due",
    name="Due in 30, 60 and 90 days",
    unit="milestones",
    range="0 or more",
    better="none: it says what comes next",
    meaning="What is to be reached next; what should have been reached and was not stands apart as late.",
    formula="open milestones with 0 ≤ last told date − as-of date ≤ 30, 31 to 60, 61 to 90 days",
    source="The forecast, else the baseline, of the last report",
)
NEXT_WIN: Final = Metric(
    id="next_win",
    name="Next short-term win",
    unit="objectives",
    range="0 or more",
    better="higher",
    meaning="Long-term objectives that something will be reached for in the short term; others are named.",
    formula="the earliest, from the as-of date to the end of the short horizon, of open milestones that "
    "serve the objective, by themselves or by their project, and of finishes of short-term projects of it",
    source="The horizon of the objective as given; alignment as loaded; the portfolio's horizon rule",
)
LATE_KINDS: Final = ("kept", "moved back", "late", "moved out", "cancelled")
"""Outcomes that the share of kept promises is made of: open and unknown ones are counted beside it."""


def slip(slip_days: Floats) -> tuple[Result, Result, Result]:
    """
    Mean and median slip in days, and the share that is late, 0 to 1.

    Args:
        slip_days: Of each milestone, NaN where it cannot be said: it leaves, and is counted.
    Returns:
        Not measured without any slip. Source: SLIP, SHARE_LATE.
    """
    known = slip_days[~np.isnan(slip_days)]
    used, asked = int(known.size), int(slip_days.size)
    if not used:
        reason = (
            f"None of {asked} milestones has a baseline, or a second report to hold against the first."
            if asked
            else "There is no milestone, and no project with a finish."
        )
        none = Result(None, "days", State.NOT_MEASURED, reason, n_total=asked)
        return none, none, Result(None, "share", State.NOT_MEASURED, reason, n_total=asked)
    figures = ((known.mean(), "days"), (np.median(known), "days"), ((known > 0).mean(), "share"))
    mean, median, late = (
        Result(float(value), unit, n_used=used, n_total=asked, coverage=used / asked)
        for value, unit in figures
    )
    return mean, median, late


def integrity(counts: Mapping[str, int], *, seen: bool, tells_done: bool, first: str) -> Result:
    """
    Share of the promises of a period that were kept, 0 to 1.

    Args:
        counts: Promises by what became of them.
        seen: Whether any report was there at the start of the period.
        tells_done: Whether the source says at all what is reached.
        first: First day of the period, as it is to be said.
    Returns:
        Not measured without a report at the start, or without word of what is reached; not applicable where
        nothing was due; provisional while some are not due yet. `n_total` also counts open and unknown ones.
    Source: INTEGRITY.
    """
    used = sum(counts.get(name, 0) for name in LATE_KINDS)
    still, lost = counts.get("open", 0), counts.get("unknown", 0)
    asked = used + still + lost
    if not seen:
        reason = f"There is no report of {first} or before: nothing shows what was promised then."
        return Result(None, "share", State.NOT_MEASURED, reason)
    if not used:
        gone = f"All {lost} promises are of projects that are no longer reported."
        nothing = gone if lost else "Nothing was promised for the period."
        reason = "Nothing that was promised is due yet." if still else nothing
        return Result(None, "share", State.NOT_APPLICABLE, reason, n_total=asked)
    if not tells_done:
        reason = "Nothing says what was reached: give actual dates, a share done, or a status."
        return Result(None, "share", State.NOT_MEASURED, reason, n_total=asked)
    return Result(
        counts.get("kept", 0) / used,
        "share",
        State.PROVISIONAL if still else State.OK,
        f"{still} of {asked} promises are not due yet" if still else "",
        n_used=used,
        n_total=asked,
        coverage=used / asked,
    )
