"""The roadmap as files: every milestone and report in a sheet, a blank stays one; earned value in rows."""

from __future__ import annotations

import io
from datetime import date

import numpy as np
import openpyxl

from pmo_core import tabled
from pmo_core.answers.roadmap import earned_rows, page_export
from pmo_core.answers.roadmap.costs import gather_costs
from pmo_core.answers.roadmap.earning import earned
from pmo_core.answers.roadmap.promises import promises
from pmo_core.answers.roadmap.view import shown
from tests.answers.roadmap.reported import judge, milestones, state
from tests.shelf import Shelf


def test_a_workbook_holds_what_is_shown_and_what_it_rests_on(shelf: Shelf) -> None:
    shelf.projects({"name": "Portal", "start": date(2025, 1, 1), "finish": date(2027, 1, 1)})
    milestones(
        shelf,
        state("M1", "2025-12-31", "2026-03-01", base="2026-03-01"),
        state("M1", "2026-03-31", "2026-03-01", base="2026-03-01", actual_date="2026-03-01"),
        state("M2", "2026-03-31", "2026-05-01"),
    )
    found = judge(shelf)
    chosen = shown(found, {"text": "step m1"})
    book = openpyxl.load_workbook(
        io.BytesIO(
            page_export.workbook(promises(found), chosen, filters={"text": "step m1", "milestone": ""})
        )
    )
    sheets = {sheet.title: [[cell.value for cell in row] for row in sheet.iter_rows()] for sheet in book}
    assert set(sheets) == {"Milestones", "Reports", "Promises", "Projects", "Data"}
    header, row = sheets["Milestones"]
    told = dict(zip(header, row, strict=True))
    assert (told["Milestone"], told["Project"], told["State"]) == ("Step M1", "Portal", "done")
    assert told["Reached"].date() == date(2026, 3, 1)
    assert told["Moved by, days per day"] is None
    assert len(sheets["Reports"]) == 3
    assert [line[2] for line in sheets["Promises"][1:]] == ["kept"]
    said = {str(name): str(value) for name, value in sheets["Data"][1:]}
    assert said["Filter: text"] == "step m1"
    assert said["Promises for"] == "Q1 2026"
    lines = tabled.csv(page_export.milestones(promises(found), chosen)).decode("utf-8-sig").splitlines()
    assert len(lines) == 2


def test_earned_value_says_why_a_figure_is_not_applicable(shelf: Shelf) -> None:
    shelf.projects(
        {
            "name": "Whole",
            "start": date(2025, 1, 1),
            "finish": date(2026, 12, 31),
            "budget": 100.0,
            "percent_complete": 0.5,
            "actual_cost": 100.0,
            "planned_value": 40.0,
        },
        {"name": "Bare", "start": date(2025, 1, 1), "finish": date(2026, 12, 31)},
        {
            "name": "Unspent",
            "start": date(2025, 1, 1),
            "budget": 10.0,
            "percent_complete": 0.1,
            "actual_cost": 0.0,
        },
    )
    facts = judge(shelf).facts
    found = earned(gather_costs(shelf.db, facts))
    rows = earned_rows.listed(found, np.ones(3, dtype=np.bool_)).set_index("Project")
    assert rows.index[0] == "Whole"
    assert (rows.loc["Whole", "CPI"], rows.loc["Whole", "SPI"]) == (0.5, 1.25)
    assert rows.loc["Whole", "Rest as planned"] == 150.0
    assert rows.loc["Bare", "Not applicable"] == "CPI, SPI, SPI(t): no budget"
    assert rows.loc["Unspent", "Not applicable"].startswith("CPI: nothing is spent yet")
    assert earned_rows.headline(found) == "Earned value: 1 of 3 open projects measured"
    assert "CPI of the portfolio: 0.51" in earned_rows.portfolio(found)
    only = earned_rows.listed(found, np.array([False, True, False]))
    assert list(only["Project"]) == ["Bare"]
