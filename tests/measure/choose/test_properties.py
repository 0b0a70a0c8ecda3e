"""What must hold whatever the figures: units, the order of rows, more money, more rules."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from pmo_core.errors import ScenarioError
from pmo_core.measure.choose import Cap, MixLimit, Problem, ShareLimit, best, core_index, frontier, price
from pmo_core.measure.choose.budgets import point
from pmo_core.measure.choose.problem import taken
from tests.measure.choose.small import G6, by_hand, drawn, flags, places, question, ruled

WEIGHTS = np.array([[0.5, 0.3, 0.2], [0.2, 0.3, 0.5], [0.1, 0.8, 0.1], [0.34, 0.33, 0.33]])


@pytest.mark.parametrize("seed", range(20))
def test_m1_scaling_all_weights_selects_the_same(seed: int) -> None:
    random = np.random.default_rng(seed)
    problem, values = ruled(seed), random.random((8, 3))
    weights = random.random(3)
    one = best(replace(problem, value=values[: problem.size] @ weights))
    ten = best(replace(problem, value=values[: problem.size] @ (weights * 10)))
    assert places(one.selected) == places(ten.selected)
    assert ten.value == pytest.approx(one.value * 10, rel=1e-9, nan_ok=True)


@pytest.mark.parametrize("seed", range(40))
def test_m3_rows_in_another_order_give_the_same_ids_and_figures(seed: int) -> None:
    problem = ruled(seed)
    order = np.random.default_rng(seed).permutation(problem.size)
    one, other = best(problem), best(taken(problem, order))
    names = {problem.ids[i] for i in places(one.selected)}
    assert {problem.ids[int(order[i])] for i in places(other.selected)} == names
    assert (other.value, other.cost) == pytest.approx((one.value, one.cost), rel=1e-9, nan_ok=True)


def test_m3_holds_where_the_core_decides() -> None:
    problem = big(160)
    order = np.random.default_rng(1).permutation(problem.size)
    one, other = best(problem), best(taken(problem, order))
    assert {problem.ids[int(order[i])] for i in places(other.selected)} == {
        problem.ids[i] for i in places(one.selected)
    }


@pytest.mark.parametrize("seed", range(20))
def test_m4_another_currency_selects_the_same(seed: int) -> None:
    problem = drawn(seed)
    dollars = replace(problem, cost=problem.cost * 1.27, budget=problem.budget * 1.27)
    assert places(best(dollars).selected) == places(best(problem).selected)


@pytest.mark.parametrize("seed", range(25))
def test_m6_more_money_never_lowers_and_more_rules_never_raise_the_value(seed: int) -> None:
    problem = ruled(seed)
    found = best(problem)
    richer = best(replace(problem, budget=problem.budget + 2))
    bare = best(replace(problem, caps=(), shares=(), mix=None, groups=(), needs=()))
    if found.answered:
        assert richer.value >= found.value - 1e-9
        if (problem.value > 0).all():
            assert bare.value >= found.value - 1e-9
        assert price(problem, bound=found).value >= 0


@pytest.mark.parametrize("seed", range(20))
def test_g7_the_frontier_never_falls_and_each_point_is_the_best_for_its_budget(seed: int) -> None:
    problem = drawn(seed)
    budgets = np.arange(0.0, problem.cost.sum() + 2)
    curve = frontier(problem, budgets)
    assert (np.diff(curve.value) >= 0).all()
    by_budget = [by_hand(replace(problem, budget=float(b))) or () for b in budgets]
    assert curve.value.tolist() == [problem.value[list(picked)].sum() for picked in by_budget]


@pytest.mark.parametrize("seed", range(20))
def test_the_bound_of_the_frontier_is_never_below_a_point(seed: int) -> None:
    problem = ruled(seed)
    budgets = np.linspace(0, float(np.nansum(problem.cost)), 6)
    curve = frontier(problem, budgets)
    for at, budget in enumerate(budgets.tolist()):
        found = point(problem, budget)
        if found.answered:
            assert curve.bound[at] >= found.value - 1e-6
            refined = curve.with_point(at, found)
            assert refined.bound[at] == pytest.approx(found.value)
            assert refined.value[at] == found.value


def test_m8_with_money_for_everything_every_project_is_core() -> None:
    values = np.random.default_rng(7).random((10, 3))
    found = core_index(replace(G6, budget=float(G6.cost.sum())), values, WEIGHTS)
    assert found.share.tolist() == [1] * 10
    assert found.core.all()
    assert (found.drawn, found.asked) == (4, 4)


def big(size: int, *, seed: int = 7) -> Problem:
    """Random projects of three horizons with a share for each; costs share no coarse unit."""
    random = np.random.default_rng(seed)
    cost = np.round(np.exp(random.normal(13, 1, size)), 2)
    horizon = random.integers(0, 3, size)
    problem = question(list(random.random(size)), list(cost), round(float(cost.sum()) * 0.4, 2))
    shares = tuple(ShareLimit(f"{h}", (horizon == h) * 1.0, 0.2, 0.5) for h in range(3))
    return replace(problem, shares=shares)


@pytest.mark.parametrize("size", [101, 300, 1000])
def test_above_100_projects_the_gap_is_printed_and_small(size: int) -> None:
    found = best(big(size), seconds=10)
    assert found.answered
    assert found.bound >= found.value
    assert found.gap == pytest.approx((found.bound - found.value) / found.bound)
    assert found.gap <= 0.0005


@pytest.mark.parametrize("seed", range(12))
def test_the_core_gives_what_the_whole_model_gives_to_the_id(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With every kind of rule and ties everywhere; what the core leaves fixed cannot differ among equals."""
    problem = ruled(seed, size=40 + 4 * seed)
    whole = best(problem, seconds=10)
    monkeypatch.setattr("pmo_core.measure.choose.select.SMALL", 0)
    core = best(problem, seconds=10)
    assert core.state == whole.state
    assert places(core.selected) == places(whole.selected)


