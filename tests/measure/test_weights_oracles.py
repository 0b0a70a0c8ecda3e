"""The same figures from three libraries that others use; none of them runs in the product."""

from __future__ import annotations

import ahpy
import numpy as np
import pytest
import skcriteria
from pymcdm.correlations import kendall_tau as their_tau
from pymcdm.helpers import rrankdata
from pymcdm.methods import TOPSIS, WSM
from pymcdm.normalizations import minmax_normalization, vector_normalization
from skcriteria.agg import simple
from skcriteria.agg.topsis import TOPSIS as OtherTOPSIS
from skcriteria.preprocessing.scalers import VectorScaler

from pmo_core.measure.arrays import Floats
from pmo_core.measure.pairwise import pairwise
from pmo_core.measure.scale import Scale, scaled
from pmo_core.measure.score import kendall_tau, ranks, scored, topsis
from tests.golden.test_weights import (
    DRINK_JUDGEMENTS,
    DRINKS,
    LEADER,
    LEADER_JUDGEMENTS,
    MATRIX,
    WEIGHTS,
    judged,
)

RANDOM = np.random.default_rng(11)
RAW = RANDOM.random((40, 5)) * [10, 1000, 5, 1, 60] + 1
SHARES = np.array([0.3, 0.25, 0.2, 0.15, 0.1])
RISING = np.array([True, False, True, True, False])


@pytest.mark.filterwarnings("ignore:Although TOPSIS can operate with minimization")
@pytest.mark.parametrize(
    ("raw", "weights", "rising"),
    [
        pytest.param(MATRIX, WEIGHTS, np.ones(3, bool), id="G4"),
        pytest.param(RAW, SHARES, RISING, id="forty projects, costs among the criteria"),
    ],
)
def test_topsis_is_that_of_two_libraries(raw: Floats, weights: Floats, rising: np.ndarray) -> None:
    ours = topsis(raw, weights, higher_is_better=rising)
    signs = np.where(rising, 1, -1)
    theirs = TOPSIS(normalization_function=vector_normalization)
    assert ours == pytest.approx(theirs(raw, weights, signs))
    matrix = skcriteria.mkdm(raw, [int(sign) for sign in signs], weights=weights)
    others = OtherTOPSIS().evaluate(VectorScaler(target="matrix").transform(matrix))
    assert ours == pytest.approx(others.e_.similarity)
    assert ranks(ours).tolist() == others.rank_.tolist()


def test_the_default_of_one_library_is_another_method() -> None:
    found = TOPSIS(normalization_function=minmax_normalization)(MATRIX, WEIGHTS, np.ones(3))
    assert found == pytest.approx([0.4853, 0.6484, 0.7768, 0.3630], abs=5e-5)


def test_scores_and_ranks_are_those_of_two_libraries() -> None:
    ends = list(zip(RAW.min(axis=0), RAW.max(axis=0), RISING, strict=True))
    scales = [Scale(float(low), float(high), higher_is_better=bool(up)) for low, high, up in ends]
    values = scaled(RAW, scales).values
    ours = scored(values, SHARES).score
    theirs = WSM(normalization_function=minmax_normalization)(RAW, SHARES, np.where(RISING, 1, -1))
    assert ours == pytest.approx(theirs)
    assert ranks(ours).tolist() == rrankdata(theirs).tolist()
    matrix = skcriteria.mkdm(values + 1e-12, [1] * 5, weights=SHARES)
    others = simple.WeightedSumModel().evaluate(matrix)
    assert ours == pytest.approx(others.e_.score)
    assert ranks(ours).tolist() == others.rank_.tolist()


@pytest.mark.parametrize(
    ("names", "judgements"), [(DRINKS, DRINK_JUDGEMENTS), (LEADER, LEADER_JUDGEMENTS)], ids=["G1", "G3"]
)
def test_pairwise_weights_are_those_of_a_library(
    names: tuple[str, ...], judgements: dict[tuple[str, str], float]
) -> None:
    """Its consistency ratio for seven is that of the same table; rounding is its own."""
    theirs = ahpy.Compare("all", judgements, precision=6, random_index="saaty")
    ours = pairwise(judged(names, judgements))
    assert dict(zip(names, ours.weights, strict=True)) == pytest.approx(theirs.target_weights, abs=1e-5)
    assert ours.consistency_ratio == pytest.approx(theirs.consistency_ratio, abs=5e-4)


def test_agreement_of_two_orders_is_that_of_a_library() -> None:
    one, other = RANDOM.random(30), RANDOM.random(30)
    assert kendall_tau(one, other) == pytest.approx(their_tau(one, other))
