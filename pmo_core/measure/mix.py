"""How far a mix of money lies from the mix that was agreed, and how concentrated it is."""

from __future__ import annotations

import math
from typing import Final

import numpy as np

from pmo_core.measure.arrays import Floats

ROUNDING: Final = 1e-12


def mix_distance(shares: Floats, wanted: Floats) -> float:
    """
    Share of the money that would have to change its bucket: D = ½ Σ |share − target|.

    Args:
        shares: Share per bucket, ≥ 0, sum 1.
        wanted: Target per bucket in the same order, ≥ 0, sum 1.
    Returns:
        0 (on target) to 1 − min target.
    Source: total variation distance; Duncan & Duncan 1955. 55/30/15 against 70/20/10 → 0.15.
    """
    return float(np.abs(shares - wanted).sum() / 2)


def normalised_balance(distance: float, wanted: Floats) -> float:
    """
    Balance as a share of the way from the worst possible mix to the target: 1 − D/(1 − min target).

    `wanted` holds the buckets in use only. Source: S-MIX, 0/0/100 against 70/20/10 → 0.
    """
    return 1 - distance / (1 - float(wanted.min()))


def cautious_range(distance: float, unclassified: float) -> tuple[float, float]:
    """Where D can lie once money without a horizon is labelled: from D − u (never below 0) to D."""
    low = distance - unclassified
    return (low if low > ROUNDING else 0.0), distance


def evenness(amounts: Floats, *, buckets: int) -> float:
    """
    Pielou's J = −Σ p ln p / ln K: 1 when all declared buckets hold the same, 0 when one holds all.

    Args:
        amounts: Amount per bucket, ≥ 0, sum > 0.
        buckets: Declared buckets K ≥ 2, also those that hold nothing.
    Returns:
        0 to 1; a warning of concentration only, never a balance score.
    Source: Shannon 1948, Pielou 1966. 70/20/10 → .7298467.
    """
    held = amounts[amounts > 0]
    shares = held / held.sum()
    return float(-(shares * np.log(shares)).sum() / math.log(buckets)) + 0.0
