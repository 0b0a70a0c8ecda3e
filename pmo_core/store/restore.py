"""Back to a backup: verified first, the present file kept aside, and what is newer named."""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from pmo_core.errors import DatabaseBusy, NotFound, StoreError
from pmo_core.model import Grant
from pmo_core.store import audit
from pmo_core.store.connection import Folders, connect
from pmo_core.store.copies import STAMP, list_backups, sync
from pmo_core.store.database import Database
from pmo_core.store.lost import Load, loads_in
from pmo_core.store.migration import check_version
from pmo_core.store.opening import beside, unreadable
from pmo_core.store.signature import read_every_table


@dataclass(frozen=True)
class Restored:
    """
    What a restore did.

    `set_aside` is where the file lies that was there before (None = there was none). `newer` are the loads
    that the backup does not hold; `unknown` = that file could not be read, so nobody can say.
    """

    set_aside: Path | None
    newer: Sequence[Load]
    unknown: bool


def last_backup(path: Path, *, folders: Folders | None = None) -> Path:
    """
    The newest backup of a database file, which may be damaged or gone.

    Raises:
        NotFound: If there is none.
    """
    folder = (folders or Folders.beside(path.absolute())).backups
    found = list_backups(folder, stem=path.stem)
    if not found:
        raise NotFound(
            "There is no backup of this database.", fix="Name a copy: python -m pmo_core restore FILE."
        )
    return found[0].path


def restore(path: Path, backup: Path, *, grant: Grant, folders: Folders | None = None) -> Restored:
    """
    Put a verified backup in the place of the database; nobody may have it open.

    Args:
        path: The database file; it may be damaged or gone.
        backup: Any backup of this program.
        grant: Must cover `restore` of the whole workspace.
        folders: As for `Database.open`.
    Raises:
        AccessDenied: If the grant does not cover it.
        NotFound: If there is no such backup.
        DatabaseDamaged: If the backup cannot be read; nothing was changed.
        DatabaseBusy: If a process has the database open.
    """
    grant.allow("restore", audit.WORKSPACE)
    path = path.absolute()
    if not backup.is_file():
        raise NotFound(f"There is no backup {backup.name!r}.", fix="Take one that doctor lists.")
    stamp = datetime.now(UTC).strftime(STAMP)
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f"{path.name}.restoring-{stamp}")
    try:
        shutil.copyfile(backup, fresh)
        sync(fresh)
        kept = _verified(fresh)
        newer = _newer(path, folders=folders, kept=kept)
        aside = _swap(path, fresh=fresh, stamp=stamp)
    finally:
        fresh.unlink(missing_ok=True)
    _note(path, folders=folders, grant=grant, detail={"backup": backup.name, "aside": aside and aside.name})
    return Restored(aside, newer or (), unknown=newer is None)


def _verified(file: Path) -> set[str]:
    """Import ids of a backup that was read from end to end."""
    try:
        with closing(connect(file, read_only=True)) as con:
            if check_version(con) == 0:
                raise StoreError("The backup is empty.", fix="Take another one.")
            read_every_table(con)
            return {load.import_id for load in loads_in(con)}
    except duckdb.Error as problem:
        raise unreadable(problem, fix="Take another backup; nothing was changed.") from None


def _newer(path: Path, *, folders: Folders | None, kept: set[str]) -> list[Load] | None:
    if not path.exists():
        return []
    try:
        db = Database.open(path, folders=folders)
    except DatabaseBusy:
        raise
    except StoreError:
        return None
    with closing(db):
        return [load for load in db.run(loads_in) if load.import_id not in kept]


def _swap(path: Path, *, fresh: Path, stamp: str) -> Path | None:
    """Keep the present file and its logs aside; at no moment is there no database under the name."""
    aside = path.with_name(f"{path.name}.before-restore-{stamp}")
    logs, there = beside(path, prefix=".wal"), path.exists()
    for file in [*logs, *([path] if there else [])]:
        os.link(file, path.with_name(aside.name + file.name.removeprefix(path.name)))
    fresh.replace(path)
    for log in logs:
        log.unlink()  # not before: without it, and with the old file, what it holds would be lost unseen
    sync(path.parent)
    return aside if there else None


def _note(path: Path, *, folders: Folders | None, grant: Grant, detail: dict[str, object]) -> None:
    with closing(Database.open(path, folders=folders)) as db, db.writing() as tx:
        audit.record(tx, by=grant, action="restore", object=audit.WORKSPACE, detail=detail)
