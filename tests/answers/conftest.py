"""A small in-memory portfolio that tests fill row by row."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.shelf import Shelf


@pytest.fixture
def shelf() -> Iterator[Shelf]:
    made = Shelf()
    yield made
    made.db.close()
