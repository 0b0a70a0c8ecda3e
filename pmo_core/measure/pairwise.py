"""Weights from pairwise judgements, and the one judgement that is worth a second look."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from pmo_core.errors import ScenarioError
from pmo_core.measure.arrays import Floats

RANDOM_INDEX: Final = (0.0, 0.0, 0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45)
"""Mean consistency index of random judgements of 1, 2 … 9 criteria (Saaty 1980)."""
MOST: Final = len(RANDOM_INDEX)
STRONGEST: Final = 9.0
ACCEPTED: Final = 0.10
"""Judgements with a consistency ratio up to this are taken as they are."""


@dataclass(frozen=True, eq=False)
class Pairwise:
    """
    Weights of pairwise judgements and how well these agree with each other.

    weights: sum 1. greatest: λ, the greatest eigenvalue, n where judgements agree perfectly.
    consistency_ratio: 0 or more, up to .10 is accepted; 0 for one or two criteria.
    doubtful: the two criteria whose judgement fits the others least, None where all is accepted;
    expected: what the weights say instead, as the ratio of the first to the second, NaN without a doubt.
    """

    weights: Floats
    greatest: float
    consistency_ratio: float
    doubtful: tuple[int, int] | None
    expected: float


def judgement_matrix(size: int, judgements: Mapping[tuple[int, int], float]) -> Floats:
    """Judgements 'the first counts so many times as much as the second' as a matrix; NaN = not judged yet."""
    matrix = np.full((size, size), np.nan)
    np.fill_diagonal(matrix, 1.0)
    for (first, second), ratio in judgements.items():
        matrix[first, second], matrix[second, first] = ratio, 1 / ratio
    return matrix


def pairwise(judgements: Floats) -> Pairwise:
    """
    Analytic hierarchy process: A·w = λ·w, CI = (λ − n)/(n − 1), CR = CI / RI.

    The judgement to look at again has the greatest |ln(a_ij · w_j / w_i)|.

    Args:
        judgements: n × n, a_ij = how many times as much i counts as j, 1/9 … 9, a_ji = 1/a_ij.
    Raises:
        ScenarioError: Where a judgement is missing or outside 1/9 … 9, two contradict each other, or n > 9.
    Source: Saaty 1980, 2008. G1 → λ 7.17663, CR .0223; G3 → λ 4.1184, CR .0439.
    """
    size = _checked(judgements)
    values, vectors = np.linalg.eig(judgements)
    first = int(np.argmax(np.real(values)))
    weights = np.abs(np.real(vectors[:, first]))
    weights /= weights.sum()
    greatest = float(np.real(values[first]))
    if size <= 2:
        return Pairwise(weights, greatest, 0.0, None, np.nan)
    ratio = max(0.0, (greatest - size) / (size - 1) / RANDOM_INDEX[size - 1])
    if ratio <= ACCEPTED:
        return Pairwise(weights, greatest, ratio, None, np.nan)
    doubts = np.triu(np.abs(np.log(judgements * weights / weights[:, None])), k=1)
    one, other = (int(place) for place in np.unravel_index(np.argmax(doubts.round(9)), doubts.shape))
    return Pairwise(weights, greatest, ratio, (one, other), float(weights[one] / weights[other]))


def _checked(judgements: Floats) -> int:
    """Number of criteria of a complete, reciprocal matrix; anything else is refused."""
    size = len(judgements)
    if not 1 <= size <= MOST or judgements.shape != (size, size):
        raise ScenarioError(
            f"{size} criteria cannot be compared in pairs.",
            fix=f"Compare 1 to {MOST} criteria, or rank them instead.",
        )
    if np.isnan(judgements).any():
        one, other = np.argwhere(np.isnan(judgements))[0] + 1
        raise ScenarioError(
            f"Criteria {one} and {other} are not compared yet.",
            fix="Judge every pair; missing judgements are not filled in.",
        )
    within = (judgements >= 1 / STRONGEST - 1e-9) & (judgements <= STRONGEST + 1e-9)
    if not within.all() or not np.allclose(judgements * judgements.T, 1, rtol=0, atol=1e-6):
        raise ScenarioError(
            "These judgements cannot hold together.",
            fix="Give each from 1/9 to 9, and the reverse of a judgement as 1 divided by it.",
        )
    return size
