"""The figure that the index takes from KPIs: how many meet their target."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Protocol

from pmo_core.model import Metric, Result, State

KPIS: Final = Metric(
    id="kpis",
    name="KPIs on target",
    unit="points",
    range="0 to 100",
    better="higher",
    meaning="Share of the KPIs whose last value meets its target, of those with target, direction and value.",
    formula="100 · met / KPIs with target, direction and a value; met: value ≥ target where higher is "
    "better, ≤ where lower is",
    source="Readings as reported; a direction is never guessed",
    golden="S-INDEX",
)


class Reading(Protocol):
    """What is asked of a KPI: its last value, target and direction."""

    @property
    def value(self) -> float | None:
        """Last value."""
        ...

    @property
    def target(self) -> float | None:
        """Target of that reading, else the standing one."""
        ...

    @property
    def direction(self) -> str | None:
        """'higher' or 'lower' is better."""
        ...


def met(reading: Reading) -> bool | None:
    """Whether the last value meets the target, equality included; None where that cannot be said."""
    value, target = reading.value, reading.target
    if value is None or target is None or reading.direction not in ("higher", "lower"):
        return None
    return value >= target if reading.direction == "higher" else value <= target


def kpis_on_target(readings: Sequence[Reading]) -> Result:
    """
    Share of the judged KPIs that meet their target.

    Returns:
        0 to 100; `coverage` is judged / all; `inputs` count met, missed, no_target, no_direction, no_value.
    Source: KPIS. Two of three met, a fourth without a target → 66.67 with coverage .75.
    """
    verdicts = [met(reading) for reading in readings]
    judged = sum(verdict is not None for verdict in verdicts)
    counts = {
        "met": verdicts.count(True),
        "missed": verdicts.count(False),
        "no_target": sum(r.target is None for r in readings),
        "no_direction": sum(r.direction not in ("higher", "lower") for r in readings),
        "no_value": sum(r.value is None for r in readings),
    }
    if not judged:
        reason = (
            f"None of the {len(readings)} KPIs has a target, a direction and a value."
            if readings
            else "Upload KPI readings with targets to see how many are met."
        )
        return Result(None, "points", State.NOT_MEASURED, reason, n_total=len(readings), inputs=counts)
    return Result(
        100 * counts["met"] / judged,
        "points",
        n_used=judged,
        n_total=len(readings),
        coverage=judged / len(readings),
        inputs=counts,
    )
