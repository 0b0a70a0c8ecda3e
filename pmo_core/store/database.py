"""The database as the rest of the house sees it: ask by the name of a query, write in one transaction."""

from __future__ import annotations

import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

import duckdb

from pmo_core.errors import StoreError
from pmo_core.limits import PAGE_QUERY_SECONDS
from pmo_core.store import clock, connection, sql
from pmo_core.store.connection import Folders
from pmo_core.store.opening import open_file, open_memory
from pmo_core.store.room import FULL_NOTICE, has_room
from pmo_core.store.transaction import Transaction, as_numpy, transaction

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    import pyarrow as pa

T = TypeVar("T")


class Reader(Protocol):
    """Who can be asked: the database, or a transaction that also sees what it has written so far."""

    def rows(self, near: str, query: str, **params: Any) -> list[tuple[Any, ...]]:
        """Rows of `<folder of near>/<query>.sql`."""
        ...

    def columns(self, near: str, query: str, **params: Any) -> dict[str, np.ndarray[Any, Any]]:
        """Columns of a query as numpy arrays; one with missing values is a masked array."""
        ...


class Database:
    """One open DuckDB file, or one in memory. May be used by many threads at once."""

    def __init__(
        self,
        con: duckdb.DuckDBPyConnection,
        *,
        path: Path | None,
        folders: Folders | None,
        read_only: bool,
        notice: str | None,
    ) -> None:
        self.path = path
        self.folders = folders
        self.read_only = read_only
        self.disk_was_full = False
        self.seconds = PAGE_QUERY_SECONDS
        self.write_lock = threading.Lock()
        self._con = con
        self._notice = notice
        self._closed = False
        self._reopening = threading.Lock()
        self._last_act: datetime | None = None
        self._columns: dict[str, frozenset[str]] = {}

    @classmethod
    def open(cls, path: Path, *, folders: Folders | None = None) -> Database:
        """
        Open the database of this file; create it, or bring it to the present schema, where needed.

        With a damaged log or a file system that cannot be written it opens for reading only; `notice`
        then holds a sentence for the banner.

        Raises:
            DatabaseBusy: If another process has it.
            DatabaseTooNew: If a newer program wrote it.
            DatabaseDamaged: If it cannot be opened at all.
            ReadOnlyDatabase: If it does not exist and cannot be created.
        """
        path = path.absolute()
        folders = folders or Folders.beside(path)
        opened = open_file(path, folders=folders)
        return cls(opened.con, path=path, folders=folders, read_only=opened.read_only, notice=opened.notice)

    @classmethod
    def memory(cls) -> Database:
        """Give an empty database in memory, with the same schema: for staging and tests."""
        return cls(open_memory(), path=None, folders=None, read_only=False, notice=None)

    @property
    def notice(self) -> str | None:
        """Sentence for the banner: why nothing, or not everything, can be written at this moment."""
        if self.disk_was_full and self.path is not None and has_room(self.path):
            self.disk_was_full = False
        if self.disk_was_full:
            return FULL_NOTICE
        return self._notice if self.read_only else self._notice or clock.doubt(self.last_act)

    @property
    def last_act(self) -> datetime | None:
        """When the newest act of the audit happened, UTC without a zone; None = there was none."""
        if self._last_act is None:
            found = self.rows(__file__, "last_act")
            self._last_act = found[0][0] if found else None
        return self._last_act

    def forget_last_act(self) -> None:
        """There may be a newer one; inside the store only."""
        self._last_act = None

    def rows(self, near: str, query: str, **params: Any) -> list[tuple[Any, ...]]:
        """
        Rows of `<folder of near>/<query>.sql`; parameters that it does not mention are dropped.

        Raises:
            QueryTimeout: If it ran longer than `seconds`.
            StoreError: If a parameter is lacking or the file cannot be read.
        """
        return self._ask(near, query, params, lambda cursor: cursor.fetchall())

    def columns(self, near: str, query: str, **params: Any) -> dict[str, np.ndarray[Any, Any]]:
        """Columns of a query as numpy arrays; one with missing values is a masked array. Raises as `rows`."""
        return self._ask(near, query, params, as_numpy)

    def frame(self, near: str, query: str, **params: Any) -> pd.DataFrame:
        """Rows of a query as a pandas frame. Raises as `rows`."""
        return self._ask(near, query, params, lambda cursor: cursor.df())

    def arrow(self, statement: str, **params: Any) -> pa.Table:
        """Rows of a statement of the store itself as an Arrow table. Raises as `rows`."""
        bound = sql.bind(statement, params)
        return self.run(lambda cursor: cursor.sql(statement, params=bound).to_arrow_table())

    def columns_of(self, table: str) -> frozenset[str]:
        """Columns of a table that rows come with; asked once, for an open database keeps its schema."""
        if table not in self._columns:
            found = self.rows(__file__, "columns_of_table", table=table)
            self._columns[table] = frozenset(name for (name,) in found) - {"part"}
        return self._columns[table]

    def run(self, work: Callable[[duckdb.DuckDBPyConnection], T]) -> T:
        """Do one piece of reading on a cursor of its own, under the time limit; inside the store only."""
        con = self._con
        try:
            return connection.read(con, work, seconds=self.seconds)
        except (duckdb.FatalException, duckdb.ConnectionException):
            # the log could not be written for somebody else, who may be replacing the engine at this moment
            self.reopen(con)
            return connection.read(self._con, work, seconds=self.seconds)

    @contextmanager
    def writing(self, *, size: int = 0) -> Generator[Transaction, None, None]:
        """
        Give the one transaction that may write; all of it becomes durable, or nothing.

        Args:
            size: Bytes of the file to be loaded; there must be room for three times as much.
        Raises:
            ReadOnlyDatabase: If it is open for reading only.
            DiskFull: If there is no room.
            DatabaseBusy: If another write does not end.
        """
        with transaction(self, size=size) as tx:
            yield tx

    @property
    def connection(self) -> duckdb.DuckDBPyConnection:
        """The engine as it is now; inside the store only, and used through a cursor of one's own."""
        return self._con

    def reopen(self, broken: duckdb.DuckDBPyConnection) -> None:
        """
        Replace an engine that has stopped itself; where somebody else has done so, nothing happens.

        What was committed is safe. If the file cannot be opened now, the next call tries again.

        Raises:
            StoreError: As `open`, or if the database was closed.
        """
        with self._reopening:
            if self._closed or self.path is None:
                raise StoreError("The database was closed.", fix="Start the program again.")
            if broken is not self._con:
                return
            self._con.close()
            opened = open_file(self.path, folders=self.folders, patient=True)
            self._con, self.read_only, self._notice = opened.con, opened.read_only, opened.notice

    def close(self) -> None:
        """Let go of the file; the log is folded into it."""
        self._closed = True
        self._con.close()

    def _ask(
        self, near: str, query: str, params: dict[str, Any], fetch: Callable[[duckdb.DuckDBPyConnection], T]
    ) -> T:
        text = sql.load(Path(near).parent, query)
        bound = sql.bind(text, params)
        return self.run(lambda cursor: fetch(cursor.execute(text, bound)))
