from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from pmo_core.errors import QueryTimeout, StoreError
from pmo_core.model import Kind
from pmo_core.store import sql
from pmo_core.store.database import Database
from tests.store.conftest import Save


def test_parameters_that_a_query_does_not_mention_are_dropped(memory: Database) -> None:
    assert memory.rows(__file__, "two_words", one=1, two="x", three=3) == [(1, "x")]


def test_a_lacking_parameter_is_named(memory: Database) -> None:
    with pytest.raises(StoreError, match=r"lacks two\. Pass it by name"):
        memory.rows(__file__, "two_words", one=1)


def test_a_parameter_in_a_comment_is_none() -> None:
    assert sql.parameters("-- $not\nselect $yes") == {"yes"}


def test_text_in_a_parameter_stays_text(memory: Database) -> None:
    evil = "x'; drop table projects; --"
    assert memory.rows(__file__, "two_words", one=evil, two=2) == [(evil, 2)]


def test_a_query_must_say_what_it_means(memory: Database) -> None:
    with pytest.raises(StoreError, match="does not say what it means"):
        memory.rows(__file__, "unexplained")


def test_a_query_that_is_not_there_is_named(memory: Database) -> None:
    with pytest.raises(StoreError, match="no query 'nowhere'"):
        memory.rows(__file__, "nowhere")


@pytest.mark.parametrize("name", ["../schema", "x; drop table projects", 'a"b', "", "Grüße"])
def test_only_plain_names_become_names_of_tables(name: str) -> None:
    with pytest.raises(StoreError, match="not the name of a table"):
        sql.identifier(name)


def test_a_quote_in_a_path_does_not_end_the_literal() -> None:
    assert sql.literal("it's") == "'it''s'"


def test_columns_are_numpy_and_gaps_are_masked(memory: Database) -> None:
    columns = memory.columns(__file__, "gaps")
    assert columns["number"].tolist() == [1, 2]
    assert isinstance(columns["gap"], np.ma.MaskedArray)
    assert columns["gap"].tolist() == [None, 2]


def test_a_frame_has_the_names_of_the_query(memory: Database) -> None:
    assert list(memory.frame(__file__, "gaps").columns) == ["number", "gap"]


def test_every_kind_has_a_table_and_a_view(memory: Database) -> None:
    for kind in Kind:
        found = memory.arrow(sql.rows_of_version(kind), version=1)
        assert {"part", "row", "key", "deleted", "version"} <= set(found.column_names)


def test_many_threads_ask_at_once_and_each_gets_its_own_answer(db: Database, save: Save) -> None:
    versions = [save(db, {f"P{n}": float(n)}) for n in range(4)]

    def ask(turn: int) -> bool:
        number = turn % 4
        return db.rows(__file__, "budgets", version=int(versions[number])) == [(f"P{number}", float(number))]

    with ThreadPoolExecutor(8) as people:
        assert all(people.map(ask, range(150)))


def test_a_runaway_question_is_stopped_and_others_run_on(db: Database, save: Save) -> None:
    version = int(save(db, {"A": 1.0}))
    db.seconds = 0.2
    caught: list[QueryTimeout] = []

    def runaway() -> None:
        try:
            db.rows(__file__, "endless")
        except QueryTimeout as problem:
            caught.append(problem)

    slow = threading.Thread(target=runaway)
    slow.start()
    while slow.is_alive():
        assert db.rows(__file__, "budgets", version=version) == [("A", 1.0)]
    assert len(caught) == 1
    assert "stopped" in str(caught[0])
    assert db.rows(__file__, "budgets", version=version) == [("A", 1.0)]
