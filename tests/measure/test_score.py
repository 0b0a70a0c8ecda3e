"""Scores, ranks and second opinions against brute force, and at their edges."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from pmo_core.measure.arrays import Floats
from pmo_core.measure.score import (
    filled,
    kendall_tau,
    order,
    overlap,
    rank_range,
    ranks,
    score_change,
    scored,
    topsis,
)

NAN = float("nan")
EVEN = np.array([1.0, 1])


def brute_ranks(score: Floats) -> list[int]:
    return [0 if np.isnan(own) else 1 + sum(other > own + 1e-9 for other in score) for own in score]


def test_the_score_is_the_weighted_sum() -> None:
    values = np.array([[1, 0.5, 0], [0.2, 0.2, 0.2]])
    assert scored(values, np.array([2.0, 1, 1])).score == pytest.approx([0.625, 0.2])


def test_a_missing_score_gives_bounds_not_a_value() -> None:
    found = scored(np.array([[0.8, NAN], [NAN, NAN], [0.4, 0.6]]), np.array([3.0, 1]))
    assert found.low == pytest.approx([0.6, NAN, 0.45], nan_ok=True)
    assert found.high == pytest.approx([0.85, NAN, 0.45], nan_ok=True)
    assert found.score == pytest.approx([NAN, NAN, 0.45], nan_ok=True)


def test_what_has_no_weight_may_be_missing() -> None:
    found = scored(np.array([[0.8, NAN], [NAN, 0.3]]), np.array([1.0, 0]))
    assert found.score == pytest.approx([0.8, NAN], nan_ok=True)
    assert np.isnan(found.low[1]), "all that counts is missing: not scored at all"


def test_a_gap_counts_as_much_as_what_is_known() -> None:
    values = np.array([[0.8, NAN, 0.2], [NAN, NAN, NAN], [0.4, 0.6, 0.5], [NAN, 0.3, NAN]])
    weights = np.array([3.0, 2, 1])
    score = scored(filled(values, weights), weights).score
    assert score == pytest.approx([(3 * 0.8 + 0.2) / 4, NAN, (1.2 + 1.2 + 0.5) / 6, 0.3], nan_ok=True)
    assert (filled(values, weights)[2] == values[2]).all()


def test_what_is_known_without_weight_fills_no_gap() -> None:
    assert np.isnan(filled(np.array([[0.8, NAN]]), np.array([0.0, 1.0]))[0, 1])


@pytest.mark.parametrize(
    ("score", "expected"),
    [
        pytest.param([0.9, 0.5, 0.5, 0.1], [1, 2, 2, 4], id="competition ranks"),
        pytest.param([0.5, 0.5 + 5e-10, 0.4], [1, 1, 3], id="equal to 1e-9"),
        pytest.param([0.5, 0.5 + 5e-9, 0.4], [2, 1, 3], id="not equal"),
        pytest.param([NAN, 0.2, NAN, 0.3], [0, 2, 0, 1], id="no score, no rank"),
        pytest.param([], [], id="nobody"),
        pytest.param([NAN, NAN], [0, 0], id="nobody scored"),
    ],
)
def test_ranks(score: list[float], expected: list[int]) -> None:
    assert ranks(np.array(score, float)).tolist() == expected


def test_ranks_are_those_of_counting() -> None:
    random = np.random.default_rng(3)
    score = random.integers(0, 12, 200) / 12
    score[random.random(200) < 0.1] = NAN
    assert ranks(score).tolist() == brute_ranks(score)


def test_the_rank_range_is_that_of_every_completion() -> None:
    """Every missing score at its worst and at its best, in all combinations."""
    values = np.array([[0.9, 0.9], [0.8, NAN], [0.5, 0.6], [NAN, 0.1], [0.5, 0.6], [NAN, NAN]])
    best, worst = rank_range(scored(values, EVEN))
    gaps = [(row, column) for row, column in np.argwhere(np.isnan(values)) if row != 5]
    seen = []
    for ends in product((0.0, 1.0), repeat=len(gaps)):
        full = values[:5].copy()
        for (row, column), end in zip(gaps, ends, strict=True):
            full[row, column] = end
        seen.append(brute_ranks(full @ (EVEN / 2)))
    assert best[:5].tolist() == np.min(seen, axis=0).tolist()
    assert worst[:5].tolist() == np.max(seen, axis=0).tolist()
    assert (best[5], worst[5]) == (0, 0), "not scored at all: no rank"


def test_a_list_shows_scored_ones_then_those_with_gaps_then_the_rest_by_id() -> None:
    values = np.array([[0.5, 0.5], [NAN, NAN], [0.9, NAN], [0.5, 0.5], [1, 1], [0.1, NAN]])
    shown = order(scored(values, EVEN), ["P4", "P1", "P3", "P2", "P9", "P0"])
    assert shown.tolist() == [4, 3, 0, 2, 5, 1]


def test_topsis_takes_less_as_better_where_told() -> None:
    raw = np.array([[10.0, 3], [20, 1]])
    found = topsis(raw, EVEN, higher_is_better=np.array([True, False]))
    assert found == pytest.approx([0, 1])


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        pytest.param([[1, 2], [NAN, 3], [2, 1]], [1 / 2, NAN, 1 / 2], id="rows with a blank leave"),
        pytest.param([[1, 2], [1, 2]], [NAN, NAN], id="all equal"),
        pytest.param([[1, 2], [NAN, 1]], [NAN, NAN], id="one left"),
        pytest.param([[0, 1], [0, 2]], [0, 1], id="a column of zeros counts nothing"),
        pytest.param([[1e200, 1], [2e200, 1]], [0, 1], id="figures whose squares are too large"),
    ],
)
def test_topsis_at_its_edges(raw: list[list[float]], expected: list[float]) -> None:
    found = topsis(np.array(raw, float), EVEN, higher_is_better=np.ones(2, bool))
    assert found == pytest.approx(expected, nan_ok=True)


def test_kendall_counts_pairs() -> None:
    a, b = np.array([0.9, 0.7, 0.5, 0.5, NAN]), np.array([0.7, 0.9, 0.1, 0.2, 0.9])
    # six pairs of the four: AC AD BC BD agree, AB disagrees, CD is tied in a
    assert kendall_tau(a, b) == pytest.approx((4 - 1) / np.sqrt(5 * 6))
    assert kendall_tau(a[:4], a[:4]) == pytest.approx(1)
    assert np.isnan(kendall_tau(a[:1], b[:1]))


def test_the_overlap_counts_those_in_both_tops() -> None:
    a = np.array([0.9, 0.8, 0.7, 0.1, NAN])
    assert overlap(a, np.array([0.9, 0.1, 0.8, 0.7, 0.5]), top=2) == (1, 2)
    assert overlap(a, a, top=9) == (4, 4)
    assert overlap(np.array([0.5, 0.5, 0.5]), np.array([0.1, 0.2, 0.3]), top=2) == (2, 3)


def test_a_change_of_score_splits_into_data_and_weights() -> None:
    before = np.array([[0.2, 0.4], [0.6, NAN]]), np.array([1.0, 0])
    after = np.array([[0.5, 0.4], [0.6, 0.9]]), np.array([1.0, 1])
    data, weights = score_change(before, after)
    assert data == pytest.approx([0.3, 0])
    assert weights == pytest.approx([-0.25 + 0.2, -0.3 + 0.45])
    change = scored(*after).score - scored(*before).score
    assert data + weights == pytest.approx(change)
