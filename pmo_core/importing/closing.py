"""What somebody asked or what was agreed: noted under an id of its own, closed with what was done."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import date
from typing import Final

import pyarrow as pa

from pmo_core.errors import IntakeError
from pmo_core.importing.adding import add_note
from pmo_core.importing.commit import commit
from pmo_core.importing.entry import Entered, staged
from pmo_core.importing.typed import Row, read_typed
from pmo_core.model import Grant, Kind
from pmo_core.store import versions
from pmo_core.store.database import Database

_LABEL: Final = 60


def ask(db: Database, portfolio: str, *, row: Row, grant: Grant, today: date) -> Entered:
    """
    Note what somebody asked, so that it can be closed later; the same may be asked again.

    Args:
        db: The store.
        portfolio: Where it goes.
        row: Field of notes → value, at least text.
        grant: Must cover `import` of the portfolio.
        today: The date of the server.
    Raises:
        IntakeError: If a value cannot hold.
    """
    whole: Row = {"type": "question", **row, "note_id": f"question {uuid.uuid4().hex[:8]}"}
    return add_note(db, portfolio, row=whole, grant=grant, today=today)


def close_note(
    db: Database, portfolio: str, *, note: str, outcome: str, grant: Grant, today: date
) -> Entered | None:
    """
    Close a note with what was done; all else that it says stays.

    Args:
        db: The store.
        portfolio: Whose note.
        note: Its key.
        outcome: What was done.
        grant: Must cover `import` of the portfolio.
        today: The date of the server.
    Returns:
        What was saved; None if it says exactly that already.
    Raises:
        IntakeError: If the note is not there any more, or nothing is said.
    """
    grant.allow("import", portfolio)
    version = versions.current(db, portfolio).get(Kind.NOTES, 0)
    held = versions.rows_of(db, Kind.NOTES, version=version, columns=["key", "text", "outcome"]).to_pylist()
    found = next((row for row in held if row["key"] == note), None)
    if found is None:
        raise IntakeError("This note is not there any more.", fix="Reload the page and choose again.")
    if found["outcome"] == outcome:
        return None
    label = f"Entered: what was done about “{str(found['text'])[:_LABEL]}”"
    reading = read_typed(Kind.NOTES, [{"text": "done", "outcome": outcome}], label=label, today=today)
    assert reading.table is not None
    rows = reading.table.select(["row", "deleted", "outcome"]).append_column(
        "key", pa.array([note], pa.string())
    )
    fields = tuple(part for part in reading.fields if part.field == "outcome")
    # a cell that was not edited is not missing: it keeps what the current version says of it
    reading = replace(reading, fields=fields, missing=None, scores=None)
    loaded = commit(db, staged(reading, rows=rows, portfolio=portfolio, mode="update"), grant=grant)
    return Entered(label, loaded.made, cells=1, rows=1)
