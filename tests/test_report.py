"""What is said about a file, alike on the page and the command line."""

from __future__ import annotations

import pytest

from pmo_core.model import Guess, Issue, Severity
from pmo_core.report import checks, decisions

NO_DAY = ("date.impossible", "There is no such day. Row loaded without it.", "Mend the cell.")


def _issues(*cells: tuple[int, str], column: str = "Finish") -> list[Issue]:
    code, problem, fix = NO_DAY
    return [Issue(code, problem, fix, Severity.WARNING, row, column, value) for row, value in cells]


def test_cells_of_a_column_with_one_problem_are_one_sentence() -> None:
    (check,) = checks(_issues((9, "31/02/26"), (4, "30/02/26")))
    assert check.rows == (4, 9)
    assert check.sentence == (
        "Finish, rows 4, 9 (“31/02/26”, “30/02/26”): "
        "There is no such day. Row loaded without it. Mend the cell."
    )


def test_many_rows_are_counted() -> None:
    (check,) = checks(_issues(*((row, f"x{row}") for row in range(2, 102))))
    assert check.sentence.startswith("Finish, rows 2, 3, 4, 5, 6, 7, 8, 9 and 92 more (“x2”, “x3”, “x4” …): ")
    assert len(check.rows) == 100


def test_unlike_columns_stay_apart_and_errors_come_first() -> None:
    refused = Issue(
        "key.missing", "The row names nothing: row refused.", "Fill in a name.", Severity.ERROR, 30
    )
    found = checks([*_issues((4, "a")), *_issues((3, "b"), column="Start"), refused])
    assert [(check.severity, check.rows) for check in found] == [
        (Severity.ERROR, (30,)),
        (Severity.WARNING, (3,)),
        (Severity.WARNING, (4,)),
    ]
    assert found[0].sentence == "row 30: The row names nothing: row refused. Fill in a name."


def test_a_sentence_that_names_its_rows_gets_no_second_place() -> None:
    total = Issue("row.total", "Rows 7–9 are totals.", "Nothing to do.", Severity.NOTE, 7, "Project", "Total")
    assert checks([total])[0].sentence == "Rows 7–9 are totals. Nothing to do."


@pytest.mark.parametrize(
    ("fix", "shown"),
    [
        ("Mend the cell. Or say --answer zero.budget=missing.", "Mend the cell."),
        ("Answer block=2 to load the other one.", ""),
        ("Nothing to do. Use --full to change it.", "Nothing to do."),
        ("Look at the rows.", "Look at the rows."),
    ],
)
def test_the_page_says_nothing_about_options_of_the_command_line(fix: str, shown: str) -> None:
    issue = Issue("x", "Something is so.", fix, Severity.NOTE, 3)
    assert checks([issue], on_page=True)[0].fix == shown
    assert checks([issue])[0].fix == fix


def test_decisions_alike_for_several_columns_are_told_once() -> None:
    guesses = [
        Guess("dates", "day-first", "Start"),
        Guess("dates", "day-first", "Due"),
        Guess("kind", "project_costs", "x"),
    ]
    assert decisions(guesses) == [("dates", "day-first", "Start; Due"), ("kind", "project costs", "x")]
