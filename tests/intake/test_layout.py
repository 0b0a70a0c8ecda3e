"""Where the table stands on the sheet: titles, headers, margins, orientation."""

import pytest

from pmo_core.errors import EmptyUpload, IntakeError, TooLarge
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


def test_title_rows_are_skipped_and_kept() -> None:
    table = read(["Portfolio report,,,,", "As of 31/03/2026,,,,", ",,,,", HEAD, *ROWS])
    assert table.source.header_row == 4
    assert table.source.title_lines == ("Portfolio report", "As of 31/03/2026")
    assert table.rows[0] == 5
    assert (table.rows_read, len(table.rows)) == (10, 10)
    assert not table.questions


def test_title_rows_without_delimiters_are_skipped_too() -> None:
    table = read(["Portfolio report", "Exported 31/03/2026 by Ann", "", HEAD, *ROWS])
    assert table.source.header_row == 4
    assert len(table.rows) == 10


def test_pairs_of_name_and_value_above_are_titles() -> None:
    table = read(["Owner:,Ann,,,", "Status:,final,,,", "", HEAD, *ROWS])
    assert table.source.header_row == 4
    assert table.source.title_lines == ("Owner: Ann", "Status: final")


def test_a_header_of_unknown_words_is_found_by_contrast() -> None:
    table = read(["Kürzel,Wort,Menge", *(f"K{n},Ding {n},{n}" for n in range(9))])
    assert table.source.header_row == 1
    assert not table.questions


def test_a_file_without_header_asks_and_loses_no_row() -> None:
    table = read(ROWS)
    assert [question.id for question in table.questions] == ["header_row"]
    assert table.headers == ("A", "B", "C", "D", "E")
    assert len(table.rows) == 10
    assert table.source.header_row is None


def test_the_answer_that_there_is_no_header_is_taken() -> None:
    table = read(ROWS, answers={"header_row": "0"})
    assert not table.questions
    assert table.rows == tuple(range(1, 11))


def test_texts_above_texts_ask_which_row_is_the_header() -> None:
    table = read(["alpha,beta", "gamma,delta", "epsilon,zeta"])
    assert [question.id for question in table.questions] == ["header_row"]
    assert read(["alpha,beta", "gamma,delta"], header_row=1).columns == (("gamma",), ("delta",))


def test_a_full_row_above_the_header_is_not_lost_silently() -> None:
    table = read(["P0,Project 0,Owner 0,5,2026-01-01", HEAD, *ROWS])
    assert [question.id for question in table.questions] == ["header_row"]


def test_the_header_row_can_be_told() -> None:
    table = read(["a,b,c,d,e", HEAD, *ROWS], header_row=2)
    assert table.headers[0] == "Project ID"
    assert table.source.title_lines == ("a b c d e",)


@pytest.mark.parametrize("row", [3, 99])
def test_a_header_row_that_is_not_there_is_refused(row: int) -> None:
    with pytest.raises(IntakeError, match=f"Row {row} cannot be the header"):
        read(["a,b", "1,2", ",", "3,4"], header_row=row)


def test_an_answer_that_is_no_row_number_is_refused() -> None:
    with pytest.raises(IntakeError, match="not a row number"):
        read([HEAD, *ROWS], answers={"header_row": "first"})


def test_repeated_headers_are_counted_and_led_together() -> None:
    table = read(["id,rating,rating,rating (2),budget", "1,Red,Green,Amber,5", "2,Red,Red,Red,6"])
    assert table.headers == ("id", "rating", "rating (3)", "rating (2)", "budget")
    assert table.repeated == {"rating": ("rating", "rating (3)")}


def test_blank_headers_go_by_their_letter_and_empty_ones_are_dropped() -> None:
    table = read(["Project ID,,Budget,,", "P1,x,10,,", "P2,y,20,,"])
    assert table.headers == ("Project ID", "B", "Budget")


def test_named_columns_stay_even_when_empty() -> None:
    assert read(["Project ID,Name,Sponsor", "P1,A,", "P2,B,"]).column("Sponsor") == ("", "")


def test_marks_nobody_sees_are_stripped_from_headers() -> None:
    assert read(["\u200bProject ID\u00a0,\ufeffName", "P1,A", "P2,B"]).headers == ("Project ID", "Name")


def test_units_below_the_header_go_behind_the_names() -> None:
    table = read(
        ["Project,Owner,Budget,Start", ",,(£m),dd/mm/yyyy", "A,Ann,1,01/02/2026", "B,Ben,2,01/03/2026"]
    )
    assert table.headers == ("Project", "Owner", "Budget (£m)", "Start (dd/mm/yyyy)")
    assert (table.rows_read, table.rows_skipped) == (3, 1)


def test_a_header_of_two_rows_is_joined() -> None:
    lines = ["Project,Owner,Budget,,Actual,", ",,2025,2026,2025,2026", "A,Ann,1,2,3,4", "B,Ben,5,6,7,8"]
    table = read(lines)
    assert table.headers == (
        "Project",
        "Owner",
        "Budget – 2025",
        "Budget – 2026",
        "Actual – 2025",
        "Actual – 2026",
    )
    assert table.column("Actual – 2026") == ("4", "8")


