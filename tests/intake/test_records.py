"""Delimiters, quotes and line ends as people's programs write them."""

from dataclasses import replace

import pytest

from pmo_core.errors import IntakeError, TooLarge, UnreadableFile
from pmo_core.intake.options import Options
from pmo_core.intake.read import read_table
from pmo_core.intake.table import RawTable
from pmo_core.limits import PAGE_LIMITS

ROWS = "".join(f"P{n},Project {n},{n * 10},2026-01-{n:02}\n" for n in range(1, 21))
HEAD = "project id,name,budget,start\n"


def read(text: str, **options: object) -> RawTable:
    return read_table(text.encode(), "x.csv", Options(**options), PAGE_LIMITS)  # type: ignore[arg-type]  # shorthand


def codes(table: RawTable) -> list[str]:
    return [issue.code for issue in table.issues]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_usual_delimiters_and_line_ends_are_found(delimiter: str, end: str) -> None:
    table = read((HEAD + ROWS).replace(",", delimiter).replace("\n", end))
    assert table.headers == ("project id", "name", "budget", "start")
    assert table.column("budget")[:2] == ("10", "20")
    assert table.rows == tuple(range(2, 22))
    assert not table.questions


def test_decimal_commas_do_not_pass_for_a_delimiter() -> None:
    table = read("Projekt;Budget;Anteil\nA;1,5;2,5\nB;2,25;0,5\nC;3,0;1,25\n")
    assert table.source.delimiter == ";"
    assert table.column("Budget") == ("1,5", "2,25", "3,0")


def test_semicolons_inside_cells_do_not_pass_for_a_delimiter() -> None:
    table = read("name,owner,tags\nA,Ann,x;y\nB,Ben,y;z\nC,Cy,x;z\n")
    assert table.source.delimiter == ","
    assert table.column("tags") == ("x;y", "y;z", "x;z")


def test_the_directive_of_excel_is_obeyed_and_dropped() -> None:
    table = read("sep=|\nname|budget\nA, B|1\nC, D|2\n")
    assert table.headers == ("name", "budget")
    assert table.rows == (2, 3)


def test_quoted_line_breaks_stay_inside_their_cell() -> None:
    table = read('id,name,note\n1,A,"first\nsecond\r\nthird, with comma"\n2,B,"say ""hi"""\n')
    assert table.column("note") == ("first\nsecond\r\nthird, with comma", 'say "hi"')
    assert table.rows == (2, 3)


def test_backslash_quotes_are_read_and_other_backslashes_stay() -> None:
    table = read('id,name,path\n1,"a \\"b\\" c",C:\\new\n2,"d \\"e\\" f",D:\\temp\n')
    assert table.column("name") == ('a "b" c', 'd "e" f')
    assert table.column("path") == ("C:\\new", "D:\\temp")


def test_single_quotes_are_read_as_quotes_where_they_are() -> None:
    table = read("id,name,budget\n'1','A, B','10'\n'2','C','20'\n'3','D, E','30'\n")
    assert table.column("name") == ("A, B", "C", "D, E")


def test_an_apostrophe_is_no_quote() -> None:
    table = read("id,name,owner\n1,Cote d'Ivoire,O'Brien\n2,'s-Hertogenbosch,Ann\n")
    assert table.column("name") == ("Cote d'Ivoire", "'s-Hertogenbosch")


def test_a_space_before_a_quote_does_not_break_the_cell() -> None:
    table = read('id, name, budget\n1, "A, B", 10\n2, "C", 20\n3, "D, E", 30\n')
    assert [cell.strip() for cell in table.column("name")] == ["A, B", "C", "D, E"]


def test_an_unclosed_quote_costs_one_row_a_flag_not_the_file() -> None:
    table = read(HEAD + ROWS.replace("Project 7", '"Project 7'))
    assert len(table.rows) == 20
    assert table.column("name")[6] == '"Project 7'
    issue = next(issue for issue in table.issues if issue.code == "quote.mended")
    assert issue.row == 8


