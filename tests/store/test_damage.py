"""A damaged log or file: moved aside or refused, named, and never wrong numbers."""

from __future__ import annotations

import contextlib
import random
import shutil
from contextlib import closing
from pathlib import Path

import pytest

from pmo_core.errors import (
    DatabaseDamaged,
    ReadOnlyDatabase,
)
from pmo_core.store import opening
from pmo_core.store.backup import backup
from pmo_core.store.database import Database
from pmo_core.store.signature import signature
from pmo_core.store.versions import history
from tests.store.conftest import ADMIN, Save
from tests.store.crash import crash_after, flip


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
