"""One annual return as other people would save it: the same projects, whatever the form."""

from functools import cache
from pathlib import Path

import pytest

from tests.intake.by_hand import read
from tests.intake.forms import forms
from tests.real import plain
from tests.real.said import GMPP

pytestmark = pytest.mark.real
FORMS = (
    "CSV with tab in UTF-16",
    "CSV with semicolon in Windows-1252",
    "transposed CSV",
    "dressed workbook",
    "workbook, columns reversed",
)


@cache
def saved(real: Path) -> dict[str, bytes]:
    rows = plain.rows_of(real / "uk_gmpp" / "uk_2018.csv", encoding="cp1252")
    one_line_end = [[cell.replace("\r\n", "\n").replace("\r", "\n") for cell in row] for row in rows]
    return {form.name: form.content for form in forms(one_line_end)}


def facts(content: bytes) -> list[dict[str, object]]:
    """What the projects hold, whatever row they stand in."""
    reading = read(content, "return", answers=GMPP[2018])
    assert reading.table is not None, [question.id for question in reading.questions]
    rows = reading.table.drop_columns(["row", "key"]).to_pylist()
    return sorted(rows, key=lambda row: str(row["name"]))


@pytest.mark.parametrize("form", FORMS)
def test_a_return_says_the_same_in_every_form(real: Path, form: str) -> None:
    content = saved(real)[form]
    assert facts(content) == facts(saved(real)["CSV with comma in UTF-8"])
