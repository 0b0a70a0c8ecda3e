"""What the history says of every version: whether its rows count, and what going back to it would do."""

from __future__ import annotations

from pmo_core.store.database import Database
from pmo_core.store.history import history
from pmo_core.store.versions import undo
from tests.store.conftest import ADMIN, Save


def states(db: Database) -> list[str]:
    """Of all versions, the oldest first."""
    return [entry.state for entry in reversed(history(db, "main"))]


def test_rows_that_later_versions_keep_are_in_use(memory: Database, save: Save) -> None:
    save(memory, {"A": 1.0})
    save(memory, {"B": 2.0}, keep=True)
    assert states(memory) == ["in use", "in use"]


def test_a_whole_list_replaces_what_came_before(memory: Database, save: Save) -> None:
    save(memory, {"A": 1.0})
    save(memory, {"B": 2.0})
    assert states(memory) == ["replaced", "in use"]


def test_what_was_taken_back_stays_so_beside_what_came_after(memory: Database, save: Save) -> None:
    save(memory, {"A": 1.0})
    save(memory, {"B": 2.0})
    with memory.writing() as tx:
        undo(tx, "main", grant=ADMIN)
    save(memory, {"C": 3.0}, keep=True)
    assert states(memory) == ["in use", "taken back", "in use"]
