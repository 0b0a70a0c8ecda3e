"""Quotes and delimiters astray in single rows."""

from pmo_core.intake.options import Options
from pmo_core.intake.read import read_table
from pmo_core.intake.table import RawTable
from pmo_core.limits import PAGE_LIMITS

ROWS = "".join(f"P{n},Project {n},{n * 10},2026-01-{n:02}\n" for n in range(1, 21))
HEAD = "project id,name,budget,start\n"


def read(text: str) -> RawTable:
    return read_table(text.encode(), "x.csv", Options(), PAGE_LIMITS)


def test_a_quote_after_a_cell_is_kept_and_named() -> None:
    table = read(HEAD + ROWS.replace("P5,Project 5", 'P5",Project 5'))
    assert table.column("project id")[4] == 'P5"'
    assert [(issue.code, issue.row) for issue in table.issues] == [("quote.stray", 6)]


def test_a_quote_that_opens_in_one_cell_and_closes_in_another_refuses_the_row() -> None:
    table = read(HEAD + ROWS.replace("P5,Project 5,50,2026-01-05", 'P5"Project 5, north",50,2026-01-05'))
    assert list(table.refused) == [6]


def test_a_row_in_another_delimiter_is_cut_by_it_and_named() -> None:
    table = read(HEAD + ROWS.replace("P5,Project 5,50,2026-01-05", "P5;Project 5;50;2026-01-05"))
    assert table.column("budget")[4] == "50"
    assert [(issue.code, issue.row) for issue in table.issues] == [("row.other_delimiter", 6)]


def test_a_row_that_lacks_a_delimiter_is_refused() -> None:
    table = read(HEAD + ROWS.replace("P5,Project 5,50,2026-01-05", "P5Project 5,50,2026-01-05"))
    assert list(table.refused) == [6]


def test_a_blank_cell_too_many_in_the_middle_does_not_shift_the_row() -> None:
    table = read(
        "a,b,c,d\n" + "".join(f"x{n},{n}.5,2026-01-0{n},\n" for n in range(1, 9)) + "x9,,9.5,2026-01-09,\n"
    )
    assert [column[-1] for column in table.columns] == ["x9", "9.5", "2026-01-09", ""]


def test_rows_swallowed_between_two_stray_quotes_are_refused_by_name() -> None:
    broken = ROWS.replace("P5,Project 5", 'P5,"Project 5').replace("P7,Project 7,", 'P7,Project 7",')
    table = read(HEAD + broken)
    assert len(table.rows) == 17
    refused = next(issue for issue in table.issues if issue.code == "row.refused")
    assert refused.row == 6
    assert "a quote swallowed the 2 lines below it" in refused.problem


def test_rows_swallowed_are_known_by_a_column_of_dates_too() -> None:
    rows = [f"{name},Ann,Open,2026-0{at}-28\n" for at, name in enumerate(("Roof", "Lift", "Portal"), 1)]
    first, second, third = rows
    table = read(
        "Project name,Owner,Status,Finish\n" + f'"{first}{second}{third.replace(",", chr(34) + ",", 1)}'
    )
    refused = next(issue for issue in table.issues if issue.code == "row.refused")
    assert (refused.row, "swallowed the 2 lines" in refused.problem) == (2, True)


def test_a_comment_of_several_lines_is_no_swallowed_row() -> None:
    table = read(HEAD + ROWS.replace("Project 5", '"Project 5, first\nP5, second, third\nfourth"'))
    assert len(table.rows) == 20
    assert not table.refused
