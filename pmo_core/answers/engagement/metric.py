"""The figure that the index takes from stakeholders: how much of the wanted engagement is there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from pmo_core.measure import engage as formula
from pmo_core.measure.positions import Column, floats
from pmo_core.model import Metric, Result, State

SUPPORT: Final = Metric(
    id="support",
    name="Support",
    unit="points",
    range="0 to 100",
    better="higher",
    meaning="Share of the wanted engagement that is there, weighted with power and interest.",
    formula="100 · (1 − Σ P·I·max(0, desired − current) / Σ P·I·max(1, desired)); levels: unaware 0, "
    "resistant 1, neutral 2, supportive 3, leading 4",
    source="PMBOK's stakeholder engagement assessment matrix, weighted with power and interest (1 to 5)",
    golden="S-SEAM",
)


def support(levels: Mapping[str, Column]) -> Result:
    """
    Share of the wanted engagement that is there.

    Returns:
        0 to 100; `coverage` is complete persons / all; `inputs` hold the weighted gap in points.
        An incomplete person leaves both sums; without a complete one not measured.
    Source: SUPPORT. S-SEAM → 59.57.
    """
    power, interest = floats(levels["power"]), floats(levels["interest"])
    current, desired = floats(levels["current_level"]), floats(levels["desired_level"])
    complete = formula.complete(power, interest, current=current, desired=desired)
    n_used, n_total = int(complete.sum()), int(power.size)
    if not n_used:
        reason = (
            f"None of the {n_total} stakeholders has power, interest, current and desired level."
            if n_total
            else "Upload stakeholders with power, interest, current and desired level to see their support."
        )
        return Result(None, "points", State.NOT_MEASURED, reason, n_total=n_total)
    power, interest, current, desired = (a[complete] for a in (power, interest, current, desired))
    return Result(
        100 * formula.attainment(power, interest, current=current, desired=desired),
        "points",
        n_used=n_used,
        n_total=n_total,
        coverage=n_used / n_total,
        inputs={"gap": formula.weighted_gap(power, interest, gap=formula.level_gap(current, desired))},
    )
