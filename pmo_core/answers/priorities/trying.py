"""The ranking under many other weights: who is safe, who is out, and whom to talk about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np

from pmo_core.answers.priorities.judgement import Ranking
from pmo_core.measure.arrays import Floats
from pmo_core.measure.robust import MOST_PROJECTS, SAMPLES, SEED, Robust, drawn, robust, win
from pmo_core.plan import Prior

Safety: TypeAlias = Literal["in", "open", "out"]
"""Among the first places in at least 95 % of the weightings tried, in some, or in at most 5 %."""


@dataclass(frozen=True, eq=False)
class Tried:
    """
    The ranking under many other weightings; `found` is None where it could not be tried, for `reason`.

    criteria: places of those that were weighed, in the order of the central weights.
    """

    prior: Prior
    samples: int
    seed: int
    filled: bool
    criteria: tuple[int, ...]
    found: Robust | None
    reason: str = ""


def tried(
    ranking: Ranking, prior: Prior, *, fill: bool = False, samples: int = SAMPLES, seed: int = SEED
) -> Tried:
    """
    Try other weights on the ranking: any, any in the same order, or a band of 20 % around the present ones.

    Args:
        ranking: The projects and the present weights; what has no weight gets none.
        prior: Which weights.
        fill: Draw missing scores at random; else projects with missing scores are left out.
        samples: How many weightings.
        seed: The same seed gives the same digits.
    """
    weighed = np.flatnonzero(ranking.weights > 0)
    values = ranking.values[:, weighed]
    said = (prior, samples, seed, fill, tuple(weighed.tolist()))
    usable = int((~np.isnan(values).all(axis=1) if fill else ~np.isnan(values).any(axis=1)).sum())
    if not usable:
        return Tried(*said, None, "No project has a score on every criterion.")
    if usable > MOST_PROJECTS:
        many = f"Weights are tried on up to {MOST_PROJECTS:,} projects at a time; here are {usable:,}."
        return Tried(*said, None, f"{many} Choose a department.")
    draws = drawn(prior, ranking.weights[weighed], samples=samples, seed=seed)
    return Tried(*said, robust(values, draws, fill=fill, seed=seed))


def safety(ranking: Ranking, attempt: Tried) -> list[Safety | None]:
    """What each project's rank range says about the first places; None where it has none."""
    if attempt.found is None:
        return [None] * len(ranking.rank)
    ranges = zip(attempt.found.low.tolist(), attempt.found.high.tolist(), strict=True)
    return [_safety(low, high, ranking.top) for low, high in ranges]


def _safety(low: int, high: int, top: int) -> Safety | None:
    if not low:
        return None
    return "in" if high <= top else "out" if low > top else "open"


def top_shares(ranking: Ranking, attempt: Tried) -> Floats:
    """Share of the weightings tried that put each project among the first places, 0–1; NaN = not tried."""
    if attempt.found is None:
        return np.full(len(ranking.rank), np.nan)
    shares = attempt.found.acceptability[:, : ranking.top].sum(axis=1)
    return np.asarray(np.clip(shares, 0, 1), dtype=np.float64)


def win_share(ranking: Ranking, attempt: Tried, *, one: int, other: int) -> float:
    """Share of the weightings tried under which `one` scores more than `other`; NaN: a score is missing."""
    weighed = list(attempt.criteria)
    draws = drawn(attempt.prior, ranking.weights[weighed], samples=attempt.samples, seed=attempt.seed)
    return win(ranking.values[:, weighed], draws, one=one, other=other)
