"""The database that is going to be damaged: what it held at every moment, and a copy of its files."""

from __future__ import annotations

import shutil
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from pmo_core import importing
from pmo_core.store.backup import backup
from pmo_core.store.database import Database
from pmo_core.store.signature import Signature, signature
from tests.faults.lists import ADMIN, PORTFOLIO, TODAY, ProjectList, staged

AFTER_BACKUP = ProjectList(2)
"""It is in the file, but not in the backup: a damage must name it."""


@dataclass(frozen=True)
class Before:
    """
    Files as a killed process leaves them: the database, its backup, and a log where one is wanted.

    `states` are the signatures after each act that is in the log, the state of the file itself first.
    """

    path: Path
    states: tuple[Signature, ...]
    backed_up: Signature

    @property
    def log(self) -> Path:
        return self.path.with_name(self.path.name + ".wal")

    def copied(self, folder: Path) -> Before:
        """A copy to damage; what lay in the folder is gone."""
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(self.path.parent, folder)
        return Before(folder / self.path.name, self.states, self.backed_up)


def before(folder: Path, *, with_log: bool) -> Before:
    """Demo and lists, a backup among them; with a log, its last acts are two loads and an undo."""
    work, kept = folder / "work", folder / "kept"
    with closing(Database.open(work / "pmo.duckdb")) as db:
        importing.seed_demo(db, grant=ADMIN, today=TODAY)
        _load(db, ProjectList(1))
        backed_up = signature(db)
        backup(db, grant=ADMIN)
        _load(db, AFTER_BACKUP)
        states = [signature(db)]
    if not with_log:
        work.rename(kept)
        return Before(kept / "pmo.duckdb", tuple(states), backed_up)
    with closing(Database.open(work / "pmo.duckdb")) as db:
        for number in (3, 4):
            _load(db, ProjectList(number))
            states.append(signature(db))
        importing.undo(db, PORTFOLIO, grant=ADMIN)
        states.append(signature(db))
        shutil.copytree(work, kept)  # nobody writes: this is what a kill would leave
    return Before(kept / "pmo.duckdb", tuple(states), backed_up)


def _load(db: Database, wanted: ProjectList) -> None:
    importing.commit(db, staged(db, wanted), grant=ADMIN)
