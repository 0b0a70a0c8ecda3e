"""All of it or nothing, and the truth about which."""

from __future__ import annotations

import itertools
import shutil
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace

import duckdb
import pytest

from pmo_core.errors import DatabaseBusy, DiskFull, StoreError
from pmo_core.model import Kind
from pmo_core.store import audit, database, room, transaction
from pmo_core.store.database import Database
from pmo_core.store.signature import signature
from pmo_core.store.transaction import Transaction
from pmo_core.store.versions import current, find_import, portfolios, undo
from tests.store.conftest import ADMIN, Save
from tests.store.crash import crash_after

ROOT = Path(__file__).resolve().parents[2]


class InjectedFault(Exception):
    """What breaks in the middle of a load."""


def break_at(step: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the nth call that a transaction makes fail, the commit included."""
    calls = itertools.count()

    def counted(name: str, target: object) -> None:
        real = getattr(target, name)

        def run(*args: object, **kwargs: object) -> object:
            if next(calls) == step:
                raise InjectedFault(f"step {step}")
            return real(*args, **kwargs)

        monkeypatch.setattr(target, name, run)

    for method in ("rows", "execute", "insert"):
        counted(method, Transaction)
    counted("_commit", transaction)


def test_a_fault_at_any_step_of_a_load_changes_nothing(memory: Database, save: Save) -> None:
    save(memory, {"A": 1.0})
    before = signature(memory)
    for step in itertools.count():
        with pytest.MonkeyPatch.context() as patch:
            break_at(step, patch)
            try:
                save(memory, {"B": 2.0}, keep=True)
            except InjectedFault:
                assert signature(memory) == before, f"step {step} left something behind"
                continue
        break
    assert step > 12, "the load has more steps than that"
    assert current(memory, "main") == {Kind.PROJECTS: 2}


def test_a_fault_at_any_step_of_undo_changes_nothing(memory: Database, save: Save) -> None:
    save(memory, {"A": 1.0})
    before = signature(memory)
    for step in itertools.count():
        with pytest.MonkeyPatch.context() as patch:
            break_at(step, patch)
            try:
                with memory.writing() as tx:
                    undo(tx, "main", grant=ADMIN)
            except InjectedFault:
                assert signature(memory) == before, f"step {step} left something behind"
                continue
        break
    assert current(memory, "main") == {}


def test_after_a_fault_the_next_load_works(db: Database, save: Save) -> None:
    def write_half() -> None:
        with db.writing() as tx:
            tx.execute("insert into portfolios values ('half', false, now()::timestamp)")
            raise InjectedFault("mine")

    with pytest.raises(InjectedFault, match="mine"):
        write_half()
    assert portfolios(db) == []
    assert save(db, {"A": 1.0}) == 1


def test_a_transaction_sees_its_own_writes_and_others_do_not(db: Database) -> None:
    with db.writing() as tx:
        tx.execute("insert into portfolios values ('new', false, now()::timestamp)")
        assert tx.rows(audit.__file__, "portfolio_exists", portfolio="new") == [("new",)]
        assert db.rows(audit.__file__, "portfolio_exists", portfolio="new") == []


def test_a_second_writer_that_waits_too_long_is_told(
    memory: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(transaction, "JOB_QUERY_SECONDS", 0.05)
    with memory.write_lock, pytest.raises(DatabaseBusy, match="at this moment"), memory.writing():
        pass


def leave_free(free: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=free))


def test_without_room_on_the_disk_no_load_begins(
    db: Database, save: Save, monkeypatch: pytest.MonkeyPatch
) -> None:
    leave_free(1024, monkeypatch)
    with pytest.raises(DiskFull, match="not enough room"):
        save(db, {"A": 1.0})
    assert "disk is almost full" in (db.notice or "")
    monkeypatch.undo()
    assert db.notice is None, "whoever looks sees that there is room again"
    save(db, {"A": 1.0})


def test_a_file_needs_three_times_its_size(db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    leave_free(299 * 1024**2, monkeypatch)
    with pytest.raises(DiskFull, match="not enough room"), db.writing(size=100 * 1024**2):
        pass


def test_there_must_be_room_to_fold_the_log_in(
    path: Path, save: Save, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else the engine stops itself at the next commit."""
    crash_after(path, "one.csv")
    with closing(Database.open(path)) as db:
        log = path.with_name(path.name + ".wal").stat().st_size
        leave_free(room.FREE_AT_LEAST + log - 1, monkeypatch)
        with pytest.raises(DiskFull, match="not enough room"):
            save(db, {"A": 1.0})
        leave_free(room.FREE_AT_LEAST + log, monkeypatch)
        save(db, {"A": 1.0})


def test_a_commit_that_held_although_the_engine_stopped_is_not_called_failed(
    db: Database, save: Save, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The engine words it so when the log is written and the file behind it cannot be."""

    def commit_then_stop(cursor: duckdb.DuckDBPyConnection) -> None:
        cursor.execute("commit")
        raise duckdb.FatalException(
            "Transaction COMMIT succeeded and is durable, but the autocheckpoint failed."
        )

    monkeypatch.setattr(transaction, "_commit", commit_then_stop)
    assert save(db, {"A": 1.0}, import_id="held") == 1
    assert find_import(db, "held") == 1
    leave_free(0, monkeypatch)
    assert "disk is almost full" in (db.notice or "")


def test_a_commit_that_did_not_hold_is_called_failed(
    db: Database, save: Save, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(transaction, "_commit", stop)
    with pytest.raises(DiskFull, match="Nothing was changed"):
        save(db, {"A": 1.0}, import_id="lost")
    assert find_import(db, "lost") is None
    monkeypatch.undo()
    assert save(db, {"A": 1.0}, import_id="lost") == 1


def stop(_: duckdb.DuckDBPyConnection) -> None:
    raise duckdb.FatalException("Failed to create checkpoint because of error")


def test_an_engine_that_cannot_come_back_at_once_comes_back_later(
    db: Database, save: Save, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody is told "failed" while nobody knows, and no restart is needed."""
    save(db, {"A": 1.0}, import_id="before")
    monkeypatch.setattr(transaction, "_commit", stop)
    monkeypatch.setattr(database, "open_file", refuse)
    with pytest.raises(StoreError, match="nobody can say yet whether this was saved"):
        save(db, {"A": 2.0}, import_id="lost")
    with pytest.raises(DatabaseBusy, match="not now"):
        find_import(db, "before")
    monkeypatch.undo()
    assert find_import(db, "before") == 1
    assert find_import(db, "lost") is None
    assert save(db, {"A": 2.0}, import_id="lost") == 2


def refuse(*_: object, **__: object) -> None:
    raise DatabaseBusy("not now", fix="Try again.")


def test_a_reader_waits_while_somebody_replaces_the_engine(db: Database, save: Save) -> None:
    save(db, {"A": 1.0})
    db.connection.close()
    assert find_import(db, "nothing") is None
    assert save(db, {"A": 2.0}) == 2


def test_a_closed_database_is_not_opened_again(path: Path) -> None:
    db = Database.open(path)
    db.close()
    with pytest.raises(StoreError, match="was closed"):
        find_import(db, "anything")
