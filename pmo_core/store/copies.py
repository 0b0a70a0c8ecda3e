"""Verified copies of the open database: made inside the process, compared, then put in place."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import duckdb

from pmo_core.errors import StoreError
from pmo_core.limits import BACKUPS_KEPT
from pmo_core.store import sql
from pmo_core.store.signature import read_every_table

STAMP: Final = "%Y%m%dT%H%M%S%fZ"
_NAME: Final = re.compile(r"(?P<stem>.+)-(?P<stamp>\d{8}T\d{12}Z)\.duckdb")


@dataclass(frozen=True)
class Backup:
    """One verified copy; `made_at` is UTC, `size` in bytes."""

    path: Path
    made_at: datetime
    size: int

    def __str__(self) -> str:
        return str(self.path)


def list_backups(folder: Path, *, stem: str) -> list[Backup]:
    """
    Backups of the database with this stem (`pmo` of `pmo.duckdb`), newest first.

    Those that bear a future date come last: they were made while the clock was wrong, so before the others.
    """
    found: list[Backup] = []
    for file in folder.iterdir() if folder.is_dir() else ():
        named = _NAME.fullmatch(file.name)
        if named and named["stem"] == stem:
            made_at = datetime.strptime(named["stamp"], STAMP).replace(tzinfo=UTC)
            found.append(Backup(file, made_at, file.stat().st_size))
    now = datetime.now(UTC)
    return sorted(found, key=lambda backup: (backup.made_at <= now, backup.made_at), reverse=True)


def copy_database(con: duckdb.DuckDBPyConnection, *, folder: Path, stem: str) -> Backup:
    """
    Copy the open database into the folder, prove that the copy is equal, and keep the newest seven.

    The caller holds the write lock, so that both sides are compared at the same state.

    Raises:
        StoreError: If the copy is not equal.
        duckdb.Error: If it cannot be written.
    """
    made_at = datetime.now(UTC)
    final = folder / f"{stem}-{made_at.strftime(STAMP)}.duckdb"
    partial = folder / f".{final.name}.partial"
    folder.mkdir(mode=0o700, exist_ok=True)
    for rest in [file for file in folder.iterdir() if file.name.startswith(f".{stem}-")]:
        rest.unlink()  # of a process that was killed: the caller's lock keeps everybody else away
    try:
        _copy(con, partial)
        sync(partial)
        partial.rename(final)
        sync(folder)
    finally:
        for rest in (partial, partial.with_name(partial.name + ".wal")):
            rest.unlink(missing_ok=True)
    for old in list_backups(folder, stem=stem)[BACKUPS_KEPT:]:
        old.path.unlink(missing_ok=True)
    return Backup(final, made_at, final.stat().st_size)


def _copy(con: duckdb.DuckDBPyConnection, target: Path) -> None:
    source = con.execute("select current_database()").fetchall()[0][0]
    opening = sql.attach(target, alias="backup_copy", read_only=False)
    copying = sql.copy_database(source, alias="backup_copy")
    con.execute(opening)
    try:
        con.execute(copying)
    finally:
        con.execute("detach backup_copy")
    reading = sql.attach(target, alias="backup_copy", read_only=True)
    con.execute(reading)
    try:
        equal = read_every_table(con, catalog="backup_copy") == read_every_table(con)
    finally:
        con.execute("detach backup_copy")
    if not equal:
        raise StoreError("The backup is not equal to the database.", fix="Try again; check the disk.")


def sync(path: Path) -> None:
    """Make sure that a file, or the names in a folder, are on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
