"""What stands below the header: records, and rows that are none."""

import pytest

from pmo_core.intake.options import Options
from pmo_core.intake.read import read_table
from pmo_core.intake.table import RawTable
from pmo_core.limits import PAGE_LIMITS

HEAD = "Project ID,Project Name,Owner,Budget,Start Date"
ROWS = [f"P{n},Project {n},Owner {n % 3},{n * 100},2026-01-{n:02}" for n in range(1, 11)]


def read(lines: list[str], **options: object) -> RawTable:
    content = ("\n".join(lines) + "\n").encode()
    table = read_table(content, "x.csv", Options(**options), PAGE_LIMITS)  # type: ignore[arg-type]  # shorthand
    assert table.rows_read == len(table.rows) + table.rows_skipped + table.rows_refused
    assert all(len(column) == len(table.rows) for column in table.columns)
    assert len(set(table.headers)) == len(table.headers) == len(table.columns)
    return table


def codes(table: RawTable) -> dict[str, int | None]:
    return {issue.code: issue.row for issue in table.issues}


def test_blank_rows_are_skipped_and_row_numbers_stay_true() -> None:
    table = read([HEAD, ROWS[0], "", ",,,,", ROWS[1], " , ,,,", ""])
    assert table.rows == (2, 5)
    assert (table.rows_read, table.rows_skipped) == (6, 4)
    assert codes(table)["row.blank"] == 3


def test_a_total_row_is_not_loaded_and_checks_the_sum() -> None:
    table = read([HEAD, *ROWS, "Total,,,5500,"])
    assert len(table.rows) == 10
    issue = next(issue for issue in table.issues if issue.code == "row.total")
    assert issue.row == 12
    assert "5,500" in issue.problem
    assert "add up to the same" in issue.problem


@pytest.mark.parametrize(
    "word", ["TOTAL:", "Summe", "Gesamt", "Total général", "Totale", "Итого", "Grand total"]
)
def test_totals_are_known_in_many_languages(word: str) -> None:
    assert len(read([HEAD, *ROWS, f"{word},,,5500,"]).rows) == 10


def test_a_total_that_differs_is_a_warning_with_both_sums() -> None:
    table = read([HEAD, *ROWS, "Total,,,6000,"])
    issue = next(issue for issue in table.issues if issue.code == "row.total")
    assert "6,000" in issue.problem
    assert "5,500" in issue.problem
    assert issue.severity == "warning"


def test_a_last_row_of_sums_without_a_word_is_a_total() -> None:
    assert codes(read([HEAD, *ROWS, ",,,5500,"]))["row.total"] == 12


def test_a_total_in_german_numbers_is_understood() -> None:
    table = read(["Projekt;Leiter;Budget", "Brücke;Ann;1.234,50", "Tunnel;Ben;2.000,00", "Summe;;3.234,50"])
    issue = next(issue for issue in table.issues if issue.code == "row.total")
    assert "the same" in issue.problem


def test_a_project_called_total_something_stays_a_project() -> None:
    table = read(
        [HEAD, *ROWS, "P11,Total Wellbeing,Ann,300,2026-02-01", "Total Energies,Grid,Ben,70,2026-02-02"]
    )
    assert len(table.rows) == 12
    assert "row.total" not in codes(table)


def test_subtotals_of_groups_are_totals_too() -> None:
    table = read([HEAD, *ROWS[:5], "Total North,,,1500,", *ROWS[5:], "Total South,,,4000,", "Total,,,5500,"])
    assert len(table.rows) == 10
    assert all(i.severity == "note" for i in table.issues if i.code == "row.total")


def test_a_repeated_header_is_skipped() -> None:
    table = read([HEAD, *ROWS[:5], HEAD, *ROWS[5:]])
    assert len(table.rows) == 10
    assert codes(table) == {"row.repeated_header": 7}


def test_notes_after_a_blank_row_are_skipped_and_kept() -> None:
    table = read([HEAD, *ROWS, ",,,,", "Source: ledger,,,,", "Prepared by Ann,,,,"])
    assert len(table.rows) == 10
    assert table.source.note_lines == ("Source: ledger", "Prepared by Ann")
    assert codes(table) == {"row.blank": 12, "row.note": 13}


def test_notes_without_delimiters_are_skipped_too() -> None:
    table = read([HEAD, *ROWS, "", "* Budgets include contingency"])
    assert len(table.rows) == 10
    assert table.rows_refused == 0


def test_a_note_right_below_the_table_is_told_by_its_first_word() -> None:
    assert codes(read([HEAD, *ROWS, "Note: figures are provisional"])) == {"row.note": 12}


def test_a_sparse_last_record_is_no_note() -> None:
    table = read([HEAD, *ROWS, "P11,Project 11,,,"])
    assert len(table.rows) == 11


def test_headings_between_blank_rows_become_a_column() -> None:
    table = read(
        [HEAD, "North,,,,", *ROWS[:5], ",,,,", "South,,,,", *ROWS[5:]], answers={"groups": "headings"}
    )
    assert table.column("Group") == ("North",) * 5 + ("South",) * 5
    assert table.rows[0] == 3


def test_lone_first_cells_without_proof_ask() -> None:
    lines = [HEAD, "North,,,,", *ROWS[:5], "South,,,,", *ROWS[5:]]
    table = read(lines)
    assert [question.id for question in table.questions] == ["groups"]
    assert len(table.rows) == 12
    assert len(read(lines, answers={"groups": "headings"}).rows) == 10
    assert not read(lines, answers={"groups": "records"}).questions


