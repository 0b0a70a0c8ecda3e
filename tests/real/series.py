"""Series of readings worked out one by one with plain loops: no line of the product."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import pairwise
from math import erfc, sqrt

from scipy.stats import theilslopes

PERIOD = {"year": 365.25, "quarter": 365.25 / 4, "month": 365.25 / 12}


@dataclass(frozen=True)
class Point:
    """One reading: its period as written, its last day, its value."""

    period: str
    day: date
    value: Fraction


def limits(values: Sequence[Fraction]) -> tuple[Fraction, Fraction, Fraction] | None:
    """Mean, lower and upper limit; None below six points. Exact, so that a point on the mean is seen."""
    if len(values) < 6:
        return None
    mean = sum(values) / len(values)
    moving = sum(abs(after - before) for before, after in pairwise(values)) / (len(values) - 1)
    return mean, mean - Fraction("2.66") * moving, mean + Fraction("2.66") * moving


def signals(points: Sequence[Point]) -> list[tuple[str, str, str]]:
    """Rule, first period and direction of every point outside and every eight or more on one side."""
    found = limits([point.value for point in points])
    if found is None or len({point.value for point in points}) == 1:
        return []
    mean, lower, upper = found
    told = [
        ("R1", p.period, "up" if p.value > upper else "down") for p in points if not lower <= p.value <= upper
    ]
    at = 0
    while at < len(points):
        end = at
        above = points[at].value > mean
        while end < len(points) and points[end].value != mean and (points[end].value > mean) == above:
            end += 1
        if end - at >= 8:
            told.append(("R2", points[at].period, "up" if above else "down"))
        at = max(end, at + 1)
    return sorted(told)


def chance_of_no_trend(values: Sequence[Fraction]) -> float:
    """Two-sided p of Mann–Kendall by the normal approximation; for ten readings and more."""
    n = len(values)
    s = sum((b > a) - (b < a) for at, a in enumerate(values) for b in values[at + 1 :])
    ties = [values.count(value) for value in set(values)]
    spread = (n * (n - 1) * (2 * n + 5) - sum(t * (t - 1) * (2 * t + 5) for t in ties)) / 18
    return 1.0 if s == 0 else erfc((abs(s) - 1) / sqrt(spread) / sqrt(2))


def slope(points: Sequence[Point], per: str) -> tuple[float, float, float]:
    """Theil–Sen per week, month, quarter or year, with its 95 % interval."""
    days = [point.day.toordinal() for point in points]
    found = theilslopes([float(point.value) for point in points], days)
    middle, low, high = (float(one) * PERIOD[per] for one in found[:1] + found[2:])
    return middle, low, high
