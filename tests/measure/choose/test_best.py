"""The engines against published cases, against each other and against looking at every selection."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from pmo_core.measure.choose import Cap, Problem, best
from pmo_core.measure.choose.problem import holds
from pmo_core.measure.choose.select import solve
from tests.measure.choose.small import G6, G6B, by_hand, drawn, places, question, ruled


def by_solver(problem: Problem) -> Problem:
    """The same question with a rule that says nothing, so that the table does not answer it."""
    return replace(problem, caps=(Cap("nothing", np.zeros(problem.size), 1.0),))


@pytest.mark.parametrize(
    ("problem", "value", "cost", "picked"),
    [
        pytest.param(G6, 309, 165, (0, 1, 2, 3, 5), id="G6"),
        pytest.param(G6B, 1458, 749, (0, 2, 4, 6, 7, 8, 13, 14), id="G6b"),
    ],
)
def test_the_published_cases_come_out_by_both_engines(
    problem: Problem, value: float, cost: float, picked: tuple[int, ...]
) -> None:
    for asked in (problem, by_solver(problem)):
        found = best(asked)
        assert (found.value, found.cost, found.state, found.gap) == (value, cost, "optimal", 0)
        assert places(found.selected) == picked


@pytest.mark.parametrize("seed", range(60))
def test_g7_table_and_solver_and_hand_agree_to_the_id(seed: int) -> None:
    """Ties everywhere: greatest value, fewer projects, lower cost, smallest ids."""
    problem = drawn(seed)
    expected = by_hand(problem)
    assert places(best(problem).selected) == expected
    assert places(best(by_solver(problem)).selected) == expected


@pytest.mark.parametrize("seed", range(120))
def test_every_mixture_of_rules_comes_out_as_by_hand(seed: int) -> None:
    problem = ruled(seed)
    found, expected = best(problem), by_hand(problem)
    if expected is None:
        assert found.state == "infeasible"
        assert found.conflict
    else:
        assert found.state == "optimal"
        assert places(found.selected) == expected
        assert holds(problem, found.selected)


def test_costs_that_share_no_unit_are_never_rounded() -> None:
    """To the nearest 1/50,000 of the budget these would fit or not fit by rounding alone."""
    problem = question([3, 2, 2], [1_000_000.1, 500_000.07, 500_000.02], 1_000_000.09)
    assert places(best(problem).selected) == (1, 2)
    assert places(best(replace(problem, budget=1_000_000.08)).selected) == (2,)


def test_ids_decide_between_equals_and_not_the_order_of_rows() -> None:
    problem = replace(question([5, 5], [3, 3], 3), ids=("B", "A"))
    assert places(best(problem).selected) == (1,)
    assert places(best(by_solver(problem)).selected) == (1,)


def test_what_needs_another_comes_with_it_through_chains_and_cycles() -> None:
    chain = question([9, 0, 0, 5], [1, 2, 3, 5], 6, needs=((0, 1), (1, 2)))
    assert places(best(chain).selected) == (0, 1, 2)
    cycle = question([9, 1, 5], [3, 4, 5], 6, needs=((0, 1), (1, 0)))
    assert places(best(cycle).selected) == (2,)


def test_what_has_no_value_comes_in_only_as_must_or_where_it_is_needed() -> None:
    assert places(best(question([0, -1, 4], [0, 1, 1], 9)).selected) == (2,)
    assert places(best(question([0, -1, 4], [0, 1, 1], 9, must=(1,))).selected) == (1, 2)
    assert places(best(question([0, -1, 4], [0, 1, 1], 9, needs=((2, 1),))).selected) == (1, 2)
    filler = question([0, 4], [5, 1], 9, caps=(Cap("fund", np.array([5.0, 1.0]), least=5),))
    assert best(filler).state == "infeasible"


def test_what_costs_nothing_and_is_worth_something_is_always_selected() -> None:
    assert places(best(question([1, 2], [0, 5], 0)).selected) == (0,)
    assert places(best(by_solver(question([1, 2], [0, 5], 0))).selected) == (0,)


def test_without_cost_or_value_a_project_is_not_decidable_and_never_taken_as_0() -> None:
    found = best(question([np.nan, 5, 4], [1, np.nan, 1], 9))
    assert places(found.selected) == (2,)
    assert places(found.undecidable) == (0, 1)
    hours = Cap("2027", np.array([np.nan, 1.0]), 5)
    assert places(best(question([3, 3], [1, 1], 9, caps=(hours,))).undecidable) == (0,)


def test_an_empty_portfolio_and_a_budget_of_nothing_are_answered() -> None:
    assert best(question([], [], 10)).state == "optimal"
    found = best(question([3, 4], [1, 2], 0))
    assert (found.value, found.cost, found.state, found.gap) == (0, 0, "optimal", 0)


def test_values_below_1_are_as_exact_as_great_ones() -> None:
    tiny = replace(G6, value=G6.value * 1e-7, cost=G6.cost * 1e-4, budget=G6.budget * 1e-4)
    great = replace(G6, value=G6.value * 1e9, cost=G6.cost * 1e7, budget=G6.budget * 1e7)
    for problem in (tiny, great, by_solver(tiny), by_solver(great)):
        assert places(best(problem).selected) == (0, 1, 2, 3, 5)


def test_no_time_at_all_gives_a_state_and_no_exception() -> None:
    found = solve(by_solver(drawn(3, size=400, ties=False)), seconds=0)
    assert found.state in ("optimal", "within_gap", "no_answer")
    assert found.answered or np.isnan(found.value)
