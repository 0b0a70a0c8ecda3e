"""Rank acceptability against exact areas and a plain loop, and at its edges."""

from __future__ import annotations

import tracemalloc

import numpy as np
import pytest

from pmo_core.errors import ScenarioError
from pmo_core.measure import robust as module
from pmo_core.measure.arrays import Floats
from pmo_core.measure.robust import drawn, robust, sampling_error, win

NAN = float("nan")
ANY = drawn("any", np.ones(3), samples=2_000)


def by_loop(values: Floats, draws: Floats) -> Floats:
    """Acceptability as anybody would count it; projects that score the same share their ranks."""
    count = np.zeros((len(values), len(values)))
    for weights in draws:
        score = [float(sum(w * v for w, v in zip(weights, row, strict=True))) for row in values]
        for place, own in enumerate(score):
            above = sum(other > own + 1e-12 for other in score)
            level = sum(abs(other - own) <= 1e-12 for other in score)
            count[place, above : above + level] += 1 / level
    return count / len(draws)


@pytest.mark.parametrize("duplicates", [False, True])
def test_acceptability_is_that_of_a_plain_loop(duplicates: bool) -> None:
    values = np.random.default_rng(4).random((12, 3))
    if duplicates:
        values[[3, 7, 11]] = values[2]
    found = robust(values, ANY)
    assert found.acceptability == pytest.approx(by_loop(values, ANY))
    assert found.first == pytest.approx(found.acceptability[:, 0])


def test_rank_range_and_central_weights_are_those_of_a_plain_loop() -> None:
    values = np.random.default_rng(8).random((9, 3))
    found = robust(values, ANY)
    score = ANY @ values.T
    rank = 1 + (score[:, :, None] < score[:, None, :]).sum(axis=2)
    low, high = np.quantile(rank, [0.05, 0.95], axis=0, method="inverted_cdf")
    assert (found.low.tolist(), found.high.tolist()) == (low.tolist(), high.tolist())
    for place in range(9):
        won = ANY[rank[:, place] == 1]
        expected = won.mean(axis=0) if len(won) else np.full(3, NAN)
        assert found.central[place] == pytest.approx(expected, nan_ok=True)


def test_batches_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    values = np.random.default_rng(1).random((20, 3))
    whole = robust(values, ANY)
    monkeypatch.setattr(module, "BATCH_CELLS", 7 * 20)
    parts = robust(values, ANY)
    assert (parts.acceptability == whole.acceptability).all()
    assert parts.central == pytest.approx(whole.central, nan_ok=True)


def test_memory_is_that_of_the_answer_not_of_the_draws() -> None:
    values = np.random.default_rng(1).random((400, 3))
    draws = drawn("any", np.ones(3))
    tracemalloc.start()
    try:
        robust(values, draws)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 12e6, "every draw with every rank would be 32 MB"


def test_duplicates_share_what_they_get() -> None:
    found = robust(np.array([[1, 0, 0], [1, 0, 0], [0, 1, 1.0]]), ANY)
    assert found.first[0] == found.first[1] == pytest.approx((1 - found.first[2]) / 2)
    assert found.central[0] == pytest.approx(found.central[1])
    assert (found.low[0], found.high[0]) == (found.low[1], found.high[1])


def test_projects_that_differ_only_where_nothing_counts_are_duplicates() -> None:
    draws = drawn("band", np.array([0.6, 0.4, 0]), samples=500)
    found = robust(np.array([[0.5, 0.5, 0.1], [0.5, 0.5, 0.9]]), draws)
    assert found.first.tolist() == [0.5, 0.5]


def test_a_project_with_a_gap_is_left_out() -> None:
    found = robust(np.array([[0.9, NAN, 0.9], [0.5, 0.5, 0.5], [0.1, 0.6, 0.1]]), ANY)
    assert found.taken.tolist() == [False, True, True]
    assert np.isnan(found.first[0])
    assert np.isnan(found.acceptability[0]).all()
    assert (found.low[0], found.high[0]) == (0, 0)
    assert found.acceptability[1:].sum(axis=1) == pytest.approx(1)
    assert found.acceptability.shape == (3, 2), "as many ranks as projects are taken in"
    assert found.acceptability[1:].sum(axis=0) == pytest.approx(1)


