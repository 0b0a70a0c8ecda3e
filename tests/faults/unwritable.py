"""A start where nothing, or nothing more, can be written: a sentence, and nothing half made left behind."""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path

import duckdb

from pmo_core import importing
from pmo_core.errors import DiskFull, PmoError, ReadOnlyDatabase, StoreError
from pmo_core.store.database import Database
from pmo_core.store.signature import signature
from tests.faults.figures import Figure
from tests.faults.lists import ADMIN, ProjectList, staged
from tests.faults.small_disk import Filler, read_only, small_disk

LEVELS = (0, 4096, 50_000, 200_000)
"""Bytes left: nothing, a page, less than a database needs."""


def unwritable(folder: Path) -> list[Figure]:
    """Every start on a full disk and on one that may only be read."""
    kept = folder / "kept"
    with closing(Database.open(kept / "pmo.duckdb")) as db:
        importing.commit(db, staged(db, ProjectList(1)), grant=ADMIN)
    with small_disk(folder / "disk", megabytes=20) as disk:
        there = shutil.copytree(kept, disk / "there") / "pmo.duckdb"
        full = [_first_start(disk, leave=leave) for leave in LEVELS]
        full += [_later_start(there, Filler(disk), leave=leave) for leave in LEVELS]
        full += [_older_schema(shutil.copytree(kept, disk / "older") / "pmo.duckdb", Filler(disk))]
        only = [_read_only(there, disk), _nowhere(disk)]
    return [
        Figure.none_of("started on a full disk: read, or refused in words", _named(full), tried=len(full)),
        Figure.none_of("read-only file system: read, with a banner", _named(only), tried=len(only)),
    ]


def _named(problems: list[str]) -> list[str]:
    return [problem for problem in problems if problem]


def _refusal(path: Path, *, expected: type[PmoError]) -> str:
    try:
        Database.open(path).close()
    except expected as problem:
        return "" if problem.problem and problem.fix else "no way out is named"
    except Exception as fault:
        return f"{type(fault).__name__}: {fault}"
    return f"no {expected.__name__}"


def _first_start(disk: Path, *, leave: int) -> str:
    """What it could not make whole is not there; with room it is made."""
    filler, path = Filler(disk), disk / "new" / "pmo.duckdb"
    path.parent.mkdir()
    filler.fill(leave=leave)
    problem = _refusal(path, expected=DiskFull)
    left = [file.name for file in path.parent.iterdir() if file.is_file()]
    filler.free()
    with closing(Database.open(path)) as db:
        works = not db.read_only
    shutil.rmtree(path.parent)
    return problem or (f"left behind: {left}" if left else "") or ("" if works else "for reading only")


def _later_start(path: Path, filler: Filler, *, leave: int) -> str:
    """All can be read, nothing is written, and the banner goes when there is room."""
    filler.fill(leave=leave)
    try:
        with closing(Database.open(path)) as db:
            before = signature(db)
            refused = _full(db)
            same, banner = signature(db) == before, db.notice
            filler.free()
            return "" if refused and same and banner and db.notice is None else f"{refused} {same} {banner}"
    finally:
        filler.free()


def _full(db: Database) -> bool:
    try:
        importing.commit(db, staged(db, ProjectList(2)), grant=ADMIN)
    except DiskFull:
        return True
    return False


def _older_schema(path: Path, filler: Filler) -> str:
    """The backup before the migration finds no room, so nothing is migrated."""
    with closing(duckdb.connect(str(path))) as con:
        con.execute("update meta set schema_version = 1")
    filler.fill(leave=4096)
    problem = _refusal(path, expected=DiskFull)
    filler.free()
    with read_only(filler.file.parent):
        problem = problem or _refusal(path, expected=StoreError)
    shutil.rmtree(path.parent)
    return problem


def _read_only(path: Path, disk: Path) -> str:
    with read_only(disk), closing(Database.open(path)) as db:
        count = db.rows(__file__, "rows_of_load", import_id=ProjectList(1).import_id)[0][0]
        told = db.read_only and "may not write" in (db.notice or "")
        try:
            importing.commit(db, staged(db, ProjectList(2)), grant=ADMIN)
        except ReadOnlyDatabase:
            return "" if told and count == ProjectList(1).rows else f"{db.notice}, {count} rows"
        return "something was written"


def _nowhere(disk: Path) -> str:
    with read_only(disk):
        return _refusal(disk / "nowhere" / "pmo.duckdb", expected=ReadOnlyDatabase)
