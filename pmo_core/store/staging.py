"""A text file with a known layout, read by the engine: staged beside the database, cut, never interpreted."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

import duckdb

from pmo_core.errors import StoreError
from pmo_core.limits import JOB_QUERY_SECONDS, MEGABYTE
from pmo_core.progress import tell
from pmo_core.store import connection, sql

if TYPE_CHECKING:
    import pyarrow as pa

    from pmo_core.store.database import Database

BATCH_ROWS: Final = 100_000
BYTES_PER_SECOND: Final = 4 * MEGABYTE
"""A file of twice the size may take twice the time; this is a tenth of what a busy machine reads."""


def empty(folder: Path) -> None:
    """Remove what a program that was stopped has left behind."""
    if folder.is_dir():
        for file in folder.iterdir():
            with suppress(OSError):
                file.unlink()


def staged_cells(db: Database) -> Callable[[Iterable[memoryview], str, int], pa.Table | None]:
    """Give the function that reads records through this database; it refuses where it cannot stage."""

    def cells(pieces: Iterable[memoryview], delimiter: str, width: int) -> pa.Table | None:
        return read_cells(db, pieces, delimiter=delimiter, width=width)

    return cells


def read_cells(db: Database, pieces: Iterable[memoryview], *, delimiter: str, width: int) -> pa.Table | None:
    """
    Cut records into cells of text, every one as it is written, in the order of the file.

    Args:
        db: An open database that may write.
        pieces: The records as UTF-8, without the header.
        delimiter: One character.
        width: Cells per record.

    Returns:
        Columns of text by their distinct ones (`c0`, `c1` …), without null; None if a record has another
        width, a quote is broken, or nothing can be staged: then somebody else must read the file.
    """
    if db.folders is None or db.read_only:
        return None
    file = db.folders.staging / f"{uuid.uuid4().hex}.csv"
    try:
        db.folders.staging.mkdir(mode=0o700, exist_ok=True)
        with file.open("xb") as staged:
            size = sum(staged.write(piece) for piece in pieces)

        def cut(cursor: duckdb.DuckDBPyConnection) -> pa.Table:
            return _cut(cursor, file, delimiter=delimiter, width=width, size=size)

        return connection.read(db.connection, cut, seconds=max(JOB_QUERY_SECONDS, size / BYTES_PER_SECOND))
    except (OSError, duckdb.Error, StoreError):
        return None  # no room, no rights, or irregular: the engine's words would hold the user's cells
    finally:
        with suppress(OSError):
            file.unlink()


def _cut(cursor: duckdb.DuckDBPyConnection, file: Path, *, delimiter: str, width: int, size: int) -> pa.Table:
    import pyarrow as pa  # late: a question of the page needs no Arrow

    statement = sql.read_staged(file, delimiter=delimiter, width=width)
    reader = cursor.sql(statement).to_arrow_reader(BATCH_ROWS)
    parts: list[list[pa.Array]] = [[] for _ in range(width)]
    done = 0
    for batch in reader:
        done += batch.nbytes
        tell(min(done, size), size, "cutting the records")
        for part, column in zip(parts, batch.columns, strict=True):
            part.append(column.dictionary_encode())
    kind = pa.dictionary(pa.int32(), pa.string())
    columns = [pa.chunked_array(part, type=kind).unify_dictionaries() for part in parts]
    del reader, parts
    pa.default_memory_pool().release_unused()  # the text itself: several times the file
    return pa.table(columns, names=[f"c{at}" for at in range(width)])
