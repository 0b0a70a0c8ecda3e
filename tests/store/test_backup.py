from __future__ import annotations

import threading
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from pmo_core.errors import AccessDenied, DatabaseBusy, DatabaseDamaged, NotFound, StoreError
from pmo_core.limits import BACKUPS_KEPT
from pmo_core.model import Grant
from pmo_core.store import backup as module
from pmo_core.store import copies
from pmo_core.store.audit import verify
from pmo_core.store.backup import backup, backup_if_due, backups_of, restore
from pmo_core.store.connection import connect
from pmo_core.store.database import Database
from pmo_core.store.lost import loads_in
from pmo_core.store.opening import quarantined
from pmo_core.store.signature import Signature, read_every_table, signature
from pmo_core.store.versions import find_import, history
from tests.store.conftest import ADMIN, Save

PART_ADMIN = Grant("x", "manager", ADMIN.actions, frozenset({"main"}))


def content(file: Path) -> Signature:
    with closing(connect(file, read_only=True)) as con:
        return read_every_table(con)


def test_a_backup_is_equal_to_the_database(db: Database, save: Save) -> None:
    save(db, {"A": 1.0})
    before = signature(db)
    assert content(backup(db, grant=ADMIN).path) == before


def test_nothing_half_made_is_left_beside_it(db: Database) -> None:
    made = backup(db, grant=ADMIN)
    assert [file.name for file in made.path.parent.iterdir()] == [made.path.name]


def test_a_second_copy_goes_where_it_is_wanted(db: Database, tmp_path: Path) -> None:
    made = backup(db, tmp_path / "other disk", grant=ADMIN)
    assert made.path.parent == tmp_path / "other disk"
    assert made.path.read_bytes() == backups_of(db)[0].path.read_bytes()


def test_only_the_newest_seven_are_kept(db: Database) -> None:
    made = [backup(db, grant=ADMIN) for _ in range(BACKUPS_KEPT + 2)]
    assert backups_of(db) == made[:1:-1]


def test_a_file_that_is_not_ours_is_never_removed(db: Database) -> None:
    assert db.folders is not None
    foreign = [db.folders.backups / name for name in ("pmo-old.duckdb", "notes.txt", "pmo.duckdb")]
    for file in foreign:
        file.write_text("mine")
    for _ in range(BACKUPS_KEPT + 1):
        backup(db, grant=ADMIN)
    assert all(file.read_text() == "mine" for file in foreign)


