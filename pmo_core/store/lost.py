"""After a damage: which imports are at stake, and what the last backup still holds."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import duckdb

from pmo_core.store.connection import Folders
from pmo_core.store.copies import list_backups
from pmo_core.store.sql import literal

_SHOWN = 5


def what_is_at_stake(con: duckdb.DuckDBPyConnection, *, folders: Folders, stem: str) -> str:
    """Name the last backup, the imports it lacks, and those that only it has."""
    backups = list_backups(folders.backups, stem=stem)
    if not backups:
        return "There is no backup. " + _listed("The file holds", _imports(con))
    last = backups[0]
    con.execute("attach " + literal(last.path) + " as last_backup (read_only)")
    try:
        newer = con.execute(
            "select label, made_at from imports "
            "where import_id not in (select import_id from last_backup.imports) order by made_at desc"
        ).fetchall()
        gone = con.execute(
            "select label, made_at from last_backup.imports "
            "where import_id not in (select import_id from imports) order by made_at desc"
        ).fetchall()
    finally:
        con.execute("detach last_backup")
    return " ".join(
        (
            f"The last backup is of {_when(last.made_at)}; go back to it with: python -m pmo_core restore.",
            _listed("Loaded since then, and not in it", newer),
            _listed("In it, but missing here", gone),
        )
    ).strip()


def _imports(con: duckdb.DuckDBPyConnection) -> list[tuple[Any, ...]]:
    return con.execute("select label, made_at from imports order by made_at desc").fetchall()


def _listed(words: str, imports: list[tuple[Any, ...]]) -> str:
    if not imports:
        return f"{words}: nothing."
    named = ", ".join(f"{label} ({_when(made_at)})" for label, made_at in imports[:_SHOWN])
    more = f" and {len(imports) - _SHOWN} more" if len(imports) > _SHOWN else ""
    return f"{words}: {named}{more}."


def _when(moment: datetime) -> str:
    return f"{moment.day} {moment:%b %Y, %H:%M} UTC"
