"""A fault at the n-th step: of what the database is told, or of what our own code calls."""

from __future__ import annotations

import itertools
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

import duckdb
import pytest

from pmo_core.store import transaction
from pmo_core.store.database import Database
from pmo_core.store.transaction import Transaction

CORE = str(Path(transaction.__file__).parents[1])


class FaultyCursor:
    """
    A cursor of which the n-th act fails, before it is done or after.

    Args:
        cursor: The one of the transaction.
        step: Which act fails, counted from 0; `begin` has been said already.
        fault: Makes the exception.
        after: The act is done, and only then it fails, as when an answer is lost.
    """

    def __init__(
        self, cursor: duckdb.DuckDBPyConnection, *, step: int, fault: Callable[[], BaseException], after: bool
    ) -> None:
        self._cursor, self._steps, self._fault, self._after = (
            cursor,
            iter([False] * step + [True]),
            fault,
            after,
        )
        self.struck: str | None = None

    def __getattr__(self, name: str) -> Any:
        act = getattr(self._cursor, name)
        if name in ("close", "interrupt"):
            return act

        def run(*args: Any, **kwargs: Any) -> Any:
            strikes = next(self._steps, False)
            if strikes:
                self.struck = str(args[0]) if name == "execute" else name
            if strikes and not self._after:
                raise self._fault()
            answer = act(*args, **kwargs)
            if strikes:
                raise self._fault()
            return self if answer is self._cursor else answer

        return run


@contextmanager
def faulty_statement(
    step: int, *, fault: Callable[[], BaseException], after: bool
) -> Iterator[list[FaultyCursor]]:
    """Let the n-th act of the next write transaction fail; gives the cursors that were handed out."""
    made: list[FaultyCursor] = []
    begin = transaction._begin

    def faulty(db: Database) -> Transaction:
        tx = begin(db)
        made.append(FaultyCursor(tx.cursor, step=step, fault=fault, after=after))
        tx.cursor = made[-1]
        return tx

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(transaction, "_begin", faulty)
        yield made


@contextmanager
def faulty_call(db: Database, step: int, *, fault: Callable[[], BaseException]) -> Iterator[list[str]]:
    """Let the n-th function of ours that is called while the write lock is held fail; gives its name."""
    struck: list[str] = []
    steps = itertools.count()

    def watch(frame: FrameType, event: str, _: object) -> None:
        ours = frame.f_code.co_filename.startswith(CORE)
        if ours and event == "call" and db.write_lock.locked() and next(steps) == step:
            struck.append(frame.f_code.co_name)
            raise fault()

    sys.setprofile(watch)
    try:
        yield struck
    finally:
        sys.setprofile(None)
