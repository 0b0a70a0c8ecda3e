"""What must hold for any scores and weights: M1–M5, M8–M10."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmo_core.measure.arrays import Floats
from pmo_core.measure.robust import drawn, robust
from pmo_core.measure.scale import Scale, scaled
from pmo_core.measure.score import order, rank_range, ranks, scored
from pmo_core.measure.weigh import moved, roc, whole_weights
from pmo_core.plan import Prior

unhurried = settings(deadline=None, max_examples=60)
DRAWS = 400


@st.composite
def portfolios(draw: st.DrawFn, *, gaps: bool = False) -> tuple[Floats, Floats]:
    """Values with many ties, and weights of which some may be 0."""
    projects, criteria = draw(st.integers(2, 8)), draw(st.integers(1, 4))
    cell = st.integers(0, 8).map(lambda n: n / 8) | st.floats(0, 1)
    cells = cell | st.just(float("nan")) if gaps else cell
    values = [draw(st.lists(cells, min_size=criteria, max_size=criteria)) for _ in range(projects)]
    weights = draw(st.lists(st.integers(0, 9), min_size=criteria, max_size=criteria).filter(any))
    return np.array(values), np.array(weights, dtype=float)


priors = st.sampled_from(["any", "order", "band"])


@unhurried
@given(portfolios(gaps=True), st.floats(1e-3, 1e3), priors)
def test_m1_scaling_all_weights_changes_nothing(
    held: tuple[Floats, Floats], factor: float, prior: Prior
) -> None:
    values, weights = held
    first, other = scored(values, weights), scored(values, weights * factor)
    assert other.low == pytest.approx(first.low, abs=1e-9, nan_ok=True)
    assert other.high == pytest.approx(first.high, abs=1e-9, nan_ok=True)
    draws = [drawn(prior, each, samples=DRAWS) for each in (weights, weights * factor)]
    assert draws[1] == pytest.approx(draws[0], abs=1e-9)


@unhurried
@given(portfolios())
def test_m2_a_dominated_project_never_changes_the_order_of_the_rest(held: tuple[Floats, Floats]) -> None:
    values, weights = held
    more = np.vstack([values, values[0] * 0.9])
    first, after = scored(values, weights).score, scored(more, weights).score
    assert after[:-1] == pytest.approx(first, abs=1e-12)
    before, now = ranks(first), ranks(after)[:-1]
    closer = np.abs(np.subtract.outer(first, first)) > 1e-8
    assert ((np.subtract.outer(before, before) < 0) == (np.subtract.outer(now, now) < 0))[closer].all()


@unhurried
@given(portfolios(gaps=True), st.randoms(use_true_random=False), st.booleans())
def test_m3_permuting_projects_permutes_the_results(
    held: tuple[Floats, Floats], random: Random, fill: bool
) -> None:
    values, weights = held
    turn = list(range(len(values)))
    random.shuffle(turn)
    first, other = scored(values, weights), scored(values[turn], weights)
    assert ranks(other.score).tolist() == ranks(first.score)[turn].tolist()
    ids = [f"P{place}" for place in range(len(values))]
    shown = [ids[place] for place in order(first, ids)]
    assert [ids[turn[place]] for place in order(other, [ids[each] for each in turn])] == shown
    for one, two in zip(rank_range(first), rank_range(other), strict=True):
        assert two.tolist() == one[turn].tolist()
    draws = drawn("any", weights, samples=DRAWS)
    tried, again = robust(values, draws, fill=fill), robust(values[turn], draws, fill=fill)
    assert again.acceptability == pytest.approx(tried.acceptability[turn], abs=1e-9, nan_ok=True)
    assert again.central == pytest.approx(tried.central[turn], abs=1e-9, nan_ok=True)
    assert again.high.tolist() == tried.high[turn].tolist()


@unhurried
@given(portfolios(), st.floats(0.001, 1000))
def test_m4_another_unit_with_its_scale_changes_no_value(held: tuple[Floats, Floats], rate: float) -> None:
    raw = held[0] * 3 - 1
    here = scaled(raw, [Scale(0, 1)] * raw.shape[1])
    there = scaled(raw * rate, [Scale(0, rate)] * raw.shape[1])
    assert there.values == pytest.approx(here.values, abs=1e-9)


@unhurried
@given(portfolios(gaps=True), st.data())
def test_m5_raising_a_value_never_lowers_the_score_or_the_best_rank(
    held: tuple[Floats, Floats], data: st.DataObject
) -> None:
    values, weights = held
    row, column = (data.draw(st.integers(0, size - 1)) for size in values.shape)
    if np.isnan(values[row, column]):
        return
    better = values.copy()
    better[row, column] = data.draw(st.floats(values[row, column], 1))
    first, after = scored(values, weights), scored(better, weights)
    assert np.isnan(first.low[row]) or after.low[row] >= first.low[row] - 1e-12
    assert rank_range(after)[0][row] <= rank_range(first)[0][row] or np.isnan(first.low[row])


@unhurried
@given(portfolios(), priors)
def test_m8_a_strictly_dominated_project_is_never_first(held: tuple[Floats, Floats], prior: Prior) -> None:
    values, weights = held
    more = np.vstack([values, values[0] * 0.99 + 0.01, values[0] * 0.99])
    draws = drawn(prior, weights, samples=DRAWS)
    found = robust(more, draws)
    assert found.first[-1] == 0
    assert np.isnan(found.central[-1]).all()


@pytest.mark.parametrize(
    "ranked", [(1.0, 2, 3, 4), (3.0, 1, 2), (1.0, 2, 2, 4), (1.0, 1), (2.0, 1, 2, 2, 5)], ids=str
)
def test_m9_the_mean_of_ordered_draws_is_the_roc_vector(ranked: tuple[float, ...]) -> None:
    given_ranks = np.array(ranked)
    draws = drawn("order", roc(given_ranks), samples=200_000)
    assert draws.mean(axis=0) == pytest.approx(roc(given_ranks), abs=2e-3)


@unhurried
@given(portfolios(), priors)
def test_m10_rows_and_columns_of_acceptability_sum_to_1(held: tuple[Floats, Floats], prior: Prior) -> None:
    values, weights = held
    found = robust(values, drawn(prior, weights, samples=DRAWS))
    assert found.acceptability.sum(axis=0) == pytest.approx(1)
    assert found.acceptability.sum(axis=1) == pytest.approx(1)
    assert (found.low <= found.high).all()


@unhurried
@given(st.lists(st.floats(0, 100), min_size=1, max_size=8).filter(any), st.data())
def test_a_moved_slider_keeps_100_and_every_lock(points: list[float], data: st.DataObject) -> None:
    before = 100 * whole_weights(np.array(points))
    at, to = data.draw(st.integers(0, len(points) - 1)), data.draw(st.floats(0, 100))
    locked = np.array([data.draw(st.booleans()) for _ in points])
    after = moved(before, at=at, to=to, locked=locked)
    assert after.sum() == pytest.approx(100)
    assert (after >= -1e-9).all()
    assert after[locked] == pytest.approx(before[locked]) or (~locked).sum() == 1
    if not locked[at] and (~locked).sum() > 1:
        assert after[at] == pytest.approx(min(to, 100 - before[locked].sum()), abs=1e-9)
