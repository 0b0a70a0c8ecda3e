"""The one way to write: a lock, a transaction, and the truth about what became durable."""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NoReturn, TypeVar, cast

import duckdb

from pmo_core.errors import DatabaseBusy, DiskFull, ReadOnlyDatabase, StoreError
from pmo_core.limits import JOB_QUERY_SECONDS
from pmo_core.progress import tell
from pmo_core.store import clock, sql
from pmo_core.store.connection import watched
from pmo_core.store.room import has_room, worded

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa

    from pmo_core.store.database import Database

T = TypeVar("T")

ROWS_PER_SECOND: Final = 20_000
"""A tenth of what a busy machine writes: beyond it a load has stalled."""


class Transaction:
    """
    What may be done between begin and commit; sees its own writes. Made only by `Database.writing`.

    All that it writes bears one `moment`, UTC without a zone: so the kinds that were saved at once are known.
    """

    def __init__(self, db: Database, engine: duckdb.DuckDBPyConnection) -> None:
        self.db = db
        self.moment = clock.moment(db.last_act)
        self.engine = engine
        self.cursor = engine.cursor()  # inside the store only
        self.proof: str | None = None  # hash of the last audit row: in the database = the act is durable

    def rows(self, near: str, query: str, **params: object) -> list[tuple[Any, ...]]:
        """Rows of `<folder of near>/<query>.sql`, this transaction's own writes included."""
        return self._ask(near, query, params, lambda cursor: cursor.fetchall())

    def columns(self, near: str, query: str, **params: object) -> dict[str, np.ndarray[Any, Any]]:
        """Columns of a query as numpy arrays, this transaction's own writes included."""
        return self._ask(near, query, params, as_numpy)

    def _ask(
        self, near: str, query: str, params: dict[str, Any], fetch: Callable[[duckdb.DuckDBPyConnection], T]
    ) -> T:
        text = sql.load(Path(near).parent, query)
        with watched(self.cursor, seconds=JOB_QUERY_SECONDS):
            return fetch(self.cursor.execute(text, sql.bind(text, params)))

    def execute(self, statement: str, **params: object) -> None:
        """Run a constant statement of the store."""
        self._run(statement, JOB_QUERY_SECONDS, params)

    def _run(self, statement: str, seconds: float, params: dict[str, Any]) -> None:
        with watched(self.cursor, seconds=seconds):
            self.cursor.execute(statement, sql.bind(statement, params)).fetchall()

    def distinct_keys(self, rows: pa.Table) -> int:
        """How many different keys the rows of an Arrow table have."""
        self.cursor.register("incoming", rows.select(["key"]))
        try:
            with watched(self.cursor, seconds=JOB_QUERY_SECONDS):
                return int(self.cursor.execute(sql.KEYS_OF_INCOMING).fetchall()[0][0])
        finally:
            self.cursor.unregister("incoming")

    def insert(self, table: str, rows: pa.Table, *, part: int) -> None:
        """
        Add the rows of an Arrow table as part of a table of the schema, by name of column.

        Raises:
            StoreError: If it has a column that the table does not have.
        """
        unknown = sorted(set(rows.column_names) - self.db.columns_of(table))
        if unknown:
            raise StoreError(
                f"{table} has no column {', '.join(unknown)}.", fix="Add it to store/schema.sql."
            )
        statement = sql.insert_incoming(table)
        tell(0, rows.num_rows, "saving the rows")
        self.cursor.register("incoming", rows)
        try:
            self._run(statement, max(JOB_QUERY_SECONDS, rows.num_rows / ROWS_PER_SECOND), {"part": part})
        finally:
            self.cursor.unregister("incoming")


def as_numpy(cursor: duckdb.DuckDBPyConnection) -> dict[str, np.ndarray[Any, Any]]:
    """Fetch the columns of an answer; inside the store only."""
    return cast("dict[str, np.ndarray[Any, Any]]", cursor.fetchnumpy())  # no column of ours is an enum


@contextmanager
def transaction(db: Database, *, size: int) -> Generator[Transaction, None, None]:
    """Hold the write lock, run one transaction, commit at the end; see `Database.writing`."""
    with locked(db):
        _check_room(db, size)
        tx = _begin(db)
        try:
            yield tx
            _commit(tx.cursor)
        except Exception as problem:
            _abandon(tx.cursor)
            if not _held(tx, problem):
                _tell(db, problem)
            db.forget_last_act()
        except BaseException:
            _abandon(tx.cursor)
            raise
        else:
            tx.cursor.close()
            db.disk_was_full = False
            db.forget_last_act()


@contextmanager
def trial(db: Database) -> Generator[Transaction, None, None]:
    """Run one transaction that is taken back at the end, whatever happens; see `scratch`."""
    tx = _begin(db)
    try:
        yield tx
    finally:
        _abandon(tx.cursor)


@contextmanager
def locked(db: Database) -> Generator[None, None, None]:
    """
    Keep every other writer waiting.

    Raises:
        ReadOnlyDatabase: If nothing may be written.
        DatabaseBusy: If another write does not end.
    """
    if db.read_only:
        raise ReadOnlyDatabase(
            "The database is open for reading only.", fix=db.notice or "Open it where it can be written."
        )
    if not db.write_lock.acquire(timeout=JOB_QUERY_SECONDS):
        raise DatabaseBusy("Somebody else is loading at this moment.", fix="Try again in a minute.")
    try:
        db.run(
            lambda cursor: cursor.execute("select 1").fetchall()
        )  # an engine that stopped is replaced here
        yield
    finally:
        db.write_lock.release()


def _begin(db: Database) -> Transaction:
    tx = Transaction(db, db.connection)
    tx.cursor.execute("begin")
    return tx


def _commit(cursor: duckdb.DuckDBPyConnection) -> None:
    with watched(cursor, seconds=JOB_QUERY_SECONDS):
        cursor.execute("commit")


def _check_room(db: Database, size: int) -> None:
    if db.path is not None and not has_room(db.path, size=size):
        db.disk_was_full = True
        raise DiskFull("There is not enough room on the disk.", fix="Free some space, then try again.")


def _abandon(cursor: duckdb.DuckDBPyConnection) -> None:
    with suppress(duckdb.Error):
        cursor.execute("rollback")
    with suppress(duckdb.Error):
        cursor.close()


def _held(tx: Transaction, problem: Exception) -> bool:
    """
    After a failed write, find out whether it became durable all the same.

    A full disk can stop the engine after the commit was written, and an answer can be lost on its way:
    then the act holds, and saying "failed" would be a lie.
    """
    stopped = isinstance(problem, duckdb.FatalException)
    try:
        if stopped:
            tx.db.reopen(tx.engine)
        held = tx.proof is not None and bool(tx.db.rows(__file__, "audit_by_hash", hash=tx.proof))
    except (duckdb.Error, StoreError):
        raise StoreError(
            "The database does not answer, so nobody can say yet whether this was saved.",
            fix="Look at the history in a minute. Saved again, it counts once.",
        ) from None
    if held and stopped:
        tx.db.disk_was_full = True
    return held


def _tell(db: Database, problem: Exception) -> NoReturn:
    failure = worded(problem) if isinstance(problem, duckdb.Error) else problem
    if isinstance(failure, DiskFull):
        db.disk_was_full = True
    if failure is problem:
        raise problem
    raise failure from None
