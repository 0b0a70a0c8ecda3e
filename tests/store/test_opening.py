"""Opening: never wrong numbers, never a crash loop, never a silent loss."""

from __future__ import annotations

import subprocess
import sys
import textwrap
from contextlib import closing
from pathlib import Path

import duckdb
import pytest

from pmo_core.errors import (
    DatabaseBusy,
    DatabaseDamaged,
    DatabaseTooNew,
    ReadOnlyDatabase,
    StoreError,
)
from pmo_core.store import connection
from pmo_core.store.database import Database
from pmo_core.store.signature import Signature, signature
from pmo_core.store.versions import find_import
from tests.store.conftest import Save
from tests.store.crash import crash_after

ROOT = Path(__file__).resolve().parents[2]


def test_a_new_file_is_made_with_its_folder(tmp_path: Path) -> None:
    with closing(Database.open(tmp_path / "new" / "pmo.duckdb")) as db:
        assert (db.read_only, db.notice) == (False, None)
        assert db.path is not None
        assert db.path.exists()


def test_what_was_loaded_is_there_after_reopening(path: Path, save: Save) -> None:
    with closing(Database.open(path)) as db:
        save(db, {"A": 1.0})
        before = signature(db)
    with closing(Database.open(path)) as db:
        assert signature(db) == before


def test_an_unclosed_log_is_folded_in(path: Path) -> None:
    crash_after(path, "one.csv", "two.csv")
    with closing(Database.open(path)) as db:
        assert (db.read_only, db.notice) == (False, None)
        assert find_import(db, "two.csv") == 2


def test_a_second_process_is_told_in_one_sentence(path: Path) -> None:
    holder = subprocess.Popen(
        [
            sys.executable,
            "-c",
            textwrap.dedent(
                """
                import sys
                from pathlib import Path
                from pmo_core.store.database import Database
                db = Database.open(Path(sys.argv[1]))
                print("open", flush=True)
                sys.stdin.read()
                """
            ),
            str(path),
        ],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "open\n"
        with pytest.raises(DatabaseBusy, match=r"^Another copy of the program is using") as caught:
            Database.open(path)
        assert str(path.parent) not in str(caught.value)
        assert str(holder.pid) not in str(caught.value)
    finally:
        holder.communicate("")


def test_the_same_file_is_not_opened_twice_in_one_process(db: Database, path: Path) -> None:
    with pytest.raises(DatabaseBusy, match="Another copy"):
        Database.open(path)
    assert signature(db)


def sound(path: Path, save: Save) -> Signature:
    with closing(Database.open(path)) as db:
        for number in range(3):
            save(db, {f"P{number} {n}": float(n) for n in range(2000)}, keep=True)
        return signature(db)


def test_a_file_of_another_kind_is_refused_and_left_alone(path: Path) -> None:
    path.write_text("name,budget\nA,1\n" * 2000)
    with pytest.raises(DatabaseDamaged, match="not a database of this program"):
        Database.open(path)
    assert path.read_text().startswith("name,budget")


def test_a_database_of_another_program_is_refused(path: Path) -> None:
    with closing(duckdb.connect(str(path))) as con:
        con.execute("create table projects (x integer)")
    with pytest.raises(StoreError, match="another program"):
        Database.open(path)


def test_a_newer_schema_is_refused(path: Path) -> None:
    Database.open(path).close()
    with closing(duckdb.connect(str(path))) as con:
        con.execute("insert into meta values (99, now()::timestamp)")
    with pytest.raises(DatabaseTooNew, match="schema 99"):
        Database.open(path)


def refuse_to_write(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand in for a file system that is mounted for reading only, also where the tests run as root."""
    real = duckdb.connect

    def connect(file: str, *, read_only: bool, config: dict[str, str]) -> duckdb.DuckDBPyConnection:
        if file != ":memory:" and not read_only:
            raise duckdb.IOException(f'Cannot open file "{file}": Read-only file system')
        return real(file, read_only=read_only, config=config)

    monkeypatch.setattr(connection.duckdb, "connect", connect)


def test_a_read_only_file_system_can_be_read(path: Path, save: Save, monkeypatch: pytest.MonkeyPatch) -> None:
    before = sound(path, save)
    refuse_to_write(monkeypatch)
    with closing(Database.open(path)) as db:
        assert db.read_only
        assert "may not write" in (db.notice or "")
        assert signature(db) == before
        with pytest.raises(ReadOnlyDatabase, match="reading only"):
            save(db, {"A": 1.0})


def test_where_nothing_can_be_written_nothing_is_made(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    refuse_to_write(monkeypatch)
    with pytest.raises(ReadOnlyDatabase, match="cannot be created here"):
        Database.open(path)


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(ReadOnlyDatabase, match="its folder cannot be written"):
        Database.open(tmp_path / "file" / "pmo.duckdb")
