"""What is looked through for trends, the same for every engine: many series of monthly readings."""

from __future__ import annotations

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
    """The figures of the series compared, each weighted with its place: none can stand for another."""
    place = np.arange(1.0, s.size + 1)
    figures = {"s": s, "p": p, "tau": tau, "slope": slope}
    return {name: float(each @ place) for name, each in figures.items()}
