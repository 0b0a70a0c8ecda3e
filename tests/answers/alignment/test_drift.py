from __future__ import annotations

from datetime import date
from itertools import permutations
from typing import Any

import pytest

from pmo_core.answers.alignment.drift import CAUSES, by_date, by_version, course, drift
from pmo_core.answers.alignment.judgement import judged
from tests.answers.alignment.strategy import WEIGHTS, judge, lay, read
from tests.shelf import AS_OF, Shelf

EARLIER = date(2025, 12, 31)
LINKS = (("P1", "A", 1.0), ("P2", "B", 1.0), ("P3", "C", 1.0), ("P4", "A", 0.5), ("P4", "C", 0.5))


def two_dates(shelf: Shelf) -> None:
    """P3 is gone at the second date, P4 has come, and P2 costs more."""
    rows: list[dict[str, Any]] = [
        {"project_id": "P1", "budget": 100.0, "as_of": EARLIER},
        {"project_id": "P2", "budget": 100.0, "as_of": EARLIER},
        {"project_id": "P3", "budget": 50.0, "as_of": EARLIER},
        {"project_id": "P1", "budget": 100.0},
        {"project_id": "P2", "budget": 160.0},
        {"project_id": "P4", "budget": 80.0},
    ]
    shelf.projects(*rows)
    shelf.objectives(**WEIGHTS)
    shelf.alignment(*LINKS)


def wrong(spent: dict[str, float]) -> float:
    whole = sum(spent.values())
    return sum(abs(spent[name] / whole - weight) for name, weight in WEIGHTS.items()) / 2


def spent(causes: set[str]) -> dict[str, float]:
    """The same portfolio by hand, with only some of the changes."""
    money = {"A": 100.0, "B": 160.0 if "data" in causes else 100.0, "C": 0.0}
    if "finished" not in causes:
        money["C"] += 50
    if "new" in causes:
        money["A"] += 40
        money["C"] += 40
    return money


def test_the_split_is_the_mean_over_all_orders_of_the_causes(shelf: Shelf) -> None:
    two_dates(shelf)
    (found,) = course(by_date(shelf.db, shelf.snapshot()))
    orders = list(permutations(CAUSES))
    for cause in CAUSES:
        steps = [
            wrong(spent(set(order[: order.index(cause) + 1])))
            - wrong(spent(set(order[: order.index(cause)])))
            for order in orders
        ]
        assert getattr(found, cause) == pytest.approx(sum(steps) / len(orders), abs=1e-12)
    assert (found.since, found.on) == (EARLIER, AS_OF)
    assert found.before == pytest.approx(wrong(spent(set())))
    assert found.after == pytest.approx(wrong(spent(set(CAUSES))))
    parts = found.new + found.finished + found.data + found.weights
    assert parts == pytest.approx(found.after - found.before, abs=1e-12)


def test_other_weights_alone_are_told_as_weights(shelf: Shelf) -> None:
    lay(shelf)
    facts = read(shelf)
    found = drift(judged(facts), judged(facts, {"A": 0.2, "B": 0.3, "C": 0.5}), since=EARLIER, on=AS_OF)
    assert found.weights == pytest.approx(0.5 - 0.2)
    assert (found.new, found.finished, found.data) == (0, 0, 0)


def test_an_objective_that_is_new_is_a_change_of_the_weights(shelf: Shelf) -> None:
    lay(shelf, A=0.5, B=0.5)
    before = judge(shelf)
    shelf.objectives(C=0.2, B=0.4, A=0.4)
    found = drift(before, judge(shelf), since=EARLIER, on=AS_OF)
    assert found.weights == pytest.approx(found.after - found.before)
    assert found.after == pytest.approx(0.2)


def test_a_portfolio_of_other_projects_still_adds_up(shelf: Shelf) -> None:
    lay(shelf)
    before = judge(shelf)
    shelf.projects({"project_id": "X", "budget": 10.0})
    shelf.alignment(("X", "C", 1.0))
    found = drift(before, judge(shelf), since=EARLIER, on=AS_OF)
    assert found.data == 0
    assert found.new + found.finished == pytest.approx(found.after - found.before, abs=1e-12)


def test_the_course_by_version_passes_over_days_without_objectives(shelf: Shelf) -> None:
    lay(shelf)
    points = by_version(shelf.db, shelf.snapshot())
    assert len(points) == 1
    assert points[0].judged.totals.misallocation.value == pytest.approx(0.20)
    assert course(points) == ()


def test_a_date_without_money_is_passed_over(shelf: Shelf) -> None:
    shelf.projects({"project_id": "P1", "as_of": EARLIER}, {"project_id": "P1", "budget": 1.0})
    shelf.objectives(A=1.0)
    shelf.alignment(("P1", "A", 1.0))
    points = by_date(shelf.db, shelf.snapshot())
    assert [one.day for one in points] == [EARLIER, AS_OF]
    assert course(points) == ()
