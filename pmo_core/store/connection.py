"""One DuckDB connection, locked down: no other file, no network, no extension, no change of settings."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeVar

import duckdb

from pmo_core.errors import DatabaseBusy, DatabaseDamaged, DatabaseTooNew, QueryTimeout, StoreError
from pmo_core.limits import MEMORY_LIMIT, TEMP_LIMIT
from pmo_core.store.sql import literal
from pmo_core.store.watchdog import Watchdog

T = TypeVar("T")

_WATCHDOG: Final = Watchdog()
_CONFIG: Final[dict[str, str | bool | int | float | list[str]]] = {
    "memory_limit": MEMORY_LIMIT,
    "threads": "2",
    "max_temp_directory_size": TEMP_LIMIT,
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "allow_community_extensions": "false",
    "python_enable_replacements": "false",
    "preserve_insertion_order": "false",
}
_BUSY: Final = ("could not set lock", "conflicting lock", "different configuration", "already open")
_DAMAGED: Final = (
    "checksum",
    "corrupt",
    "serialization",
    "not a valid duckdb database",
    "internal error",
    "read enough bytes",
)


@dataclass(frozen=True)
class Folders:
    """The only places outside the database file that a connection may touch."""

    backups: Path
    staging: Path
    temporary: Path

    @classmethod
    def beside(cls, path: Path) -> Folders:
        """Backups have a folder; the others carry the database's name, so that nobody else's is taken."""
        return cls(
            backups=path.parent / "backups",
            staging=path.with_name(f"{path.name}.staging"),
            temporary=path.with_name(f"{path.name}.tmp"),
        )


def connect(
    path: Path | None, *, folders: Folders | None = None, read_only: bool = False
) -> duckdb.DuckDBPyConnection:
    """
    Open a database file, or one in memory, and lock it down.

    Raises:
        DatabaseBusy: If this or another process already has it.
        duckdb.Error: If the file cannot be opened; the caller knows what that means.
    """
    try:
        con = duckdb.connect(str(path) if path else ":memory:", read_only=read_only, config=_CONFIG)
    except duckdb.Error as problem:
        if _says(problem, _BUSY):
            raise _busy() from None
        raise
    try:
        _lock_down(con, folders=folders, read_only=read_only)
    except BaseException:
        con.close()
        raise
    return con


def _lock_down(con: duckdb.DuckDBPyConnection, *, folders: Folders | None, read_only: bool) -> None:
    if con.execute("select current_setting('lock_configuration')").fetchall() == [(True,)]:
        if read_only:
            return  # two readers of one file in this process share an engine that is locked already
        raise _busy()
    writable = None if read_only else folders
    allowed = [writable.backups, writable.staging] if writable else []
    con.execute("SET temp_directory=" + literal(writable.temporary if writable else ""))
    con.execute("SET allowed_directories=[" + ", ".join(map(literal, allowed)) + "]")
    con.execute("SET enable_external_access=false")
    con.execute("SET lock_configuration=true")


def _busy() -> DatabaseBusy:
    return DatabaseBusy(
        "Another copy of the program is using this database.",
        fix="Stop it first, or work on a backup copy of the file.",
    )


def _says(problem: BaseException, words: Sequence[str]) -> bool:
    text = str(problem).lower()
    return any(word in text for word in words)


def in_our_words(problem: duckdb.Error) -> StoreError | None:
    """
    Word an engine error that an installation can run into; None = a fault of ours.

    The engine's own text never leaves the store: it holds paths and process ids.
    """
    if isinstance(problem, duckdb.OutOfMemoryException):
        return StoreError(
            "The question needs more memory than the database may use.", fix="Ask for less at a time."
        )
    if _says(problem, ("database file with version", "newer duckdb", "newer version of duckdb")):
        return DatabaseTooNew(
            "The database was written by a newer version of the program.",
            fix="Start that version, or update.",
        )
    if _says(problem, _DAMAGED):
        return DatabaseDamaged(
            "A part of the database cannot be read: the file is damaged.",
            fix="Restore the last backup: python -m pmo_core restore.",
        )
    return None


@contextmanager
def watched(cursor: duckdb.DuckDBPyConnection, *, seconds: float) -> Generator[None, None, None]:
    """
    Stop whatever the cursor runs after a number of seconds; other cursors run on.

    Raises:
        QueryTimeout: If it was stopped.
    """

    def stop() -> None:
        with suppress(duckdb.Error):  # finished and closed at this very moment
            cursor.interrupt()

    with _WATCHDOG.watching(stop, seconds=seconds) as watch:
        try:
            yield
        except duckdb.InterruptException:
            if not watch.rang:
                raise
            raise QueryTimeout(
                f"The question took longer than {seconds:g} seconds and was stopped.",
                fix="Narrow it down, or run it from the command line.",
            ) from None


def read(
    con: duckdb.DuckDBPyConnection, work: Callable[[duckdb.DuckDBPyConnection], T], *, seconds: float
) -> T:
    """Run one question on a cursor of its own and read its answer to the end."""
    with con.cursor() as cursor:
        try:
            with watched(cursor, seconds=seconds):
                return work(cursor)
        except duckdb.FatalException:
            raise
        except duckdb.Error as problem:
            worded = in_our_words(problem)
            if worded is None:
                raise
            raise worded from None
