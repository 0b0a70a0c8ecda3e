from __future__ import annotations

from itertools import permutations

import pytest

from pmo_core.measure.shapley import split

WORTH = {"": 1.0, "a": 4.0, "b": 2.0, "c": 1.0, "ab": 9.0, "ac": 4.5, "bc": 0.0, "abc": 12.0}


def worth(causes: frozenset[str]) -> float:
    return WORTH["".join(sorted(causes))]


def test_parts_are_the_mean_over_all_orders_and_add_up() -> None:
    found = split(worth, ("a", "b", "c"))
    orders = list(permutations("abc"))
    for cause in "abc":
        steps = [
            worth(frozenset(order[: order.index(cause) + 1])) - worth(frozenset(order[: order.index(cause)]))
            for order in orders
        ]
        assert found[cause] == pytest.approx(sum(steps) / len(orders))
    assert sum(found.values()) == pytest.approx(11.0, abs=1e-12)


def test_a_cause_that_changes_nothing_has_no_part() -> None:
    assert split(lambda causes: 5.0 if "a" in causes else 2.0, ("a", "b")) == {"a": 3.0, "b": 0.0}
