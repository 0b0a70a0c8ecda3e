"""The product's choice against a full model written independently of it."""

from __future__ import annotations

import pytest

from bench import contest
from bench.engines import ours_choice, with_milp
from bench.engines.choice import choice
from pmo_core.measure.choose import best


@pytest.mark.parametrize("turn", [0, 7])
def test_both_engines_find_the_same_value(turn: int) -> None:
    given = choice(150)
    found = best(ours_choice.problem(150, turn=turn))
    assert found.value == pytest.approx(with_milp.solved(given, given.budget(turn)), rel=1e-6)
    assert found.state == "optimal"


def test_every_operation_has_an_engine_on_both_sides() -> None:
    asked = {op for each in contest.choices() for op in each.ours}
    assert asked == set(ours_choice.OPERATIONS) == set(with_milp.OPERATIONS)


def test_a_quick_run_leaves_out_what_takes_long() -> None:
    assert max(each.n for each in contest.choices(quick=True)) == 1_000
