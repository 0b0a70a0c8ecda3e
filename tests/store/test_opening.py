"""Opening: never wrong numbers, never a crash loop, never a silent loss."""

from __future__ import annotations

import contextlib
import random
import shutil
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
from pmo_core.store import connection, opening
from pmo_core.store.backup import backup
from pmo_core.store.database import Database
from pmo_core.store.signature import Signature, signature
from pmo_core.store.versions import find_import, history
from tests.store.conftest import ADMIN, Save

ROOT = Path(__file__).resolve().parents[2]
CRASH = """
import os, sys
from pathlib import Path
from pmo_core.store.database import Database
from pmo_core.store.versions import save_part
from tests.store.conftest import ADMIN, project_rows, record_of

db = Database.open(Path(sys.argv[1]))
for label in sys.argv[2:]:
    with db.writing() as tx:
        rows = project_rows({f"{label} {n}": 1.0 for n in range(300)})
        save_part(tx, record_of(label, rows=300, import_id=label), rows=rows, keep=True, grant=ADMIN)
os._exit(0)
"""


def crash_after(path: Path, *labels: str) -> Path:
    """Load in another process that ends without closing, so that a log is left; return the log."""
    subprocess.run([sys.executable, "-c", CRASH, str(path), *labels], cwd=ROOT, check=True, timeout=120)
    log = path.with_name(path.name + ".wal")
    assert log.exists()
    return log


def flip(file: Path, *, at: int | None = None, chance: random.Random | None = None) -> None:
    content = bytearray(file.read_bytes())
    place = at if at is not None else (chance or random.Random(7)).randrange(len(content))
    content[place] ^= 1 << (place % 8)
    file.write_bytes(content)


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


def test_a_damaged_log_is_moved_aside_and_the_rest_can_be_read(path: Path, save: Save) -> None:
    with closing(Database.open(path)) as db:
        save(db, {"A": 1.0}, label="kept.csv")
    flip(crash_after(path, "lost.csv", "lost too.csv"), at=40)
    with closing(Database.open(path)) as db:
        assert db.read_only
        assert "moved aside" in (db.notice or "")
        assert "There is no backup." in (db.notice or "")
        assert "kept.csv" in (db.notice or "")
        assert [entry.label for entry in history(db, "main")] == ["kept.csv"]
        with pytest.raises(ReadOnlyDatabase, match="reading only"):
            save(db, {"B": 1.0})
    assert len(opening.quarantined(path)) == 1


def test_it_stays_read_only_until_somebody_has_decided(path: Path) -> None:
    """Else the next start would go on as if nothing were missing."""
    flip(crash_after(path, "lost.csv"), at=40)
    for _ in range(3):
        with closing(Database.open(path)) as db:
            assert db.read_only
            assert "moved aside" in (db.notice or "")
    opening.quarantined(path)[0].unlink()
    with closing(Database.open(path)) as db:
        assert not db.read_only


def test_the_notice_names_what_the_last_backup_lacks_and_has(path: Path, save: Save) -> None:
    with closing(Database.open(path)) as db:
        save(db, {"A": 1.0}, label="before.csv")
        backup(db, grant=ADMIN)
        save(db, {"B": 1.0}, label="after.csv")
    log = crash_after(path, "in the log.csv")
    flip(log, at=40)
    with closing(Database.open(path)) as db:
        notice = db.notice or ""
    assert "The last backup is of " in notice
    assert "not in it: after.csv (" in notice
    assert "missing here: nothing" in notice


@pytest.fixture(scope="module")
def crashed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with two loads in its log, whose process was killed."""
    path = tmp_path_factory.mktemp("crashed") / "pmo.duckdb"
    crash_after(path, "one.csv", "two.csv")
    return path


def copied(crashed: Path, path: Path) -> Path:
    shutil.copyfile(crashed, path)
    return Path(shutil.copyfile(f"{crashed}.wal", f"{path}.wal"))


@pytest.mark.parametrize("at", [0, 4, 9, 24, 33, 36, 41, 83, 88])
def test_a_flipped_bit_in_the_head_of_the_log_drops_nothing_silently(
    at: int, crashed: Path, path: Path
) -> None:
    """There the engine has no checksum: it would open as if these loads had never been."""
    log = copied(crashed, path)
    flip(log, at=at)
    evidence = log.read_bytes()
    with closing(Database.open(path)) as db:
        assert db.read_only or len(history(db, "main")) == 2
        if db.read_only:
            assert [file.read_bytes() for file in opening.quarantined(path)] == [evidence]


@pytest.mark.parametrize("share", [0.1, 0.4, 0.55, 0.8, 0.999])
def test_a_log_that_was_cut_off_opens_with_whole_loads(share: float, crashed: Path, path: Path) -> None:
    """A kill in the middle of a commit leaves this; what was cut off was never acknowledged."""
    log = copied(crashed, path)
    content = log.read_bytes()
    log.write_bytes(content[: int(len(content) * share)])
    with closing(Database.open(path)) as db:
        assert not db.read_only
        assert all(rows == 300 for (rows,) in db.rows(__file__, "rows_per_part"))


@pytest.mark.parametrize("seed", range(12))
def test_a_flipped_bit_in_the_log_never_gives_wrong_numbers(seed: int, crashed: Path, path: Path) -> None:
    flip(copied(crashed, path), chance=random.Random(seed))
    with closing(Database.open(path)) as db:
        assert db.read_only or len(history(db, "main")) == 2


def sound(path: Path, save: Save) -> Signature:
    with closing(Database.open(path)) as db:
        for number in range(3):
            save(db, {f"P{number} {n}": float(n) for n in range(2000)}, keep=True)
        return signature(db)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("whole") / "pmo.duckdb"
    crash_after(path, "one.csv", "two.csv")
    Database.open(path).close()
    return path


def open_or_damaged(path: Path) -> Database | None:
    with contextlib.suppress(DatabaseDamaged):
        return Database.open(path)
    return None


@pytest.mark.parametrize("seed", range(12))
def test_a_flipped_bit_in_the_file_never_gives_wrong_numbers(seed: int, whole: Path, path: Path) -> None:
    shutil.copyfile(whole, path)
    with closing(Database.open(path)) as db:
        expected = signature(db)
    flip(path, chance=random.Random(seed))
    opened = open_or_damaged(path)
    if opened is None:
        return
    with closing(opened) as db:
        if db.read_only:
            assert "damaged" in (db.notice or "")
        else:
            assert signature(db) == expected


@pytest.mark.parametrize("share", [0.0, 0.3, 0.6, 0.95])
def test_a_truncated_file_is_called_damaged(share: float, whole: Path, path: Path) -> None:
    content = whole.read_bytes()
    path.write_bytes(content[: max(100, int(len(content) * share))])
    opened = open_or_damaged(path)
    if opened is not None:
        with closing(opened):
            assert opened.read_only, "what is cut off must not go unnoticed"


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
