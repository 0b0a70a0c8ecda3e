"""What people have entered about projects outlives the next list, where that has no column for it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import pyarrow as pa

from pmo_core.importing.typed import said_of
from pmo_core.intake.reading import Reading
from pmo_core.look import plural
from pmo_core.model import Issue, Kind, Severity
from pmo_core.store import versions
from pmo_core.store.database import Database

RATED: Final = ("short_term_value", "long_term_value", "risk", "horizon", "owner")
"""What a person can rate of a project, in the order in which it is said."""


def entered(db: Database, reading: Reading, *, portfolio: str) -> Mapping[str, Mapping[str, object]]:
    """Field → project → what was entered and counts now, of the fields that a file has no column for."""
    version = versions.current(db, portfolio).get(Kind.PROJECTS, 0)
    absent = [name for name in RATED if name not in reading.mapping]
    pairs = set(db.rows(__file__, "entered_now", version=version)) if version and absent else set()
    if not pairs:
        return {}
    found: dict[str, dict[str, object]] = {}
    for key, _, _, _, _, owner, horizon, risk, short, long in db.rows(
        __file__, "states_now", version=version
    ):
        for name, value in zip(RATED, (short, long, risk, horizon, owner), strict=True):
            if value is not None and (key, name) in pairs and name in absent:
                found.setdefault(name, {})[key] = value
    return found


def with_entered(rows: pa.Table, found: Mapping[str, Mapping[str, object]]) -> pa.Table:
    """The rows of a list with what was entered about its projects."""
    keys = rows["project_key"].to_pylist()
    for name, values in found.items():
        at = rows.schema.get_field_index(name)
        column = pa.array([values.get(key) for key in keys], rows.schema.field(name).type)
        rows = rows.set_column(at, name, column)
    return rows


def kept_note(rows: pa.Table, found: Mapping[str, Mapping[str, object]]) -> list[Issue]:
    """Say what stays, and of how many projects."""
    listed = set(rows["project_key"].to_pylist())
    fields = [said_of(name) for name in RATED if listed & found.get(name, {}).keys()]
    projects = {key for values in found.values() for key in values if key in listed}
    if not projects:
        return []
    named = f"{', '.join(fields[:-1])} and {fields[-1]}" if len(fields) > 1 else fields[0]
    return [
        Issue(
            "entered.kept",
            f"What was entered by hand stays, for the file has no column for it: {named} of "
            f"{plural(len(projects), 'project')}.",
            "Enter it anew where it has changed.",
            Severity.NOTE,
        )
    ]
