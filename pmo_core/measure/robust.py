"""How often a project would hold its place if the weights were others: stochastic acceptability (SMAA-2)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from pmo_core.errors import ScenarioError
from pmo_core.measure.arrays import Flags, Floats, Whole
from pmo_core.measure.score import TIE
from pmo_core.measure.weigh import whole_weights
from pmo_core.plan import Prior

SAMPLES: Final = 10_000
SEED: Final = 7
BAND: Final = 0.2
LOW, HIGH = 0.05, 0.95
MOST_PROJECTS: Final = 2_000
"""The answer has a cell per project and rank."""
BATCH_CELLS: Final = 32_000
"""What stays in the processor's own memory: larger batches take several times as long."""
UNKNOWN: Final = -1.0
"""Stands for a missing score that is drawn at random; values are 0–1."""
STEPS: Final = 2.0**46
"""Scores are told apart to 1.4e-14; what is left of 62 bits holds the row."""
ROW_BITS: Final = 16


def drawn(
    prior: Prior, weights: Floats, *, samples: int = SAMPLES, seed: int = SEED, band: float = BAND
) -> Floats:
    """
    Weights to try, samples × criteria, each row with sum 1; the same seed gives the same digits.

    Args:
        prior: `any` weights at all (uniform on the simplex); any in the `order` of the present ones, free
            among equal ones; a `band` of ± `band` around each present one, renormalised.
        weights: The present ones, as whole_weights takes them.
        samples: How many.
        seed: Of the random numbers.
        band: Half the width, as a share of each weight.
    Raises:
        ScenarioError: As whole_weights.
    Source: Lahdelma & Salminen 2001; Tervonen & Lahdelma 2007. Metamorphic M9: `order` has the mean of roc.
    """
    shares = whole_weights(weights)
    random = np.random.default_rng(seed)
    shape = (samples, shares.size)
    if prior == "band":
        draws = shares * random.uniform(1 - band, 1 + band, shape)
        return np.asarray(draws / draws.sum(axis=1, keepdims=True), dtype=np.float64)
    draws = random.standard_exponential(shape)
    draws /= draws.sum(axis=1, keepdims=True)
    if prior == "any":
        return draws
    places = np.unique(-shares.round(9), return_inverse=True)[1].ravel() + random.random(shape)
    result = np.empty_like(draws)
    np.put_along_axis(result, np.argsort(places, axis=1), -np.sort(-draws, axis=1), axis=1)
    return result


@dataclass(frozen=True, eq=False)
class Robust:
    """
    What the weights that were tried make of every project; who is left out has NaN and rank 0.

    acceptability: projects × ranks, as many as projects are taken in: share of weightings that give the rank;
    rows and columns add up to 1. first: its first column. low, high: 5th and 95th percentile of the
    rank. central: projects × criteria, mean weights that put the project first, NaN where none do.
    samples: weightings tried. taken: who is in.
    """

    acceptability: Floats
    first: Floats
    low: Whole
    high: Whole
    central: Floats
    samples: int
    taken: Flags

    def error(self, share: Floats) -> Floats:
        """Half the width of the 95 % interval of a share of weightings, 0–.0098 at 10,000."""
        return sampling_error(share, samples=self.samples)


def sampling_error(share: Floats, *, samples: int) -> Floats:
    """1.96·√(b(1 − b)/N): half the width of the 95 % interval of a share b of N weightings."""
    return np.asarray(1.96 * np.sqrt(share * (1 - share) / samples), dtype=np.float64)


