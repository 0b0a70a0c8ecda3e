"""Where nothing fits, the rules that clash are named: all of them needed for the clash, none too many."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from pmo_core.measure.choose import Cap, MixLimit, Problem, Rule, ShareLimit, best, conflict
from pmo_core.measure.choose.clash import only
from pmo_core.measure.choose.problem import barred
from tests.measure.choose.small import G6, by_hand, flags, question, ruled


def possible(problem: Problem, rules: tuple[Rule, ...]) -> bool:
    """Whether some selection keeps these rules alone, of projects that can come in at all."""
    worthy = replace(problem, value=np.where(barred(problem), problem.value, 1.0))
    return by_hand(only(worthy, rules)) is not None


def smallest(problem: Problem, found: tuple[Rule, ...]) -> bool:
    """It cannot hold, and can without any one of its rules; a missing figure cannot be relaxed."""
    relaxable = [rule for rule in found if rule.kind != "undecidable"]
    without = [tuple(other for other in found if other != rule) for rule in relaxable]
    return not possible(problem, found) and all(possible(problem, rest) for rest in without)


@pytest.mark.parametrize(
    ("problem", "expected"),
    [
        pytest.param(
            replace(G6, must=flags([7, 8], 10)),
            {Rule("must", 7), Rule("must", 8), Rule("budget")},
            id="musts above the budget",
        ),
        pytest.param(
            replace(G6, must=flags([2], 10), must_not=flags([2], 10)),
            {Rule("must", 2), Rule("must_not", 2)},
            id="must and must-not on one project",
        ),
        pytest.param(
            question([1, 2, 3], [1, 1, 1], 9, must=(0,), must_not=(2,), needs=((0, 1), (1, 2))),
            {Rule("must", 0), Rule("needs", 0), Rule("needs", 1), Rule("must_not", 2)},
            id="a must needs a must-not through a chain",
        ),
        pytest.param(
            question([1, 2, 3], [1, 1, 1], 9, must=(0, 1), groups=((0, 1, 2),)),
            {Rule("must", 0), Rule("must", 1), Rule("group", 0)},
            id="two musts in an exclusive group",
        ),
        pytest.param(
            question([1, 2], [1, 1], 9, must=(0,), caps=(Cap("2027", np.array([5.0, 1.0]), 4),)),
            {Rule("must", 0), Rule("cap", 0)},
            id="a must above a year's money",
        ),
        pytest.param(
            question([1, 2], [3, 4], 9, caps=(Cap("short", np.array([3.0, 0.0]), least=5),)),
            {Rule("cap", 0)},
            id="a bucket's least above what it holds",
        ),
        pytest.param(
            question([1, 2], [3, 4], 2, caps=(Cap("short", np.array([3.0, 4.0]), least=3),)),
            {Rule("cap", 0), Rule("budget")},
            id="a bucket's least above the budget",
        ),
        pytest.param(
            question([1, np.nan], [1, 1], 9, must=(1,)),
            {Rule("must", 1), Rule("undecidable", 1)},
            id="a must without a value",
        ),
        pytest.param(
            question([1, 1], [5, 5], 9, must=(0,), shares=(ShareLimit("long", np.array([0.0, 1.0]), 0.5),)),
            {Rule("must", 0), Rule("share", 0), Rule("budget")},
            id="no room for the share beside the must",
        ),
        pytest.param(
            question(
                [1, 1],
                [5, 5],
                9,
                must=(0,),
                mix=MixLimit(np.eye(2), np.array([0.5, 0.5]), 0.2),
                needs=((1, 0),),
            ),
            {Rule("must", 0), Rule("mix"), Rule("budget")},
            id="no room to mend the mix",
        ),
    ],
)
def test_a_clash_is_named(problem: Problem, expected: set[Rule]) -> None:
    found = conflict(problem)
    assert set(found) == expected
    assert smallest(problem, found)


@pytest.mark.parametrize("seed", range(150))
def test_every_conflict_is_a_smallest_one(seed: int) -> None:
    problem = ruled(seed)
    found = conflict(problem)
    if by_hand(problem) is not None:
        assert found == ()
    else:
        assert smallest(problem, found)


def test_an_infeasible_answer_carries_its_conflict_and_no_figures() -> None:
    found = best(replace(G6, must=flags([7, 8], 10)))
    assert found.state == "infeasible"
    assert not found.selected.any()
    assert np.isnan([found.value, found.cost, found.gap]).all()
    assert set(found.conflict) == {Rule("must", 7), Rule("must", 8), Rule("budget")}


def test_among_many_rules_the_few_that_clash_are_found() -> None:
    random = np.random.default_rng(7)
    size = 120
    use = random.integers(1, 9, size).astype(float)
    problem = question(
        list(random.integers(1, 50, size)),
        list(use),
        100,
        must=(3, 4),
        needs=tuple((i, i + 1) for i in range(5, 100)),
        groups=tuple((i, i + 10) for i in range(100, 110)),
        shares=(ShareLimit("odd", np.arange(size) % 2.0, 0.1, 0.9),),
        caps=(Cap("team", use, limit=98.7, least=98.5), Cap("fund", np.ones(size), 60)),
    )
    assert set(conflict(problem)) == {Rule("cap", 0)}
