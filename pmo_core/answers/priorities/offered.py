"""What can be a criterion: the fields of a project with their direction and scale, as data."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from pmo_core.measure.arrays import Floats
from pmo_core.plan import Criterion


@dataclass(frozen=True)
class Offer:
    """
    A criterion that a field can become.

    usual: it may be on by itself. ends: its scale is that of the field; else it may be wider.
    """

    criterion: Criterion
    usual: bool = False
    ends: bool = True


COST: Final = "cost"
MONTHS: Final = "months_to_finish"
PRIORITY: Final = "priority"


def _offer(
    id: str,
    name: str,
    meaning: str,
    *,
    scale: tuple[float, float] | None = None,
    source: str = "",
    unit: str = "",
    lower: bool = False,
    usual: bool = False,
) -> Offer:
    low, high = scale or (0.0, 1.0)
    made = Criterion(id, name, meaning, source or id, not lower, low, high, unit=unit)
    return Offer(made, usual=usual, ends=scale is not None and id != PRIORITY)


OFFERED: Final = (
    _offer(
        "short_term_value", "Short-term value", "What it brings soon, 0 to 10.", scale=(0, 10), usual=True
    ),
    _offer(
        "long_term_value", "Long-term value", "What it brings for years, 0 to 10.", scale=(0, 10), usual=True
    ),
    _offer(
        "alignment",
        "Alignment",
        "Share of it that serves the objectives, each counted by its weight against the heaviest.",
        scale=(0, 1),
        unit="share",
        usual=True,
    ),
    _offer("planned_benefit", "Planned benefit", "The benefit that is planned.", usual=True),
    _offer("urgency", "Urgency", "How soon it is needed, 1 to 5.", scale=(1, 5), usual=True),
    _offer(
        "risk",
        "Risk",
        "How risky it is, 1 to 5; less is better.",
        scale=(1, 5),
        lower=True,
        usual=True,
    ),
    _offer(
        "confidence",
        "Delivery confidence",
        "Its delivery rating: Green 100, Amber 50, Red 0, and the steps between.",
        scale=(0, 100),
        source="rating",
        unit="points",
        usual=True,
    ),
    _offer(
        "support",
        "Stakeholder support",
        "Share of the wanted engagement of its stakeholders that is there.",
        scale=(0, 100),
        unit="points",
        usual=True,
    ),
    _offer(
        PRIORITY,
        "Priority",
        "Its place in the order of the source, 1 first.",
        scale=(1, 5),
        lower=True,
        usual=True,
    ),
    _offer(
        MONTHS,
        "Time to finish",
        "Months to its finish, fewer is better; ten years or more bring nothing. Unknown once it has passed.",
        scale=(0, 120),
        unit="months",
        lower=True,
        usual=True,
    ),
    _offer(COST, "Cost", "What it takes, less is better. The budget counts it already.", lower=True),
    _offer(
        "second_confidence",
        "Second rating",
        "Its second delivery rating: Green 100, Amber 50, Red 0, and the steps between.",
        scale=(0, 100),
        source="second_rating",
        unit="points",
    ),
    _offer("percent_complete", "Progress", "How much of it is done.", scale=(0, 1), unit="share"),
    _offer("effort", "Effort", "Work that it takes, less is better.", unit="person-days", lower=True),
    _offer("budget", "Budget", "Its budget, less is better.", lower=True),
    _offer("whole_life_cost", "Whole-life cost", "All that it costs, less is better.", lower=True),
    _offer("forecast_cost", "Forecast cost", "What it is expected to cost, less is better.", lower=True),
    _offer("actual_cost", "Cost so far", "What has been spent on it, less is better.", lower=True),
    _offer("planned_value", "Planned value", "Value of the work that was planned up to now."),
    _offer("realised_benefit", "Realised benefit", "The benefit that is there already."),
)
"""Every field that can be a criterion, in the order in which they are shown."""

INSTEAD: Final = frozenset({PRIORITY, MONTHS})
"""Criteria that are on by themselves only where none of SAYS_WORTH is."""
SAYS_WORTH: Final = frozenset(
    {"short_term_value", "long_term_value", "alignment", "planned_benefit", "urgency", "realised_benefit"}
)
"""Criteria that say what a project is worth, not only how surely or how soon it lands."""

THEMES: Final[Mapping[str, frozenset[str]]] = {
    "quick wins": frozenset({"short_term_value", "urgency", MONTHS}),
    "long-term value": frozenset({"long_term_value", "planned_benefit", "alignment"}),
    "low risk": frozenset({"risk", "confidence", "support"}),
}
"""Ready-made weights: the criteria of a theme count three times as much as the others."""
_SCALES: Final = ((0.0, 1.0), (1.0, 5.0), (0.0, 5.0), (0.0, 10.0), (0.0, 100.0))


def own_criterion(source: str, name: str, scores: Floats) -> Criterion:
    """A criterion of the user's own, higher is better, on the least common scale that holds its scores."""
    least, most = float(np.nanmin(scores)), float(np.nanmax(scores))
    low, high = next(
        ((low, high) for low, high in _SCALES if low <= least and most <= high),
        (min(0.0, -round_end(-least)) if least < 0 else 0.0, round_end(most)),
    )
    return Criterion(source, name, "Your own criterion, as scored in the source.", source, True, low, high)


def round_end(largest: float) -> float:
    """The least of 1, 2, 5, 10, 20, 50 … (and .5, .2, .1 …) that is not below `largest`; 1 for 0 or less."""
    if not largest > 0:
        return 1.0
    step = 10.0 ** math.floor(math.log10(largest))
    return next(step * factor for factor in (1, 2, 5, 10, 20) if step * factor >= largest * (1 - 1e-12))
