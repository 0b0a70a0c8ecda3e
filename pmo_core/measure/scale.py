"""Fixed scales: what a raw figure is worth on a criterion, whoever else is in the list."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from pmo_core.errors import ScenarioError
from pmo_core.measure.arrays import Flags, Floats


@dataclass(frozen=True)
class Scale:
    """
    From `low`, which contributes nothing, to `high`, which contributes all; reversed where less is better.

    Raises:
        ScenarioError: Where `high` is not above `low`, or one of them is no finite number.
    """

    low: float
    high: float
    higher_is_better: bool = True

    def __post_init__(self) -> None:
        if not (self.low < self.high and math.isfinite(self.high - self.low)):
            raise ScenarioError(
                f"A scale from {self.low:g} to {self.high:g} cannot hold.",
                fix="Give two numbers, the second above the first, such as 0 and 10.",
            )


@dataclass(frozen=True, eq=False)
class Scaled:
    """Projects × criteria: values 0–1, NaN where missing; `clipped` marks figures outside their scale."""

    values: Floats
    clipped: Flags


def scaled(raw: Floats, scales: Sequence[Scale]) -> Scaled:
    """
    Value v = (x − low) / (high − low), reversed where less is better, clipped to 0–1 beyond the scale.

    Scales are fixed per criterion: adding or leaving out a project never moves another one's value.

    Args:
        raw: Projects × criteria in each criterion's own unit, NaN where missing; infinite counts as missing.
        scales: One per criterion.
    Source: Keeney & Raiffa 1976; Clemen & Smith 2009. Metamorphic M2, M3.
    """
    low = np.array([scale.low for scale in scales])
    width = np.array([scale.high - scale.low for scale in scales])
    falling = np.array([not scale.higher_is_better for scale in scales], dtype=np.bool_)
    with np.errstate(over="ignore"):  # what is too far away for a difference is outside all the same
        rising = (np.where(np.isfinite(raw), raw, np.nan) - low) / width
    values = np.clip(np.where(falling, 1 - rising, rising), 0, 1)
    return Scaled(values, np.asarray((rising < 0) | (rising > 1), dtype=np.bool_))
