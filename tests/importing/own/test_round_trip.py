"""What goes out comes back: rows, reasons of missing cells, units, criteria, dimensions and dates."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from pmo_core import importing
from pmo_core.errors import AccessDenied
from pmo_core.importing.exports import export_archive, export_workbook
from pmo_core.model import Kind
from pmo_core.store import versions
from pmo_core.store.database import Database
from tests.importing.conftest import ADMIN, TODAY, Put
from tests.importing.own.copies import HARD, by_csv, by_workbook, content, now, same, staged, taken

Way = Callable[[Database, str, str], None]
each_way = pytest.mark.parametrize("way", [by_csv, by_workbook])


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


def test_who_may_not_export_gets_nothing(db: Database, put: Put) -> None:
    put(HARD, answers={"value": "short_term_value"})
    with pytest.raises(AccessDenied, match="export"):
        export_archive(db, now(db, "main"), grant=replace(ADMIN, actions=frozenset({"read"})))
