"""Published and hand-worked cases of weights, scores and their robustness."""

from __future__ import annotations

import numpy as np
import pytest

from pmo_core.measure.arrays import Floats
from pmo_core.measure.pairwise import judgement_matrix, pairwise
from pmo_core.measure.robust import drawn, robust
from pmo_core.measure.scale import Scale, scaled
from pmo_core.measure.score import ranks, topsis
from pmo_core.measure.sensitivity import break_even
from pmo_core.measure.weigh import rank_sum, roc

DRINKS = ("water", "soda", "coffee", "milk", "beer", "tea", "wine")
DRINK_JUDGEMENTS = {
    ("coffee", "wine"): 9,
    ("coffee", "tea"): 5,
    ("coffee", "beer"): 2,
    ("coffee", "soda"): 1,
    ("coffee", "milk"): 1,
    ("water", "coffee"): 2,
    ("water", "wine"): 9,
    ("water", "tea"): 9,
    ("water", "beer"): 3,
    ("water", "soda"): 2,
    ("water", "milk"): 3,
    ("tea", "wine"): 3,
    ("beer", "wine"): 9,
    ("beer", "tea"): 3,
    ("beer", "milk"): 1,
    ("soda", "wine"): 9,
    ("soda", "tea"): 4,
    ("soda", "beer"): 2,
    ("soda", "milk"): 2,
    ("milk", "wine"): 9,
    ("milk", "tea"): 3,
}
LEADER = ("experience", "education", "charisma", "age")
LEADER_JUDGEMENTS = {
    ("experience", "education"): 4,
    ("experience", "charisma"): 3,
    ("experience", "age"): 7,
    ("education", "charisma"): 1 / 3,
    ("education", "age"): 3,
    ("charisma", "age"): 5,
}
MATRIX = np.array([[5.0, 8, 4], [7, 6, 8], [8, 8, 6], [7, 4, 6]])
WEIGHTS = np.array([0.3, 0.4, 0.3])


def judged(names: tuple[str, ...], judgements: dict[tuple[str, str], float]) -> Floats:
    places = {(names.index(one), names.index(other)): ratio for (one, other), ratio in judgements.items()}
    return judgement_matrix(len(names), places)


def test_g1_seven_drinks() -> None:
    found = pairwise(judged(DRINKS, DRINK_JUDGEMENTS))
    assert found.weights == pytest.approx([0.3268, 0.1896, 0.1775, 0.1288, 0.1164, 0.0418, 0.0191], abs=5e-5)
    assert found.greatest == pytest.approx(7.17663, abs=5e-5)
    assert found.consistency_ratio == pytest.approx(0.0223, abs=5e-5)


def test_g3_choosing_a_leader() -> None:
    found = pairwise(judged(LEADER, LEADER_JUDGEMENTS))
    assert found.weights == pytest.approx([0.5476, 0.1266, 0.2699, 0.0559], abs=5e-5)
    assert found.greatest == pytest.approx(4.1184, abs=5e-5)
    assert found.consistency_ratio == pytest.approx(0.0439, abs=5e-5)


def test_g4_topsis() -> None:
    found = topsis(MATRIX, WEIGHTS, higher_is_better=np.ones(3, bool))
    assert found == pytest.approx([0.5037, 0.6581, 0.7482, 0.3340], abs=5e-5)
    assert ranks(found).tolist() == [3, 2, 1, 4]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        pytest.param((6, 3, 2), (100, 50, 33.3333), id="none below 0"),
        pytest.param((5, 1, -5), (100, 60, 0), id="some below 0"),
        pytest.param((-5, -2, -1), (0, 75, 100), id="the example that its vendor prints as 66"),
    ],
)
def test_g13_what_a_relative_normaliser_would_do(
    values: tuple[float, ...], expected: tuple[float, ...]
) -> None:
    """Not used for scoring: a further row moves every other one's score. Fixed scales do not."""

    def relative(x: Floats) -> Floats:
        low = 0.0 if x.min() >= 0 else x.min()
        return np.asarray(100 * (x - low) / (x.max() - low))

    given = np.array(values, float)
    assert relative(given) == pytest.approx(expected, abs=5e-5)
    more = np.append(given, 100.0)
    assert relative(more)[:3] != pytest.approx(expected, abs=5e-5)
    fixed = [Scale(-10, 10)]
    assert (scaled(more[:, None], fixed).values[:3] == scaled(given[:, None], fixed).values).all()


@pytest.mark.parametrize(
    "expected",
    [
        (1.0,),
        (0.75, 0.25),
        (0.6111, 0.2778, 0.1111),
        (0.5208, 0.2708, 0.1458, 0.0625),
        (0.4567, 0.2567, 0.1567, 0.0900, 0.0400),
    ],
    ids=len,
)
def test_s_roc(expected: tuple[float, ...]) -> None:
    assert roc(np.arange(1.0, len(expected) + 1)) == pytest.approx(expected, abs=5e-5)


def test_rank_sum_of_three() -> None:
    assert rank_sum(np.array([1.0, 2, 3])) == pytest.approx([1 / 2, 1 / 3, 1 / 6])
    assert rank_sum(np.array([4.0])) == pytest.approx([1])


@pytest.mark.parametrize(
    ("criterion", "weight", "verdict"),
    [(2, 6 / 13, "weight"), (1, 1 / 7, "weight"), (0, None, "never")],
)
def test_s_be(criterion: int, weight: float | None, verdict: str) -> None:
    values = scaled(MATRIX, [Scale(5, 8), Scale(4, 8), Scale(4, 8)]).values
    found = break_even(values, WEIGHTS, criterion=criterion, one=2, other=1)
    assert (found.weight, found.verdict) == (pytest.approx(weight), verdict)
    assert found.ahead == 2


def test_s_smaa() -> None:
    """A leads where its criterion weighs more than .6, C where it weighs less than .4, B in between."""
    values = np.array([[1, 0], [0.6, 0.6], [0, 1]])
    found = robust(values, drawn("any", np.ones(2), samples=200_000))
    exact = [[0.4, 0.1, 0.5], [0.2, 0.8, 0.0], [0.4, 0.1, 0.5]]
    assert found.acceptability == pytest.approx(np.array(exact), abs=3e-3)
    assert found.first == pytest.approx([0.4, 0.2, 0.4], abs=3e-3)
    assert found.central == pytest.approx(np.array([[0.8, 0.2], [0.5, 0.5], [0.2, 0.8]]), abs=3e-3)
