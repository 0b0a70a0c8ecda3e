"""Scales and weights at their edges."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from pmo_core.errors import ScenarioError
from pmo_core.measure.arrays import Floats
from pmo_core.measure.pairwise import judgement_matrix, pairwise
from pmo_core.measure.scale import Scale, scaled
from pmo_core.measure.weigh import moved, rank_sum, roc, whole_weights

NAN, INF = float("nan"), float("inf")


@pytest.mark.parametrize(("low", "high"), [(5, 5), (5, 4), (NAN, 1), (0, INF), (-1e308, 1e308)])
def test_a_scale_without_width_is_refused(low: float, high: float) -> None:
    with pytest.raises(ScenarioError, match="the second above the first"):
        Scale(low, high)


def test_a_scale_maps_its_ends_to_0_and_1_either_way() -> None:
    raw = np.array([[0.0, 1], [10, 5], [5, 3], [NAN, INF]])
    found = scaled(raw, [Scale(0, 10), Scale(1, 5, higher_is_better=False)])
    assert found.values[:3].tolist() == [[0, 1], [1, 0], [0.5, 0.5]]
    assert np.isnan(found.values[3]).all()
    assert not found.clipped.any()


def test_a_figure_outside_its_scale_is_clipped_and_marked() -> None:
    found = scaled(np.array([[-1.0], [12], [10], [1.7e308]]), [Scale(0, 10)])
    assert found.values.ravel().tolist() == [0, 1, 1, 1]
    assert found.clipped.ravel().tolist() == [True, True, False, True]
    assert scaled(np.array([[1.7e308]]), [Scale(-1e308, 0)]).values.tolist() == [[1]]


@pytest.mark.parametrize("points", [(), (0, 0), (1, -1), (1, NAN), (1, INF)])
def test_weights_that_cannot_hold_are_refused(points: tuple[float, ...]) -> None:
    with pytest.raises(ScenarioError, match="at least one above 0"):
        whole_weights(np.array(points, float))


def test_any_multiple_of_weights_is_the_same() -> None:
    assert whole_weights(np.array([60.0, 30, 10])).tolist() == pytest.approx([0.6, 0.3, 0.1])
    assert whole_weights(np.array([1e308, 1e308])).tolist() == [0.5, 0.5]
    assert whole_weights(np.array([5e-324])).tolist() == [1]


def exact_roc(places: list[int], n: int) -> float:
    """Mean of (1/n) Σ_{j=k..n} 1/j over the places, in fractions."""
    weights = [sum((Fraction(1, j) for j in range(k, n + 1)), Fraction(0)) / n for k in places]
    return float(sum(weights, Fraction(0)) / len(weights))


@pytest.mark.parametrize("ranks", [(1, 2, 2, 4), (1, 2.5, 2.5, 4), (1, 2, 2, 3)])
def test_tied_ranks_share_the_mean_of_their_places(ranks: tuple[float, ...]) -> None:
    expected = [exact_roc([1], 4), exact_roc([2, 3], 4), exact_roc([2, 3], 4), exact_roc([4], 4)]
    assert roc(np.array(ranks)) == pytest.approx(expected)
    assert rank_sum(np.array(ranks)) == pytest.approx([0.4, 0.25, 0.25, 0.1])


def test_the_order_of_the_ranks_counts_not_of_the_list() -> None:
    assert roc(np.array([3.0, 1, 2])) == pytest.approx([1 / 9, 11 / 18, 5 / 18])


@pytest.mark.parametrize("ranks", [(), (1, NAN)])
def test_a_criterion_without_a_rank_is_refused(ranks: tuple[float, ...]) -> None:
    with pytest.raises(ScenarioError, match="Rank every criterion"):
        roc(np.array(ranks, float))


def slid(points: list[float], at: int, to: float, locked: tuple[int, ...] = ()) -> Floats:
    return moved(np.array(points), at=at, to=to, locked=np.isin(np.arange(len(points)), locked))


@pytest.mark.parametrize(
    ("points", "at", "to", "locked", "expected"),
    [
        pytest.param([50, 30, 20], 0, 60, (), [60, 24, 16], id="the others share in proportion"),
        pytest.param([50, 30, 20], 0, 60, (1,), [60, 30, 10], id="a locked one stays"),
        pytest.param([50, 30, 20], 0, 90, (1,), [70, 30, 0], id="it stops where the lock leaves no room"),
        pytest.param([50, 30, 20], 0, 90, (1, 2), [50, 30, 20], id="nobody can give way"),
        pytest.param([50, 30, 20], 0, 90, (0,), [50, 30, 20], id="locked itself"),
        pytest.param([100, 0, 0], 0, 40, (), [40, 30, 30], id="equally where all others are 0"),
        pytest.param([50, 50], 0, 140, (), [100, 0], id="beyond the end"),
        pytest.param([50, 50], 0, -3, (), [0, 100], id="below 0"),
        pytest.param([30], 0, 70, (), [100], id="one criterion"),
        pytest.param([1, 1, 2], 2, 20, (), [40, 40, 20], id="points of any multiple"),
    ],
)
def test_moving_one_slider(
    points: list[float], at: int, to: float, locked: tuple[int, ...], expected: list[float]
) -> None:
    assert slid(points, at, to, locked) == pytest.approx(expected)


def test_a_slider_moved_to_no_number_is_refused() -> None:
    with pytest.raises(ScenarioError, match="without a number"):
        slid([50, 50], 0, NAN)


def test_two_criteria_are_always_consistent() -> None:
    found = pairwise(judgement_matrix(2, {(0, 1): 4}))
    assert found.weights == pytest.approx([0.8, 0.2])
    assert (found.greatest, found.consistency_ratio, found.doubtful) == (pytest.approx(2), 0, None)
    assert pairwise(judgement_matrix(1, {})).weights.tolist() == [1]


def test_judgements_that_agree_perfectly_give_their_weights_back() -> None:
    weights = np.array([0.5, 0.25, 0.15, 0.1])
    found = pairwise(weights[:, None] / weights)
    assert found.weights == pytest.approx(weights)
    assert (found.greatest, found.consistency_ratio) == (pytest.approx(4), pytest.approx(0, abs=1e-9))


def test_the_judgement_that_fits_least_is_named() -> None:
    """A beats B twofold, B beats C threefold, so A should beat C sixfold; the reverse is said."""
    found = pairwise(judgement_matrix(3, {(0, 1): 2, (1, 2): 3, (0, 2): 1 / 6}))
    assert found.consistency_ratio > 0.1
    misfits = {
        pair: abs(np.log(ratio * found.weights[pair[1]] / found.weights[pair[0]]))
        for pair, ratio in {(0, 1): 2, (1, 2): 3, (0, 2): 1 / 6}.items()
    }
    assert max(misfits.values()) == pytest.approx(misfits[found.doubtful or (0, 0)])
    one, other = found.doubtful or (0, 0)
    assert found.expected == pytest.approx(found.weights[one] / found.weights[other])


def test_a_missing_judgement_is_asked_for() -> None:
    with pytest.raises(ScenarioError, match="Criteria 1 and 3 are not compared yet"):
        pairwise(judgement_matrix(3, {(0, 1): 2, (1, 2): 3}))


def test_more_than_nine_criteria_are_refused() -> None:
    with pytest.raises(ScenarioError, match="10 criteria cannot be compared in pairs"):
        pairwise(np.ones((10, 10)))


@pytest.mark.parametrize(
    "matrix",
    [[[1, 2], [2, 1]], [[1, 10], [0.1, 1]], [[1, -2], [-0.5, 1]], [[2, 1], [1, 1]], [[1, 0], [INF, 1]]],
)
def test_judgements_that_contradict_themselves_are_refused(matrix: list[list[float]]) -> None:
    with pytest.raises(ScenarioError, match="cannot hold together"):
        pairwise(np.array(matrix))
