"""Break-even weights and single weights moved, against searching and recomputing."""

from __future__ import annotations

import numpy as np
import pytest

from pmo_core.measure.arrays import Floats
from pmo_core.measure.score import ranks, scored
from pmo_core.measure.sensitivity import BreakEven, break_even, tornado

NAN = float("nan")


def reweighted(weights: Floats, place: int, weight: float) -> Floats:
    """The others in proportion, by the definition."""
    whole = weights / weights.sum()
    factor = (1 - weight) / (1 - whole[place])
    return np.array([weight if k == place else w * factor for k, w in enumerate(whole)])


def between(values: list[list[float]], weights: list[float], criterion: int = 0) -> BreakEven:
    return break_even(np.array(values), np.array(weights), criterion=criterion, one=0, other=1)


def test_at_the_break_even_weight_both_score_the_same_and_the_lead_changes_there() -> None:
    random = np.random.default_rng(5)
    seen = set()
    for _ in range(200):
        values, weights = random.random((2, 3)), random.random(3) + 0.05
        found = break_even(values, weights, criterion=1, one=0, other=1)
        seen.add(found.verdict)
        leads = [np.subtract(*(values @ reweighted(weights, 1, w))) for w in np.linspace(0, 1, 101)]
        if found.weight is None:
            assert min(leads) > 0 or max(leads) < 0
            continue
        first, second = values @ reweighted(weights, 1, found.weight)
        assert first == pytest.approx(second)
        assert min(leads) <= 0 <= max(leads)
        assert (found.gains == 0) == (leads[-1] > leads[0])
        assert (found.ahead == 0) == (scored(values, weights).score.argmax() == 0)
    assert seen == {"weight", "never"}


@pytest.mark.parametrize(
    ("values", "weights", "expected"),
    [
        pytest.param([[0.5, 0.5], [0.5, 0.5]], [1, 1], ("equal", None, None), id="twins"),
        pytest.param([[0.6, 0.6], [0.5, 0.5]], [1, 1], ("parallel", 0, None), id="always ahead alike"),
        pytest.param([[0.9, 0.1], [0.1, 0.2]], [1, 0], ("not_applicable", None, None), id="all the weight"),
        pytest.param([[0.9], [0.1]], [1], ("not_applicable", None, None), id="one criterion"),
        pytest.param(
            [[NAN, 0.1], [0.1, 0.2]], [1, 1], ("not_applicable", None, None), id="a score is missing"
        ),
        pytest.param([[0.9, 0.8], [0.1, 0.2]], [1, 1], ("never", 0, 0), id="better in everything"),
        pytest.param([[0.2, 0.7], [0.8, 0.1]], [1, 1], ("weight", None, 1), id="level now"),
    ],
)
def test_break_even_at_its_edges(
    values: list[list[float]], weights: list[float], expected: tuple[str, int | None, int | None]
) -> None:
    found = between(values, weights)
    assert (found.verdict, found.ahead, found.gains) == expected


def test_a_blank_in_a_criterion_without_weight_does_no_harm() -> None:
    found = between([[0.2, 0.7, NAN], [0.8, 0.1, 0.5]], [1, 3, 0])
    assert (found.weight, found.ahead, found.gains) == (pytest.approx(0.5), 0, 1)


def test_a_tornado_is_what_recomputing_says() -> None:
    random = np.random.default_rng(2)
    values, weights = random.random((30, 4)), np.array([0.4, 0.3, 0.2, 0.1])
    base = ranks(values @ weights)
    for swing in tornado(values, weights, top=5):
        for shift, factor in ((swing.up, 1.2), (swing.down, 0.8)):
            assert shift.weight == pytest.approx(weights[swing.criterion] * factor)
            rank = ranks(values @ reweighted(weights, swing.criterion, shift.weight))
            assert shift.moves == np.abs(rank - base).max()
            assert set(shift.enters) == {i for i in range(30) if rank[i] <= 5 < base[i]}
            assert set(shift.leaves) == {i for i in range(30) if base[i] <= 5 < rank[i]}
        assert swing.moves == max(swing.up.moves, swing.down.moves)


def test_a_criterion_without_weight_is_tried_with_5_per_cent() -> None:
    values = np.array([[0.50, 0.0], [0.49, 1.0]])
    swing = tornado(values, np.array([1.0, 0]), top=1)[1]
    assert (swing.up.weight, swing.up.moves, swing.up.enters, swing.up.leaves) == (0.05, 1, (1,), (0,))
    assert (swing.down.weight, swing.down.moves) == (0, 0)


def test_all_the_weight_goes_no_higher_and_gives_to_the_others_equally() -> None:
    values = np.array([[1.0, 0, 0], [0.9, 1, 0]])
    swing = tornado(values, np.array([1.0, 0, 0]), top=1)[0]
    assert (swing.up.weight, swing.up.moves) == (1, 0)
    assert (swing.down.weight, swing.down.enters) == (0.8, (1,))
    assert swing.changed == 2


def test_one_criterion_has_nothing_to_swing() -> None:
    swing = tornado(np.array([[0.1], [0.7]]), np.array([1.0]), top=1)[0]
    assert (swing.moves, swing.changed) == (0, 0)


def test_a_project_with_a_gap_is_no_part_of_a_tornado() -> None:
    values = np.array([[0.9, NAN], [0.5, 0.6], [0.6, 0.45]])
    for swing in tornado(values, np.array([0.5, 0.5]), top=1):
        assert 0 not in (*swing.up.enters, *swing.up.leaves, *swing.down.enters, *swing.down.leaves)