def test_another_order_of_ids_gives_the_same_value() -> None:
    for seed in range(4):
        problem = big(130, seed=seed)
        small = replace(problem, must_not=problem.cost > np.sort(problem.cost)[99])
        assert best(small, seconds=20).state == "optimal"
        everyone = replace(small, ids=tuple(reversed(problem.ids)))
        assert best(everyone, seconds=20).value == pytest.approx(best(small, seconds=20).value, rel=1e-9)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        pytest.param(lambda: question([1], [1], -1), "budget of -1", id="budget below 0"),
        pytest.param(lambda: question([1], [1], float("nan")), "budget of nan", id="no budget"),
        pytest.param(lambda: question([1], [-1], 1), "cost is negative", id="cost below 0"),
        pytest.param(lambda: question([np.inf], [1], 1), "endless", id="endless value"),
        pytest.param(
            lambda: question([1], [1], 1, caps=(Cap("2027", np.ones(1), 1, least=2),)),
            "2027",
            id="cap upside down",
        ),
        pytest.param(
            lambda: question([1], [1], 1, shares=(ShareLimit("long", np.ones(1), 0.5, 0.2),)),
            "'long' cannot lie between 0.5 and 0.2",
            id="share upside down",
        ),
        pytest.param(
            lambda: question([1], [1], 1, mix=MixLimit(np.ones((1, 1)), np.ones(1), -0.1)),
            "0 or more",
            id="distance below 0",
        ),
    ],
)
def test_what_cannot_hold_is_refused(wrong: Callable[[], Problem], words: str) -> None:
    with pytest.raises(ScenarioError, match=words):
        wrong()


def test_a_must_is_kept_and_counted() -> None:
    found = best(replace(G6, must=flags([8], 10)))
    assert found.selected[8]
    assert found.cost <= 165
