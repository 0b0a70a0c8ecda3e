"""Exports that somebody changed: sorted, cut, edited in another program, or with a row twice."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

import pytest
from openpyxl import load_workbook

from pmo_core import importing
from pmo_core.importing.exports import export_csv, export_workbook
from pmo_core.model import Kind
from pmo_core.store.database import Database
from tests.importing.conftest import ADMIN, TODAY, Put
from tests.importing.own.copies import HARD, by_csv, content, now, staged, taken


def _records(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def _file(records: Iterable[Sequence[str]]) -> bytes:
    """As a spreadsheet saves it: what stands in a cell is written as it stands."""
    out = io.StringIO(newline="")
    csv.writer(out).writerows(records)
    return out.getvalue().encode("utf-8-sig")


def _projects(db: Database, portfolio: str) -> list[list[str]]:
    return _records(export_csv(db, now(db, portfolio), kind=Kind.PROJECTS, grant=ADMIN).content)


def test_an_edited_export_is_read_like_any_file_and_asks_nothing(db: Database) -> None:
    """What a person changed counts, and so does what follows from it, such as the standard status."""
    importing.seed_demo(db, grant=ADMIN, today=TODAY)
    records = _projects(db, importing.DEMO)
    records[1][records[0].index("status")] = "Cancelled"
    made = staged(db, _file(records), "p.csv", portfolio="copy")
    assert made.reading.raw.own is None
    assert [question.id for question in made.questions] == []
    assert made.reading.kind is Kind.PROJECTS
    importing.commit(db, made, grant=ADMIN)
    rows = content(db, "copy")[Kind.PROJECTS][0]
    assert rows[0]["status_standard"] == "cancelled"
    assert [row | {"status_standard": None, "status": None} for row in rows] == [
        row | {"status_standard": None, "status": None}
        for row in content(db, importing.DEMO)[Kind.PROJECTS][0]
    ]


def test_an_export_is_a_way_to_edit_what_is_there(db: Database) -> None:
    """Out, one cell changed, in again: that cell changes, nothing is asked and nothing else moves."""
    importing.seed_demo(db, grant=ADMIN, today=TODAY)
    by_csv(db, importing.DEMO, "own")
    before = content(db, "own")[Kind.PROJECTS]
    records = _projects(db, "own")
    at = records[0].index("budget")
    records[-1][at] = "123456"
    made = staged(db, _file(records), "edited.csv", portfolio="own")
    assert ([question.id for question in made.questions], made.mode) == ([], "update")
    importing.commit(db, made, grant=ADMIN)
    rows, missing, *_ = content(db, "own")[Kind.PROJECTS]
    changed = [
        (name, new[name])
        for old, new in zip(before[0], rows, strict=True)
        for name in old
        if old[name] != new[name] and name != "aliases"  # names that a project had before or since
    ]
    assert changed == [("budget", 123456.0)]
    assert set(missing) <= set(before[1])


def test_a_workbook_saved_by_another_program_is_still_known_and_an_edit_counts(db: Database) -> None:
    importing.seed_demo(db, grant=ADMIN, today=TODAY)
    book = load_workbook(
        io.BytesIO(export_workbook(db, now(db, importing.DEMO), grant=ADMIN, today=TODAY).content)
    )
    kpis = book["KPIs"]
    at = [cell.value for cell in kpis[1]].index("value") + 1
    kpis.cell(2, at).value = 12.5
    out = io.BytesIO()
    book.save(out)
    made = staged(db, out.getvalue(), "edited.xlsx", portfolio="copy")
    edited = [part.reading.kind for part in (made, *made.beside) if not part.reading.raw.own]
    assert edited == [Kind.KPIS], "every other sheet bears its seals"
    assert [question.id for part in (made, *made.beside) for question in part.questions] == []
    importing.commit(db, made, grant=ADMIN)
    there, here = (content(db, name)[Kind.KPIS][0] for name in (importing.DEMO, "copy"))
    assert [row["value"] for row in here if row["value"] == 12.5]
    assert len(there) == len(here)
    assert {row["key"] for row in there} == {row["key"] for row in here}


def test_an_answer_for_one_sheet_leaves_the_seals_of_the_others(db: Database) -> None:
    importing.seed_demo(db, grant=ADMIN, today=TODAY)
    book = load_workbook(
        io.BytesIO(export_workbook(db, now(db, importing.DEMO), grant=ADMIN, today=TODAY).content)
    )
    people = book["Stakeholders"]
    at = [cell.value for cell in people[1]].index("current_level") + 1
    for row in range(2, people.max_row + 1):
        people.cell(row, at).value = 2 + row % 3
    out = io.BytesIO()
    book.save(out)
    asked = staged(db, out.getvalue(), "edited.xlsx", portfolio="copy")
    assert [question.id for question in asked.questions] == ["levels"]
    made = staged(db, out.getvalue(), "edited.xlsx", portfolio="copy", answers={"levels": "1-5"})
    assert made.ready
    read = [part.reading.kind for part in (made, *made.beside) if not part.reading.raw.own]
    assert read == [Kind.STAKEHOLDERS]
    changed = staged(db, out.getvalue(), "edited.xlsx", portfolio="copy", answers={"map.status": "stage"})
    assert not changed.reading.raw.own, "what is changed on the page counts"


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind is not Kind.SETTINGS])
def test_a_sheet_without_its_seals_still_loads_without_a_question(db: Database, kind: Kind) -> None:
    importing.seed_demo(db, grant=ADMIN, today=TODAY)
    out = export_csv(db, now(db, importing.DEMO), kind=kind, grant=ADMIN).content
    rows = _records(out)
    bare = _file([rows[0], *([*row[:-1], ""] for row in rows[1:])])
    made = staged(db, bare, f"{kind.value}.csv", portfolio="copy")
    assert made.reading.raw.own is None
    assert (made.questions, made.reading.kind, made.reading.rows_loaded) == ((), kind, len(rows) - 1)


def test_rows_may_be_sorted_and_taken_out_without_losing_what_they_keep(db: Database, put: Put) -> None:
    put(HARD, answers={"value": "short_term_value"})
    rows = _projects(db, "main")
    taken(db, _file([rows[0], *reversed(rows[2:])]), "fewer.csv", portfolio="copy")
    whole, fewer = content(db, "main")[Kind.PROJECTS][0], content(db, "copy")[Kind.PROJECTS][0]
    assert fewer == whole[1:]


def test_a_row_copied_over_another_is_not_taken_for_two(db: Database, put: Put) -> None:
    put(HARD, answers={"value": "short_term_value"})
    rows = _projects(db, "main")
    made = staged(db, _file([*rows, rows[1]]), "twice.csv", portfolio="copy")
    assert made.reading.raw.own is None
