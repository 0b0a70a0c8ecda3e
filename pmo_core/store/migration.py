"""From any older file to the present schema: numbered steps, one transaction each, a backup before."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import duckdb

from pmo_core.errors import DatabaseTooNew, StoreError
from pmo_core.store.connection import Folders
from pmo_core.store.copies import copy_database

_HERE: Final = Path(__file__).parent
SCHEMA: Final = _HERE / "schema.sql"
STEPS: Final = _HERE / "migrations"


def steps() -> dict[int, Path]:
    """Number → file of every migration, in order."""
    return {int(file.stem): file for file in sorted(STEPS.glob("[0-9][0-9][0-9][0-9].sql"))}


def create(con: duckdb.DuckDBPyConnection) -> None:
    """Lay the present schema into an empty database."""
    _run(con, SCHEMA, version=max(steps()))


def migrate(con: duckdb.DuckDBPyConnection, *, folders: Folders, stem: str) -> None:
    """
    Create the schema, or bring an older one to it after a backup.

    Raises:
        DatabaseTooNew: If the file is ahead of this program.
        StoreError: If the file is not one of ours.
    """
    found = check_version(con)
    present = max(steps())
    if found == present:
        return
    if found == 0:
        create(con)
    else:
        copy_database(con, folder=folders.backups, stem=stem)
        for version, file in steps().items():
            if version > found:
                _run(con, file, version=version)
    con.execute("checkpoint")  # a log that mixes schema and rows is the engine's known weak spot


def check_version(con: duckdb.DuckDBPyConnection) -> int:
    """
    Number of the file's schema, 0 for an empty file.

    Raises:
        DatabaseTooNew: If it is ahead of this program.
        StoreError: If the file is not one of ours.
    """
    names = {
        name
        for (name,) in con.execute(
            "select table_name from duckdb_tables() where database_name = current_database() and not internal"
        ).fetchall()
    }
    if not names:
        return 0
    if "meta" not in names:
        raise StoreError(
            "This is a database of another program.", fix="Name another file with PMO_DATABASE or --db."
        )
    version = con.execute("select coalesce(max(schema_version), 0) from meta").fetchall()[0][0]
    if version > max(steps()):
        raise DatabaseTooNew(
            f"The database has schema {version}; this program knows up to {max(steps())}.",
            fix="Start the newer version of the program, or restore a backup that this one wrote.",
        )
    return int(version)


def _run(con: duckdb.DuckDBPyConnection, file: Path, *, version: int) -> None:
    con.execute("begin")
    try:
        con.execute(file.read_text(encoding="utf-8"))
        con.execute(
            "insert into meta values ($version, $now)",
            {"version": version, "now": datetime.now(UTC).replace(tzinfo=None)},
        )
        con.execute("commit")
    except BaseException:
        with suppress(
            duckdb.Error
        ):  # the engine has rolled back by itself, and its reason is the one to tell
            con.execute("rollback")
        raise
