"""Whatever fails at whatever step of an import: all of it is there or nothing, and the next one works."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from contextlib import closing

import duckdb
import pytest

from pmo_core import importing
from pmo_core.importing import Staged
from pmo_core.importing.outcome import outcome
from pmo_core.store.audit import verify
from pmo_core.store.database import Database
from pmo_core.store.signature import Signature, signature
from tests.faults.lists import ADMIN, ProjectList, staged
from tests.faults.stepping import faulty_call, faulty_statement

Fault = Callable[[], BaseException]
FAULTS: dict[str, Fault] = {
    "memory": MemoryError,
    "stopped by hand": KeyboardInterrupt,
    "disk full": lambda: duckdb.IOException("Could not write file: No space left on device"),
    "engine out of memory": lambda: duckdb.OutOfMemoryException("failed to allocate data"),
}


@pytest.fixture
def db() -> Iterator[Database]:
    with closing(Database.memory()) as store:
        importing.commit(store, staged(store, ProjectList(0)), grant=ADMIN)
        yield store


def fails(db: Database, coming: Staged) -> bool:
    try:
        importing.commit(db, coming, grant=ADMIN)
    except BaseException:
        return True
    return False


def assert_nothing_happened(db: Database, coming: Staged, *, before: Signature, where: object) -> None:
    assert signature(db) == before, f"{where} left something behind"
    assert not outcome(db, coming.import_id).loaded
    assert verify(db).ok


def assert_the_next_works(db: Database, coming: Staged, *, number: int) -> None:
    """The same import counts once; another is loaded as ever."""
    assert importing.commit(db, coming, grant=ADMIN).already_imported
    assert not importing.commit(db, staged(db, ProjectList(number)), grant=ADMIN).already_imported
    assert verify(db).ok


@pytest.mark.parametrize("named", FAULTS)
def test_a_statement_that_is_not_done_leaves_nothing(named: str, db: Database) -> None:
    before, coming = signature(db), staged(db, ProjectList(1))
    for step in itertools.count():
        with faulty_statement(step, fault=FAULTS[named], after=False) as cursors:
            failed = fails(db, coming)
        if cursors[0].struck is None:
            break
        assert failed, cursors[0].struck
        assert_nothing_happened(db, coming, before=before, where=cursors[0].struck)
    assert step > 20, "an import has more steps than that"
    assert_the_next_works(db, coming, number=2)


@pytest.mark.parametrize("named", FAULTS)
def test_a_statement_whose_answer_is_lost_is_never_called_failed_if_it_held(named: str, db: Database) -> None:
    before, coming = signature(db), staged(db, ProjectList(1))
    for step in itertools.count():
        with faulty_statement(step, fault=FAULTS[named], after=True) as cursors:
            failed = fails(db, coming)
        if cursors[0].struck == "commit":
            break
        assert failed, cursors[0].struck
        assert_nothing_happened(db, coming, before=before, where=cursors[0].struck)
    assert outcome(db, coming.import_id).loaded
    assert failed == (named == "stopped by hand"), "who stops it by hand is not told that it failed"
    assert_the_next_works(db, coming, number=2)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # struck while it is let go
@pytest.mark.parametrize("fault", [MemoryError, KeyboardInterrupt])
def test_a_call_that_fails_leaves_all_or_nothing(fault: Fault, db: Database) -> None:
    """Every function of ours that an import calls from the lock to its release."""
    before, coming = signature(db), staged(db, ProjectList(1))
    for step in itertools.count():
        with faulty_call(db, step, fault=fault) as struck:
            failed = fails(db, coming)
        if not struck:
            break
        assert not db.write_lock.locked(), f"{struck} keeps everybody waiting"
        if outcome(db, coming.import_id).loaded:
            assert_the_next_works(db, coming, number=1000 + step)
            before, coming = signature(db), staged(db, ProjectList(2000 + step))
        else:
            assert failed, struck
            assert_nothing_happened(db, coming, before=before, where=struck)
    assert step > 100, "an import calls more than that"
    assert_the_next_works(db, coming, number=2)
