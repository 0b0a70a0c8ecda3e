"""The weighted geometric mean of scores, how far it depends on the weights, and what moved it."""

from __future__ import annotations

from typing import Final

import numpy as np

from pmo_core.measure.arrays import Floats

FLOOR: Final = 1.0
SEED: Final = 7
DRAWS: Final = 20_000
SPREAD: Final = 0.2
LOW, HIGH = 5, 95


def log_parts(scores: Floats, weights: Floats) -> Floats:
    """Each score's part of ln(index / 100): w·ln(s/100), weights renormalised, scores floored at 1."""
    logs = np.log(np.maximum(scores, FLOOR) / 100)
    return np.asarray(weights / weights.sum() * logs, dtype=np.float64)


def composite(scores: Floats, weights: Floats) -> float:
    """
    Weighted geometric mean 100·Π (max(s, 1)/100)^w: a weakness is not bought off by a strength.

    Args:
        scores: Measured scores, 0–100; what is not measured must not be in it.
        weights: ≥ 0, any positive multiple; at least one above 0.
    Returns:
        1 to 100, between the least and the greatest score.
    Source: OECD/JRC 2008; UNDP's HDI since 2010. S-INDEX → 67.69.
    """
    return float(100 * np.exp(log_parts(scores, weights).sum()))


def weight_range(scores: Floats, weights: Floats) -> tuple[float, float]:
    """
    Where the index lies in 90 % of cases when every weight is up to 20 % wrong.

    20,000 draws (seed 7) multiply each weight by an independent uniform factor from 0.8 to 1.2 and
    renormalise; returned are the 5th and the 95th percentile. Source: S-INDEX → 66.4 to 69.0.
    """
    draws = np.random.default_rng(SEED).uniform(1 - SPREAD, 1 + SPREAD, (DRAWS, scores.size)) * weights
    logs = np.log(np.maximum(scores, FLOOR) / 100)
    low, high = np.percentile(draws @ logs / draws.sum(axis=1), [LOW, HIGH])
    return float(100 * np.exp(low)), float(100 * np.exp(high))


def points_per_point(scores: Floats, weights: Floats) -> Floats:
    """Points of the index that one more point of each score brings: index·w/s. Mend the greatest first."""
    shares = weights / weights.sum()
    return np.asarray(composite(scores, weights) * shares / np.maximum(scores, FLOOR), dtype=np.float64)


def change_split(before: Floats, after: Floats, *, weights: Floats) -> Floats:
    """
    What each score did to the index between two dates, in points; they add up to the change exactly.

    Δ ln index = Σ w·Δ ln s; the logarithmic mean of both indices turns logarithms into points.
    Both arrays hold only scores measured on both dates (like for like).
    """
    moved = log_parts(after, weights) - log_parts(before, weights)
    old, new = composite(before, weights), composite(after, weights)
    ratio = np.log(new / old)
    scale = old if abs(ratio) < 1e-12 else (new - old) / ratio
    return np.asarray(moved * scale, dtype=np.float64)
