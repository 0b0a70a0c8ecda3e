"""After a damage: which loads are at stake, and what the last backup still holds."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import duckdb

from pmo_core.store.connection import Folders, connect
from pmo_core.store.copies import list_backups

_SHOWN: Final = 5


@dataclass(frozen=True)
class Load:
    """An import as far as a reader needs it to load the file once more; `made_at` is UTC without a zone."""

    import_id: str
    portfolio: str
    label: str
    made_at: datetime

    def __str__(self) -> str:
        return f"{self.label} ({_when(self.made_at)}) in {self.portfolio!r}"


def loads_in(con: duckdb.DuckDBPyConnection) -> list[Load]:
    """Every import of a database, newest first."""
    rows = con.execute(
        "select import_id, portfolio, label, made_at from imports order by version desc"
    ).fetchall()
    return [Load(*row) for row in rows]


def what_is_at_stake(con: duckdb.DuckDBPyConnection, *, folders: Folders, stem: str) -> str:
    """Name the last backup, the loads that it lacks, and those that only it has."""
    backups = list_backups(folders.backups, stem=stem)
    here = loads_in(con)
    if not backups:
        return f"There is no backup. {_listed('The file holds', here)}"
    with closing(connect(backups[0].path, read_only=True)) as last:
        there = loads_in(last)
    safe, present = ({load.import_id for load in loads} for loads in (there, here))
    return " ".join(
        (
            f"The last backup is of {_when(backups[0].made_at)}; to go back: python -m pmo_core restore.",
            _listed(
                "Loaded since then, and not in it", [load for load in here if load.import_id not in safe]
            ),
            _listed("In it, but missing here", [load for load in there if load.import_id not in present]),
        )
    )


def _listed(words: str, loads: Sequence[Load]) -> str:
    if not loads:
        return f"{words}: nothing."
    named = ", ".join(f"{load.label} ({_when(load.made_at)})" for load in loads[:_SHOWN])
    more = f" and {len(loads) - _SHOWN} more" if len(loads) > _SHOWN else ""
    return f"{words}: {named}{more}."


def _when(moment: datetime) -> str:
    return f"{moment.day} {moment:%b %Y, %H:%M} UTC"
