"""Undo: what counts after it is what counted before, to the row, also after the program was started again."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

from pmo_core import importing
from pmo_core.model import Kind
from pmo_core.store import versions
from pmo_core.store.audit import verify
from pmo_core.store.database import Database
from tests.faults.figures import Figure
from tests.faults.lists import ADMIN, PORTFOLIO, ProjectList, staged

RESTART_EVERY = 5
GO_ON_EVERY = 4
"""After so many undos one load stays, so that the next ones meet another state."""


def undos(path: Path, *, count: int) -> list[Figure]:
    """Load, undo, compare; now and then in a program that was started anew between load and undo."""
    wrong: list[str] = []
    restarts = 0
    db = Database.open(path)
    for number in range(count):
        before = counting(db)
        importing.commit(db, staged(db, ProjectList(2 * number)), grant=ADMIN)
        if number % RESTART_EVERY == 0:
            db, restarts = _again(db, path), restarts + 1
        importing.undo(db, PORTFOLIO, grant=ADMIN)
        if number % RESTART_EVERY == 1:
            db, restarts = _again(db, path), restarts + 1
        wrong += [] if counting(db) == before else [f"undo {number}"]
        if number % GO_ON_EVERY == 0:
            importing.commit(db, staged(db, ProjectList(2 * number + 1)), grant=ADMIN)
    with closing(db):
        wrong += [] if verify(db).ok else ["the audit is broken"]
    return [
        Figure.none_of(
            "what counts after undo is what counted before", wrong, tried=count, more=f", {restarts} restarts"
        )
    ]


def counting(db: Database) -> Mapping[Kind, list[dict[str, Any]]]:
    """The rows that count, by kind, in the order of their keys."""
    return {
        kind: versions.rows_of(db, kind, version=version).sort_by("key").to_pylist()
        for kind, version in versions.current(db, PORTFOLIO).items()
    }


def _again(db: Database, path: Path) -> Database:
    db.close()
    return Database.open(path)