def robust(values: Floats, draws: Floats, *, fill: bool = False, seed: int = SEED) -> Robust:
    """
    Rank the projects under every weighting and count: share of each rank, rank range, central weights.

    Exact duplicates share what they get. Memory: a cell per project and rank.

    Args:
        values: Projects × criteria, 0–1, NaN where missing.
        draws: Weightings × criteria, as `drawn` makes them.
        fill: Draw missing scores from 0–1 at random; else projects with missing scores are left out.
            A project without any score is left out in any case.
        seed: Of the missing scores.
    Raises:
        ScenarioError: With more than 2,000 projects.
    Source: Tervonen & Lahdelma 2007. S-SMAA → .4 .2 .4. Metamorphic M3, M8, M10.
    """
    counts = draws.any(axis=0)
    kept = np.where(counts, values, 0.0)
    blank = np.isnan(kept)
    gone = blank[:, counts].all(axis=1) if fill else blank.any(axis=1)
    taken = np.logical_not(gone)
    if taken.sum() > MOST_PROJECTS:
        raise ScenarioError(
            f"Weights are tried on up to {MOST_PROJECTS:,} projects; here are {taken.sum():,}.",
            fix="Choose a department first.",
        )
    known = np.where(blank, UNKNOWN, kept)[taken]
    # better rows first: who ties by rounding keeps this order, whatever the order of the list
    rows, group, size = np.unique(-known, axis=0, return_inverse=True, return_counts=True)
    group = group.ravel()
    places = np.argsort(group, kind="stable")
    hits, centre = _counted(-rows[group[places]], draws, random=np.random.default_rng(seed))
    starts = np.cumsum(size) - size
    shares: Floats = np.add.reduceat(hits, starts) / (size * len(draws))[:, None]
    weights = np.add.reduceat(centre, starts)
    return _spread(shares[group], weights[group], taken=taken, samples=len(draws))


def _counted(values: Floats, draws: Floats, *, random: np.random.Generator) -> tuple[Whole, Floats]:
    """How often each row gets each rank, and the sum of the weights that put it first."""
    count = len(values)
    hits, centre = np.zeros(count * count, dtype=np.int64), np.zeros((count, draws.shape[1]))
    row, known, unknown = np.arange(count), np.maximum(values, 0).T.copy(), values < 0
    batch = max(1, BATCH_CELLS // max(count, 1))
    for start in range(0, len(draws) if count else 0, batch):
        weights = draws[start : start + batch]
        score = weights @ known
        for place in np.flatnonzero(unknown.any(axis=0)):
            gaps = np.flatnonzero(unknown[:, place])
            score[:, gaps] += weights[:, [place]] * random.random((len(weights), gaps.size))
        # score and row in one whole number: sorting it orders the rows, without an indirect sort
        key = ((1.0 - score) * STEPS).astype(np.int64)
        np.maximum(key, 0, out=key)
        key <<= ROW_BITS
        key |= row
        key.sort(axis=1)
        key &= (1 << ROW_BITS) - 1
        np.add.at(centre, key[:, 0], weights)
        key *= count
        key += row
        np.add.at(hits, key.ravel(), 1)
    return hits.reshape(count, count), centre


def _spread(shares: Floats, weights: Floats, *, taken: Flags, samples: int) -> Robust:
    """Put the projects that are in back among those that are not."""
    count = taken.size
    acceptability = np.full((count, len(shares)), np.nan)
    acceptability[taken] = shares
    central = np.full((count, weights.shape[1]), np.nan)
    total = weights.sum(axis=1, keepdims=True)
    central[taken] = np.where(total > 0, weights / np.where(total > 0, total, 1), np.nan)
    low, high = np.zeros(count, dtype=np.int64), np.zeros(count, dtype=np.int64)
    reached = np.cumsum(shares, axis=1) + TIE
    low[taken], high[taken] = 1 + (reached < LOW).sum(axis=1), 1 + (reached < HIGH).sum(axis=1)
    first = acceptability[:, 0] if len(shares) else np.full(count, np.nan)
    return Robust(acceptability, first, low, high, central, samples, taken)


def win(values: Floats, draws: Floats, *, one: int, other: int) -> float:
    """Share of weightings under which `one` scores more than `other`, ties count half; NaN if unknown."""
    counts = draws.any(axis=0)
    lead = draws[:, counts] @ (values[one] - values[other])[counts]
    if np.isnan(lead).any():
        return np.nan
    return float(((lead > TIE) + 0.5 * (np.abs(lead) <= TIE)).mean())
