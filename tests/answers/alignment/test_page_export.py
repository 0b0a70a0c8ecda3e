"""The workbook of the Alignment page holds what the page shows, and what it rests on."""

from __future__ import annotations

import io

import openpyxl
import pytest

from pmo_core.answers.alignment import page_export
from pmo_core.answers.alignment.belongings import belongings
from pmo_core.answers.alignment.rehearsal import rehearse
from pmo_core.answers.alignment.rehearsal_view import rehearsal_view
from tests.answers.alignment.strategy import judge, lay, read
from tests.shelf import Shelf


def sheets(content: bytes) -> dict[str, list[tuple[object, ...]]]:
    book = openpyxl.load_workbook(io.BytesIO(content))
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book.worksheets}


def test_each_part_of_the_page_has_its_sheet(shelf: Shelf) -> None:
    lay(shelf)
    found = sheets(page_export.workbook(judge(shelf), None, filters={"text": "", "owner": "Ann"}))
    assert list(found) == ["Objectives", "Shares", "Serve no objective", "Figures", "Data"]
    assert [row[0] for row in found["Objectives"][1:]] == ["A", "B", "C"]
    assert ("Would have to move", pytest.approx(0.2), "share", 4, 4, None) in found["Figures"]
    assert ("Filter: owner", "Ann") in found["Data"]


def test_weights_that_are_tried_have_sheets_of_their_own(shelf: Shelf) -> None:
    lay(shelf)
    facts = read(shelf)
    tried = rehearse(facts, {"A": 0.1, "B": 0.7, "C": 0.2}, belongings=belongings(shelf.db, facts))
    found = sheets(page_export.workbook(judge(shelf), tried, filters={}))
    assert found["Rehearsal"][0][:3] == ("Objective", "Weight now", "Weight tried")
    assert [row[0] for row in found["Projects hit"][1:]] == ["Project P1", "Project P2"]


def test_a_rehearsal_says_what_moves_what_is_hit_and_draws_both_sides_on_one_scale(shelf: Shelf) -> None:
    lay(shelf)
    facts = read(shelf)
    tried = rehearse(facts, {"A": 0.1, "B": 0.7, "C": 0.2}, belongings=belongings(shelf.db, facts))
    view = rehearsal_view(tried)
    assert view.sentence == "With these weights £95 more would have to move: £165 in all."
    assert view.said[0] == ("£110 of 2 projects would lie beyond the weights, and does not now.")
    assert [card.value for card in view.cards] == ["20 % → 47 %", "80 %", "2"]
    assert view.before.rows["room"][0] == view.after.rows["room"][0]
    assert view.objectives["What changes"][0] == "newly far from its weight"


def test_an_objective_that_loses_its_weight_leaves_its_projects_without_a_reason(shelf: Shelf) -> None:
    lay(shelf)
    facts = read(shelf)
    tried = rehearse(facts, {"A": 1.0, "B": 0.0, "C": 0.0}, belongings=belongings(shelf.db, facts))
    said = " ".join(rehearsal_view(tried).said)
    assert "Project P3 would serve nothing that counts: £50" in said