def test_a_quote_inside_a_quoted_cell_is_kept_and_flagged() -> None:
    table = read(HEAD + ROWS.replace("Project 7,", '"Project "seven" is big, too",'))
    assert len(table.rows) == 20
    assert table.column("name")[6] == 'Project "seven" is big, too'
    assert codes(table) == ["quote.mended"]


def test_inches_are_no_quotes() -> None:
    table = read('id,name,size\n1,Pipe,5" wide\n2,Tube,7" wide\n')
    assert table.column("size") == ('5" wide', '7" wide')
    assert not table.issues


def test_an_unclosed_quote_that_fits_nowhere_refuses_its_row_only() -> None:
    table = read(HEAD + ROWS.replace("P7,Project 7,70,", 'P7,"Project 7,70,x,y,'))
    assert table.rows_refused == 1
    assert len(table.rows) == 19
    assert 8 in table.refused


def test_a_short_row_is_filled_up_and_named() -> None:
    table = read(HEAD + ROWS.replace("P5,Project 5,50,2026-01-05", "P5,Project 5"))
    assert table.column("budget")[4] == ""
    assert [(i.code, i.row) for i in table.issues] == [("row.shorter", 6)]


def test_a_short_row_whose_cells_do_not_fit_is_refused() -> None:
    table = read(HEAD + ROWS.replace("P5,Project 5,50,2026-01-05", "P5,50,2026-01-05"))
    assert table.rows_refused == 1
    assert 6 in table.refused
    assert table.rows_read == len(table.rows) + table.rows_skipped + table.rows_refused


def test_a_long_row_is_mended_where_only_one_reading_fits() -> None:
    """The budget and the date fix every column but one."""
    head = "budget,start,name,finish\n"
    rows = "".join(f"{n * 10},2026-01-{n:02},Project {n},2026-02-{n:02}\n" for n in range(1, 28))
    table = read(head + rows.replace("Project 9", "Roads, bridges"))
    assert table.column("name")[8] == "Roads, bridges"
    assert [(i.code, i.row) for i in table.issues] == [("row.longer", 10)]


def test_a_long_row_with_two_readings_is_refused() -> None:
    rows = "".join(f"P{n},Project {n},Owner {n},{n}\n" for n in range(1, 31))
    table = read("id,name,owner,budget\n" + rows.replace("Project 9,Owner 9", "Roads,bridges,Owner 9"))
    assert table.rows_refused == 1
    assert table.refused[10] == ("P9", "Roads", "bridges", "Owner 9", "9")


def test_thousands_without_quotes_are_not_guessed() -> None:
    rows = "".join(f"Project {n},{n},x{n}\n" for n in range(1, 31))
    table = read("name,budget,note\n" + rows.replace("Project 9,9,", "Project 9,1,234,"))
    assert 10 in table.refused


def test_a_surplus_label_does_not_shift_the_columns_behind_it() -> None:
    rows = "".join(f"T-{n},a,b,2026-01-{n:02},{n}\n" for n in range(1, 29))
    table = read("Issue key,Labels,Labels,Created,Votes\n" + rows.replace("T-9,a,b,", "T-9,a,b,c,"))
    assert table.column("Created")[8] == "2026-01-09"
    assert table.column("Votes")[8] == "9"
    assert table.repeated == {"Labels": ("Labels", "Labels (2)")}


def test_blank_surplus_cells_are_dropped() -> None:
    table = read("id,name,budget\n1,A,10,,\n2,B,20\n")
    assert table.headers == ("id", "name", "budget")
    assert codes(table) == ["row.surplus"]


