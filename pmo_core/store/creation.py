"""A new database file: whole under its name, or not there at all."""

from __future__ import annotations

import os
from contextlib import closing, suppress
from pathlib import Path
from typing import Final

import duckdb

from pmo_core.errors import DiskFull, ReadOnlyDatabase
from pmo_core.store import migration
from pmo_core.store.connection import Folders, connect
from pmo_core.store.copies import sync
from pmo_core.store.room import worded

UNFINISHED: Final = ".new-"
"""What a killed start leaves; whoever has the database removes it."""


def create_file(path: Path, *, folders: Folders) -> None:
    """
    Make an empty database of the present schema; one that is there stays as it is.

    It is made under another name first: what a kill or a full disk leaves half done would look like a
    damaged database for ever.

    Raises:
        DiskFull: If there is no room.
        ReadOnlyDatabase: If nothing can be written there.
    """
    fresh = path.with_name(f"{path.name}{UNFINISHED}{os.getpid()}")
    try:
        with closing(connect(fresh, folders=folders)) as con:
            migration.create(con)
            con.execute("checkpoint")
        sync(fresh)
        with suppress(FileExistsError, FileNotFoundError):  # somebody else was faster
            os.link(fresh, path)
        sync(path.parent)
    except (duckdb.Error, OSError) as problem:
        if isinstance(known := worded(problem), DiskFull):
            raise known from None
        raise ReadOnlyDatabase(
            "The database cannot be created here.", fix="Name another place with PMO_DATABASE or --db."
        ) from None
    finally:
        for rest in (fresh, fresh.with_name(f"{fresh.name}.wal")):
            rest.unlink(missing_ok=True)
