"""Dated money: present value, and when the benefit lands."""

from __future__ import annotations

from typing import Final

import numpy as np

from pmo_core.measure.arrays import Floats

GREEN_BOOK_RATE: Final = 0.035
DAYS_IN_A_YEAR: Final = 365.0


def present_values(flows: Floats, years: Floats, *, rate: float) -> Floats:
    """Each flow at its worth today: F / (1 + rate)^years; rate > −1."""
    return np.asarray(flows / (1 + rate) ** years, dtype=np.float64)


def net_present_value(flows: Floats, years: Floats, *, rate: float) -> float:
    """
    Σ F / (1 + rate)^years. Positive: the flows add value at this rate.

    Source: Fisher 1930. 10 %: −10000, 3000, 4200, 6800 at years 1–4 → 1188.44.
    """
    return float(present_values(flows, years, rate=rate).sum())


def benefit_duration(flows: Floats, years: Floats, *, rate: float) -> float | None:
    """
    When the benefit lands on average, in years: Σ t·PV / Σ PV; None when nothing lands.

    Args:
        flows: Planned benefits ≥ 0; dis-benefits are reported apart.
        years: Years from the as-of date, ≥ 0.
        rate: Declared discount rate, printed beside the figure.
    Source: Macaulay 1938. 300 300 200 100 100 at years 1–5 and 8 % → 2.2779.
    """
    worth = present_values(flows, years, rate=rate)
    whole = float(worth.sum())
    return float((years * worth).sum()) / whole if whole > 0 else None


def quick_win_share(flows: Floats, years: Floats, *, rate: float) -> float | None:
    """Share of the present value that lands within a year, 0–1; None when nothing lands."""
    worth = present_values(flows, years, rate=rate)
    whole = float(worth.sum())
    return float(worth[years <= 1].sum()) / whole if whole > 0 else None
