"""Workbooks: read by a bounded child, sheets chosen by what they hold, nothing hidden by the parser."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.worksheet import Worksheet

from pmo_core.errors import EmptyUpload, IntakeError
from pmo_core.intake.options import Options
from pmo_core.intake.read import read_table
from pmo_core.limits import PAGE_LIMITS
from tests.intake.books import HEAD, book, projects, read, with_part


def moment(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC).replace(tzinfo=None)  # type: ignore[misc, arg-type]  # year, month, day, hour


def test_cells_become_canonical_text() -> None:
    rows = [
        ["Project ID", "Budget", "Share", "Start Date", "Seen", "Open", "Note"],
        [123, 45.0, 0.45, date(2018, 6, 29), moment(2018, 6, 29, 10), True, "x"],
        ["000123", 1234567.8899999999, 0.1 + 0.2, moment(2018, 6, 30), None, False, " kept "],
        [2**53, 1e-7, -5.5, None, None, None, "a\nb"],
    ]
    table = read(book(("Plan", rows)))
    assert table.column("Project ID") == ("123", "000123", "9007199254740992")
    assert table.column("Budget") == ("45", "1234567.89", "0.0000001")
    assert table.column("Share") == ("0.45", "0.3", "-5.5")
    assert table.column("Start Date") == ("2018-06-29", "2018-06-30", "")
    assert table.column("Seen") == ("2018-06-29T10:00:00", "", "")
    assert table.column("Open") == ("TRUE", "FALSE", "")
    assert table.column("Note") == ("x", " kept ", "a\nb")
    assert table.typed_dates == {"Start Date", "Seen"}


def test_row_numbers_and_letters_are_those_of_excel() -> None:
    def place(made: Workbook) -> None:
        sheet = made["Plan"]
        sheet["C4"] = "Status report"
        for row, values in enumerate(projects(3), 6):
            for column, value in enumerate(values, 3):
                sheet.cell(row, column, value)
        sheet["H7"] = "unnamed"

    table = read(book(("Plan", []), change=place))
    assert table.source.header_row == 6
    assert table.rows == (7, 8, 9)
    assert table.headers == (*HEAD, "H")
    assert table.source.title_lines == ("Status report",)


def test_the_sheet_with_known_names_is_read_and_the_others_are_named() -> None:
    cover = [["Quarterly report"], ["Prepared by Ann"]]
    lists = [["Red"], ["Amber"], ["Green"]]
    table = read(book(("Cover", cover), ("Plan", projects()), ("Lists", lists)))
    assert table.source.sheet == "Plan"
    assert [issue.code for issue in table.issues] == ["sheet.left_out", "sheet.left_out"]
    assert not table.questions


def test_sheets_that_look_alike_ask() -> None:
    content = book(("January", projects()), ("February", projects()))
    asked = read(content)
    assert [question.id for question in asked.questions] == ["sheet"]
    assert [choice.value for choice in asked.questions[0].choices] == ["all", "January", "February"]
    assert read(content, sheet="february").source.sheet == "February"
    assert not read(content, answers={"sheet": "January"}).questions


def test_hidden_sheets_are_never_chosen_unasked() -> None:
    def hide(made: Workbook) -> None:
        made["Old"].sheet_state = "hidden"
        made["Older"].sheet_state = "veryHidden"

    content = book(("Old", projects(9)), ("Plan", projects()), ("Older", projects()), change=hide)
    table = read(content)
    assert table.source.sheet == "Plan"
    assert sum("is hidden" in issue.problem for issue in table.issues) == 2
    assert len(read(content, sheet="Old").rows) == 9


def test_a_sheet_that_is_not_there_is_refused_with_the_names() -> None:
    with pytest.raises(IntakeError, match=r"no sheet “March”.*“January”"):
        read(book(("January", projects())), sheet="March")


def test_a_workbook_without_a_filled_sheet_is_empty() -> None:
    with pytest.raises(EmptyUpload, match="no filled sheet"):
        read(book(("Sheet", [])))


def test_error_cells_are_issues_never_blanks() -> None:
    rows = projects()
    rows[2][3] = "#DIV/0!"
    content = with_part(
        book(("Plan", rows)), "xl/worksheets/sheet1.xml", lambda xml: xml.replace(b"<f></f>", b"")
    )
    table = read(content)
    assert table.column("Budget")[1] == "#DIV/0!"
    issue = table.issues[0]
    assert [(i.code, i.row, i.value) for i in table.issues] == [("cell.error", 3, "#DIV/0!")]
    assert issue.column == "Budget"
    assert issue.problem.startswith("Row 3 holds the error #DIV/0! in column D (“Budget”)")


def test_an_error_in_many_rows_of_a_column_is_one_issue() -> None:
    rows = projects()
    for row in rows[2:5]:
        row[3] = row[4] = "#REF!"
    table = read(book(("Plan", rows)))
    found = [(i.row, i.column) for i in table.issues if i.code == "cell.error"]
    assert found == [(3, "Budget"), (3, "Start Date")]
    assert table.issues[0].problem.startswith("Rows 3–5 hold the error #REF!")


def test_formulas_that_were_never_calculated_are_issues() -> None:
    rows = projects()
    rows[4][3] = "=SUM(D2:D4)"
    table = read(book(("Plan", rows)))
    assert table.column("Budget")[3] == "=SUM(D2:D4)"
    assert [(i.code, i.row) for i in table.issues] == [("cell.not_calculated", 5)]


def test_hidden_rows_are_read_and_told() -> None:
    def hide(made: Workbook) -> None:
        made["Plan"].row_dimensions[3].hidden = True

    table = read(book(("Plan", projects()), change=hide))
    assert len(table.rows) == 6
    assert [(issue.code, issue.row) for issue in table.issues] == [("sheet.hidden_rows", 3)]
    assert table.issues[0].problem.startswith("Row 3 of sheet “Plan” is hidden")


def test_hidden_columns_are_read_and_named() -> None:
    def hide(made: Workbook) -> None:
        made["Plan"].column_dimensions["C"].hidden = True

    table = read(book(("Plan", projects()), change=hide))
    assert "Owner" in table.headers
    assert [issue.problem for issue in table.issues] == [
        "Hidden columns of sheet “Plan” are read like the others: C."
    ]


def test_a_workbook_that_counts_from_1904_says_so() -> None:
    def old(made: Workbook) -> None:
        made.epoch = CALENDAR_MAC_1904

    table = read(book(("Plan", projects()), change=old))
    assert table.source.date_1904
    assert not read(book(("Plan", projects()))).source.date_1904


def test_cells_merged_over_rows_are_filled_down() -> None:
    def merge(made: Workbook) -> None:
        sheet: Worksheet = made["Plan"]
        sheet["C3"].value = sheet["C4"].value = None
        sheet.merge_cells("C2:C4")

    table = read(book(("Plan", projects()), change=merge))
    assert table.column("Owner")[:3] == ("Ann", "Ann", "Ann")
    assert [(i.code, i.row) for i in table.issues] == [("cell.merged", 3)]


def test_a_merged_header_names_the_columns_below_it() -> None:
    rows: list[list[object]] = [
        ["Project Name", "Owner", "Budget", None, "Actual", None],
        [None, None, "2025", "2026", "2025", "2026"],
        ["Bridge", "Ann", 1, 2, 3, 4],
        ["Tunnel", "Ben", 5, 6, 7, 8],
    ]

    def merge(made: Workbook) -> None:
        for box in ("A1:A2", "B1:B2", "C1:D1", "E1:F1"):
            made["Plan"].merge_cells(box)

    table = read(book(("Plan", rows), change=merge))
    assert table.headers[2:] == ("Budget – 2025", "Budget – 2026", "Actual – 2025", "Actual – 2026")
    assert table.column("Actual – 2025") == ("3", "7")
    assert len(table.rows) == 2


def test_an_upper_level_that_merges_prove_asks_nothing() -> None:
    rows: list[list[object]] = [
        ["Project", None, "Cost (€m)", None, "Plan", "Real"],
        ["Project ID", "Project Name", "Budget", "Actual", "Planned benefit", "Realised benefit"],
        *([f"P{n}", f"Project {n}", n * 10, n * 5, n * 100, n * 50] for n in range(1, 6)),
    ]

    def merge(made: Workbook) -> None:
        for box in ("A1:B1", "C1:D1"):
            made["Plan"].merge_cells(box)

    table = read(book(("Plan", rows), change=merge))
    assert not table.questions
    assert table.headers[1:5] == (
        "Project – Project Name",
        "Cost (€m) – Budget",
        "Cost (€m) – Actual",
        "Plan – Planned benefit",
    )


def test_a_merged_title_is_a_title() -> None:
    def title(made: Workbook) -> None:
        made["Plan"].insert_rows(1, 2)
        made["Plan"]["A1"] = "Portfolio, data as of 09/22/2022"
        made["Plan"].merge_cells("A1:E1")

    table = read(book(("Plan", projects()), change=title))
    assert table.headers == tuple(HEAD)
    assert table.source.title_lines == ("Portfolio, data as of 09/22/2022",)


def test_a_total_with_a_formula_is_taken_out_and_told() -> None:
    table = read(book(("Plan", [*projects(), ["Total", None, None, 210, None]])))
    assert len(table.rows) == 6
    issue = next(issue for issue in table.issues if issue.code == "row.total")
    assert "the same" in issue.problem


def test_transposed_workbooks_count_columns_as_rows() -> None:
    rows = [list(column) for column in zip(*projects(3), strict=True)]
    table = read(book(("Plan", rows)), transpose=True)
    assert table.headers == tuple(HEAD)
    assert table.rows == (2, 3, 4)
    assert table.column("Start Date")[0] == "2026-01-01"


@pytest.mark.parametrize(
    ("path", "shape"),
    [
        ("csv_torture_small/frictionless-datasets/excel/sample-1-sheet.xls", (2, 3)),
        ("csv_torture_small/openrefine/films.ods", (4, 8)),
    ],
)
def test_older_and_open_formats_are_read(real: Path, path: str, shape: tuple[int, int]) -> None:
    table = read_table((real / path).read_bytes(), path, Options(), PAGE_LIMITS)
    assert (len(table.rows), len(table.headers)) == shape
