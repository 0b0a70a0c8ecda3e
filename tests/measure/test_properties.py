"""What must hold for any numbers: scale, order, bounds, and that a blank is not a zero."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmo_core.measure import align, compose, mix
from pmo_core.measure.arrays import Floats
from pmo_core.measure.confidence import delivery_confidence, money_mean

unhurried = settings(deadline=None, max_examples=60)
scores = st.lists(st.floats(1, 100), min_size=1, max_size=6)
amounts = st.lists(st.floats(0, 1e9), min_size=4, max_size=4).filter(lambda a: sum(a[:3]) > 1)


def weights_for(values: list[float], data: st.DataObject) -> Floats:
    return np.array([data.draw(st.floats(0.1, 10)) for _ in values])


def target_from(data: st.DataObject) -> Floats:
    points = sorted((data.draw(st.floats(0, 1)), data.draw(st.floats(0, 1))))
    return np.array([points[0], points[1] - points[0], 1 - points[1], 0.0])


@unhurried
@given(scores, st.floats(0.01, 100), st.data())
def test_m1_scaling_all_weights_changes_nothing(
    values: list[float], factor: float, data: st.DataObject
) -> None:
    s, w = np.array(values), weights_for(values, data)
    assert compose.composite(s, w * factor) == pytest.approx(compose.composite(s, w), rel=1e-9)
    assert compose.weight_range(s, w * factor) == pytest.approx(compose.weight_range(s, w), rel=1e-9)


@unhurried
@given(scores, st.data())
def test_m3_permuting_components_permutes_the_parts(values: list[float], data: st.DataObject) -> None:
    s, w = np.array(values), weights_for(values, data)
    order = np.array(data.draw(st.permutations(range(len(values)))))
    assert compose.composite(s[order], w[order]) == pytest.approx(compose.composite(s, w), rel=1e-9)
    assert compose.log_parts(s[order], w[order]) == pytest.approx(compose.log_parts(s, w)[order])


@unhurried
@given(amounts, st.floats(0.001, 1000), st.data())
def test_m4_another_unit_leaves_shares_and_distance(
    held: list[float], rate: float, data: st.DataObject
) -> None:
    money, target = np.array(held), target_from(data)
    first = mix.mix_distance(money / money.sum(), target)
    other = money * rate
    assert mix.mix_distance(other / other.sum(), target) == pytest.approx(first, abs=1e-9)
    shares = np.array([[1.0, 0], [0.5, 0.5], [0, 1], [0, 0]])
    assert align.orphan_share(other, shares) == pytest.approx(align.orphan_share(money, shares), abs=1e-9)


@unhurried
@given(amounts, st.data())
def test_m11_the_distance_keeps_its_bounds(held: list[float], data: st.DataObject) -> None:
    money, target = np.array(held), target_from(data)
    shares = money / money.sum()
    distance = mix.mix_distance(shares, target)
    assert -1e-12 <= distance <= 1 - target.min() + 1e-12
    assert mix.mix_distance(target, target) == 0


@unhurried
@given(amounts, st.data())
def test_m11_moving_money_towards_the_target_lowers_the_distance(
    held: list[float], data: st.DataObject
) -> None:
    money, target = np.array(held), target_from(data)
    shares = money / money.sum()
    over, under = int(np.argmax(shares - target)), int(np.argmin(shares - target))
    room = min(shares[over] - target[over], target[under] - shares[under])
    step = max(0.0, room) * data.draw(st.floats(0, 1))
    moved = shares.copy()
    moved[over] -= step
    moved[under] += step
    expected = mix.mix_distance(shares, target) - step
    assert mix.mix_distance(moved, target) == pytest.approx(expected, abs=1e-9)


@unhurried
@given(amounts, st.data())
def test_m11_a_label_keeps_the_distance_in_its_range(held: list[float], data: st.DataObject) -> None:
    money, target = np.array(held), target_from(data)
    shares = money / money.sum()
    low, high = mix.cautious_range(mix.mix_distance(shares, target), float(shares[3]))
    split = data.draw(st.lists(st.floats(0.01, 1), min_size=3, max_size=3))
    labelled = shares.copy()
    labelled[:3] += shares[3] * np.array(split) / sum(split)
    labelled[3] = 0
    assert low - 1e-9 <= mix.mix_distance(labelled, target) <= high + 1e-9


@unhurried
@given(scores, st.data())
def test_m12_the_index_lies_between_its_components_and_grows_in_each(
    values: list[float], data: st.DataObject
) -> None:
    s, w = np.array(values), weights_for(values, data)
    index = compose.composite(s, w)
    assert min(values) - 1e-9 <= index <= max(values) + 1e-9
    place = data.draw(st.integers(0, len(values) - 1))
    better = s.copy()
    better[place] += 1
    assert compose.composite(better, w) > index
    assert compose.composite(np.full(len(values), values[0]), w) == pytest.approx(values[0])


@unhurried
@given(scores, st.data())
def test_the_split_adds_up_to_the_change(values: list[float], data: st.DataObject) -> None:
    before, w = np.array(values), weights_for(values, data)
    after = np.array([data.draw(st.floats(1, 100)) for _ in values])
    parts = compose.change_split(before, after, weights=w)
    change = compose.composite(after, w) - compose.composite(before, w)
    assert parts.sum() == pytest.approx(change, abs=1e-6)


def test_the_split_is_shown_for_a_change_that_cancels_out() -> None:
    parts = compose.change_split(np.array([50.0, 80]), np.array([80.0, 50]), weights=np.ones(2))
    assert parts.sum() == pytest.approx(0, abs=1e-9)
    assert parts[0] == pytest.approx(math.sqrt(4000) * math.log(80 / 50) / 2)


def test_m14_a_blank_rating_is_not_a_red_one() -> None:
    money = np.array([40.0, 20, 10])
    rated = delivery_confidence(np.array(["Green", "amber", "Red"], dtype=object))
    blank = delivery_confidence(np.array(["Green", "amber", None], dtype=object))
    assert money_mean(rated, money) == (pytest.approx(5000 / 70), pytest.approx(1.0))
    assert money_mean(blank, money) == (pytest.approx(5000 / 60), pytest.approx(60 / 70))


def test_m14_a_blank_amount_is_not_zero_money() -> None:
    rated = np.array([100.0, 0.0])
    mean, coverage = money_mean(rated, np.array([10.0, np.nan]))
    assert (mean, coverage) == (pytest.approx(100), pytest.approx(1.0))
    assert money_mean(rated, np.array([0.0, 0.0])) == (None, None)


@pytest.mark.parametrize(
    ("label", "score"),
    [("GREEN", 100), (" amber /  Green ", 75), ("Amber", 50), ("AMBER/RED", 25), ("red", 0)],
)
def test_ratings_ignore_case_and_blanks(label: str, score: float) -> None:
    assert delivery_confidence(np.array([label], dtype=object)) == pytest.approx([score])


def test_other_labels_count_only_through_an_explicit_map() -> None:
    labels = np.array(["On track", "3", "Reset"], dtype=object)
    assert np.isnan(delivery_confidence(labels)).all()
    mapped = delivery_confidence(labels, explicit={"on  TRACK": 80})
    assert mapped[0] == 80
    assert np.isnan(mapped[1:]).all()
