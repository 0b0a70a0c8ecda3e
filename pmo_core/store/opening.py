"""Opening a database file: never wrong numbers, never a crash loop, never a silent loss."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import duckdb

from pmo_core.errors import DatabaseBusy, DatabaseDamaged, ReadOnlyDatabase, StoreError
from pmo_core.store import migration
from pmo_core.store.connection import Folders, connect, in_our_words
from pmo_core.store.copies import STAMP
from pmo_core.store.creation import UNFINISHED, create_file
from pmo_core.store.log import hides_acts
from pmo_core.store.lost import what_is_at_stake
from pmo_core.store.room import worded
from pmo_core.store.signature import read_every_table
from pmo_core.store.staging import empty

CORRUPT: Final = ".wal.corrupt-"
_PATIENCE_SECONDS: Final = 5.0
RESTORE: Final = "python -m pmo_core restore"
_RESTORE: Final = f"Restore the last backup: {RESTORE}."


@dataclass(frozen=True)
class Opened:
    """A connection, whether it may write, and what the reader has to know."""

    con: duckdb.DuckDBPyConnection
    read_only: bool = False
    notice: str | None = None


def open_memory() -> duckdb.DuckDBPyConnection:
    """Make an empty database in memory with the present schema."""
    con = connect(None)
    migration.create(con)
    return con


def open_file(path: Path, *, folders: Folders | None, patient: bool = False) -> Opened:
    """
    Open, create or migrate a file, and read all of it once.

    Args:
        path: The database file.
        folders: What else the connection may touch; by default the folders beside the file.
        patient: Wait for cursors of a stopped engine in this process to end.
    Raises:
        DatabaseBusy: If another process has it.
        DatabaseTooNew: If a newer program wrote it.
        DatabaseDamaged: If it cannot be opened at all.
        ReadOnlyDatabase: If it does not exist and cannot be created.
        DiskFull: If there is no room to create it, or to bring it to the present schema.
    """
    folders = folders or Folders.beside(path)
    if quarantined(path):
        return _read_only(path, folders=folders, why=_LOG_DAMAGED)
    _make_folders(path, folders)
    if not path.exists():
        create_file(path, folders=folders)
    try:
        con = _connect_patiently(path, folders=folders, patient=patient)
    except duckdb.Error as problem:
        return _open_otherwise(path, folders=folders, problem=problem)
    if con is None:
        return _without_log(path, folders=folders)
    empty(folders.staging)  # nobody else can have the file now
    for unfinished in beside(path, prefix=UNFINISHED):
        unfinished.unlink(missing_ok=True)
    return _checked(con, path=path, folders=folders)


def quarantined(path: Path) -> list[Path]:
    """Damaged logs of this database that were moved aside; while one lies there, nothing is written."""
    return beside(path, prefix=CORRUPT)


def beside(path: Path, *, prefix: str) -> list[Path]:
    """Files whose name is that of the database plus something that begins so."""
    if not path.parent.is_dir():
        return []
    return sorted(file for file in path.parent.iterdir() if file.name.startswith(path.name + prefix))


def _make_folders(path: Path, folders: Folders) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        folders.backups.mkdir(mode=0o700, exist_ok=True)
    except OSError:
        if not path.exists():
            raise ReadOnlyDatabase(
                "The database cannot be created: its folder cannot be written.",
                fix="Name another place with PMO_DATABASE or --db.",
            ) from None


def _connect_patiently(path: Path, *, folders: Folders, patient: bool) -> duckdb.DuckDBPyConnection | None:
    """Connect, or give None where the engine would silently leave out a part of the log."""
    until = time.monotonic() + (_PATIENCE_SECONDS if patient else 0)
    while True:
        try:
            if hides_acts(path, logs=beside(path, prefix=".wal")):
                return None
            return connect(path, folders=folders)
        except (DatabaseBusy, duckdb.FatalException):
            if time.monotonic() >= until:
                raise
            time.sleep(0.01)


def _checked(con: duckdb.DuckDBPyConnection, *, path: Path, folders: Folders) -> Opened:
    """Bring to the present schema and read everything; a damaged file stays readable where it can be read."""
    try:
        migration.migrate(con, folders=folders, stem=path.stem)
        read_every_table(con)
    except (duckdb.Error, OSError) as problem:
        con.close()
        known = worded(problem)
        if not isinstance(known, DatabaseDamaged):
            raise known from None
        return _read_only(path, folders=folders, why=_FILE_DAMAGED)
    except BaseException:
        con.close()
        raise
    return Opened(con)


def _open_otherwise(path: Path, *, folders: Folders, problem: duckdb.Error) -> Opened:
    if _is_refused(problem):
        return _read_only(path, folders=folders, why=_FILE_SYSTEM)
    if "replaying" in str(problem).lower() or "wal" in str(problem).lower():
        return _without_log(path, folders=folders)
    raise unreadable(problem)


def _is_refused(problem: duckdb.Error) -> bool:
    text = str(problem).lower()
    return "read-only file system" in text or "permission denied" in text or "read only" in text


def _without_log(path: Path, *, folders: Folders) -> Opened:
    """Move a damaged log aside; if the file is no better without it, put everything back as it was."""
    stamp = datetime.now(UTC).strftime(STAMP)
    moved = [
        (log, log.with_name(f"{path.name}{CORRUPT}{stamp}{log.name.removeprefix(path.name + '.wal')}"))
        for log in beside(path, prefix=".wal")
    ]
    try:
        for log, aside in moved:
            log.rename(aside)
    except OSError:
        raise DatabaseDamaged(
            "The log of the database is damaged and cannot be moved aside: its folder cannot be written.",
            fix="Make the folder writable, or copy database and backups to another one.",
        ) from None
    try:
        return _read_only(path, folders=folders, why=_LOG_DAMAGED)
    except StoreError:
        for log, aside in moved:
            aside.rename(log)
        raise


def _read_only(path: Path, *, folders: Folders, why: str) -> Opened:
    try:
        con = connect(path, folders=folders, read_only=True)
    except duckdb.Error as problem:
        raise unreadable(problem) from None
    try:
        if migration.check_version(con) not in (0, max(migration.steps())):
            raise StoreError(
                "The database is of an older version and cannot be brought up to date as it is.",
                fix=f"Make it writable, or go back to a backup: {RESTORE}.",
            )
        if why == _FILE_SYSTEM:
            read_every_table(con)
            return Opened(con, read_only=True, notice=why)
        notice = f"{why} {what_is_at_stake(con, folders=folders, stem=path.stem)}"
    except duckdb.Error as problem:
        con.close()
        raise unreadable(problem) from None
    except BaseException:
        con.close()
        raise
    return Opened(con, read_only=True, notice=notice)


def unreadable(problem: duckdb.Error, *, fix: str = _RESTORE) -> StoreError:
    """Word why a file cannot be opened; the engine's text stays inside."""
    known = in_our_words(problem)
    if known is not None and not isinstance(known, DatabaseDamaged):
        return known
    return DatabaseDamaged("The database file is damaged, or not a database of this program.", fix=fix)


_LOG_DAMAGED: Final = (
    "The log of the database is damaged and was moved aside; what was loaded last may be missing. "
    "You can read, but not write."
)
_FILE_DAMAGED: Final = "A part of the database file is damaged. You can read what is whole, but not write."
_FILE_SYSTEM: Final = (
    "The database lies where this program may not write: you can read, but not save. Make the file and its "
    "folder writable, or name another place with PMO_DATABASE, and start again."
)
