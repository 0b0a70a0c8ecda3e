"""What lies around the best: habits, alternatives, prices, repairs, more money, now against later."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from pmo_core.measure.choose import (
    MixLimit,
    Problem,
    Rule,
    ShareLimit,
    alternatives,
    best,
    core_index,
    cut,
    frontier,
    next_money,
    price,
    repair,
)
from pmo_core.measure.choose.cutline import swaps
from pmo_core.measure.choose.near import apart
from pmo_core.measure.choose.trade import tradeoff
from tests.measure.choose.small import G6, G6B, by_hand, flags, gap_of, places, question, selections

HORIZONS = np.eye(2)[[0, 0, 0, 1, 1, 0, 1, 0, 1, 0]]


def by_value(problem: Problem) -> np.ndarray:
    return np.argsort(-problem.value, kind="stable")


@pytest.mark.parametrize(
    ("problem", "figures"),
    [pytest.param(G6, [179, 247, 309], id="G6"), pytest.param(G6B, [1315, 1315, 1441], id="G6b")],
)
def test_what_each_habit_gets_out_of_the_published_cases(problem: Problem, figures: list[float]) -> None:
    habits = cut(problem, by_value(problem))
    assert [each.habit for each in habits] == ["stop", "skip", "per_cost"]
    assert [each.value for each in habits] == figures
    value = best(problem).value
    assert [each.loss(value) for each in habits] == [pytest.approx(1 - f / value) for f in figures]


def test_the_swaps_name_who_comes_in_and_who_goes_out() -> None:
    stop = cut(G6, by_value(G6))[0]
    found = swaps(best(G6).selected, stop.selected, problem=G6)
    assert places(stop.selected) == (0, 8)
    assert found.into == (3, 1, 2, 5)
    assert found.out == (8,)


def test_a_habit_funds_the_musts_first_and_says_which_rules_it_breaks() -> None:
    limited = replace(G6, must=flags([7], 10), groups=((0, 3),), must_not=flags([8], 10))
    stop, skip, _ = cut(limited, by_value(limited))
    assert places(stop.selected) == (0, 7)
    assert stop.breaks == ()
    assert places(skip.selected) == (0, 3, 7)
    assert skip.breaks == (Rule("group", 0),)


def test_alternatives_are_near_the_best_and_two_projects_apart() -> None:
    for problem in (G6, G6B, replace(G6B, groups=((0, 1),))):
        first = best(problem)
        found = alternatives(problem, first, within=0.1)
        assert found
        every = [first, *found]
        assert all(each.value >= 0.9 * first.value for each in every)
        pairs = [(one, other) for at, one in enumerate(every) for other in every[:at]]
        assert all(apart(one, other) >= 2 for one, other in pairs)
        assert [each.value for each in every] == sorted((each.value for each in every), reverse=True)


def test_the_first_alternative_is_the_best_that_differs_in_two_projects() -> None:
    first = best(G6)
    found = alternatives(G6, first, most=1, within=0.5)
    chosen = set(places(first.selected))
    others = [sum(G6.value[list(p)]) for p in selections(G6) if len(chosen ^ set(p)) >= 2]
    assert found[0].value == max(others)


def test_where_nothing_comes_near_there_is_no_alternative() -> None:
    assert alternatives(question([10, 1], [1, 1], 1), best(question([10, 1], [1, 1], 1))) == ()


def test_more_money_buys_what_the_frontier_says() -> None:
    now = best(G6)
    found = next_money(G6, [1, 10, 50, -65], now=now)
    curve = frontier(G6, np.array([166.0, 175.0, 215.0, 100.0]))
    assert [each.gain for each in found] == (curve.value - 309).tolist()
    assert found[0].gain == 0
    assert found[2].swaps.into
    assert found[3].gain < 0


def test_the_price_of_balance_is_the_difference_of_two_exact_answers() -> None:
    held = replace(G6, shares=(ShareLimit("long", HORIZONS[:, 1], 0.6, 0.8),))
    expected = by_hand(held)
    assert expected is not None
    found = price(held)
    assert found.value == 309 - G6.value[list(expected)].sum()
    assert found.share == pytest.approx(found.value / 309)
    assert price(G6).value == 0


def test_the_cheapest_repair_loses_least_among_all_that_mend_the_mix() -> None:
    mix = MixLimit(HORIZONS, np.array([0.4, 0.6]), 0.05)
    found = repair(G6, mix)
    expected = by_hand(replace(G6, mix=mix))
    assert expected is not None
    assert places(found.bound.selected) == expected
    assert found.value == 309 - G6.value[list(expected)].sum()
    assert found.before == pytest.approx(gap_of(mix, G6.cost, places(found.free.selected)))
    assert found.after == pytest.approx(gap_of(mix, G6.cost, expected))
    assert found.after <= 0.05 < found.before
    assert set(found.swaps.into) == set(expected) - set(places(found.free.selected))


def test_a_mix_that_is_right_already_costs_nothing_to_mend() -> None:
    found = repair(G6, MixLimit(HORIZONS, np.array([0.7, 0.3]), 0.5))
    assert found.value == 0
    assert found.swaps.into == found.swaps.out == ()


def test_a_mix_that_cannot_be_mended_has_no_price() -> None:
    must = replace(G6, must=flags([0], 10), must_not=flags([3, 4, 6, 8], 10))
    found = repair(must, MixLimit(HORIZONS, np.array([0.4, 0.6]), 0.05))
    assert found.bound.state == "infeasible"
    assert np.isnan([found.value, found.after]).all()


def test_now_against_later_is_a_falling_curve_of_undominated_selections() -> None:
    random = np.random.default_rng(7)
    problem = question([0] * 9, list(random.integers(1, 9, 9)), 20)
    now = random.integers(0, 10, 9).astype(float)
    later = 10 - now + random.integers(0, 3, 9)
    points = list(tradeoff(problem, now, later))
    every = [
        (now[list(p)].sum(), later[list(p)].sum()) for p in selections(replace(problem, value=np.ones(9)))
    ]
    assert len(points) > 2
    assert points[0].later == max(b for _, b in every)
    assert points[-1].now == max(a for a, _ in every)
    for each in points:
        assert not any(
            a >= each.now and b >= each.later and (a, b) != (each.now, each.later) for a, b in every
        )
    assert [p.now for p in points] == sorted(p.now for p in points)


def test_the_core_index_counts_the_weightings_that_fund_a_project() -> None:
    values = np.array([[1.0, 1.0], [1.0, 0.0], [0.0, 1.0], [np.nan, 1.0]])
    problem = question([0, 0, 0, 0], [1, 1, 1, 1], 2)
    told: list[tuple[int, int]] = []
    draws = np.array([[0.9, 0.1], [0.8, 0.2], [0.7, 0.3], [0.1, 0.9]])
    found = core_index(problem, values, draws, step=lambda done, of: told.append((done, of)))
    assert found.share[:3].tolist() == [1, 0.75, 0.25]
    assert np.isnan(found.share[3])
    assert found.borderline.tolist() == [False, True, True, False]
    assert told == [(1, 4), (2, 4), (3, 4), (4, 4)]


def test_projects_that_nothing_tells_apart_are_funded_as_often() -> None:
    values = np.array([[0.9], [0.5], [0.5], [0.5], [0.5]])
    problem = replace(question([0] * 5, [1, 1, 1, 1, 1], 3), must_not=np.array([False] * 4 + [True]))
    found = core_index(problem, values, np.ones((4, 1)))
    assert found.share.tolist() == pytest.approx([1, 2 / 3, 2 / 3, 2 / 3, 0])


def test_the_core_index_keeps_its_deadline_and_says_how_many_draws_it_had() -> None:
    found = core_index(G6, np.ones((10, 2)), np.full((50, 2), 0.5), seconds=0)
    assert (found.drawn, found.asked) == (1, 50)


def test_where_nothing_keeps_the_rules_there_is_no_core() -> None:
    broke = replace(G6, must=flags([7, 8], 10))
    found = core_index(broke, np.ones((10, 2)), np.full((5, 2), 0.5))
    assert found.drawn == 0
    assert np.isnan(found.share).all()
    assert np.isnan(frontier(broke, np.array([100.0])).value).all()
    assert list(tradeoff(broke, G6.value, G6.value)) == []
    assert alternatives(broke, best(broke)) == ()
