"""The store to try things in: it answers what was written there, and the next one finds nothing of it."""

from __future__ import annotations

import pytest

from pmo_core.errors import AccessDenied
from pmo_core.model import Grant, Kind
from pmo_core.store.scratch import scratch
from pmo_core.store.transaction import Transaction
from pmo_core.store.versions import current, portfolios, save_part
from tests.store.conftest import ADMIN, project_rows, record_of


def load(tx: Transaction, *, grant: Grant = ADMIN) -> None:
    save_part(tx, record_of("tried", rows=2), rows=project_rows({"A": 1.0, "B": 2.0}), grant=grant)


def test_it_answers_what_was_written_in_it() -> None:
    with scratch() as tx:
        load(tx)
        assert tx.rows(__file__, "budgets", version=current(tx, "main")[Kind.PROJECTS]) == [
            ("A", 1.0),
            ("B", 2.0),
        ]
        assert tx.columns(__file__, "budgets", version=1)["budget"].tolist() == [1.0, 2.0]


def test_nothing_of_it_is_left_for_the_next_one() -> None:
    for _ in range(2):
        with scratch() as tx:
            assert portfolios(tx) == []
            load(tx)
            assert current(tx, "main") == {Kind.PROJECTS: 1}


def test_two_at_once_do_not_see_each_other() -> None:
    with scratch() as one, scratch() as other:
        load(one)
        assert portfolios(other) == []


def test_after_a_refusal_the_next_one_is_empty_too() -> None:
    with pytest.raises(AccessDenied, match="import"), scratch() as tx:
        load(tx, grant=Grant("guest", "viewer", frozenset()))
    with scratch() as tx:
        assert portfolios(tx) == []
