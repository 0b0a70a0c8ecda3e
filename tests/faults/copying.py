"""Backups made while somebody loads: each restores whole, with all that was acknowledged before it."""

from __future__ import annotations

import itertools
import shutil
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from pmo_core import importing
from pmo_core.store.audit import verify
from pmo_core.store.backup import backup, restore
from pmo_core.store.database import Database
from pmo_core.store.signature import Signature, signature
from tests.faults.figures import Figure
from tests.faults.lists import ADMIN, ProjectList, staged


def copies_under_load(folder: Path, *, count: int) -> list[Figure]:
    """Back up again and again while a thread loads; restore each beside, and compare."""
    wrong: list[str] = []
    with closing(Database.open(folder / "pmo.duckdb")) as db, loading(db) as acknowledged:
        for number in range(count):
            before = list(acknowledged)
            made = backup(db, grant=ADMIN)
            aside = shutil.copyfile(made.path, folder / f"{number}.backup")
            wrong += _restored(aside, folder / f"restored {number}" / "pmo.duckdb", told=before)
        loads = len(acknowledged)
    more = f", {loads} imports meanwhile"
    return [Figure.none_of("a backup under load restores equal", wrong, tried=count, more=more)]


@contextmanager
def loading(db: Database) -> Iterator[list[int]]:
    """Somebody who loads one list after the other; gives the numbers that were acknowledged so far."""
    acknowledged: list[int] = []
    stop = threading.Event()

    def load() -> None:
        for number in itertools.count():
            if stop.is_set():
                return
            importing.commit(db, staged(db, ProjectList(number)), grant=ADMIN)
            acknowledged.append(number)

    writer = threading.Thread(target=load)
    writer.start()
    try:
        yield acknowledged
    finally:
        stop.set()
        writer.join()


def _restored(copy: Path, path: Path, *, told: list[int]) -> list[str]:
    """What is wrong with the database that a copy becomes."""
    restore(path, copy, grant=ADMIN)
    with closing(Database.open(path)) as db:
        loads = db.rows(__file__, "every_load")
        numbers = [int(name.rpartition("-")[2]) for name, *_ in loads]
        whole = [(one.import_id, one.rows, one.budget, 1, 1, 1) for one in map(ProjectList, numbers)]
        wrong = [f"lost {lost}" for lost in sorted(set(told) - set(numbers))]
        wrong += [] if loads == whole else ["a load is there by half"]
        wrong += [] if verify(db).ok else ["the audit is broken"]
        wrong += [] if _of(db) == _of_file(copy) else ["other rows than in the copy"]
    return wrong


def _of_file(copy: Path) -> Signature:
    with closing(Database.open(copy)) as db:
        return _of(db)


def _of(db: Database) -> Signature:
    """All but the audit, into which the restore itself is written."""
    return {table: content for table, content in signature(db).items() if table != "audit"}
