"""Disagreements of people and figures by the money that hangs on them, and what the page says beside them."""

from __future__ import annotations

import io
from datetime import date

import numpy as np
import openpyxl
import pandas as pd

from pmo_core.answers.kpis import listing, page_export, tables, words
from pmo_core.answers.kpis.disagreeing import Disagreements, disagreements
from pmo_core.answers.kpis.judgement import Judged, judged
from pmo_core.answers.kpis.projecting import projection
from tests.answers.kpis.months import months, note, of
from tests.shelf import Shelf


def rated(name: str, value: float, rating: str | None, **fields: object) -> list[dict[str, object]]:
    return months([value], name=name, rating=rating, target=10.0, direction="higher", kpi_id=None, **fields)


def found(shelf: Shelf, *rows: dict[str, object]) -> tuple[Judged, Disagreements]:
    shelf.kpis(*rows)
    one = judged(of(shelf))
    return one, disagreements(one, range(one.facts.series.size))


def test_those_rated_better_come_first_and_the_most_money_before_the_least(shelf: Shelf) -> None:
    shelf.projects(
        {"project_id": "P1", "name": "Small", "budget": 1e6, "currency": "GBP"},
        {"project_id": "P2", "name": "Large", "budget": 5e6, "currency": "GBP"},
    )
    one, list_ = found(
        shelf,
        *rated("Too dark", 12, "Red", project_id="P2"),
        *rated("No project", 5, "Green"),
        *rated("Small melon", 5, "Green", project_id="P1"),
        *rated("Large melon", 5, "Amber", project_id="P2"),
        *rated("Agreed", 12, "Green", project_id="P2"),
        *rated("Nobody rates", 5, None, project_id="P2"),
    )
    names = [str(one.facts.series.name[at]) for at in list_.places]
    assert names == ["Large melon", "Small melon", "No project", "Too dark"]
    assert list_.amounts.tolist()[:2] == [5e6, 1e6]
    assert np.isnan(list_.amounts[2])
    assert words.disagreeing(one, list_) == (
        "People and figures disagree on 4 KPIs: 3 rated better, 1 rated worse; "
        "£6.0m invested in their projects"
    )
    table = listing.disagreeing(one, list_)
    assert table["Steps"].tolist() == [1, 2, 2, -2]
    assert table.columns[-1] == "Investment (GBP)"


def test_without_projects_nothing_is_said_of_money(shelf: Shelf) -> None:
    one, list_ = found(shelf, *rated("Melon", 5, "Green", project_id="P1"))
    assert words.disagreeing(one, list_) == "People and figures disagree on 1 KPI: 1 rated better"


def test_an_old_rating_is_marked(shelf: Shelf) -> None:
    rows = months([5.0] * 12, rating=None, target=10.0, direction="higher")
    rows[2]["rating"] = "Green"
    _, list_ = found(shelf, *rows)
    assert list_.old.tolist() == [True]


def test_readings_after_the_date_are_counted_in_words(shelf: Shelf) -> None:
    shelf.kpis(*months([1, 2, 3, 4, 5, None], name="A"), *months([1, 2, 3], name="B"))
    assert words.later(judged(of(shelf, date(2026, 7, 31)))) == (
        "3 readings of 2 series are of the time after 31 Jul 2026 and are not counted."
    )
    assert words.later(judged(of(shelf))) == ""


def test_notes_close_together_stand_on_lines_of_their_own(shelf: Shelf) -> None:
    shelf.kpis(*months([float(at % 3) for at in range(24)]))
    days = [
        date(2025, 1, 15),
        date(2025, 1, 20),
        date(2025, 2, 1),
        *[date(2026, 5, day) for day in range(1, 7)],
    ]
    note(shelf, *(_note(at, day) for at, day in enumerate(days)))
    one = judged(of(shelf))
    rows = tables.detailed(one, 0, projection(one, 0))
    lines = rows[rows["sort"] == "note"]["line"]
    assert [None if pd.isna(line) else int(line) for line in lines] == [0, 1, 2, 0, 1, 2, 3, None, None]


def test_the_workbook_holds_what_the_page_shows(shelf: Shelf) -> None:
    shelf.kpis(*rated("=Melon", 5, "Green"))
    note(shelf, {**_note(1, date(2026, 9, 1)), "subject_id": "=Melon"})
    content = page_export.workbook(judged(of(shelf)), [0], filters={"owner": "Ann", "kpi": "x"})
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert book.sheetnames == ["Verdicts", "Readings", "Disagreements", "Notes", "Data"]
    assert book["Readings"]["A2"].value == "'=Melon"
    assert book["Readings"]["D2"].value == 5
    assert book["Notes"]["B2"].value.date() == date(2026, 9, 1)
    assert ("Filter: owner", "Ann") in list(book["Data"].values)


def _note(at: int, day: date) -> dict[str, object]:
    return {
        "note_id": f"N{at}",
        "subject_kind": "kpi",
        "subject_id": "Speed",
        "type": "annotation",
        "date": day,
        "text": "What happened on this day of all",
    }


def test_long_names_beside_a_bar_differ_at_their_ends(shelf: Shelf) -> None:
    name = "Share of invoices that were paid within the time agreed, site"
    shelf.kpis(*rated(f"{name} A1", 5, None), *rated(f"{name} B2", 4, None))
    _, rows = tables.aims(judged(of(shelf)), [0, 1])
    assert rows["kpi"].tolist() == ["Share of invo … reed, site B2", "Share of invo … reed, site A1"]
    assert rows["name"].tolist() == [f"{name} B2", f"{name} A1"]
