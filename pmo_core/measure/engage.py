"""How far stakeholders are from where they need to be."""

from __future__ import annotations

import numpy as np

from pmo_core.measure.arrays import Floats


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