def test_a_gap_may_be_filled_at_random_when_allowed() -> None:
    """Against .5, a lone score drawn from 0–1 wins half of the time; a project without any score is out."""
    one = drawn("any", np.ones(1), samples=20_000)
    found = robust(np.array([[NAN], [0.5]]), one, fill=True)
    assert found.taken.tolist() == [False, True]
    two = drawn("band", np.ones(2), samples=20_000)
    found = robust(np.array([[NAN, 0.5], [0.5, 0.5], [NAN, 0.5]]), two, fill=True)
    # best of two uniform draws beats .5 in 3 of 4 cases
    assert found.first == pytest.approx([3 / 8, 1 / 4, 3 / 8], abs=0.01)
    assert found.first[0] == found.first[2]


def test_nothing_at_all_comes_last_and_everything_first() -> None:
    found = robust(np.array([[0.0, 0, 0], [0.01, 0, 0], [1, 1, 1]]), ANY)
    assert found.acceptability.tolist() == [[0, 0, 1], [0, 1, 0], [1, 0, 0]]


def test_one_criterion_gives_one_ranking() -> None:
    found = robust(np.array([[0.1], [0.9], [0.5]]), drawn("any", np.ones(1)))
    assert found.acceptability.tolist() == [[0, 0, 1], [1, 0, 0], [0, 1, 0]]


@pytest.mark.parametrize("values", [np.empty((0, 3)), np.full((2, 3), NAN)])
def test_nobody_to_rank_is_an_empty_answer(values: Floats) -> None:
    found = robust(values, ANY)
    assert found.taken.sum() == 0
    assert found.low.tolist() == [0] * len(values)


def test_too_many_projects_are_refused_with_a_way_out() -> None:
    with pytest.raises(ScenarioError, match="up to 2,000 projects; here are 2,001"):
        robust(np.random.default_rng(1).random((2_001, 3)), ANY)


@pytest.mark.parametrize("prior", ["any", "order", "band"])
def test_draws_are_weights_and_the_seed_gives_the_same_digits(prior: module.Prior) -> None:
    weights = np.array([5.0, 2, 2, 1])
    draws = drawn(prior, weights, samples=1_000)
    assert draws.shape == (1_000, 4)
    assert (draws >= 0).all()
    assert draws.sum(axis=1) == pytest.approx(1)
    assert (draws == drawn(prior, weights, samples=1_000)).all()
    assert (draws != drawn(prior, weights, samples=1_000, seed=8)).any()


def test_the_order_prior_keeps_the_order_and_is_free_among_equals() -> None:
    draws = drawn("order", np.array([1.0, 3, 1]), samples=4_000)
    assert (draws[:, 1] >= draws[:, [0, 2]].max(axis=1)).all()
    assert (draws[:, 0] > draws[:, 2]).mean() == pytest.approx(0.5, abs=0.03)


def test_the_band_stays_around_the_weights() -> None:
    weights = np.array([0.5, 0.3, 0.2, 0])
    draws = drawn("band", weights, samples=4_000, band=0.2)
    ratios = draws[:, :2] / draws[:, [2]] * weights[2] / weights[:2]
    assert ratios.min() >= 0.8 / 1.2 - 1e-9
    assert ratios.max() <= 1.2 / 0.8 + 1e-9
    assert (draws[:, 3] == 0).all(), "what counts nothing is not tried"


def test_any_weights_are_spread_evenly() -> None:
    """Every coordinate of a uniform draw from the simplex of 3 is above t in (1 − t)² of cases."""
    draws = drawn("any", np.array([8.0, 1, 1]), samples=40_000)
    for level in (0.1, 0.3, 0.6):
        assert (draws > level).mean(axis=0) == pytest.approx([(1 - level) ** 2] * 3, abs=0.01)


def test_the_error_is_that_of_a_share_of_draws() -> None:
    assert sampling_error(np.array([0.5]), samples=10_000) == pytest.approx([0.0098])
    assert robust(np.eye(3), ANY).error(np.array([0.0, 0.5])) == pytest.approx([0, 1.96 * 0.5 / 2_000**0.5])


def test_who_wins_against_whom() -> None:
    """(1, 0) scores more than (.6, .6) where its weight is above .6."""
    draws = drawn("any", np.ones(2), samples=100_000)
    values = np.array([[1, 0], [0.6, 0.6], [NAN, 1]])
    assert win(values, draws, one=0, other=1) == pytest.approx(0.4, abs=5e-3)
    assert win(values, draws, one=1, other=0) == pytest.approx(0.6, abs=5e-3)
    assert win(values, draws, one=1, other=1) == 0.5
    assert np.isnan(win(values, draws, one=0, other=2))
