"""A new database is whole under its name, or not there."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import duckdb
import pytest

from pmo_core.errors import DiskFull, StoreError
from pmo_core.store import migration
from pmo_core.store.creation import UNFINISHED
from pmo_core.store.database import Database
from tests.store.test_opening import refuse_to_write


def test_what_cannot_be_made_whole_is_not_there(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(con: duckdb.DuckDBPyConnection) -> None:
        con.execute("create table half (x integer)")
        raise duckdb.IOException("Could not write file: No space left on device")

    monkeypatch.setattr(migration, "create", full)
    with pytest.raises(DiskFull, match="the disk is full"):
        Database.open(path)
    assert [file for file in path.parent.iterdir() if file.is_file()] == []
    monkeypatch.undo()
    with closing(Database.open(path)) as db:
        assert not db.read_only


def test_what_a_killed_start_left_is_removed(path: Path) -> None:
    left = path.with_name(f"{path.name}{UNFINISHED}4711")
    left.write_bytes(b"half")
    Database.open(path).close()
    assert not left.exists()


class FullDisk:
    """An engine that has rolled back by itself when the disk was full."""

    def execute(self, statement: str, _: object = None) -> None:
        if statement == "rollback":
            raise duckdb.TransactionException("cannot rollback - no transaction is active")
        if statement != "begin":
            raise duckdb.IOException("No space left on device")


def test_the_reason_of_a_failed_step_is_told_not_that_it_was_rolled_back() -> None:
    with pytest.raises(duckdb.IOException, match="No space left"):
        migration.create(FullDisk())


def test_an_older_database_that_cannot_be_written_is_refused(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Questions of this version may ask for what an older one does not have."""
    Database.open(path).close()
    with closing(duckdb.connect(str(path))) as con:
        con.execute("update meta set schema_version = 1")
    refuse_to_write(monkeypatch)
    with pytest.raises(StoreError, match="older version"):
        Database.open(path)
