"""Workbooks with the same columns on several sheets: one per month, region or state."""

import io
from datetime import date

import pytest
from openpyxl import load_workbook

from pmo_core.errors import IntakeError
from pmo_core.intake.options import Options
from pmo_core.intake.reading import Reading, interpret
from pmo_core.limits import PAGE_LIMITS
from tests.intake.books import HEAD, book, projects, read

TODAY = date(2026, 11, 1)


def region(name: str, count: int = 4) -> list[list[object]]:
    rows = [
        [f"{name}{n}", f"{name} project {n}", "Ann", n * 10, date(2026, 1, n)] for n in range(1, count + 1)
    ]
    return [list(HEAD), *rows]


def interpreted(content: bytes, label: str = "x.xlsx", **answers: str) -> Reading:
    told = Options(answers={"money_unit": "one", "currency": "EUR", **answers})
    return interpret(content, label, told, limits=PAGE_LIMITS, today=TODAY)


def codes(content: bytes, **options: object) -> dict[str, str]:
    return {issue.code: issue.problem for issue in read(content, **options).issues}


def test_sheets_of_other_rows_are_stacked_with_evidence_and_a_note() -> None:
    content = book(("North", region("N")), ("Cover", [["Report"]]), ("South", region("S", 3)))
    table = read(content)
    assert not table.questions
    assert table.headers == (*HEAD, "Sheet")
    assert tuple(table.column("Sheet")) == ("North",) * 4 + ("South",) * 3
    assert tuple(table.rows) == (1002, 1003, 1004, 1005, 3002, 3003, 3004)
    guess = next(guess for guess in table.guesses if guess.name == "sheet")
    assert (guess.value, guess.alternatives) == ("all", ("North", "South"))
    assert guess.evidence == "no “Project ID” stands on two sheets"
    told = codes(content)["sheets.stacked"]
    assert told.startswith("Sheets “North” (4 rows) and “South” (3 rows) hold the same columns")
    assert "3,017 is row 17 of sheet 3, “South”" in told
    assert "“Cover”" in codes(content)["sheet.left_out"]


def test_one_of_the_sheets_can_be_told() -> None:
    content = book(("North", region("N")), ("South", region("S", 3)))
    assert tuple(read(content, sheet="South").rows) == (2, 3, 4)


def test_sheets_named_by_months_whose_rows_come_again_are_states_at_dates() -> None:
    content = book(*((name, projects(3)) for name in ("2026-01", "2026-02", "2026-03")))
    table = read(content)
    assert not table.questions
    assert tuple(table.column("As of"))[::3] == ("2026-01", "2026-02", "2026-03")
    reading = interpreted(content, as_of="last")
    assert not reading.questions
    assert reading.as_of == (date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 31))
    assert reading.rows_loaded == 9


def test_months_without_a_year_take_that_of_the_file_name() -> None:
    content = book(*((name, projects(3)) for name in ("January", "February")))
    assert [question.id for question in read(content).questions] == ["sheet"]
    reading = interpreted(content, "status 2026.xlsx", as_of="last")
    assert reading.as_of == (date(2026, 1, 31), date(2026, 2, 28))


def test_rows_that_come_again_on_sheets_without_a_date_ask() -> None:
    content = book(("Draft", projects(4)), ("Final", projects(4)))
    table = read(content)
    assert [question.id for question in table.questions] == ["sheet"]
    assert [choice.value for choice in table.questions[0].choices] == ["all", "Draft", "Final"]
    assert len(read(content, answers={"sheet": "all"}).rows) == 8


def test_a_template_with_one_row_is_not_stacked_unasked() -> None:
    content = book(("Projects", region("N", 5)), ("Example", region("X", 1)))
    assert [question.id for question in read(content).questions] == ["sheet"]


def test_columns_in_another_order_are_found_by_name() -> None:
    turned = [[*row[::-1]] for row in region("S", 3)]
    table = read(book(("North", region("N")), ("South", turned)))
    assert table.column("Project ID")[-1] == "S3"


def test_issues_of_a_stack_name_the_sheet() -> None:
    content = book(("North", region("N")), ("South", [*region("S", 3), ["Total", None, None, 70, None]]))
    table = read(content)
    total = next(issue for issue in table.issues if issue.code == "row.total")
    assert total.problem.startswith("Sheet “South”: Row 5 is a total")
    assert total.row == 2005
    assert "70, but the loaded rows add up to 60" in total.problem


def test_all_without_sheets_of_the_same_columns_is_refused() -> None:
    with pytest.raises(IntakeError, match="No two sheets hold the same columns"):
        read(book(("Plan", projects()), ("Notes", [["a", "b"], ["c", "d"]])), sheet="all")


def test_a_sheet_called_all_is_still_a_sheet() -> None:
    content = book(("all", region("N")), ("South", region("S")))
    assert load_workbook(io.BytesIO(content)).sheetnames == ["all", "South"]
    assert len(read(content, sheet="all").rows) == 4
