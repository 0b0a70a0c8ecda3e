"""How far stakeholders are from where they need to be."""

from __future__ import annotations

from typing import Final

import numpy as np

from pmo_core.measure.arrays import Flags, Floats, Texts, Whole

LEVELS: Final = ("unaware", "resistant", "neutral", "supportive", "leading")
"""Engagement levels 0 to 4."""

QUADRANTS: Final = ("manage closely", "keep satisfied", "keep informed", "monitor")
"""Power and interest: high and high, high and low, low and high, low and low."""

MIDPOINT: Final = 3.0
"""From here on power or interest is high, unless a portfolio declares another border."""


def complete(power: Floats, interest: Floats, *, current: Floats, desired: Floats) -> Flags:
    """Persons with power and interest from 1 to 5 and both levels from 0 to 4."""
    return np.asarray(
        _within(power, 1, 5) & _within(interest, 1, 5) & _within(current, 0, 4) & _within(desired, 0, 4),
        dtype=np.bool_,
    )


def _within(values: Floats, low: float, high: float) -> Flags:
    return np.asarray((values >= low) & (values <= high), dtype=np.bool_)


def level_gap(current: Floats, desired: Floats) -> Floats:
    """Steps a stakeholder still has to move, 0–4; over-engagement counts as 0 here and is listed apart."""
    return np.asarray(np.maximum(0.0, desired - current), dtype=np.float64)


def weighted_gap(power: Floats, interest: Floats, *, gap: Floats) -> float:
    """Σ power·interest·gap in points: where the next hour pays. S-SEAM → 93."""
    return float((power * interest * gap).sum())


def attainment(power: Floats, interest: Floats, *, current: Floats, desired: Floats) -> float:
    """
    Share of the wanted engagement that is there: 1 − G / Σ power·interest·max(1, desired).

    Args:
        power: 1–5, complete persons only.
        interest: 1–5.
        current: Level 0–4 (unaware, resistant, neutral, supportive, leading).
        desired: Level 0–4.
    Returns:
        0 to 1; 1 = all where they are needed. Treats steps as equal: show the list, not only the number.
    Source: PMBOK's engagement assessment matrix, weighted. S-SEAM → .5957.
    """
    wanted = float((power * interest * np.maximum(1.0, desired)).sum())
    return 1 - weighted_gap(power, interest, gap=level_gap(current, desired)) / wanted


def attainment_of_each(wanted: Floats, gap: Floats, *, project: Whole, projects: int) -> Floats:
    """
    Attainment per project over the persons linked with it, 0–1; NaN where nobody is.

    Args:
        wanted: power·interest·max(1, desired) per link of a person with a project.
        gap: power·interest·level gap per link.
        project: Position of the link's project.
        projects: How many projects there are.
    """
    most = np.bincount(project, weights=wanted, minlength=projects)
    lacking = np.bincount(project, weights=gap, minlength=projects)
    shares = np.divide(lacking, most, out=np.full(projects, np.nan), where=most > 0)
    return np.asarray(1 - shares, dtype=np.float64)


def over_engaged(current: Floats, desired: Floats) -> Floats:
    """Steps beyond what is needed, 0–4: a fact of its own, never set off against a gap."""
    return np.asarray(np.maximum(0.0, current - desired), dtype=np.float64)


def quadrant(power: Floats, interest: Floats, *, high: float = MIDPOINT) -> Texts:
    """
    Where somebody stands in the power–interest grid; a value on the border counts as high.

    Args:
        power: 1–5.
        interest: 1–5.
        high: The border.
    Returns:
        One of QUADRANTS; '' where either is missing: unplaced.
    Source: Mendelow 1981.
    """
    placed = ~(np.isnan(power) | np.isnan(interest))
    place = 2 * (power < high) + (interest < high)
    return np.where(placed, np.array(QUADRANTS, dtype=object)[place], "").astype(object)
