"""Borders from which something is said; a portfolio may declare its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from pmo_core.errors import ScenarioError


@dataclass(frozen=True)
class Thresholds:
    """
    Those of a PMO that has declared none.

    high_value: from here on a short-term or long-term value is high, above 0 to 10. thin_coverage: below it
    a component of the index is thin, 0–1. concentration: from this share on one horizon holds too much,
    above 1/3 to 1. stale_days: a state that is older is stale, 1 or more. attention_rating: a delivery
    confidence up to it needs attention, 0–100. kpi_amber, kpi_red: a KPI that is further behind its pace
    than this share of the way to its target is amber, or red, 0–1; where red does not come after amber,
    none is amber for its pace. high_standing: power or interest of a stakeholder is high from here on, of 5.

    Raises:
        ScenarioError: If one is out of its range.
    """

    high_value: float = 5.0
    thin_coverage: float = 0.5
    concentration: float = 0.9
    stale_days: float = 92.0
    attention_rating: float = 25.0
    kpi_amber: float = 0.10
    kpi_red: float = 0.25
    high_standing: float = 3.0

    def __post_init__(self) -> None:
        for name, (low, high) in THRESHOLD_RANGES.items():
            if not low <= getattr(self, name) <= high:
                problem = f"A threshold {name}={getattr(self, name):g} cannot hold."
                raise ScenarioError(problem, fix=f"Give a number from {low:g} to {high:g}.")


THRESHOLD_RANGES: Final[Mapping[str, tuple[float, float]]] = {
    "high_value": (0.5, 10.0),
    "thin_coverage": (0.0, 1.0),
    "concentration": (0.34, 1.0),
    "stale_days": (1.0, 3650.0),
    "attention_rating": (0.0, 100.0),
    "kpi_amber": (0.0, 1.0),
    "kpi_red": (0.0, 1.0),
    "high_standing": (1.5, 5.0),
}
THRESHOLD_SETTING: Final = "threshold."
"""Name of the setting of a threshold, before its name."""
