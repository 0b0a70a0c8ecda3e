"""Headers of several rows in text files, titles that only look like one, and headers that need no answer."""

import pytest

from pmo_core.intake.options import Options
from pmo_core.intake.read import read_table
from pmo_core.intake.table import RawTable
from pmo_core.limits import PAGE_LIMITS


def read(lines: list[str], **options: object) -> RawTable:
    told = Options(**options)  # type: ignore[arg-type]  # shorthand
    return read_table(("\n".join(lines) + "\n").encode(), "x.csv", told, PAGE_LIMITS)


LEVELS = ["Project ID,Project Name,Budget,Actual,Planned benefit,Realised benefit"]
AMOUNTS = [f"a{n},Alpha {n},{n}.5,0.5,{n}00,100" for n in range(1, 6)]


@pytest.mark.parametrize("upper", [",,Cost (€m),,Benefit (€k),", "Project,,Cost (€m),,Benefit (€k),"])
def test_a_partly_filled_level_above_the_header_is_joined_and_gives_each_column_its_unit(upper: str) -> None:
    table = read([upper, *LEVELS, *AMOUNTS])
    assert table.headers[2:4] == ("Cost (€m) – Budget", "Cost (€m) – Actual")
    assert table.headers[5] == "Benefit (€k) – Realised benefit"
    assert table.source.title_lines == ()
    assert not table.questions


@pytest.mark.parametrize(
    "title",
    [
        "Portfolio report,,,,,Confidential",
        "Portfolio report,,,As of 31/03/2026,,",
        "Report,,,all in €m,,",
        "Owner:,Ann,,Status:,final,",
        "Owner,Ann,,Status,final,",
        "Owner,Ann,,,,",
    ],
)
def test_a_title_right_above_the_header_is_no_level_of_it(title: str) -> None:
    table = read([title, *LEVELS, *AMOUNTS])
    assert table.headers[0] == "Project ID"
    assert table.headers[5] == "Realised benefit"


def test_a_unit_over_single_columns_is_no_unit_of_the_whole_table() -> None:
    table = read(["Portfolio report,,€m,,,", "", *LEVELS, *AMOUNTS])
    assert table.source.title_lines == ("Portfolio report",)
    assert read(["All amounts in €m,,,,,", *LEVELS, *AMOUNTS]).source.title_lines == ("All amounts in €m",)


def test_a_question_of_direction_comes_without_one_of_the_header() -> None:
    lines = ["Project ID,P1,P2,P3", "Project Name,Alpha,Beta,Gamma", "Sponsor,Di,Eve,Fay", "Owner,Ann,Ben,Cy"]
    assert [question.id for question in read(lines).questions] == ["transpose"]
    assert not read(lines, transpose=True).questions


@pytest.mark.parametrize("told", [{}, {"mapping": {"name": "Kürzel"}}, {"answers": {"map.name": "kürzel"}}])
def test_a_single_column_with_a_known_or_mapped_name_needs_no_answer(told: dict[str, object]) -> None:
    lines = ["Kürzel" if told else "Project Name", "Alpha", "Beta", "Gamma"]
    assert not read(lines, delimiter="none", **told).questions


def test_a_single_column_of_unknown_words_asks_for_the_header() -> None:
    assert [q.id for q in read(["Alpha", "Beta", "Gamma"], delimiter="none").questions] == ["header_row"]


def test_a_header_of_three_rows_is_joined() -> None:
    lines = ["Project,Budget,,,", ",2026,,2027,", ",H1,H2,H1,H2", "A,1,2,3,4", "B,5,6,7,8"]
    table = read(lines)
    budget = [f"Budget – {year} – {half}" for year in (2026, 2027) for half in ("H1", "H2")]
    assert table.headers == ("Project", *budget)
    assert table.source.header_row == 1
    assert tuple(table.column("Budget – 2027 – H1")) == ("3", "7")
    assert (table.rows_read, tuple(table.rows)) == (2, (4, 5))


def test_several_rows_of_formats_below_the_header_are_no_records() -> None:
    lines = ["Project,Owner,Budget", "text,text,number", "required,,optional", "A,Ann,1", "B,Ben,2"]
    table = read(lines)
    assert tuple(table.rows) == (4, 5)
    assert [(issue.code, issue.row) for issue in table.issues] == [("row.units", 2)]
