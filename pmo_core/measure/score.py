"""The weighted sum, the order it gives, and how far that order can be trusted where scores are missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from pmo_core.measure.arrays import Flags, Floats, Whole
from pmo_core.measure.weigh import whole_weights

TIE: Final = 1e-9
"""Scores that differ by no more are the same."""


@dataclass(frozen=True, eq=False)
class Scores:
    """
    Scores 0–1, higher is better, one per project.

    score: NaN unless every criterion with a weight is known. low, high: what any completion of the missing
    ones could give, equal where nothing is missing; NaN where nothing at all is known.
    """

    score: Floats
    low: Floats
    high: Floats


def scored(values: Floats, weights: Floats) -> Scores:
    """
    S_i = Σ w_k v_ik; with criteria missing it lies in [Σ_known w v, Σ_known w v + Σ_missing w].

    Args:
        values: Projects × criteria, 0–1, NaN where missing.
        weights: One per criterion, as whole_weights takes them; what has no weight may be missing.
    Raises:
        ScenarioError: As whole_weights.
    Source: Keeney & Raiffa 1976. Metamorphic M1–M5.
    """
    shares = whole_weights(weights)
    missing = np.isnan(values)
    if not missing.any():
        score = values @ shares
        return Scores(score, score, score)
    low = np.where(missing, 0.0, values) @ shares
    unknown = missing @ shares
    blank = (missing | (shares == 0)).all(axis=1)
    low[blank] = np.nan
    whole = ~(missing & (shares > 0)).any(axis=1)
    return Scores(np.where(whole, low, np.nan), low, low + unknown)


def filled(values: Floats, weights: Floats) -> Floats:
    """
    Values with each blank as good as the project's known ones: m_i = Σ_known w v / Σ_known w.

    Under the same weights the score is then that on known criteria only, m_i itself; under others the blank
    stays m_i. A project without any known criterion that counts keeps its blanks.

    Args:
        values: Projects × criteria, 0–1, NaN where missing.
        weights: One per criterion, as whole_weights takes them.
    Raises:
        ScenarioError: As whole_weights.
    """
    shares = whole_weights(weights)
    missing = np.isnan(values)
    known = ~missing @ shares
    mean = np.full(len(values), np.nan)
    np.divide(np.where(missing, 0.0, values) @ shares, known, out=mean, where=known > 0)
    return np.where(missing, mean[:, None], values)


def ranks(score: Floats) -> Whole:
    """Competition ranks 1, 2, 2, 4, the highest score first; scores within 1e-9 tie, NaN has no rank: 0."""
    order = np.argsort(-score)
    known = order[: score.size - int(np.isnan(score).sum())]
    falling = score[known]
    first = np.ones(known.size, dtype=np.bool_)
    first[1:] = falling[:-1] - falling[1:] > TIE
    result = np.zeros(score.size, dtype=np.int64)
    result[known] = np.maximum.accumulate(np.where(first, np.arange(1, known.size + 1), 0))
    return result


def rank_range(scores: Scores) -> tuple[Whole, Whole]:
    """
    Best and worst rank of each project, whatever its own missing scores and those of the others would be.

    best = 1 + number that surely score more; worst = 1 + number that may score more; 0 = not scored at all.
    """
    held = ~np.isnan(scores.low)
    lows, highs = np.sort(scores.low[held]), np.sort(scores.high[held])
    surely = lows.size - np.searchsorted(lows, scores.high + TIE, side="right")
    perhaps = highs.size - np.searchsorted(highs, scores.low + TIE, side="right")
    itself = scores.high > scores.low + TIE
    return np.where(held, 1 + surely, 0), np.where(held, 1 + perhaps - itself, 0)


def order(scores: Scores, ids: Sequence[str]) -> Whole:
    """Rows as a list shows them: by rank, then by what is known, then those not scored; ties by id."""
    rank = ranks(scores.score)
    middle = ranks(np.where(rank > 0, np.nan, (scores.low + scores.high) / 2))
    last = scores.score.size + 1
    groups = np.where(rank > 0, rank, np.where(middle > 0, last + middle, 2 * last))
    by_id = np.argsort(np.asarray(ids, dtype=str), kind="stable")
    return by_id[np.argsort(groups[by_id], kind="stable")]


def topsis(raw: Floats, weights: Floats, *, higher_is_better: Flags) -> Floats:
    """
    C = d⁻ / (d⁺ + d⁻): how near a project is to the best of every column, and how far from the worst, 0–1.

    Columns are divided by √Σx² and weighted; distances are Euclidean. The divisor depends on who is in the
    list, so ranks can reverse when it changes: a cross-check beside the score, not another one.

    Args:
        raw: Projects × criteria in their own units; rows with a blank leave.
        weights: One per criterion, as whole_weights takes them.
        higher_is_better: Per criterion.
    Returns:
        NaN for rows that left, and for all where fewer than two are left or all are equal.
    Source: Hwang & Yoon 1981. G4 → .5037 .6581 .7482 .3340.
    """
    result = np.full(len(raw), np.nan)
    whole = np.isfinite(raw).all(axis=1)
    if whole.sum() < 2:
        return result
    greatest = np.abs(raw[whole]).max(axis=0)
    columns = raw[whole] / np.where(greatest > 0, greatest, 1)
    length = np.sqrt((columns**2).sum(axis=0))
    placed = np.where(higher_is_better, 1, -1) * whole_weights(weights) * columns
    placed /= np.where(length > 0, length, 1)
    to_best = np.linalg.norm(placed - placed.max(axis=0), axis=1)
    to_worst = np.linalg.norm(placed - placed.min(axis=0), axis=1)
    if (to_best + to_worst).max() > 0:
        result[whole] = to_worst / (to_best + to_worst)
    return result


def kendall_tau(a: Floats, b: Floats) -> float:
    """Agreement of two orders of the same projects, τ-b: 1 same, −1 reversed; NaN where one is no order."""
    from scipy.stats import kendalltau  # 0.7 s to load, wanted only with the second opinion

    both = ~(np.isnan(a) | np.isnan(b))
    one, other = ranks(a[both]), ranks(b[both])
    if one.size < 2:
        return np.nan
    agreed: Any = kendalltau(one, other)
    return float(agreed.statistic)


def overlap(a: Floats, b: Floats, *, top: int = 5) -> tuple[int, int]:
    """How many of the first `top` by `a` are among the first by `b`, and of how many; ties come along."""
    first, second = ranks(a), ranks(b)
    leading = (first > 0) & (first <= top)
    return int((leading & (second > 0) & (second <= top)).sum()), int(leading.sum())


def score_change(before: tuple[Floats, Floats], after: tuple[Floats, Floats]) -> tuple[Floats, Floats]:
    """
    Split S¹ − S⁰ exactly: Σ w⁰(v¹ − v⁰) came from the data, Σ (w¹ − w⁰)v¹ from the weights.

    Args:
        before: Values (projects × criteria) and weights of the earlier version.
        after: The same of the later one, for the same projects and criteria.
    Returns:
        Per project: (data, weights); NaN where a score that counts is missing.
    """
    (old, was), (new, now) = before, after
    first, last = whole_weights(was), whole_weights(now)
    return _weighted(new - old, first), _weighted(new, last - first)


def _weighted(values: Floats, weights: Floats) -> Floats:
    """Σ w·v over the criteria that count: a blank where the weight is 0 does no harm."""
    counts = weights != 0
    return np.asarray(values[:, counts] @ weights[counts], dtype=np.float64)
