"""Published and hand-worked selections under a budget; ids appear on the Method page."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from pmo_core.measure.choose import best, cut, frontier
from tests.measure.choose.small import G6, G6B, by_hand, drawn, places


def test_g6_ten_projects() -> None:
    found = best(G6)
    assert (found.value, found.cost, found.gap) == (309, 165, 0)
    assert places(found.selected) == (0, 1, 2, 3, 5)


def test_g6_cutting_the_ranked_list_loses_42_per_cent() -> None:
    habits = cut(G6, np.argsort(-G6.value, kind="stable"))
    assert [each.value for each in habits] == [179, 247, 309]
    assert habits[0].loss(309) == pytest.approx(0.4207, abs=5e-5)


def test_g6b_fifteen_projects() -> None:
    found = best(G6B)
    assert (found.value, found.cost) == (1458, 749)
    assert [each.value for each in cut(G6B, np.argsort(-G6B.value, kind="stable"))] == [1315, 1315, 1441]


@pytest.mark.parametrize("seed", range(5))
def test_g7_the_frontier_is_that_of_every_selection_there_is(seed: int) -> None:
    problem = drawn(seed, size=8, ties=True)
    budgets = np.linspace(0, float(problem.cost.sum()), 9)
    value = frontier(problem, budgets).value
    assert (np.diff(value) >= -1e-9).all()
    for budget, exact in zip(budgets, value, strict=True):
        picked = by_hand(replace(problem, budget=float(budget)))
        assert picked is not None
        assert exact == pytest.approx(float(problem.value[list(picked)].sum()))
