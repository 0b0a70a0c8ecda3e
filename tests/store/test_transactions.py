"""All of it or nothing, and the truth about which."""

from __future__ import annotations

import itertools
import shutil
from pathlib import Path
from types import SimpleNamespace

import duckdb
import pytest

from pmo_core.errors import DatabaseBusy, DiskFull
from pmo_core.model import Kind
from pmo_core.store import audit, transaction
from pmo_core.store.database import Database
from pmo_core.store.signature import signature
from pmo_core.store.transaction import Transaction
from pmo_core.store.versions import current, find_import, portfolios, undo
from tests.store.conftest import ADMIN, Save

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


def test_without_room_on_the_disk_no_load_begins(
    db: Database, save: Save, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=1024))
    with pytest.raises(DiskFull, match="not enough room"):
        save(db, {"A": 1.0})
    assert "disk" in (db.notice or "")
    monkeypatch.undo()
    save(db, {"A": 1.0})
    assert db.notice is None


def test_a_file_needs_three_times_its_size(db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=299 * 1024**2))
    with pytest.raises(DiskFull, match="not enough room"), db.writing(size=100 * 1024**2):
        pass


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
    assert "disk" in (db.notice or "")


def test_a_commit_that_did_not_hold_is_called_failed(
    db: Database, save: Save, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(_: duckdb.DuckDBPyConnection) -> None:
        raise duckdb.FatalException("Failed to create checkpoint because of error")

    monkeypatch.setattr(transaction, "_commit", stop)
    with pytest.raises(DiskFull, match="Nothing was changed"):
        save(db, {"A": 1.0}, import_id="lost")
    assert find_import(db, "lost") is None
    monkeypatch.undo()
    assert save(db, {"A": 1.0}, import_id="lost") == 1
