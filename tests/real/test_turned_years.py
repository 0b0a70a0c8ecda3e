"""The two annual returns whose projects stand side by side, against a reading of their cells by hand."""

import csv
from datetime import date, datetime
from pathlib import Path

import pytest

from pmo_core.intake.options import Options
from pmo_core.intake.reading import Reading, interpret
from pmo_core.limits import PAGE_LIMITS

pytestmark = pytest.mark.real


def by_hand(path: Path) -> list[list[str]]:
    """The cells of the file, one list per project column."""
    text = path.read_bytes().decode("cp1252", errors="replace")
    return [list(cells) for cells in zip(*csv.reader(text.splitlines(keepends=True)), strict=True)][1:]


def as_date(text: str) -> date | None:
    try:
        return datetime.strptime(text.strip(), "%d/%m/%Y").date()  # noqa: DTZ007 — a day has no zone
    except ValueError:
        return None


def as_pounds(text: str) -> float | None:
    try:
        return round(float(text.replace("£", "").replace(",", "")) * 1e6, 2)
    except ValueError:
        return None


def loaded(path: Path) -> Reading:
    year = int(path.stem.removeprefix("uk_"))
    told = Options(as_of=date(year, 9, 30))
    return interpret(path.read_bytes(), path.name, told, limits=PAGE_LIMITS, today=date(2026, 3, 1))


@pytest.mark.parametrize(("year", "count", "cost_row"), [("2014", 199, 12), ("2017", 143, 11)])
def test_a_turned_year_holds_what_its_columns_say(real: Path, year: str, count: int, cost_row: int) -> None:
    path = real / "uk_gmpp" / f"uk_{year}.csv"
    reading = loaded(path)
    assert not reading.questions
    assert reading.table is not None
    columns = [cells for cells in by_hand(path) if any(cell.strip() for cell in cells)]
    assert (reading.rows_loaded, len(columns)) == (count, count)
    table = reading.table
    assert table["row"].to_pylist() == list(range(2, count + 2))
    assert table["name"].to_pylist() == [" ".join(cells[0].split()) for cells in columns]
    assert table["start"].to_pylist() == [as_date(cells[5]) for cells in columns]
    assert table["finish"].to_pylist() == [as_date(cells[6]) for cells in columns]
    costs = [
        None if value is None else round(float(value), 2) for value in table["whole_life_cost"].to_pylist()
    ]
    assert costs == [as_pounds(cells[cost_row]) for cells in columns]


def test_blank_and_note_rows_below_the_fields_are_named(real: Path) -> None:
    reading = loaded(real / "uk_gmpp" / "uk_2017.csv")
    skipped = next(issue for issue in reading.issues if issue.code == "fields.skipped")
    assert skipped.problem.startswith("15 rows are blank, a title or a note and no field: 15–29")
    assert reading.source.note_lines[0].startswith("The IPA Annual Report")
