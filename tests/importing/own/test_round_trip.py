"""What goes out comes back: rows, reasons of missing cells, units, criteria, dimensions and dates."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date

import pytest
from openpyxl import load_workbook

from pmo_core import importing
from pmo_core.errors import AccessDenied
from pmo_core.importing.exports import export_archive, export_csv, export_workbook
from pmo_core.model import Kind
from pmo_core.store import versions
from pmo_core.store.database import Database
from tests.importing.conftest import ADMIN, TODAY, Put
from tests.importing.own.copies import by_csv, by_workbook, content, now, same, staged, taken

Way = Callable[[Database, str, str], None]
each_way = pytest.mark.parametrize("way", [by_csv, by_workbook])

HARD = """Project ID,Project,Department,Status,RAG,Start,Finish,Budget (£m),Effort (weeks),Value,Owner,Notes
0001,=SUM(A1),IT,In progress,Green,2025-01-01,2026-06-30,40,12,7,Ann,"two
lines"
0002,'=quoted,Estates,Waiting for Godot,Amber/Red,2025-01-01,2026-09-30,c. 5,,,TBC,
0003,"Total, of sorts",IT,Done,Green,2024-01-01,2026-01-31,Exempt under Section 43,3,2.5,,-5
0004,Skills; people,HR,In progress,Red,2025-06-01,31/02/26,15.333333333333333,n/a,0.1,Bo; Cy,@home
0005,Null,IT,In progress,,2025-06-01,2030-12-31,TBC,1,9,None,+1
0006,Old kiosk,HR,In progress,Amber,2023-01-01,2025-12-31,-10,,?,Ann,' quoted
"""


@each_way
def test_the_demo_comes_back_as_it_went_out(db: Database, way: Way) -> None:
    importing.seed_demo(db, grant=ADMIN, today=TODAY)
    way(db, importing.DEMO, "copy")
    same(db, importing.DEMO, "copy")


@each_way
def test_hard_cells_come_back_as_they_went_out(db: Database, put: Put, way: Way) -> None:
    """Formulas, quotes, exempt and unreadable amounts, negative ones, days that never were."""
    made = put(HARD, answers={"value": "short_term_value"})
    assert made.ready, made.questions
    kinds = {kind for _, (_, missing, *_) in content(db, "main").items() for _, _, kind, _ in missing}
    assert {"blank", "withheld", "placeholder", "unparseable", "not_applicable"} <= kinds
    way(db, "main", "copy")
    same(db, "main", "copy")


@each_way
def test_own_criteria_and_units_come_back(db: Database, put: Put, way: Way) -> None:
    put(
        "Project ID,Name,Budget,Fit,As of\nA,One,12.5,3.3,2026-03-31\nB,Two,7,,2026-03-31\n",
        mapping={"score.Fit: to us": "Fit"},
        answers={"money_unit": "million"},
        currency="NOK",
    )
    way(db, "main", "copy")
    same(db, "main", "copy")
    assert content(db, "copy")[Kind.PROJECTS][2] == [("A | 2026-03-31", "Fit: to us", 3.3)]
    assert ("budget", "million", "NOK") in content(db, "copy")[Kind.PROJECTS][3]


@each_way
def test_dimensions_of_a_series_come_back_even_under_the_name_of_a_field(
    db: Database, put: Put, way: Way
) -> None:
    rows = [
        f"Uptime,%,{month:%Y-%m},{90 + n},{place},{place}-1"
        for n, month in enumerate(MONTHS)
        for place in "NS"
    ]
    put("KPI,Unit,Period,Value,Region,Currency\n" + "\n".join(rows), "kpis.csv", answers={"kind": "kpis"})
    assert content(db, "main")[Kind.KPIS][0][0]["dimensions"]
    way(db, "main", "copy")
    same(db, "main", "copy")


MONTHS = [date(2026, month, 1) for month in range(1, 7)]


@each_way
def test_projects_with_their_own_dates_stay_beside_whole_lists(db: Database, put: Put, way: Way) -> None:
    head = "Project ID,Name,Budget (£m),As of\n"
    put(head + "A,One,1,2026-01-31\nB,Two,2,2026-02-28\nC,Three,3,2026-03-31\n", source="rolling")
    put(
        head + "D,Four,4,2026-04-30\nE,Five,5,2026-04-30\n",
        answers={"mode": "append", "memory": "none"},
        source="full",
    )
    assert {row["rolling"] for row in content(db, "main")[Kind.PROJECTS][0]} == {True, False}
    way(db, "main", "copy")
    same(db, "main", "copy")


def test_only_what_counts_goes_out(db: Database, put: Put) -> None:
    """An update hides the row it changes; what a newer list leaves out is gone."""
    head = "Project ID,Name,Budget (£m),Status\n"
    put(head + "A,One,1,Open\nB,Two,2,Open\n")
    put(head + "A,One,9,Done\nB,Two,,Open\n")
    by_workbook(db, "main", "copy")
    same(db, "main", "copy")
    assert [row["budget"] for row in content(db, "copy")[Kind.PROJECTS][0]] == [9e6, 2e6]


def test_an_export_into_the_portfolio_it_came_from_changes_nothing(db: Database, put: Put) -> None:
    put(HARD, answers={"value": "short_term_value"})
    before = content(db, "main")
    file = export_workbook(db, now(db, "main"), grant=ADMIN, today=TODAY)
    taken(db, file.content, "again.xlsx", portfolio="main")
    assert content(db, "main") == before


def test_a_workbook_goes_in_whole_and_only_once(db: Database) -> None:
    importing.seed_demo(db, grant=ADMIN, today=TODAY)
    by_workbook(db, importing.DEMO, "copy")
    there = versions.current(db, "copy")
    assert set(there) == set(versions.current(db, importing.DEMO))
    file = export_workbook(db, now(db, importing.DEMO), grant=ADMIN, today=date(2031, 5, 6))
    again = staged(db, file.content, "export.xlsx", portfolio="copy")
    assert importing.commit(db, again, grant=ADMIN).already_imported
    assert versions.current(db, "copy") == there
    importing.undo(db, "copy", grant=ADMIN, to=None)
    lost = staged(db, file.content, "export.xlsx", portfolio="copy")
    assert not lost.already_imported, "one of its sheets was taken back"


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


def test_who_may_not_export_gets_nothing(db: Database, put: Put) -> None:
    put(HARD, answers={"value": "short_term_value"})
    with pytest.raises(AccessDenied, match="export"):
        export_archive(db, now(db, "main"), grant=replace(ADMIN, actions=frozenset({"read"})))