def test_many_ragged_rows_ask_for_the_delimiter() -> None:
    bad = "".join(f"P{n},Project, {n},x,{n},y\n" for n in range(10))
    table = read(HEAD + ROWS + bad)
    question = next(question for question in table.questions if question.id == "delimiter")
    assert "10 of 30 rows" in question.text
    assert not read(HEAD + ROWS + bad, answers={"delimiter": ","}).questions


def test_a_list_of_names_under_a_known_header_is_taken() -> None:
    taken = read("name\nBridge\nTunnel\nRoad\n")
    assert taken.column("name") == ("Bridge", "Tunnel", "Road")
    assert not taken.questions
    guess = next(guess for guess in taken.guesses if guess.name == "delimiter")
    assert (guess.value, guess.evidence) == ("none", "a list of names under a known column name")


@pytest.mark.parametrize(
    "text",
    [
        "The weather was fine and we went out.\nNobody knew of any plans.\nWe all went home at six.\n",
        "Dear all\n\nplease find below what there is to say.\nRegards\nBob\n",
        "Name\nwas the first word of the meeting.\nThen nobody said a thing.\n",
        "Alpha\nBeta\nGamma\n",
    ],
    ids=["prose", "letter", "prose under a known name", "names without a header"],
)
def test_lines_of_one_cell_each_are_no_table(text: str) -> None:
    with pytest.raises(UnreadableFile, match=r"^No table was found: no sign such as a comma or a tab"):
        read(text)


def test_an_unusual_sign_that_cuts_every_line_is_named() -> None:
    [question] = [one for one in read("a^b^c\n1^2^3\n4^5^6\n").questions if one.id == "delimiter"]
    assert question.evidence.endswith("; ^ makes 3 cells of each")


def test_a_single_column_is_taken_when_told() -> None:
    text = "plans\nBridge\nTunnel\nRoad\n"
    taken = read(text, answers={"delimiter": "none", "header_row": "1"})
    assert taken.column("plans") == ("Bridge", "Tunnel", "Road")
    assert not taken.questions


def test_an_unusual_delimiter_is_offered_and_obeyed() -> None:
    text = (HEAD + ROWS).replace(",", "^")
    assert read(text).questions[0].choices[0].value == "^"
    assert read(text, delimiter="^").headers == ("project id", "name", "budget", "start")


@pytest.mark.parametrize("name", ["tab", "\t", "\\t", " TAB "])
def test_a_tab_can_be_told_by_name(name: str) -> None:
    assert read((HEAD + ROWS).replace(",", "\t"), delimiter=name).column("budget")[0] == "10"


def test_a_delimiter_of_two_characters_is_refused() -> None:
    with pytest.raises(IntakeError, match="no delimiter"):
        read(HEAD + ROWS, delimiter="||")


def test_the_sample_may_mislead_but_the_whole_file_decides() -> None:
    """Two thousand rows of notes with semicolons around one honest comma table stay a comma table."""
    rows = "".join(f"P{n},a;b;c,{n}\n" for n in range(40_000))
    table = read("id,tags,budget\n" + rows)
    assert table.source.delimiter == ","
    assert len(table.rows) == 40_000


def test_a_quoted_break_across_a_sample_border_costs_nothing() -> None:
    rows = "".join(f'P{n},"line one, of {n}\nline two; {n}",{n}\n' for n in range(30_000))
    table = read("id,note,budget\n" + rows)
    assert len(table.rows) == 30_000
    assert table.column("budget")[-1] == "29999"
    assert not table.issues


def test_more_rows_than_the_limit_are_refused_early() -> None:
    with pytest.raises(TooLarge, match="more than 100 rows"):
        read_table((HEAD + ROWS * 10).encode(), "x.csv", Options(), replace(PAGE_LIMITS, records=100))


def test_thousands_of_broken_quotes_are_named_together() -> None:
    rows = "".join(f'P{n},"Project {n},{n},2026-01-01\n' for n in range(3_000))
    table = read(HEAD + rows)
    assert len(table.rows) == 3_000
    assert codes(table).count("quote.mended") == 1_001
