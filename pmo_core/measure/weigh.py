"""Where weights come from: points, sliders that keep 100, and a ranking."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np

from pmo_core.errors import ScenarioError
from pmo_core.measure.arrays import Flags, Floats

WHOLE: Final = 100.0


def whole_weights(points: Floats) -> Floats:
    """
    Weights that sum to 1 from points in any unit: w = points / Σ points.

    Args:
        points: One per criterion, ≥ 0, at least one above 0.
    Raises:
        ScenarioError: Where a weight is negative or no finite number, or where all are 0.
    Source: von Winterfeldt & Edwards 1986 (swing weights). Metamorphic M1.
    """
    weights = np.asarray(points, dtype=np.float64)
    greatest = weights.max(initial=0.0)
    if not (weights >= 0).all() or not 0 < greatest < np.inf:
        raise ScenarioError(
            "The weights cannot hold: each must be 0 or more and at least one above 0.",
            fix="Give points from 0 to 100 for what each criterion should count.",
        )
    shares = weights / greatest
    return np.asarray(shares / shares.sum(), dtype=np.float64)


def roc(ranks: Floats) -> Floats:
    """
    Rank order centroid: w at place k of n = (1/n) Σ_{j=k..n} 1/j; ties get the mean of their places.

    Args:
        ranks: 1 for the most important criterion; equal numbers are ties, only their order counts.
    Returns:
        Weights that sum to 1.
    Raises:
        ScenarioError: Where a rank is no finite number, or none is given.
    Source: Barron & Barrett 1996. S-ROC → n = 3: .6111 .2778 .1111. Metamorphic M9.
    """
    return _by_place(ranks, lambda n: np.cumsum(1 / np.arange(n, 0, -1.0))[::-1] / n)


def rank_sum(ranks: Floats) -> Floats:
    """
    Rank sum: w at place k of n = 2(n + 1 − k) / (n(n + 1)), flatter than `roc` for the same ranking.

    Args, Returns, Raises: as `roc`. Source: Stillwell, Seaver & Edwards 1981. n = 3 → .5 .3333 .1667.
    """
    return _by_place(ranks, lambda n: 2 * np.arange(n, 0, -1.0) / (n * (n + 1)))


def _by_place(ranks: Floats, places: Callable[[int], Floats]) -> Floats:
    """Hand out the weights of n places in the order of the ranks; who is tied shares what the ties get."""
    given = np.asarray(ranks, dtype=np.float64)
    if not given.size or not np.isfinite(given).all():
        raise ScenarioError("A criterion has no rank.", fix="Rank every criterion, 1 for the first one.")
    _, group, size = np.unique(given, return_inverse=True, return_counts=True)
    shared = np.add.reduceat(places(given.size), np.cumsum(size) - size) / size
    return np.asarray(shared[group.ravel()], dtype=np.float64)


def moved(points: Floats, *, at: int, to: float, locked: Flags) -> Floats:
    """
    One slider is now at `to`; the unlocked others share the rest in proportion, equally where all are 0.

    Args:
        points: One slider per criterion, as whole_weights takes them.
        at: The slider that moved; one that is locked itself stays.
        to: Where to, 0–100; stops where the locks leave no room, or where no other slider can give way.
        locked: Sliders that keep their points.
    Returns:
        Points that sum to 100.
    Raises:
        ScenarioError: As whole_weights, or where `to` is no number.
    """
    if np.isnan(to):
        raise ScenarioError("A weight without a number cannot hold.", fix="Give points from 0 to 100.")
    before = WHOLE * whole_weights(points)
    if locked[at]:
        return before
    free = ~np.asarray(locked, dtype=np.bool_)
    free[at] = False
    room = max(0.0, WHOLE - float(before[locked].sum()))
    after = before.copy()
    after[at] = min(max(to, 0.0), room) if free.any() else room
    held = before[free]
    rest = room - after[at]
    after[free] = held / held.sum() * rest if held.sum() > 0 else rest / max(held.size, 1)
    return after
