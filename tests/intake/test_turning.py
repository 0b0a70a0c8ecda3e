"""Tables whose fields run down the first column."""

from datetime import date

import pytest

from pmo_core.intake.layout.of_columns import of_columns
from pmo_core.intake.options import Options
from pmo_core.intake.read import read_table
from pmo_core.intake.reading import interpret
from pmo_core.intake.table import RawTable
from pmo_core.limits import PAGE_LIMITS
from tests.intake import books

FIELDS = ["Project Name", "Owner", "Status", "Budget", "Start Date", "% Complete"]
RECORDS = [
    ["Bridge", "Ann", "open", "10", "2026-01-02", "10%"],
    ["Tunnel", "Ben", "done", "20", "2026-02-02", "20%"],
    ["Road", "Cy", "open", "30", "2026-03-02", "35%"],
]


def down(fields: list[str] = FIELDS, records: list[list[str]] = RECORDS) -> list[str]:
    return [",".join(cells) for cells in zip(fields, *records, strict=True)]


def read(lines: list[str], **options: object) -> RawTable:
    content = ("\n".join(lines) + "\n").encode()
    table = read_table(content, "x.csv", Options(**options), PAGE_LIMITS)  # type: ignore[arg-type]  # shorthand
    assert table.rows_read == len(table.rows) + table.rows_skipped + table.rows_refused
    return table


def said(table: RawTable) -> dict[str, str]:
    return {issue.code: issue.problem for issue in table.issues}


def test_fields_that_run_down_are_turned_with_evidence_and_a_note() -> None:
    table = read(down())
    assert not table.questions
    assert table.source.transposed
    assert table.headers == tuple(FIELDS)
    assert table.column("Budget") == ("10", "20", "30")
    assert table.rows == (2, 3, 4)
    guess = next(guess for guess in table.guesses if guess.name == "transpose")
    assert (guess.value, guess.alternatives, guess.certainty) == ("yes", ("no",), "likely")
    assert said(table)["table.turned"].startswith("The fields stand in rows 1–6, one record per column")
    assert "2 is column B" in said(table)["table.turned"]


def test_the_answer_no_keeps_the_rows_as_records() -> None:
    table = read(down(), answers={"transpose": "no", "header_row": "1"})
    assert not table.source.transposed
    assert table.headers == ("Project Name", "Bridge", "Tunnel", "Road")


def test_only_names_without_unlike_cells_ask() -> None:
    fields = ["Project Name", "Owner", "Sponsor", "Department", "Stage"]
    asked = read(down(fields, [[f"{field} {n}" for field in fields] for n in "abc"]))
    assert [question.id for question in asked.questions] == ["transpose"]
    assert [choice.value for choice in asked.questions[0].choices] == ["yes", "no"]


def test_a_single_record_asks() -> None:
    assert [question.id for question in read(down(records=RECORDS[:1])).questions] == ["transpose"]


def test_titles_above_and_notes_below_the_fields_are_named_and_kept() -> None:
    lines = ["Portfolio as of 31 March 2026,,,", ",,,", *down(), ",,,", "Source: ledger,,,", ",,,"]
    table = read(lines)
    assert table.headers == tuple(FIELDS)
    assert table.source.title_lines == ("Portfolio as of 31 March 2026",)
    assert table.source.note_lines == ("Source: ledger",)
    assert said(table)["fields.skipped"].startswith(
        "5 rows are blank, a title or a note and no field: 1–2, 9–11"
    )


def test_a_margin_and_blank_columns_keep_the_column_numbers() -> None:
    table = read([",".join(["", *line.split(",")[:2], "", *line.split(",")[2:]]) for line in down()])
    assert table.rows == (3, 5, 6)
    assert table.column("Project Name") == ("Bridge", "Tunnel", "Road")
    assert (table.rows_read, table.rows_skipped) == (4, 1)
    assert of_columns(said(table)["row.blank"]) == "Column D is blank: not loaded."


def test_a_field_without_a_name_is_called_by_its_row() -> None:
    table = read([*down()[:3], ",x,y,z", *down()[3:]])
    assert table.column("Row 4") == ("x", "y", "z")


@pytest.mark.parametrize(
    "lines",
    [
        [
            "Metric,Jan 2026,Feb 2026,Mar 2026",
            "Budget,1,2,3",
            "Actual Cost,4,5,6",
            "Risk,7,8,9",
            "Effort,1,1,2",
        ],
        ["Objective,Weight,Note", "Budget,1,a", "Risk,2,b", "Status,3,c", "Owner,4,d"],
        ["Project,Owner,Budget", "Budget,Ann,1", "Status,Ben,2", "Owner,Cy,3", "Risk,Di,4"],
    ],
)
def test_known_words_as_first_cells_of_ordinary_rows_turn_nothing(lines: list[str]) -> None:
    table = read(lines)
    assert not table.source.transposed
    assert len(table.rows) == 4


def test_a_told_header_row_settles_the_direction() -> None:
    table = read(down(), header_row=1)
    assert not table.source.transposed
    assert not table.questions


def test_a_workbook_is_turned_with_its_dates_and_merged_cells() -> None:
    rows: list[list[object]] = [
        ["Project Name", "Bridge", "Tunnel", "Road"],
        ["Department", "Works", None, "Rail"],
        ["Budget", 10, 20, 30],
        ["Start Date", *(date(2026, month, 1) for month in (1, 2, 3))],
    ]
    table = books.read(books.book(("Plan", rows), change=lambda made: made["Plan"].merge_cells("B2:C2")))
    assert table.column("Department") == ("Works", "Works", "Rail")
    assert table.column("Start Date") == ("2026-01-01", "2026-02-01", "2026-03-01")
    assert "cell.merged" in said(table)


def test_what_is_said_of_the_values_names_the_column_of_the_file() -> None:
    records = [list(record) for record in RECORDS]
    records[1][4] = "31/02/26"
    records[2][1] = "see row 3"
    content = "\n".join(down(records=records)).encode()
    found = interpret(content, "x.csv", Options(), limits=PAGE_LIMITS, today=date(2026, 7, 1))
    issue = next(issue for issue in found.issues if issue.column == "Start Date")
    assert issue.row == 3
    assert issue.problem.startswith("Column C, “Start Date” = “31/02/26”: ")
    for one in found.issues:
        assert "row 3" not in one.problem


@pytest.mark.parametrize(
    ("rows", "columns"),
    [
        pytest.param("Row 201 is blank.", "Column GS is blank.", id="one"),
        pytest.param("Rows 2, 4–5 and 12 more", "Columns B, D–E and 12 more", id="several"),
        pytest.param("rows 3 and 5 both load", "columns C and E both load", id="a pair"),
        pytest.param("(in 3 rows: 2, 4)", "(in 3 columns: B, D)", id="a list"),
        pytest.param("“row 3” of row 3", "“row 3” of column C", id="a quotation"),
        pytest.param("row 3,000,017", "row 3,000,017", id="a row of a stack"),
    ],
)
def test_sentences_about_rows_speak_of_columns(rows: str, columns: str) -> None:
    assert of_columns(rows) == columns
