"""Long headers go by the name in their first line; the rest stays findable, and either names the column."""

from datetime import date

import pytest

from pmo_core.fields import PartField
from pmo_core.intake.options import Options
from pmo_core.intake.reading import Reading, interpret
from pmo_core.intake.wording.short_headers import short_header
from pmo_core.limits import PAGE_LIMITS
from tests.intake import books

RATING = "MPA RAG rating\n(A Delivery Confidence Assessment of the project at a fixed point in time)"
BUDGET = "Total budget agreed with the sponsor\n(£m)"
ROWS: list[list[object]] = [
    ["Project ID", "Project Name", RATING, BUDGET],
    ["P1", "Bridge", "Green", "1.5"],
    ["P2", "Tunnel", "Red", "2.5"],
]


def reading(rows: list[list[object]] = ROWS, **mapping: str) -> Reading:
    content = books.book(("Plan", rows))
    return interpret(content, "x.xlsx", Options(mapping=mapping), limits=PAGE_LIMITS, today=date(2026, 7, 1))


@pytest.mark.parametrize(
    ("header", "name"),
    [
        pytest.param(RATING, "MPA RAG rating", id="first line"),
        pytest.param("Project\nName", "Project Name", id="wrapped"),
        pytest.param(BUDGET, "Total budget agreed with the sponsor (£m)", id="a unit below"),
        pytest.param(
            "Budget as agreed with the sponsors\nFY2025/26",
            "Budget as agreed with the sponsors FY2025/26",
            id="a period",
        ),
        pytest.param(
            "Total budgeted whole life costs (£million)\n(including non-government costs)",
            "Total budgeted whole life costs (£million)",
            id="a unit of its own",
        ),
        pytest.param(
            "Departmental narrative on the budget of this year (if the variance is more than 5 per cent)",
            "Departmental narrative on the budget of this year",
            id="a remark in brackets",
        ),
        pytest.param(
            "How much do you trust the people who make the technical decisions (if at all)?",
            None,
            id="a question",
        ),
        pytest.param(" Budget ", None, id="short"),
    ],
)
def test_the_name_in_a_header_keeps_unit_and_period(header: str, name: str | None) -> None:
    assert short_header(header) == (name or header)


def test_columns_go_by_their_short_names_and_a_note_holds_the_whole() -> None:
    found = reading()
    assert not found.questions
    assert found.mapping["rating"] == "MPA RAG rating"
    assert PartField("budget", "Total budget agreed with the sponsor (£m)", "million", "GBP") in found.fields
    note = next(issue.problem for issue in found.issues if issue.code == "header.shortened")
    assert note.startswith("1 long header goes by the name in the first line: “MPA RAG rating” from “MPA RAG")
    assert "at a fixed point in time)”" in note


@pytest.mark.parametrize("column", [RATING, "MPA RAG rating", "mpa rag rating", RATING.replace("\n", " ")])
def test_a_column_is_named_by_its_short_name_or_by_the_whole(column: str) -> None:
    assert reading(rating=column).mapping["rating"] == "MPA RAG rating"


def test_headers_of_one_first_line_keep_the_whole() -> None:
    notes = ["the first half of the year, as reported", "the second half of the year, as reported"]
    rows = [[*row, f"x{at}", f"y{at}"] for at, row in enumerate(ROWS)]
    rows[0][4:] = [f"Remark\n{note}" for note in notes]
    assert reading(rows).raw.headers[4:] == tuple(f"Remark\n{note}" for note in notes)


def test_repeats_of_a_long_header_keep_their_numbers() -> None:
    rows = [[*row[:3], row[2]] for row in ROWS]
    found = reading(rows)
    assert found.raw.headers[2:] == ("MPA RAG rating", "MPA RAG rating (2)")
    assert found.raw.repeated == {"MPA RAG rating": ("MPA RAG rating", "MPA RAG rating (2)")}
