"""Does a file replace, update or add? Its dates and keys decide; where they do not, it is asked."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

import pyarrow as pa
from pyarrow.compute import call_function

from pmo_core.importing.bad_rows import continues
from pmo_core.importing.reported import left_out, reported_now
from pmo_core.intake.reading import Reading
from pmo_core.model import Choice, Kind, Question
from pmo_core.store import versions
from pmo_core.store.database import Database

MODES: Final = ("replace", "update", "append")
MODE_NAMES: Final[Mapping[str, str]] = {
    "replace": "It is all there is",
    "update": "It changes and adds",
    "append": "It adds",
}
"""What a file does to the rows that are there, as the page words it."""

ADDED_TO = frozenset({Kind.KPIS, Kind.CONTACTS, Kind.FEEDBACK, Kind.LESSONS, Kind.NOTES})
"""Kinds that come in many files; one that knows no row of the portfolio adds to it."""


def mode_of(
    db: Database, reading: Reading, *, rows: pa.Table, version: int
) -> tuple[str | None, Question | None]:
    """No version yet → replace; mended rows and half known → update; only new dates → append; else ask."""
    if not version:
        return "replace", None
    if continues(reading.raw.headers):
        return "update", None
    kind = reading.kind
    compared = [*_IDENTITY_COLUMNS.get(kind, ("key",)), *_DATE_COLUMN.get(kind, ())]
    known = versions.rows_of(db, kind, version=version, columns=compared)
    dates, new_dates = _dates(kind, known), _dates(kind, rows)
    here = _identities(kind, rows)
    shared = len(here & _identities(kind, known))
    if new_dates and dates and not new_dates & dates:
        # a date that was only assumed is no sign that the file is the next full list
        if reading.as_of_assumed and kind is Kind.PROJECTS and left_out(rows, reported_now(db, version)):
            return None, _mode_question(kind, shared=shared, total=len(here))
        return "append", None
    if here and shared * 2 >= len(here):
        return "update", None
    if kind in ADDED_TO and not shared:
        return "append", None
    return None, _mode_question(kind, shared=shared, total=len(here))


def _mode_question(kind: Kind, *, shared: int, total: int) -> Question:
    return Question(
        id="mode",
        text=f"The portfolio already has {kind.value}. What should this file do?",
        choices=(
            Choice("replace", f"what it does not list leaves the {kind.value}"),
            Choice("update", f"{shared} known ones change, {total - shared} new ones come in, the rest stay"),
            Choice("append", "every row of the file is added, as a newer list where its date is newer"),
        ),
        option="--mode replace|update|append",
        evidence=f"{shared} of {total} rows are known already",
    )


_DATE_COLUMN: Final[Mapping[Kind, tuple[str]]] = {
    Kind.PROJECTS: ("as_of",),
    Kind.MILESTONES: ("as_of",),
    Kind.KPIS: ("period_end",),
    Kind.CONTACTS: ("date",),
    Kind.FEEDBACK: ("date",),
}
_IDENTITY_COLUMNS: Final[Mapping[Kind, tuple[str, ...]]] = {
    Kind.PROJECTS: ("project_key",),
    Kind.KPIS: ("series",),
    Kind.MILESTONES: ("milestone_id", "name"),
}
"""The first of them that is filled tells what a row is about; of other kinds it is the key."""


def _dates(kind: Kind, rows: pa.Table) -> set[date]:
    return {on for name in _DATE_COLUMN.get(kind, ()) for on in rows[name].unique().to_pylist() if on}


def _identities(kind: Kind, rows: pa.Table) -> set[str]:
    names = _IDENTITY_COLUMNS.get(kind, ("key",))
    told = rows[names[0]] if len(names) == 1 else call_function("coalesce", [rows[name] for name in names])
    return set(told.unique().to_pylist()) - {None}
