"""What people have entered about projects outlives the next list, where that has no column for it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final, TypeAlias

import pyarrow as pa

from pmo_core.importing.typed import said_of
from pmo_core.intake.reading import Reading
from pmo_core.look import plural
from pmo_core.model import Issue, Kind, Severity
from pmo_core.store import versions
from pmo_core.store.database import Database

RATED: Final = ("short_term_value", "long_term_value", "risk", "horizon", "owner")
"""What a person can rate of a project, in the order in which it is said."""


Kept: TypeAlias = Mapping[str, Mapping[str, tuple[date, object]]]
"""Field → project → since when it counts, and what."""


def entered(db: Database, reading: Reading, *, portfolio: str) -> Kept:
    """What was entered by hand and counts now, of the fields that a file has no column for."""
    version = versions.current(db, portfolio).get(Kind.PROJECTS, 0)
    absent = [name for name in RATED if name not in reading.mapping]
    pairs = set(db.rows(__file__, "entered_now", version=version)) if version and absent else set()
    if not pairs:
        return {}
    found: dict[str, dict[str, tuple[date, object]]] = {}
    for key, _, since, _, _, owner, horizon, risk, short, long in db.rows(
        __file__, "states_now", version=version
    ):
        for name, value in zip(RATED, (short, long, risk, horizon, owner), strict=True):
            if value is not None and (key, name) in pairs and name in absent:
                found.setdefault(name, {})[key] = since, value
    return found


def with_entered(rows: pa.Table, found: Kept) -> pa.Table:
    """The rows of a list with what was entered about its projects by its date."""
    for name, values in _of_rows(rows, found).items():
        at = rows.schema.get_field_index(name)
        rows = rows.set_column(at, name, pa.array(values, rows.schema.field(name).type))
    return rows


def kept_note(rows: pa.Table, found: Kept) -> list[Issue]:
    """Say what stays, and of how many projects."""
    stays = _of_rows(rows, found)
    fields = [said_of(name) for name in RATED if any(value is not None for value in stays.get(name, ()))]
    keys = rows["project_key"].to_pylist()
    projects = {keys[at] for values in stays.values() for at, value in enumerate(values) if value is not None}
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


def _of_rows(rows: pa.Table, found: Kept) -> dict[str, list[object]]:
    """Field → value of every row; a list of the past knows nothing of what was entered after it."""
    told = list(zip(rows["project_key"].to_pylist(), rows["as_of"].to_pylist(), strict=True))
    return {
        name: [values[key][1] if key in values and values[key][0] <= on else None for key, on in told]
        for name, values in found.items()
    }
