"""schema.sql is the present schema; the numbered steps lead to the same one."""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path

import duckdb
import pytest

from pmo_core.store import migration
from pmo_core.store.backup import backups_of
from pmo_core.store.database import Database
from pmo_core.store.versions import history
from tests.store.conftest import Save

PRESENT = max(migration.steps())


def described(con: duckdb.DuckDBPyConnection) -> dict[str, list[tuple[object, ...]]]:
    """Tables, columns with type and comment, and views with their text."""
    return {
        "tables": con.execute(
            "select table_name, comment from duckdb_tables() where not internal order by table_name"
        ).fetchall(),
        "columns": con.execute(
            "select table_name, column_name, data_type, is_nullable, comment from duckdb_columns() "
            "where not internal order by table_name, column_index"
        ).fetchall(),
        "views": con.execute(
            "select view_name, sql from duckdb_views() where not internal order by all"
        ).fetchall(),
    }


def test_the_steps_lead_to_the_schema() -> None:
    with closing(duckdb.connect()) as stepped, closing(duckdb.connect()) as present:
        for file in migration.steps().values():
            stepped.execute(file.read_text(encoding="utf-8"))
        present.execute(migration.SCHEMA.read_text(encoding="utf-8"))
        assert described(stepped) == described(present)


def test_the_steps_are_numbered_without_a_gap() -> None:
    assert list(migration.steps()) == list(range(1, len(migration.steps()) + 1))


def test_business_tables_have_no_constraint(memory: Database) -> None:
    """So that the same schema can live in a lake; uniqueness is checked by query."""
    with memory.connection.cursor() as cursor:
        assert cursor.execute("select table_name, constraint_text from duckdb_constraints()").fetchall() == []
        assert cursor.execute("select index_name from duckdb_indexes()").fetchall() == []


@pytest.fixture
def next_step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program that is one step ahead: its folder of steps, with the next one still to be written."""
    folder = tmp_path / "steps"
    shutil.copytree(migration.STEPS, folder)
    monkeypatch.setattr(migration, "STEPS", folder)
    return folder / f"{PRESENT + 1:04d}.sql"


def test_an_older_file_is_brought_along_after_a_backup(path: Path, save: Save, next_step: Path) -> None:
    with closing(Database.open(path)) as db:
        save(db, {"A": 1.0})
    next_step.write_text("alter table portfolios add column motto varchar;")
    with closing(Database.open(path)) as db, db.connection.cursor() as cursor:
        assert cursor.execute("select portfolio, motto from portfolios").fetchall() == [("main", None)]
        assert migration.check_version(cursor) == PRESENT + 1
        assert len(history(db, "main")) == 1
        kept = backups_of(db)
    assert len(kept) == 1
    with closing(duckdb.connect(str(kept[0].path), read_only=True)) as con:
        assert migration.check_version(con) == PRESENT


def test_a_step_that_fails_leaves_the_file_as_it_was(path: Path, save: Save, next_step: Path) -> None:
    with closing(Database.open(path)) as db:
        save(db, {"A": 1.0})
    next_step.write_text("alter table portfolios add column motto varchar; insert into nowhere values (1);")
    with pytest.raises(duckdb.CatalogException, match="nowhere"):
        Database.open(path)
    next_step.unlink()
    with closing(Database.open(path)) as db, db.connection.cursor() as cursor:
        assert migration.check_version(cursor) == PRESENT
        assert len(history(db, "main")) == 1
