"""What is looked through for trends, the same for every engine: many series of monthly readings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt

from bench.answers import Answers

Floats: TypeAlias = npt.NDArray[np.float64]

READINGS: Final = 25
COUNTED: Final = 500
"""Series that the slow loop takes; both sides are compared on these."""


def values(series: int, *, seed: int = 7) -> Floats:
    """Series × readings, some rising, some falling, with ties."""
    random = np.random.default_rng(seed)
    slopes = random.normal(0, 0.1, (series, 1))
    return np.round(random.normal(50, 2, (series, READINGS)) + slopes * np.arange(READINGS), 1)


def trends_told(s: Floats, p: Floats, tau: Floats, slope: Floats) -> Answers:
    """The figures of the trends compared."""
    return weighted({"s": s, "p": p, "tau": tau, "slope": slope})


def weighted(figures: Mapping[str, Floats]) -> Answers:
    """Each figure of the series compared, weighted with its place: none can stand for another."""
    return {name: float(each @ np.arange(1.0, each.size + 1)) for name, each in figures.items()}
