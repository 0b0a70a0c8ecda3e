"""Verified backups, made inside the process that owns the file: on demand and once a day."""

from __future__ import annotations

import filecmp
import shutil
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

import duckdb

from pmo_core.errors import StoreError
from pmo_core.model import Grant
from pmo_core.store import audit
from pmo_core.store.copies import Backup, copy_database, list_backups, sync
from pmo_core.store.database import Database
from pmo_core.store.restore import Restored, restore
from pmo_core.store.room import worded
from pmo_core.store.transaction import locked

__all__ = ["Backup", "Restored", "backup", "backup_if_due", "backups_of", "list_backups", "restore"]

DAILY: Final = timedelta(hours=24)


def backups_of(db: Database) -> list[Backup]:
    """Backups of this database, newest first; one in memory has none."""
    if db.path is None or db.folders is None:
        return []
    return list_backups(db.folders.backups, stem=db.path.stem)


def backup(db: Database, folder: Path | None = None, *, grant: Grant) -> Backup:
    """
    Copy the database, prove that the copy is equal, and keep the newest seven.

    Args:
        db: The open database; readers go on meanwhile, a writer waits.
        folder: Where a second copy goes, for example another disk; by default only its backup folder.
        grant: Must cover `backup` of the whole workspace.
    Raises:
        AccessDenied: If it does not.
        DiskFull: If there is no room.
        StoreError: If the copy is not equal or cannot be written.
    """
    grant.allow("backup", audit.WORKSPACE)
    if db.path is None or db.folders is None:
        raise StoreError("A database in memory has no backups.", fix="Open a database file.")
    with locked(db), db.connection.cursor() as cursor:
        try:
            made = copy_database(cursor, folder=db.folders.backups, stem=db.path.stem)
        except (duckdb.Error, OSError) as problem:
            raise worded(problem) from None
    with db.writing() as tx:
        audit.record(tx, by=grant, action="backup", object=audit.WORKSPACE, detail={"file": made.path.name})
    return made if folder is None else _second(made, folder)


def _second(made: Backup, folder: Path) -> Backup:
    target = folder / made.path.name
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        shutil.copyfile(made.path, target)
        sync(target)
        equal = filecmp.cmp(made.path, target, shallow=False)
    except OSError:
        equal = False
    if not equal:
        raise StoreError(
            "The second copy could not be written.",
            fix=f"The backup itself is made: {made.path.name}. Name another folder.",
        )
    return replace(made, path=target)


def backup_if_due(db: Database, *, grant: Grant) -> Backup | None:
    """Make the daily backup if the last is a day old and there is something to keep; raises as `backup`."""
    last = backups_of(db)
    age = datetime.now(UTC) - last[0].made_at if last else DAILY
    due = not timedelta(0) <= age < DAILY  # one from the future was made by a clock that was wrong
    if db.path is None or db.read_only or not due or not db.rows(__file__, "portfolio_names"):
        return None
    return backup(db, grant=grant)
