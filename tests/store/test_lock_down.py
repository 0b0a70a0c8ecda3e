"""What the product's own connection refuses, on a database file with its backup folder in place."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from pmo_core.store.database import Database

ESCAPES = {
    "read a file": "select * from read_text('/etc/passwd')",
    "read a table file": "select * from read_csv('{outside}/secret.csv')",
    "read a name as a file": "select * from '{outside}/secret.csv'",
    "list a folder": "select * from glob('{outside}/*')",
    "write a file": "copy (select 1) to '{outside}/out.csv'",
    "open another database": "attach '{outside}/other.duckdb' as other",
    "climb out of the backup folder": "attach '{backups}/../other.duckdb' as other",
    "follow a link out of the backup folder": "select * from read_text('{backups}/link/secret.csv')",
    "read the network": "select * from read_csv('http://127.0.0.1:9/x.csv')",
    "install an extension": "install httpfs",
    "load an extension": "load httpfs",
    "keep a secret": "create secret s (type s3, key_id 'a', secret 'b')",
    "open the doors again": "set enable_external_access = true",
    "take more memory": "set memory_limit = '64GB'",
    "take more threads": "pragma threads = 64",
    "unlock the settings": "set lock_configuration = false",
    "forget the settings": "reset memory_limit",
    "allow another folder": "set allowed_directories = ['/']",
    "read a variable of the program": "select * from SECRET",
}
SECRET = {"a": [1]}


@pytest.mark.parametrize("escape", ESCAPES.values(), ids=ESCAPES)
def test_the_connection_refuses_to(escape: str, db: Database, tmp_path: Path) -> None:
    assert db.folders is not None
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.csv").write_text("a\n1\n")
    (db.folders.backups / "link").symlink_to(outside)
    statement = escape.format(outside=outside, backups=db.folders.backups)
    with db.connection.cursor() as cursor, pytest.raises(duckdb.Error, match=r".+"):
        cursor.execute(statement).fetchall()
    assert sorted(file.name for file in outside.iterdir()) == ["secret.csv"]


def test_the_database_in_memory_is_locked_too(memory: Database, tmp_path: Path) -> None:
    with memory.connection.cursor() as cursor, pytest.raises(duckdb.PermissionException, match="disabled"):
        cursor.execute(f"copy (select 1) to '{tmp_path}/out.csv'")


def test_its_folders_are_for_this_user_only(db: Database) -> None:
    assert db.folders is not None
    assert db.folders.backups.stat().st_mode & 0o777 == 0o700
