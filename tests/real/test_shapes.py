"""Real public files, read again by other means: csv module and openpyxl; every row, every cell."""

import csv
import io
import json
from pathlib import Path

import openpyxl
import pytest

from pmo_core.errors import IntakeError
from pmo_core.intake.options import Options
from pmo_core.intake.read import read_table
from pmo_core.intake.table import RawTable
from pmo_core.limits import PAGE_LIMITS

pytestmark = pytest.mark.real


def read(path: Path, **options: object) -> RawTable:
    content = path.read_bytes()
    return read_table(content, path.name, Options(**options), PAGE_LIMITS)  # type: ignore[arg-type]  # shorthand


def by_csv(path: Path, delimiter: str, encoding: str) -> list[list[str]]:
    text = path.read_bytes().decode("latin-1" if encoding == "bytes" else encoding)
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))


def assert_same(table: RawTable, expected: list[list[str]]) -> None:
    """Header apart (repeats are counted), each column holds the same cells in the same order."""
    names, rows = expected[0], expected[1:]
    assert [header.partition(" (")[0] for header in table.headers] == [
        name.partition(" (")[0].strip() for name in names
    ]
    assert list(zip(*table.columns, strict=True)) == [tuple(row) for row in rows]
    assert table.rows == tuple(range(2, len(rows) + 2))
    assert (table.rows_read, table.rows_skipped, table.rows_refused) == (len(rows), 0, 0)


@pytest.mark.parametrize(
    ("name", "delimiter", "encoding", "rows", "columns"),
    [
        ("uk_gmpp/uk_2018.csv", ",", "cp1252", 133, 14),
        ("uk_gmpp/uk_2021.csv", ";", "cp1252", 184, 16),
        ("uk_gmpp/uk_2022.csv", ";", "cp1252", 235, 17),
        ("jira_exports/jira_testautogen.csv", ",", "utf-8-sig", 22, 56),
        ("jira_cycle_times/jira.csv", ",", "utf-8", 4123, 6),
        ("stakeholder_survey/results-anonymized-randomized.csv", ",", "utf-8", 69, 53),
        ("uk_sdg_kpi/indicator_16-1-3.csv", ",", "utf-8-sig", 1237, 19),
        ("uk_sdg_kpi/indicator_3-1-2.csv", ",", "utf-8-sig", 526, 12),
        ("uk_sdg_kpi/indicator_3-6-1.csv", ",", "utf-8-sig", 432, 11),
        ("uk_sdg_kpi/indicator_5-4-1.csv", ",", "utf-8-sig", 972, 11),
        ("uk_sdg_kpi/indicator_7-2-1.csv", ",", "utf-8-sig", 576, 7),
        ("uk_sdg_kpi/indicator_8-4-1.csv", ",", "utf-8-sig", 620, 7),
        ("uk_sdg_kpi/indicator_9-2-2.csv", ",", "utf-8-sig", 1106, 15),
        ("uk_sdg_kpi/indicator_9-4-1.csv", ",", "utf-8-sig", 704, 7),
    ],
)
def test_a_text_file_is_cell_for_cell_what_the_csv_module_reads(
    real: Path, name: str, delimiter: str, encoding: str, rows: int, columns: int
) -> None:
    table = read(real / name)
    assert (len(table.rows), len(table.headers)) == (rows, columns)
    assert_same(table, by_csv(real / name, delimiter, encoding))
    assert not table.questions


def test_the_year_with_an_undefined_byte_keeps_it_and_names_the_row(real: Path) -> None:
    table = read(real / "uk_gmpp/uk_2020.csv")
    expected = by_csv(real / "uk_gmpp/uk_2020.csv", ",", "bytes")
    assert (len(table.rows), len(table.headers)) == (125, 16)
    assert table.rows == tuple(range(2, 127))
    for column, cells in zip(table.columns, zip(*expected[1:], strict=True), strict=True):
        again = [cell.encode("cp1252", errors="replace") for cell in column]
        assert [len(cell) for cell in again] == [len(cell) for cell in cells]
    assert [issue.code for issue in table.issues] == ["text.control"]
    assert not table.questions


def test_two_ratings_of_one_name_stay_two_columns(real: Path) -> None:
    table = read(real / "uk_gmpp/uk_2022.csv")
    assert table.repeated == {"colour_rating": ("colour_rating", "colour_rating (2)")}
    assert table.column("colour_rating") != table.column("colour_rating (2)")


def test_repeated_jira_headers_are_led_together(real: Path) -> None:
    table = read(real / "jira_exports/jira_testautogen.csv")
    assert table.repeated["Watchers"] == ("Watchers", "Watchers (2)", "Watchers (3)")
    assert len({header for header in table.headers if " (" not in header or "Custom" in header}) >= 40


@pytest.mark.parametrize(("year", "rows"), [("2012", 500), ("2018", 499)])
def test_a_workbook_with_a_title_row_is_cell_for_cell_what_openpyxl_reads(
    real: Path, year: str, rows: int
) -> None:
    path = real / "worldbank_projects" / f"{year}_WB_Projects_1_500_downloaded_9_22_2022.xlsx"
    table = read(path)
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    cells = [["" if cell is None else str(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]
    book.close()
    assert table.source.header_row == 2
    assert table.source.title_lines[0].startswith("World Bank Projects, data as of 09/22/2022")
    assert list(table.headers) == [cell.strip() for cell in cells[1]]
    assert list(zip(*table.columns, strict=True)) == [tuple(row) for row in cells[2:]]
    assert table.rows == tuple(range(3, rows + 3))
    assert not table.questions


def test_the_survey_is_the_same_as_text_and_as_workbook(real: Path) -> None:
    folder = real / "stakeholder_survey"
    text = read(folder / "results-anonymized-randomized.csv")
    book = read(folder / "results-anonymized-randomized.xlsx")
    assert len(text.rows) == len(book.rows) == 69
    assert [header.split() for header in text.headers] == [header.split() for header in book.headers]


@pytest.mark.parametrize(("year", "projects"), [("2014", 199), ("2017", 143)])
def test_a_transposed_year_gives_one_row_per_project(real: Path, year: str, projects: int) -> None:
    table = read(real / "uk_gmpp" / f"uk_{year}.csv")
    assert not table.questions
    assert "table.turned" in {issue.code for issue in table.issues}
    assert len(table.rows) == projects
    assert table.headers[0].casefold() == "project name"
    assert table.rows_read == len(table.rows) + table.rows_skipped + table.rows_refused


def test_every_file_gives_a_sound_table_or_a_sentence(real: Path) -> None:
    files = [path for path in sorted(real.rglob("*")) if path.is_file()]
    assert len(files) > 100
    for path in files:
        try:
            table = read(path)
        except IntakeError:
            continue
        assert table.rows_read == len(table.rows) + table.rows_skipped + table.rows_refused, path
        assert all(len(column) == len(table.rows) for column in table.columns), path
        assert len(table.columns) == len(table.headers) == len(set(table.headers)), path
        assert len(table.refused) == table.rows_refused, path


@pytest.mark.parametrize(
    "expected", sorted(["comma_in_quotes", "escaped_quotes", "json", "newlines", "simple", "utf8"])
)
def test_the_csv_spectrum_is_read_as_its_json_says(real: Path, expected: str) -> None:
    folder = real / "csv_torture_small/csv-spectrum"
    table = read(folder / "csvs" / f"{expected}.csv")
    wanted = json.loads((folder / "json" / f"{expected}.json").read_text(encoding="utf-8"))
    found = [dict(zip(table.headers, row, strict=True)) for row in zip(*table.columns, strict=True)]
    assert found == wanted
