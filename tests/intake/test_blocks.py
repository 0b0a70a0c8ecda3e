"""Several tables on one sheet, below each other and side by side."""

from datetime import date

import pytest

from pmo_core.errors import IntakeError
from pmo_core.intake.options import Options
from pmo_core.intake.read import read_table
from pmo_core.intake.table import RawTable
from pmo_core.limits import PAGE_LIMITS
from tests.intake import books

HEAD = "Project ID,Project Name,Owner,Budget,Start Date"
ROWS = [f"P{n},Project {n},Owner {n % 3},{n * 100},2026-01-{n:02}" for n in range(1, 11)]
PEOPLE = ["Stakeholder,Influence,Interest", "Ann,High,Low", "Ben,Low,Low"]


def read(lines: list[str], **options: object) -> RawTable:
    content = ("\n".join(lines) + "\n").encode()
    table = read_table(content, "x.csv", Options(**options), PAGE_LIMITS)  # type: ignore[arg-type]  # shorthand
    assert table.rows_read == len(table.rows) + table.rows_skipped + table.rows_refused
    return table


def left_out(table: RawTable) -> list[str]:
    return [issue.problem for issue in table.issues if issue.code == "block.left_out"]


def asked(table: RawTable) -> list[str]:
    return [question.id for question in table.questions]


def test_a_second_table_below_is_left_out_and_named() -> None:
    table = read([HEAD, *ROWS, "", *(f"{line},," for line in PEOPLE)])
    assert len(table.rows) == 10
    assert not table.questions
    assert left_out(table) == [
        "Rows 13–15, columns A–E, are another table "
        "(stakeholders: Stakeholder, Influence, Interest): not read."
    ]
    guess = next(guess for guess in table.guesses if guess.name == "block")
    assert (guess.value, guess.alternatives, guess.certainty) == ("1", ("2", "all"), "likely")


def test_the_answer_reads_the_other_table_with_its_own_row_numbers() -> None:
    lines = [HEAD, *ROWS, "", "Who matters", *PEOPLE]
    table = read(lines, answers={"block": "2"})
    assert table.column("Stakeholder")[:2] == ("Ann", "Ben")
    assert tuple(table.rows) == (15, 16)
    assert table.source.header_row == 14
    assert table.source.title_lines == ("Who matters",)
    assert left_out(table)[0].startswith("Rows 1–11, columns")


def test_the_better_table_is_read_even_if_it_stands_below() -> None:
    table = read([*PEOPLE, "", HEAD, *ROWS])
    assert table.headers[0] == "Project ID"
    assert table.source.title_lines == ()
    assert left_out(table)[0].startswith("Rows 1–3, columns")


def test_two_tables_that_could_equally_be_meant_ask() -> None:
    milestones = ["Milestone ID,Milestone,Project ID,Owner,Due Date"]
    milestones += [f"M{n},Gate {n},P{n},Ann,2026-02-{n:02}" for n in range(1, 11)]
    table = read([HEAD, *ROWS, "", *milestones])
    assert asked(table) == ["block"]
    assert [choice.value for choice in table.questions[0].choices] == ["1", "2", "all"]
    assert "10 below the header" in table.questions[0].choices[1].example
    assert not read([HEAD, *ROWS, "", *milestones], answers={"block": "2"}).questions


def test_a_number_that_is_no_table_is_refused() -> None:
    with pytest.raises(IntakeError, match="'3' is no table of the sheet"):
        read([HEAD, *ROWS, "", *PEOPLE], answers={"block": "3"})


def test_a_second_table_of_unknown_words_is_told_by_its_cells() -> None:
    other = ["Measure 0,Measure 1,Measure 2", "Word 0,0,1", "Word 1,10,11", "Word 2,20,21"]
    lines = ["objective_id,name,horizon", "O1,Grow,long", "O2,Save,short", "", *other]
    table = read(lines)
    assert len(table.rows) == 2
    assert left_out(table)[0].startswith("Rows 5–8")


