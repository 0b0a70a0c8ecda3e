"""Somebody else fills the disk in the middle of an import: the truth is told, and nothing needs a restart."""

from __future__ import annotations

import itertools
import shutil
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from pmo_core import importing
from pmo_core.errors import DiskFull
from pmo_core.importing.outcome import outcome
from pmo_core.store import transaction
from pmo_core.store.audit import verify
from pmo_core.store.backup import backup, backups_of
from pmo_core.store.database import Database
from pmo_core.store.signature import signature
from tests.faults.figures import Figure
from tests.faults.lists import ADMIN, ProjectList, large, staged
from tests.faults.small_disk import MEGABYTE, Filler, small_disk

LOADS = (1, 8)
"""Lists of 6,000 projects in the log; eight bring it to just below where the engine folds it in."""

MOMENTS = ("_begin", "_commit")
"""When the other program takes the room: as the transaction begins, or as it ends."""


@dataclass
class Told:
    """What the product said at each level of the disk, and what was wrong about it."""

    ended: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def check(self, holds: bool, *, problem: str) -> None:
        if not holds:
            self.wrong.append(problem)


def full_disks(folder: Path, *, step: int) -> list[Figure]:
    """Fill within the transaction, to every level from nothing left to enough."""
    told = Told()
    with small_disk(folder / "disk", megabytes=64) as disk:
        for loads in LOADS:
            kept = _with_log(folder / f"{loads} loads", loads=loads)
            for moment, leave in itertools.product(MOMENTS, range(0, 6 * MEGABYTE, step)):
                folder_of_level = shutil.copytree(kept, disk / "level")
                _at_level(folder_of_level, told, loads=loads, moment=moment, leave=leave)
                shutil.rmtree(folder_of_level)
    ended = ", ".join(f"{count} {how}" for how, count in told.ended.most_common())
    return [
        Figure.none_of(
            "disk filled during an import: truth told, nothing lost",
            told.wrong,
            tried=told.ended.total(),
            more=f" ({ended})",
        ),
        _until_refused(folder / "20 MB"),
    ]


def _with_log(folder: Path, *, loads: int) -> Path:
    """A database whose lists lie in its log, as they do before the engine folds them in."""
    with closing(Database.open(folder / "work" / "pmo.duckdb")) as db:
        for number in range(loads):
            importing.commit(db, staged(db, large(number)), grant=ADMIN)
        return shutil.copytree(folder / "work", folder / "kept")


def _at_level(folder: Path, told: Told, *, loads: int, moment: str, leave: int) -> None:
    filler = Filler(folder.parent)
    with closing(Database.open(folder / "pmo.duckdb")) as db:
        before, coming = signature(db), staged(db, large(loads))
        with filled_at(moment, filler, leave=leave):
            ended = _commit(db, coming)
        if ended == "saved" and db.disk_was_full:
            ended = "saved, though the engine stopped"
        held = outcome(db, coming.import_id).loaded
        told.ended[ended] += 1
        told.check(
            ended.startswith("saved") == held, problem=f"{leave}: {ended}, but in the database: {held}"
        )
        told.check(held or signature(db) == before, problem=f"{leave}: {ended}, but something was changed")
        told.check(bool(db.notice) == (ended == "full") or held, problem=f"{leave}: {ended}, {db.notice}")
        _while_full(db, told)
        filler.free()
        told.check(db.notice is None, problem=f"{leave}: there is room again, and it says {db.notice}")
        again = importing.commit(db, coming, grant=ADMIN)
        told.check(again.already_imported == held, problem=f"{leave}: sent again, {again}")
    with closing(Database.open(folder / "pmo.duckdb")) as db:
        lost = [n for n in range(loads + 1) if not outcome(db, large(n).import_id).loaded]
        told.check(not lost and not db.read_only and verify(db).ok, problem=f"{leave}: lost {lost}")


def _while_full(db: Database, told: Told) -> None:
    """Without room nothing begins, and no half of a backup stays behind."""
    if db.notice is None:
        return
    told.check(_commit(db, staged(db, ProjectList(1))) == "full", problem="a load began without room")
    try:
        backup(db, grant=ADMIN)
    except DiskFull:
        told.check(backups_of(db) == [], problem="half a backup")


@contextmanager
def filled_at(moment: str, filler: Filler, *, leave: int) -> Iterator[None]:
    """There was room when we looked; at this moment of the transaction there is not."""
    real = getattr(transaction, moment)

    def fill(subject: object) -> object:
        filler.fill(leave=leave)
        return real(subject)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(transaction, moment, fill)
        yield


def _commit(db: Database, coming: importing.Staged) -> str:
    try:
        importing.commit(db, coming, grant=ADMIN)
    except DiskFull:
        return "full"
    return "saved"


def _until_refused(folder: Path) -> Figure:
    """Twenty megabytes, half of them taken, and lists until one is refused; then room again, and on."""
    with small_disk(folder, megabytes=20) as disk, closing(Database.open(disk / "pmo.duckdb")) as db:
        filler, number = Filler(disk), 0
        filler.fill(leave=10 * MEGABYTE)
        while _commit(db, staged(db, _small(number))) == "saved":
            number += 1
        notice = db.notice
        filler.free()
        freed = _commit(db, staged(db, _small(number)))
        every = all(outcome(db, _small(one).import_id).loaded for one in range(number + 1))
        held = bool(notice) and freed == "saved" and every and db.notice is None and verify(db).ok
    return Figure(
        "20 MB disk: refused in words, freed, goes on without restart",
        f"{number} lists, then {notice!r}; with room again: {freed}",
        held=held,
    )


def _small(number: int) -> ProjectList:
    return ProjectList(9 * number)
