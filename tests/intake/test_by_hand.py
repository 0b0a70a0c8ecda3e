"""Cells mended while looking at the file: read as told, named, and never more than was told."""

from __future__ import annotations

from datetime import date

import pytest

from pmo_core.errors import IntakeError
from pmo_core.intake.reshape.by_hand import answer_of
from tests.intake.by_hand import cells, codes, read

ROWS = {
    "Project ID": ["P1", "P2", "P3", "", "P5", "P6"],
    "Project": ["Alpha", "Beta", "Gamma", "", "Eta", "Zeta"],
    "Finish": ["2027-01-31", "31/02/27", "2027-03-31", "2027-05-31", "2027-06-30", "2027-07-31"],
    "Budget (£m)": ["1", "2", "3", "4", "5", "6"],
}


def test_a_mended_cell_counts_and_says_what_stood_there() -> None:
    reading = read(ROWS, answers={answer_of(3, "Finish"): "2027-02-28"})
    assert cells(reading, "finish")[1] == date(2027, 2, 28)
    (note,) = [issue for issue in reading.issues if issue.code == "cell.mended"]
    assert (note.row, note.column) == (3, "Finish")
    assert note.problem == "“31/02/27” is read as “2027-02-28”, as you said."
    assert "date.impossible" not in codes(reading)


def test_a_refused_row_loads_once_its_key_is_told() -> None:
    assert read(ROWS).rows_refused == 1
    told = read(ROWS, answers={answer_of(5, "Project"): "Delta", answer_of(5, "Project ID"): "P4"})
    assert told.rows_refused == 0
    assert cells(told, "name") == ["Alpha", "Beta", "Gamma", "Delta", "Eta", "Zeta"]
    assert told.rows_loaded + told.rows_refused + told.rows_skipped == told.rows_read


@pytest.mark.parametrize(
    ("answer", "problem"),
    [
        (answer_of(9, "Finish"), "Row 9 is none of the rows"),
        (answer_of(3, "Ende"), "no column “Ende”"),
        ("cell.x.Finish", "Row x is none of the rows"),
        ("cell.3", "no column “”"),
    ],
)
def test_a_cell_that_is_not_there_is_refused_in_a_sentence(answer: str, problem: str) -> None:
    with pytest.raises(IntakeError, match=problem):
        read(ROWS, answers={answer: "x"})


@pytest.mark.parametrize(("told", "left"), [("3", ["P1", "P3"]), ("2, 4–5;", ["P2"])])
def test_rows_that_are_no_records_are_left_out_and_named(told: str, left: list[str]) -> None:
    rows = {"Project ID": ["P1", "P2", "P3", "P4"], "Project": ["Alpha", "Beta", "Gamma", "Sum of all"]}
    reading = read(rows, answers={"rows_out": told, "mode": "replace"})
    kept = [key for key in cells(reading, "project_id") if key != "P4"]
    assert kept == left
    (note,) = [issue for issue in reading.issues if issue.code == "row.left_out"]
    assert note.problem.startswith(("Row 3 is left out", "Rows 2, 4–5 are left out"))


def test_rows_that_are_not_read_anyway_need_no_leaving_out() -> None:
    assert read(ROWS, answers={"rows_out": "77"}).rows_loaded == read(ROWS).rows_loaded


def test_a_text_that_names_no_row_is_refused_in_a_sentence() -> None:
    with pytest.raises(IntakeError, match="“two” is no row number"):
        read(ROWS, answers={"rows_out": "two"})


def test_a_total_counts_a_cell_as_it_was_mended() -> None:
    table = {
        "Project ID": ["P1", "P2", "P3", ""],
        "Project": ["Alpha", "Beta", "Gamma", "Total"],
        "Budget (k€)": ["1.200,5", "ca. 880 ?", "300", "2.380,5"],
    }
    (before,) = [i for i in read(table).issues if i.code == "row.total"]
    (after,) = [
        i for i in read(table, answers={answer_of(3, "Budget (k€)"): "880"}).issues if i.code == "row.total"
    ]
    assert (before.severity, after.severity) == ("warning", "note")
