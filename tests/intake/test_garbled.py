"""Letters that were encoded twice are named, offered for repair, and repaired when that is answered."""

from datetime import date

import pytest

from pmo_core.errors import IntakeError
from pmo_core.intake.files.twice import mended
from pmo_core.intake.options import Options
from pmo_core.intake.read import read_table
from pmo_core.intake.reading import Reading, interpret
from pmo_core.intake.table import RawTable
from pmo_core.limits import PAGE_LIMITS
from pmo_core.model import Issue
from tests.intake import books

LONG = "word " * 30
ROWS: list[list[object]] = [
    ["Project ID", "Project Name", "Owner"],
    ["P1", f"{LONG}sectorâ€™s plan", "Ann"],
    ["P2", "Café Nord", "Zoë"],
    ["P3", "MÃ¼llabfuhr", "Ben"],
    ["P4", "MÃ¼ll fÃ¼r Zoë", "Ben"],
]
BOOK = books.book(("Plan", ROWS))


def reading(content: bytes = BOOK, **answers: str) -> Reading:
    said = {f"repair.{name.replace('_', ' ')}": answer for name, answer in answers.items()}
    return interpret(content, "x.xlsx", Options(answers=said), limits=PAGE_LIMITS, today=date(2026, 7, 1))


def named(table: RawTable | Reading, code: str) -> Issue:
    return next(issue for issue in table.issues if issue.code == code)


def test_garbled_letters_are_named_where_they_stand_and_offered_for_repair() -> None:
    found = reading()
    issue = named(found, "text.encoded_twice")
    assert (issue.row, issue.column) == (2, "Project Name")
    assert (issue.value or "").endswith("word sectorâ€™s plan")
    assert len(issue.value or "") < 50
    assert issue.problem.startswith("Letters were garbled")
    assert "(in 3 rows: 2, 4–5)" in issue.problem
    offer = next(offer for offer in found.offers if offer.id == "repair.Project Name")
    assert [choice.value for choice in offer.choices] == ["repair", "keep"]
    assert "sector’s" in offer.choices[0].example
    assert offer.option == '--answer "repair.Project Name=repair"'


def test_the_answer_repairs_the_column_and_names_its_rows() -> None:
    found = reading(Project_Name="repair")
    names = found.table.column("name").to_pylist() if found.table else []
    assert names == [f"{LONG}sector’s plan", "Café Nord", "Müllabfuhr", "MÃ¼ll fÃ¼r Zoë"]
    issue = named(found, "text.repaired")
    assert issue.row == 2
    assert "(in 2 rows: 2, 4)" in issue.problem
    assert "stay: 5." in issue.problem
    assert "text.encoded_twice" not in {issue.code for issue in found.issues}
    assert not [offer for offer in found.offers if offer.id.startswith("repair.")]


def test_kept_letters_load_as_they_stand() -> None:
    found = reading(Project_Name="keep")
    assert found.table is not None
    assert found.table.column("name").to_pylist()[2] == "MÃ¼llabfuhr"
    assert named(found, "text.encoded_twice")


def test_another_answer_is_refused() -> None:
    with pytest.raises(IntakeError, match="does not say whether to repair"):
        reading(Project_Name="maybe")


@pytest.mark.parametrize(
    ("garbled", "whole"),
    [
        pytest.param("Ã©tat", "état", id="Windows-1252"),
        pytest.param("sectorâ\x80\x99s", "sector’s", id="Latin-1"),
        pytest.param("â€œyesâ€\x9d", "“yes”", id="an undefined byte"),
        pytest.param("Café", "Café", id="no UTF-8"),
        pytest.param("Ã©tat, café", "Ã©tat, café", id="not throughout"),
        pytest.param("Ã© 日本", "Ã© 日本", id="letters beyond Windows-1252"),
        pytest.param("plain", "plain", id="ASCII"),
    ],
)
def test_only_what_is_utf8_throughout_is_mended(garbled: str, whole: str) -> None:
    assert mended(garbled) == whole


def test_a_workbook_speaks_of_a_control_character_and_not_of_an_encoding() -> None:
    rows = [["Project ID", "Project Name"], ["P1", "a\x9db"], ["P2", "b"]]
    issue = named(books.read(books.book(("Plan", rows))), "text.control")
    assert issue.problem == "A control character stands in the text; it is loaded as it stands."
    western = read_table(b"id,name\nP1,Caf\xe9 \x9d\nP2,b\n", "x.csv", Options(), PAGE_LIMITS)
    assert "Windows-1252" in named(western, "text.control").problem
