"""Is everything as it should be? One check per promise, each with its way out."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass

import duckdb

from pmo_core.errors import PmoError
from pmo_core.store import audit
from pmo_core.store.backup import backups_of
from pmo_core.store.connection import connect
from pmo_core.store.database import Database
from pmo_core.store.opening import quarantined
from pmo_core.store.portfolio_settings import read_settings
from pmo_core.store.room import has_room
from pmo_core.store.signature import read_every_table, signature
from pmo_core.store.snapshots import snapshot
from pmo_core.store.versions import portfolios


@dataclass(frozen=True)
class Check:
    """One thing that was looked at; `problem` and `fix` are empty where it is as it should be."""

    name: str
    ok: bool
    problem: str = ""
    fix: str = ""


def examine(db: Database) -> list[Check]:
    """Look at the file, its rows, the audit, the backups, the disk and the settings; changes nothing."""
    return [
        _writable(db),
        _integrity(db),
        _references(db),
        _keys(db),
        _chain(db),
        _audited(db),
        _backups(db),
        _disk(db),
        _settings(db),
    ]


def _judged(name: str, *, problem: str, fix: str) -> Check:
    return Check(name, ok=False, problem=problem, fix=fix) if problem else Check(name, ok=True)


def _writable(db: Database) -> Check:
    if db.path is not None and quarantined(db.path):
        fix = "Restore a backup; or, to go on without the rest, remove the .wal.corrupt-… file beside it."
        return _judged("The database can be written", problem=db.notice or "Its log is damaged.", fix=fix)
    problem = (db.notice or "It is open for reading only.") if db.read_only else ""
    return _judged("The database can be written", problem=problem, fix="See the sentence itself.")


def _integrity(db: Database) -> Check:
    try:
        signature(db)
    except PmoError as problem:
        return _judged("Every table can be read", problem=problem.problem, fix=problem.fix)
    return _judged("Every table can be read", problem="", fix="")


def _references(db: Database) -> Check:
    broken = db.rows(__file__, "broken_references")
    return _judged(
        "Versions list parts that exist",
        problem="; ".join(f"{what}: {count}" for what, count in broken),
        fix="Restore the last backup.",
    )


def _keys(db: Database) -> Check:
    shared = db.rows(__file__, "shared_keys")
    return _judged(
        "No two rows of a load share a key",
        problem="; ".join(f"{kind}: {count}" for kind, count in shared),
        fix="Undo the loads that brought them, and import them again.",
    )


def _chain(db: Database) -> Check:
    found = audit.verify(db)
    problem = "" if found.ok else f"Row {found.broken_at} is not as it was written."
    return _judged("The audit is unaltered", problem=problem, fix="Compare it with the audit of a backup.")


def _audited(db: Database) -> Check:
    unseen = db.rows(__file__, "unaudited_imports")
    problem = f"Not in it: {', '.join(label for _, label in unseen[:5])}." if unseen else ""
    return _judged(
        "Every load is in the audit", problem=problem, fix="Compare it with the audit of a backup."
    )


def _backups(db: Database) -> Check:
    name = "The last backup can be read"
    if db.path is None:
        return Check(name, ok=True)
    found = backups_of(db)
    if not found:
        return _judged(name, problem="There is no backup.", fix="Make one: python -m pmo_core backup.")
    try:
        with closing(connect(found[0].path, read_only=True)) as con:
            read_every_table(con)
    except (duckdb.Error, PmoError):
        problem = f"{found[0].path.name} is damaged."
        return _judged(name, problem=problem, fix="Make a new one: python -m pmo_core backup.")
    return Check(name, ok=True)


def _disk(db: Database) -> Check:
    problem = "" if db.path is None or has_room(db.path) else "The disk is almost full."
    return _judged("There is room on the disk", problem=problem, fix="Free some space.")


def _settings(db: Database) -> Check:
    problems: list[str] = []
    for portfolio in portfolios(db):
        try:
            read_settings(db, snapshot(db, portfolio.name))
        except PmoError as problem:
            problems.append(problem.problem)
    return _judged(
        "Settings can be read", problem=" ".join(problems), fix="Set them again, or undo their load."
    )