@pytest.mark.parametrize(
    "below",
    [
        ["P11,Project 11,Ann,TBC,TBC", "P12,Project 12,Ben,10,2026-03-01"],
        ["P11,Project 11,Ann,,", "P12,Project 12,Ben,10,2026-03-01"],
        [HEAD, "P11,Project 11,Ann,7,2026-02-01", "P12,Project 12,Ben,10,2026-03-01"],
    ],
)
def test_rows_after_a_blank_one_stay_rows_of_their_table(below: list[str]) -> None:
    table = read([HEAD, *ROWS, "", *below])
    assert len(table.rows) == 12
    assert not left_out(table)
    assert not table.questions


def test_a_summary_below_with_names_of_the_table_is_another_table() -> None:
    table = read(
        [HEAD, *ROWS, "", "Owner,Budget,,,", "Owner 0,1800,,,", "Owner 1,2200,,,", "Owner 2,1500,,,"]
    )
    assert len(table.rows) == 10
    assert left_out(table)[0].startswith("Rows 13–16")


def test_a_single_record_above_is_a_title_and_no_table() -> None:
    table = read(["Programme,Sponsor,Status Date", "Alpha,Di,31/03/2026", "", HEAD, *ROWS])
    assert not left_out(table)
    assert table.source.title_lines == ("Programme Sponsor Status Date", "Alpha Di 31/03/2026")


def beside(left: list[str], right: list[str]) -> list[str]:
    width = right[0].count(",")
    padded = [*right, *["," * width] * (len(left) - len(right))]
    return [f"{a},,{b}" for a, b in zip(left, padded, strict=True)]


def test_a_shorter_table_beside_is_left_out_and_named() -> None:
    table = read(beside([HEAD, *ROWS], PEOPLE))
    assert table.headers == tuple(HEAD.split(","))
    assert not table.questions
    assert left_out(table)[0].startswith(
        "Rows 1–3, columns G–I, are another table (stakeholders: Stakeholder"
    )
    other = read(beside([HEAD, *ROWS], PEOPLE), answers={"block": "2"})
    assert other.headers == ("Stakeholder", "Influence", "Interest")
    assert tuple(other.rows) == (2, 3)


def test_the_same_header_twice_side_by_side_asks() -> None:
    table = read(beside([HEAD, *ROWS], [HEAD, *(row.replace("P", "Q") for row in ROWS)]))
    assert asked(table) == ["block"]


def test_a_table_of_another_kind_beside_asks_where_no_row_proves_it() -> None:
    people = [PEOPLE[0], *(f"Name {n},High,Low" for n in range(10))]
    table = read(beside([HEAD, *ROWS], people))
    assert asked(table) == ["block"]
    whole = read(beside([HEAD, *ROWS], people), answers={"block": "all"})
    assert "Stakeholder" in whole.headers
    assert not whole.questions


def test_scattered_cells_beyond_a_blank_column_stay_in_the_table() -> None:
    remarks = [["Remark", "By"], *[["late", "Ann"] if n % 3 == 2 else ["", ""] for n in range(10)]]
    table = read(beside([HEAD, *ROWS], [",".join(cells) for cells in remarks]))
    assert table.headers[-2:] == ("Remark", "By")
    assert [(issue.code, issue.column) for issue in table.issues] == [("columns.apart", "Remark")]


def test_tables_of_a_workbook_keep_their_letters_merged_cells_and_dates() -> None:
    rows = [*books.projects(6), [], ["Stakeholder", "Influence", None], ["Ann", "High"], [None, "Low"]]
    made = books.book(("Plan", rows), change=lambda book: book["Plan"].merge_cells("A10:A11"))
    table = books.read(made, answers={"block": "2"})
    assert table.column("Stakeholder")[1] == "Ann"
    assert tuple(table.rows) == (10, 11)
    first = books.read(made)
    assert first.typed_dates == {"Start Date"}
    assert first.column("Start Date")[0] == date(2026, 1, 1).isoformat()


def test_a_table_that_names_no_rows_of_a_kind_is_told_by_its_columns_alone() -> None:
    risks = ["Risk,Owner,Score", "Dry summer,Ann,12", "Steel prices,Ben,9"]
    table = read([HEAD, *ROWS, "", *(f"{line},," for line in risks)])
    assert left_out(table) == ["Rows 13–15, columns A–E, are another table (Risk, Owner, Score): not read."]
