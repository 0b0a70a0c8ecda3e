"""The figures of earned value and earned schedule: what each means, and the indices of a whole portfolio."""

from __future__ import annotations

from typing import Final

import numpy as np

from pmo_core.measure.arrays import Floats
from pmo_core.model import Metric, Result, State

COST_INDEX: Final = Metric(
    id="cost_index",
    name="Cost performance index (CPI)",
    unit="ratio",
    range="0 or more; below 1 = costs more than it earns",
    better="higher",
    meaning="What each unit of money spent has earned; of a portfolio the sums, never a mean of indices.",
    formula="EV / AC; EV = share complete · budget, AC = actual cost. Portfolio: Σ EV / Σ AC over open "
    "projects that have both, in one currency",
    source="ANSI/EIA-748; PMI 2019. Share complete is an opinion where nobody counts what is done",
    golden="G9",
)
SCHEDULE_INDEX: Final = Metric(
    id="schedule_index",
    name="Schedule performance index (SPI)",
    unit="ratio",
    range="0 or more; below 1 = behind the plan",
    better="higher",
    meaning="What is earned against what was planned to be earned by now. It returns to 1 at the end of "
    "every late project: read SPI(t) beside it.",
    formula="EV / PV; PV = planned value, else the budget · the share of the costs by year that falls before",
    source="ANSI/EIA-748; PMI 2019",
    golden="G9",
)
VARIANCES: Final = Metric(
    id="earned_variances",
    name="Cost and schedule variance",
    unit="currency",
    range="any; below 0 = dearer, or behind the plan",
    better="higher",
    meaning="What is earned less what it cost (CV), and less what was planned to be earned by now (SV).",
    formula="CV = EV − AC; SV = EV − PV",
    source="ANSI/EIA-748; PMI 2019",
    golden="G9",
)
COMPLETION: Final = Metric(
    id="estimate_at_completion",
    name="Estimate at completion (EAC)",
    unit="currency",
    range="0 or more",
    better="lower",
    meaning="What the whole may cost in the end, by three assumptions about the rest.",
    formula="BAC/CPI (efficiency goes on) · AC + BAC − EV (rest as planned) · AC + (BAC − EV)/(CPI·SPI) "
    "(cost and time pressure); ETC = EAC − AC and VAC = BAC − EAC, by the first",
    source="ANSI/EIA-748; PMI 2019; BAC = budget",
    golden="G9",
)
TO_COMPLETE: Final = Metric(
    id="to_complete_index",
    name="To-complete index (TCPI)",
    unit="ratio",
    range="0 or more; above 1.10 recovery is unlikely",
    better="lower",
    meaning="How efficient the rest must be to keep the budget.",
    formula="(BAC − EV) / (BAC − AC); where the budget is spent not applicable",
    source="ANSI/EIA-748; the border of 1.10 is examined by Lipke 2016",
    golden="G9",
)
SCHEDULE: Final = Metric(
    id="earned_schedule",
    name="Earned schedule (ES)",
    unit="months",
    range="0 or more",
    better="higher",
    meaning="When what is earned now was planned to be earned; SV(t) is how far that is behind today.",
    formula="on the straight line between the two points of the plan that the share complete lies between; "
    "SV(t) = ES − AT, AT = months since the start. The plan: planned value / budget of each report, or the "
    "costs by year, from 0 at the start to all at the first promised finish",
    source="Lipke 2003",
    golden="G10",
)
TIME_INDEX: Final = Metric(
    id="time_index",
    name="SPI(t)",
    unit="ratio",
    range="0 or more; below 1 = slower than planned",
    better="higher",
    meaning="Months of the plan that are earned per month that passed; it does not return to 1 at the end.",
    formula="ES / AT; the duration to expect is IEAC(t) = planned duration / SPI(t)",
    source="Lipke 2003",
    golden="G10",
)
EARNED: Final = (COST_INDEX, SCHEDULE_INDEX, VARIANCES, COMPLETION, TO_COMPLETE, SCHEDULE, TIME_INDEX)
"""The figures in the order in which the Method page shows them."""


def index_of_all(earned: Floats, against: Floats, *, budget: Floats) -> Result:
    """
    Σ EV / Σ AC, or / Σ PV, over the projects that have both.

    Args:
        earned: EV of each project, one currency; NaN where it cannot be said.
        against: AC or PV.
        budget: BAC, for the coverage: share of the budgets that is in the sums.
    Returns:
        0 or more; not measured without a project that has both, not applicable where the lower sum is 0.
    Source: COST_INDEX, SCHEDULE_INDEX.
    """
    both = ~np.isnan(earned) & ~np.isnan(against)
    used, asked = int(both.sum()), int(earned.size)
    if not used:
        reason = f"None of {asked} open projects has budget, share complete and the costs to hold against."
        return Result(None, "ratio", State.NOT_MEASURED, reason, n_total=asked)
    below = float(against[both].sum())
    if not below > 0:
        reason = "The projects that have both add up to 0."
        return Result(None, "ratio", State.NOT_APPLICABLE, reason, n_used=used, n_total=asked)
    return Result(
        float(earned[both].sum()) / below,
        "ratio",
        n_used=used,
        n_total=asked,
        coverage=float(budget[both].sum() / np.nansum(budget)),
    )