def test_a_copy_that_is_not_equal_is_thrown_away(db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    real = copies.read_every_table
    monkeypatch.setattr(
        copies,
        "read_every_table",
        lambda con, catalog=None: real(con, catalog=catalog) | {"x": (bool(catalog), 0)},
    )
    with pytest.raises(StoreError, match="not equal"):
        backup(db, grant=ADMIN)
    assert backups_of(db) == []


def test_a_backup_while_somebody_loads_holds_every_load_told_before(db: Database, save: Save) -> None:
    stop = threading.Event()
    told: list[str] = []

    def load() -> None:
        while not stop.is_set():
            name = f"load {len(told)}"
            save(db, {f"P{n}": 1.0 for n in range(50)}, import_id=name, keep=True)
            told.append(name)

    writer = threading.Thread(target=load)
    writer.start()
    try:
        for _ in range(4):
            before = list(told)
            made = backup(db, grant=ADMIN)
            with closing(connect(made.path, read_only=True)) as con:
                assert set(before) <= {each.import_id for each in loads_in(con)}
                parts = con.execute("select count(*) from projects group by part").fetchall()
                assert set(parts) <= {(50,)}
    finally:
        stop.set()
        writer.join()
    assert verify(db).ok


def test_a_daily_backup_is_made_once_a_day(db: Database, save: Save, monkeypatch: pytest.MonkeyPatch) -> None:
    assert backup_if_due(db, grant=ADMIN) is None, "there is nothing to keep yet"
    save(db, {"A": 1.0})
    assert backup_if_due(db, grant=ADMIN) is not None
    assert backup_if_due(db, grant=ADMIN) is None

    class Tomorrow(datetime):
        @classmethod
        def now(cls, tz: object = None) -> datetime:
            return datetime.now(UTC) + timedelta(hours=25)

    monkeypatch.setattr(module, "datetime", Tomorrow)
    assert backup_if_due(db, grant=ADMIN) is not None


def test_a_database_in_memory_has_no_backup(memory: Database) -> None:
    with pytest.raises(StoreError, match="in memory has no backups"):
        backup(memory, grant=ADMIN)
    assert backup_if_due(memory, grant=ADMIN) is None


def test_backup_and_restore_need_the_right_to_the_whole_workspace(db: Database, path: Path) -> None:
    with pytest.raises(AccessDenied, match="may not backup"):
        backup(db, grant=PART_ADMIN)
    with pytest.raises(AccessDenied, match="may not restore"):
        restore(path, path, grant=PART_ADMIN)


def test_a_restore_brings_back_what_was_there_and_names_what_is_newer(path: Path, save: Save) -> None:
    with closing(Database.open(path)) as db:
        save(db, {"A": 1.0}, label="old.csv", import_id="old")
        made = backup(db, grant=ADMIN)
        save(db, {"B": 1.0}, label="new.csv", import_id="new")
    restored = restore(path, made.path, grant=ADMIN)
    assert [load.label for load in restored.newer] == ["new.csv"]
    assert not restored.unknown
    assert restored.set_aside is not None
    with closing(Database.open(path)) as db:
        assert find_import(db, "old") == 1
        assert find_import(db, "new") is None
        assert verify(db).ok
        changed = {table for table, found in signature(db).items() if found != content(made.path)[table]}
        assert changed == {"audit"}, "only the restore itself is new"


def test_the_file_that_was_there_is_kept_and_opens(path: Path, save: Save) -> None:
    with closing(Database.open(path)) as db:
        made = backup(db, grant=ADMIN)
        save(db, {"B": 1.0}, import_id="new")
    aside = restore(path, made.path, grant=ADMIN).set_aside
    assert aside is not None
    with closing(Database.open(aside)) as db:
        assert find_import(db, "new") == 1


def test_after_a_damaged_log_a_restore_lets_people_write_again(path: Path, save: Save) -> None:
    with closing(Database.open(path)) as db:
        save(db, {"A": 1.0}, import_id="old")
        made = backup(db, grant=ADMIN)
    path.with_name("pmo.duckdb.wal.corrupt-20260101T000000Z").write_bytes(b"x")
    restored = restore(path, made.path, grant=ADMIN)
    assert quarantined(path) == []
    assert restored.set_aside is not None
    assert len(quarantined(restored.set_aside)) == 1
    with closing(Database.open(path)) as db:
        assert not db.read_only
        assert find_import(db, "old") == 1


def test_a_file_that_cannot_be_read_can_be_replaced(path: Path, save: Save) -> None:
    with closing(Database.open(path)) as db:
        save(db, {"A": 1.0})
        made = backup(db, grant=ADMIN)
    path.write_bytes(b"rubbish" * 5000)
    restored = restore(path, made.path, grant=ADMIN)
    assert restored.unknown
    assert restored.set_aside is not None
    assert restored.set_aside.read_bytes().startswith(b"rubbish")
    with closing(Database.open(path)) as db:
        assert len(history(db, "main")) == 1


def test_a_lost_file_comes_back(path: Path, save: Save) -> None:
    with closing(Database.open(path)) as db:
        save(db, {"A": 1.0})
        made = backup(db, grant=ADMIN)
    path.unlink()
    assert restore(path, made.path, grant=ADMIN).set_aside is None
    with closing(Database.open(path)) as db:
        assert len(history(db, "main")) == 1


@pytest.mark.parametrize("damage", ["cut", "flip", "other"])
def test_a_bad_backup_changes_nothing(damage: str, path: Path, save: Save, tmp_path: Path) -> None:
    with closing(Database.open(path)) as db:
        save(db, {f"P{n}": 1.0 for n in range(500)})
        made = backup(db, grant=ADMIN).path
    good = made.read_bytes()
    flipped = bytearray(good)
    flipped[::1000] = bytes(byte ^ 1 for byte in good[::1000])
    damaged = {"cut": good[:20_000], "flip": bytes(flipped), "other": b"not a database"}
    made.write_bytes(damaged[damage])
    before = path.read_bytes()
    with pytest.raises(DatabaseDamaged, match="Take another backup"):
        restore(path, made, grant=ADMIN)
    assert path.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir() if "restor" in file.name] == []


def test_a_backup_that_is_not_there_is_named(path: Path) -> None:
    with pytest.raises(NotFound, match=r"no backup 'gone\.duckdb'"):
        restore(path, path.with_name("gone.duckdb"), grant=ADMIN)


def test_an_open_database_is_not_replaced(db: Database, path: Path, save: Save) -> None:
    save(db, {"A": 1.0})
    made = backup(db, grant=ADMIN)
    with pytest.raises(DatabaseBusy, match="Another copy"):
        restore(path, made.path, grant=ADMIN)
    assert len(history(db, "main")) == 1
