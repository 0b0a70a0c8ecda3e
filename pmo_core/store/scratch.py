"""A place to try things: the schema in memory, and a transaction there that is taken back at the end."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from typing import Final

from pmo_core.store.database import Database
from pmo_core.store.transaction import Transaction, trial

_IDLE: Final[list[Database]] = []
"""Empty databases that nobody uses at this moment: making one costs as much as a preview in it."""


@contextmanager
def scratch() -> Generator[Transaction, None, None]:
    """Give a transaction in an empty database of the present schema; nothing of it outlives the block."""
    db = _IDLE.pop() if _IDLE else Database.memory()
    try:
        with trial(db) as tx:
            yield tx
    except BaseException:
        db.close()
        raise
    _IDLE.append(db)
