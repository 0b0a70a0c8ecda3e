"""What somebody asked is closed with what was done, and nothing else of the note moves."""

from __future__ import annotations

from datetime import date

import pytest

from pmo_core import importing
from pmo_core.errors import AccessDenied, IntakeError
from pmo_core.importing.closing import ask, close_note
from pmo_core.model import Kind
from pmo_core.sharing.roles import Role, grant_of
from pmo_core.store import versions
from pmo_core.store.database import Database
from tests.importing.conftest import ADMIN, TODAY

ASKED = {
    "text": "When does the depot open?",
    "subject_kind": "stakeholder",
    "subject_id": "Ann",
    "owner": "Bo",
    "due": date(2026, 5, 1),
}


def told(db: Database) -> list[dict[str, object]]:
    version = versions.current(db, "main").get(Kind.NOTES, 0)
    rows = versions.rows_of(db, Kind.NOTES, version=version).to_pylist()
    return [{name: row[name] for name in (*ASKED, "key", "type", "outcome")} for row in rows]


def test_a_question_is_closed_and_keeps_all_that_it_says(db: Database) -> None:
    for _ in range(2):
        ask(db, "main", row=ASKED, grant=ADMIN, today=TODAY)
    before = told(db)
    assert [row["type"] for row in before] == ["question", "question"]
    note = str(before[0]["key"])
    made = close_note(db, "main", note=note, outcome="In June, said so by mail", grant=ADMIN, today=TODAY)
    assert made is not None
    assert made.label == "Entered: what was done about “When does the depot open?”"
    closed = {str(row["key"]): row for row in told(db)}
    assert closed[note] == {**before[0], "outcome": "In June, said so by mail"}
    assert closed[str(before[1]["key"])] == before[1]
    again = close_note(db, "main", note=note, outcome="In June, said so by mail", grant=ADMIN, today=TODAY)
    assert again is None
    importing.take_back(db, "main", made=made.made, grant=ADMIN)
    assert sorted(map(str, told(db))) == sorted(map(str, before))


def test_a_note_that_is_gone_is_named(db: Database) -> None:
    with pytest.raises(IntakeError, match="not there any more"):
        close_note(db, "main", note="gone", outcome="Done", grant=ADMIN, today=TODAY)


def test_readers_close_nothing(db: Database) -> None:
    ask(db, "main", row=ASKED, grant=ADMIN, today=TODAY)
    reader = grant_of(Role.VIEWER, who="reader")
    with pytest.raises(AccessDenied, match="may not"):
        close_note(db, "main", note=str(told(db)[0]["key"]), outcome="Done", grant=reader, today=TODAY)
