"""What a snapshot has: how many rows of each kind, and its dates and departments to choose from."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from pmo_core.fields import FIELDS
from pmo_core.model import FieldType, Kind
from pmo_core.store.database import Database
from pmo_core.store.sql import count_of_version, long_texts_of_version

_AS_WRITTEN: Final = frozenset({FieldType.NAME, FieldType.TEXT, FieldType.CATEGORY, FieldType.PERSON})


def row_counts(db: Database, versions: Mapping[Kind, int]) -> dict[Kind, int]:
    """Rows that count, by kind, all as-of dates together; kinds without any are left out."""
    found = {
        kind: int(db.arrow(count_of_version(kind), version=versions[kind])[0][0].as_py())
        for kind in Kind
        if versions.get(kind)
    }
    return {kind: count for kind, count in found.items() if count}


def long_texts(db: Database, versions: Mapping[Kind, int], *, most: int) -> int:
    """How many cells hold a text of more than `most` characters."""
    written = {
        kind: [field.name for field in FIELDS[kind] if field.type in _AS_WRITTEN]
        for kind in Kind
        if versions.get(kind)
    }
    return sum(
        int(db.arrow(long_texts_of_version(kind, names), version=versions[kind], most=most)[0][0].as_py())
        for kind, names in written.items()
        if names
    )


def as_of_dates(db: Database, versions: Mapping[Kind, int]) -> list[date]:
    """Dates that the projects of these versions describe, newest first."""
    rows = db.rows(__file__, "as_of_dates", version=versions.get(Kind.PROJECTS, 0))
    return [row[0] for row in rows]


def departments(db: Database, versions: Mapping[Kind, int]) -> list[str]:
    """Departments of the projects of these versions as first written, in alphabetical order."""
    rows = db.rows(__file__, "departments", version=versions.get(Kind.PROJECTS, 0))
    return [row[0] for row in rows]