def test_comments_are_skipped() -> None:
    table = read(["# export of 2026-03-31", HEAD, ROWS[0], "# a comment", ROWS[1]])
    assert len(table.rows) == 2
    assert codes(table) == {"row.comment": 4}


def test_rows_with_one_cell_more_than_the_header_ask_which_one_has_no_name() -> None:
    lines = ["name,budget,owner", *(f"{n},Project {n},{n * 10},Ann" for n in range(1, 9))]
    asked = read(lines)
    assert "header_shift" in [question.id for question in asked.questions]
    first = read(lines, answers={"header_shift": "first"})
    assert first.headers == ("A", "name", "budget", "owner")
    assert first.column("budget")[0] == "10"


def test_an_answer_to_transpose_must_be_yes_or_no() -> None:
    with pytest.raises(IntakeError, match="whether to transpose"):
        read([HEAD, *ROWS], answers={"transpose": "perhaps"})


def test_too_many_columns_are_refused() -> None:
    with pytest.raises(TooLarge, match=r"2,001 columns; 2,000 are the limit"):
        read([",".join(f"name {n}" for n in range(2_001)), ",".join("1" * 2_001)])


def test_a_giant_cell_refuses_its_row() -> None:
    table = read([HEAD, *ROWS, f"P11,{'x' * 100_001},Ann,1,2026-01-01"])
    assert 12 in table.refused
    assert len(table.rows) == 10


def test_a_header_above_blank_rows_only_is_empty() -> None:
    with pytest.raises(EmptyUpload, match="no rows below the header"):
        read([HEAD, ",,,,", ""])


def test_an_as_of_line_with_a_comma_is_still_a_title() -> None:
    table = read(["Report, as of 31 March 2026", "", HEAD, *ROWS])
    assert table.source.title_lines == ("Report as of 31 March 2026",)
    assert len(table.rows) == 10


def test_a_blank_margin_does_not_hide_headings_and_letters_stay_true() -> None:
    lines = ["Report,,,,,,", "", f",,{HEAD}", ",,North,,,,", *(f",,{row}" for row in ROWS)]
    table = read(lines, answers={"groups": "headings"})
    assert table.column("Group") == ("North",) * 10
    assert table.headers[:2] == ("Project ID", "Project Name")
    assert table.source.title_lines == ("Report",)
    assert read(lines, header_row=0).headers[0] == "C"


def test_a_spacer_column_is_no_border() -> None:
    lines = [f"{line.partition(',')[0]},,{line.partition(',')[2]}" for line in [HEAD, *ROWS]]
    table = read(lines)
    assert table.headers == tuple(HEAD.split(","))
    assert not table.issues


def test_a_report_with_everything_around_it_is_read() -> None:
    lines = [
        "Portfolio status;;;",
        "Stand: 31.03.2026;;;",
        ";;;",
        "Projekt;Leiter;Budget;Beginn",
        ";;(T€);",
        "Brücke;Müller;1.234,50;01.02.2026",
        ";;;",
        "Straße;Weiß;2.000,00;15.03.2026",
        "Tunnel;Groß;500,25;20.04.2026",
        "Summe;;3.734,75;",
        ";;;",
        "Quelle: Kostenrechnung;;;",
    ]
    table = read_table("\r\n".join(lines).encode("cp1252"), "x.csv", Options(), PAGE_LIMITS)
    assert table.headers == ("Projekt", "Leiter", "Budget (T€)", "Beginn")
    assert table.rows == (6, 8, 9)
    assert (table.rows_read, table.rows_skipped, table.rows_refused) == (8, 5, 0)
    assert table.source.title_lines == ("Portfolio status", "Stand: 31.03.2026")
    assert table.source.note_lines == ("Quelle: Kostenrechnung",)
    assert not table.questions


def test_many_lines_of_comments_above_hide_no_header() -> None:
    table = read([*(f"# line {n}" for n in range(40)), HEAD, *ROWS])
    assert table.source.header_row == 41
    assert len(table.rows) == 10
    assert not table.questions


def test_dates_above_numbers_are_names_of_columns() -> None:
    lines = ["KPI,2026-01-01,2026-02-01,2026-03-01", "Uptime,99,98,97", "Tickets,10,20,30"]
    table = read(lines)
    assert table.source.header_row == 1
    assert not table.questions


def test_the_likely_answer_stands_first_where_no_header_is_seen() -> None:
    question = read(ROWS).questions[0]
    assert question.choices[0].value == "0"
    assert question.option == "--header-row 0"


def test_a_row_that_holds_the_named_columns_is_the_header_without_asking() -> None:
    lines = ["alpha,beta", "gamma,delta", "epsilon,zeta"]
    assert not read(lines, mapping={"name": "alpha"}).questions
    assert read(lines, mapping={"name": "omega"}).questions
