"""Does a file replace, update or add? Its dates and keys decide; where they do not, it is asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

import pyarrow as pa

from pmo_core.importing.bad_rows import continues
from pmo_core.importing.reported import left_out, reported_now
from pmo_core.intake.reading import Reading
from pmo_core.model import Choice, Kind, Question
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
    known = db.rows(__file__, "keys_of_version", version=version)
    dates = {dated for _, dated in known if dated is not None}
    new_dates = set(_dates(reading.kind, rows))
    here = set(_identities(reading.kind, rows))
    shared = len(here & {identity for identity, _ in known if identity is not None})
    if new_dates and dates and not new_dates & dates:
        # a date that was only assumed is no sign that the file is the next full list
        if (
            reading.as_of_assumed
            and reading.kind is Kind.PROJECTS
            and left_out(rows, reported_now(db, version))
        ):
            return None, _mode_question(reading.kind, shared=shared, total=len(here))
        return "append", None
    if here and shared * 2 >= len(here):
        return "update", None
    if reading.kind in ADDED_TO and not shared:
        return "append", None
    return None, _mode_question(reading.kind, shared=shared, total=len(here))


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


_DATE_COLUMN = {
    Kind.PROJECTS: "as_of",
    Kind.MILESTONES: "as_of",
    Kind.KPIS: "period_end",
    Kind.CONTACTS: "date",
    Kind.FEEDBACK: "date",
}
_IDENTITY_COLUMN = {Kind.PROJECTS: "project_key", Kind.KPIS: "series"}


def _dates(kind: Kind, rows: pa.Table) -> Sequence[date]:
    column = _DATE_COLUMN.get(kind)
    return [d for d in rows[column].unique().to_pylist() if d] if column else []


def _identities(kind: Kind, rows: pa.Table) -> Sequence[str]:
    if kind is Kind.MILESTONES:
        pairs = zip(rows["milestone_id"].to_pylist(), rows["name"].to_pylist(), strict=True)
        return [identifier or name for identifier, name in pairs]
    return list(rows[_IDENTITY_COLUMN.get(kind, "key")].unique().to_pylist())
