from __future__ import annotations

from collections.abc import Iterator

import pytest

from pmo_core.store.database import Database
from tests.hostile.portfolio import load, tagged

NAME = tagged(0)


@pytest.fixture(scope="module")
def hostile() -> Iterator[Database]:
    """A database whose only portfolio has hostile words everywhere."""
    db = Database.memory()
    load(db, NAME)
    yield db
    db.close()
