"""Engagement figures for any numbers: a blank is no zero, more wanted is never less to do."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmo_core.measure import cadence, engage
from pmo_core.measure.arrays import Floats
from pmo_core.measure.nps import apart, net_promoter_score, response_rate
from pmo_core.measure.sentiment import sentiment
from pmo_core.model import State

unhurried = settings(deadline=None, max_examples=60)
weights = st.floats(1, 5)
people = st.lists(st.tuples(weights, weights, st.integers(0, 4), st.integers(0, 4)), min_size=1, max_size=12)
Person = tuple[float, float, int, int]
TODAY = np.datetime64("2026-03-31")


def columns(rows: list[Person]) -> tuple[Floats, Floats, Floats, Floats]:
    power, interest, current, desired = np.array(rows, dtype=np.float64).T
    return power, interest, current, desired


@unhurried
@given(people, st.data())
def test_raising_what_is_wanted_never_lowers_the_gap(rows: list[Person], data: st.DataObject) -> None:
    power, interest, current, desired = columns(rows)
    place = data.draw(st.integers(0, len(rows) - 1))
    more = desired.copy()
    more[place] = data.draw(st.integers(int(desired[place]), 4))
    before, after = (engage.level_gap(current, wanted) for wanted in (desired, more))
    assert (after >= before).all()
    assert engage.weighted_gap(power, interest, gap=after) >= engage.weighted_gap(power, interest, gap=before)


@unhurried
@given(people)
def test_attainment_is_a_share_and_one_when_all_are_where_they_are_needed(rows: list[Person]) -> None:
    power, interest, current, desired = columns(rows)
    assert -1e-9 <= engage.attainment(power, interest, current=current, desired=desired) <= 1
    reached = np.maximum(current, desired)
    assert engage.attainment(power, interest, current=reached, desired=desired) == 1


@unhurried
@given(people, st.integers(0, 3))
def test_m14_a_blank_takes_the_person_out(rows: list[Person], column: int) -> None:
    power, interest, current, desired = columns([*rows, (5.0, 5.0, 0, 4)])
    told = [power, interest, current, desired]
    told[column] = told[column].copy()
    told[column][-1] = math.nan
    whole = engage.complete(told[0], told[1], current=told[2], desired=told[3])
    assert whole.tolist() == [True] * len(rows) + [False]


@pytest.mark.parametrize(
    ("power", "interest", "expected"),
    [(3, 3, 0), (5, 2.9, 1), (2.9, 3, 2), (1, 1, 3)],
    ids=["on the border", "power only", "interest only", "neither"],
)
def test_power_and_interest_name_a_quadrant(power: float, interest: float, expected: int) -> None:
    found = engage.quadrant(np.array([power, math.nan, power]), np.array([interest, interest, math.nan]))
    assert found.tolist() == [engage.QUADRANTS[expected], "", ""]


def test_a_portfolio_may_have_another_border_of_high() -> None:
    found = engage.quadrant(np.array([4.0, 3.5]), np.array([3.5, 4.0]), high=4.0)
    assert found.tolist() == ["keep satisfied", "keep informed"]


def test_days_count_from_the_last_talk_else_from_the_registration() -> None:
    talked = np.array(["2026-03-01", "NaT", "NaT"], dtype="datetime64[D]")
    known = np.array(["2026-03-31", "2026-03-21", "2026-04-01"], dtype="datetime64[D]")
    days = cadence.days_since(talked, known, as_of=TODAY)
    assert days == pytest.approx([30, 10, math.nan], nan_ok=True)
    rhythm = np.array([15.0, 0.0, 7.0])
    assert cadence.overdue_ratio(days, rhythm) == pytest.approx([2, math.nan, math.nan], nan_ok=True)
    assert cadence.days_over(days, rhythm) == pytest.approx([15, math.nan, math.nan], nan_ok=True)


def test_nothing_is_owed_to_those_on_time_even_without_money() -> None:
    over, weight = np.array([0.0, 10.0, 10.0, math.nan]), np.array([25.0, 25.0, math.nan, 25.0])
    at_stake = np.array([math.nan, 2e6, 2e6, 2e6])
    found = cadence.debt(over, weight, at_stake=at_stake)
    assert found == pytest.approx([0, 2e7, math.nan, math.nan], nan_ok=True)


@unhurried
@given(st.lists(st.tuples(st.integers(0, 20_000), st.integers(-2, 2)), min_size=1, max_size=20))
def test_sentiment_stays_between_the_entries_however_old_they_are(told: list[tuple[int, int]]) -> None:
    day = TODAY - np.array([age for age, _ in told]).astype("timedelta64[D]")
    value = np.array([value for _, value in told], dtype=np.float64)
    found = sentiment(value, day, person=np.zeros(len(told), dtype=np.int64), people=2, as_of=TODAY)
    assert value.min() - 1e-9 <= found[0] <= value.max() + 1e-9
    assert math.isnan(found[1])


def test_an_entry_of_a_half_life_ago_counts_for_half() -> None:
    day = TODAY - np.array([0, 90]).astype("timedelta64[D]")
    found = sentiment(np.array([2.0, -1.0]), day, person=np.array([0, 0]), people=1, as_of=TODAY)
    assert found == pytest.approx([1.0])


def test_few_answers_make_no_score() -> None:
    assert net_promoter_score(9, 0, answers=9).state is State.NOT_ENOUGH_DATA


@pytest.mark.parametrize(("promoters", "detractors", "value"), [(12, 0, 100), (0, 12, -100), (0, 0, 0)])
def test_where_all_agree_there_is_no_error(promoters: int, detractors: int, value: float) -> None:
    found = net_promoter_score(promoters, detractors, answers=12)
    assert (found.value, found.inputs["error"], found.reason) == (value, 0, "all 12 agree")


def test_scores_differ_only_beyond_their_errors() -> None:
    few, many = net_promoter_score(12, 3, answers=20), net_promoter_score(120, 30, answers=200)
    low, hidden = net_promoter_score(20, 80, answers=200), net_promoter_score(5, 0, answers=5)
    assert apart(few, many) is False
    assert apart(many, low) is True
    assert apart(many, hidden) is None


def test_a_response_rate_needs_people_who_did_not_answer() -> None:
    assert response_rate(3, 4).value == 0.75
    assert response_rate(0, 4).value == 0
    assert response_rate(4, 4).state is State.NOT_MEASURED
    assert response_rate(0, 0).state is State.NOT_APPLICABLE
