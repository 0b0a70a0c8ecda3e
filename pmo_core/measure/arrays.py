"""Names for the arrays that formulas work on."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Floats: TypeAlias = npt.NDArray[np.float64]
"""Figures; NaN = no value."""
Flags: TypeAlias = npt.NDArray[np.bool_]
Whole: TypeAlias = npt.NDArray[np.int64]
Texts: TypeAlias = npt.NDArray[np.object_]
"""Words as written; None = no value."""
Days: TypeAlias = npt.NDArray[np.datetime64]
"""Dates; NaT = no value."""


def total(values: Floats) -> float:
    """Sum of the values that are there; NaN leaves."""
    return float(np.nansum(values)) if values.size else 0.0


def figures(values: Iterable[float | None]) -> Floats:
    """Values as an array; None becomes NaN."""
    return np.array([np.nan if value is None else value for value in values], dtype=np.float64)