def test_a_total_behind_a_running_number_is_known() -> None:
    lines = ["No,Project,Budget", *(f"{n},Project {n},{n * 10}" for n in range(1, 9)), "9,Total,360"]
    assert codes(read(lines))["row.total"] == 10


def test_a_line_break_without_quotes_is_joined_and_told() -> None:
    broken = ROWS[6].replace("Project 7", "Project\n7")
    table = read([HEAD, *ROWS[:6], broken, *ROWS[7:]])
    assert table.column("Project Name")[6] == "Project\n7"
    assert len(table.rows) == 10
    assert codes(table) == {"row.continued": 9}


def test_groups_of_a_board_repeat_their_header_and_hold_sub_items() -> None:
    head = "Name,Subitems,Owner,Status,Due Date,Item ID"
    lines = [
        *("My board,,,,,", "Group A,,,,,", head, 'Item 1,"sub 1, sub 2",Ann,Done,2026-01-02,1001'),
        *(
            "Subitems,Name,Status,,,",
            ",sub 1,Done,,,",
            ",sub 2,Stuck,,,",
            "Item 2,,Ben,Stuck,2026-02-02,1002",
        ),
        *(",,,,,", "Group B,,,,,", head, "Item 3,,Cy,Done,2026-03-02,1003"),
    ]
    table = read(lines)
    assert table.column("Name") == ("Item 1", "Item 2", "Item 3")
    assert table.column("Group") == ("Group A", "Group A", "Group B")
    assert table.rows == (4, 8, 12)
    found = {
        "row.sub_header": 5,
        "row.sub_item": 6,
        "row.blank": 9,
        "row.group": 10,
        "row.repeated_header": 11,
    }
    assert codes(table) == found


@pytest.mark.parametrize("total", [5500, 11000])
def test_totals_below_the_first_and_their_parts_are_no_projects(total: int) -> None:
    below = [
        f",Total,,{total},",
        ",of which IT,,2500,",
        f",Grand Total (excl. VAT),,{total},",
        ",VAT 19 %,,1045,",
    ]
    table = read([HEAD, *ROWS, *below])
    assert len(table.rows) == 10
    totals = [issue.row for issue in table.issues if issue.code == "row.total"]
    assert totals == [12, 14]
    assert codes(table)["row.part_of_total"] == 13
    assert codes(table)["row.below_total"] == 15


@pytest.mark.parametrize("text", ["davon IT", "thereof: IT", "dont informatique", "di cui IT"])
def test_parts_of_a_total_are_known_in_many_languages(text: str) -> None:
    assert len(read([HEAD, *ROWS, "Summe,,,5500,", f"{text},,,2500,"]).rows) == 10


def test_records_below_a_total_stay_records() -> None:
    more = ["P11,Project 11,Ann,70,2026-02-01", "P12,Total Refit (phase 2),Ben,80,", "P13,Davonport,Cy,9,"]
    assert len(read([HEAD, *ROWS, "Total,,,5500,", *more]).rows) == 13


def test_a_wrong_subtotal_is_compared_with_its_own_group() -> None:
    table = read([HEAD, *ROWS[:5], "Subtotal,,,1500,", *ROWS[5:], "Subtotal,,,4100,", "Total,,,5500,"])
    wrong = [issue for issue in table.issues if issue.code == "row.total" and issue.severity == "warning"]
    assert [issue.row for issue in wrong] == [13]
    assert "rows of its group add up to 4,000" in wrong[0].problem


def test_a_group_of_one_row_is_compared_with_that_row() -> None:
    table = read([HEAD, *ROWS[:9], "Subtotal,,,4500,", ROWS[9], "Subtotal,,,1000,", "Total,,,5500,"])
    assert all(issue.severity == "note" for issue in table.issues)


def test_a_note_cut_at_its_own_commas_is_still_a_note() -> None:
    table = read([HEAD, *ROWS, "", "Legend: RAG = red, amber, green", "Signed: A. Person"])
    assert len(table.rows) == 10
    assert codes(table) == {"row.blank": 12, "row.note": 13}
    assert not table.questions


def test_a_list_of_one_column_with_blank_lines_is_all_records() -> None:
    table = read(
        ["Name", *(f"one {n}" for n in range(5)), "", *(f"two\x1f{n}" for n in range(30))], delimiter="none"
    )
    assert len(table.rows) == 35
    assert len(table.headers) == 1


def test_a_total_with_spaces_and_a_decimal_comma_is_said_as_it_stands() -> None:
    table = read(["Projekt;Leiter;Budget", "A;Ann;7 227,25", "B;Ben;7 227,25", "Summe;;14 454,50"])
    issue = next(issue for issue in table.issues if issue.code == "row.total")
    assert "It says “Budget” 14,454.5; the loaded rows add up to the same." in issue.problem


def test_totals_between_groups_prove_their_headings() -> None:
    north = ["North,,,,", *ROWS[:5], "Subtotal,,,1500,"]
    table = read([HEAD, *north, "South,,,,", *ROWS[5:], "Subtotal,,,4000,"])
    assert not table.questions
    assert tuple(table.column("Group")) == ("North",) * 5 + ("South",) * 5
