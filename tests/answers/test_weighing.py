from __future__ import annotations

import math
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_core.answers.priorities.weighing import (
    pair_points,
    ranked_points,
    with_lock,
    with_points,
    with_slider,
)
from pmo_core.errors import ScenarioError
from pmo_core.plan import Plan, rounded_points

PLAN = Plan(points={"now": 40.0, "later": 30.0, "risk": 20.0, "cost": 10.0})

some_points = st.lists(st.floats(0, 1e6), min_size=1, max_size=9).filter(lambda held: sum(held) > 1e-6)


@given(points=some_points, steps=st.sampled_from([1, 100]))
def test_rounded_points_add_up_to_100_and_stay_near(points: list[float], steps: int) -> None:
    held = {str(place): one for place, one in enumerate(points)}
    found = rounded_points(held, steps=steps)
    assert sum(round(one * steps) for one in found.values()) == 100 * steps
    for id, one in found.items():
        assert abs(one - 100 * held[id] / math.fsum(points)) <= 1 / steps + 1e-9


def test_what_lost_most_by_rounding_gets_the_point_that_is_left() -> None:
    assert rounded_points({"a": 1, "b": 1, "c": 1}) == {"a": 34, "b": 33, "c": 33}
    assert rounded_points({"a": 10.6, "b": 10.4, "c": 79.0}) == {"a": 11, "b": 10, "c": 79}


def test_points_that_are_round_already_stay() -> None:
    assert rounded_points(PLAN.points, steps=100) == PLAN.points


def test_criteria_that_count_alike_keep_exactly_the_same_points() -> None:
    """Rounded, they would break ties between projects that nobody meant to break."""
    held = with_points(PLAN, dict.fromkeys(PLAN.points, 3)).points
    assert len(set(held.values())) == 1
    seven = Plan(points={str(n): 1.0 for n in range(7)})
    assert len(set(with_points(seven, seven.points).points.values())) == 1


def test_a_slider_takes_from_the_others_in_proportion() -> None:
    assert with_slider(PLAN, "now", 70).points == pytest.approx(
        {"now": 70, "later": 15, "risk": 10, "cost": 5}
    )


def test_a_locked_criterion_keeps_its_points() -> None:
    locked = with_lock(PLAN, "risk", on=True)
    moved = with_slider(locked, "now", 60)
    assert moved.points == pytest.approx({"now": 60, "later": 15, "risk": 20, "cost": 5})
    assert with_lock(moved, "risk", on=False).locked == frozenset()


@given(st.lists(st.tuples(st.integers(0, 3), st.floats(0, 100), st.booleans()), max_size=12))
def test_however_sliders_move_the_points_add_up_to_100(moves: list[tuple[int, float, bool]]) -> None:
    plan = PLAN
    for place, to, lock in moves:
        id = list(plan.points)[place]
        plan = with_slider(with_lock(plan, id, on=False), id, to)
        plan = with_lock(plan, id, on=lock)
        assert math.fsum(plan.points.values()) == pytest.approx(100, abs=1e-9)
        assert min(plan.points.values()) >= 0


def test_points_of_a_preset_leave_out_what_they_do_not_name() -> None:
    assert with_points(PLAN, {"risk": 3, "now": 1}).points == pytest.approx(
        {"now": 25, "later": 0, "risk": 75, "cost": 0}
    )


def test_points_that_are_all_zero_are_refused() -> None:
    with pytest.raises(ScenarioError, match="cannot hold"):
        with_points(PLAN, {"unknown": 5})


def test_a_ranking_gives_rank_order_points_and_flatter_ones() -> None:
    steep, flat = ranked_points({"now": 1, "later": 2, "risk": 3})
    assert steep == pytest.approx({"now": 61.1111, "later": 27.7778, "risk": 11.1111}, abs=5e-4)
    assert flat == pytest.approx({"now": 50, "later": 33.3333, "risk": 16.6667}, abs=5e-4)


def test_without_a_ranking_there_are_no_points() -> None:
    with pytest.raises(ScenarioError, match="No criterion is ranked"):
        ranked_points({})


def test_pairs_give_points_and_how_well_they_agree() -> None:
    """G3: experience > education 4, > charisma 3, > age 7; charisma 3, age 1/3 …"""
    ids = ("experience", "education", "charisma", "age")
    judged = {(0, 1): 4.0, (0, 2): 3.0, (0, 3): 7.0, (1, 2): 1 / 3, (1, 3): 3.0, (2, 3): 5.0}
    points, found = pair_points(ids, judged)
    expected = {"experience": 54.76, "education": 12.66, "charisma": 26.99, "age": 5.59}
    assert points == pytest.approx(expected, abs=5e-3)
    assert found.consistency_ratio == pytest.approx(0.0439, abs=5e-5)


def test_a_pair_that_is_not_judged_is_asked_for() -> None:
    judged = dict.fromkeys(list(combinations(range(3), 2))[:2], 1.0)
    with pytest.raises(ScenarioError, match="not compared yet"):
        pair_points(("a", "b", "c"), judged)
