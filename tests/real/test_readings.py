"""Real public files against a second, independent computation with csv and openpyxl alone."""

import csv
import io
from collections import Counter
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from pmo_core.intake.reading import Reading
from tests.intake.by_hand import asked, cells, read

YEARS = {2018: 133, 2020: 125, 2021: 184, 2022: 235}
ASKED = {2018: {"as_of", "money_unit"}, 2020: {"as_of", "money_unit"}, 2021: {"as_of", "money_unit"}}
RATINGS = {
    "amber/red": "Amber/Red",
    "amber/green": "Amber/Green",
    "amber": "Amber",
    "red": "Red",
    "green": "Green",
}


def gmpp(real: Path, year: int, *, told: bool) -> Reading:
    path = real / "uk_gmpp" / f"uk_{year}.csv"
    answers = {"money_unit": "million", "rating": "colour_rating"} if told else {}
    return read(path.read_bytes(), path.name, as_of=date(year, 3, 31) if told else None, answers=answers)


def plain_rows(real: Path, year: int) -> tuple[list[str], list[list[str]]]:
    text = (real / "uk_gmpp" / f"uk_{year}.csv").read_bytes().decode("cp1252", errors="ignore")
    delimiter = ";" if text.splitlines()[0].count(";") > 5 else ","
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    return rows[0], rows[1:]


def plain_amount(text: str) -> float | None:
    """Written anew for this test: a pound sign, commas, a point."""
    core = text.replace("\u00a0", " ").strip().lstrip("£").replace(",", "")
    try:
        return float(core)
    except ValueError:
        return None


@pytest.mark.parametrize("year", YEARS)
def test_what_the_file_cannot_answer_is_asked_and_nothing_else(real: Path, year: int) -> None:
    reading = gmpp(real, year, told=False)
    assert asked(reading) == ASKED.get(year, {"as_of", "money_unit", "rating"})
    assert reading.table is None


@pytest.mark.parametrize("year", YEARS)
def test_every_project_loads(real: Path, year: int) -> None:
    reading = gmpp(real, year, told=True)
    header, rows = plain_rows(real, year)
    assert reading.rows_loaded == reading.rows_read == len(rows) == YEARS[year]
    assert cells(reading, "name") == [" ".join(row[header.index("project_name")].split()) for row in rows]
    assert reading.as_of == (date(year, 3, 31),)


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize(
    ("field", "names"),
    [
        ("whole_life_cost", ["wlc_baseline_incl_NCG"]),
        ("budget", ["yearly_budget"]),
        ("forecast_cost", ["yearly_forecast", "forecast_incl_NGC"]),
    ],
)
def test_money_sums_with_their_coverage(real: Path, year: int, field: str, names: list[str]) -> None:
    reading = gmpp(real, year, told=True)
    header, rows = plain_rows(real, year)
    at = next((header.index(name) for name in names if name in header), None)
    if at is None:
        assert field not in reading.mapping
        return
    expected = [plain_amount(row[at]) for row in rows]
    found = cells(reading, field)
    assert [value is None for value in found] == [value is None for value in expected]
    total = sum(value for value in found if isinstance(value, float))
    assert total == pytest.approx(sum(value for value in expected if value is not None) * 1e6)
    assert set(cells(reading, "currency")) <= {"GBP", None}


@pytest.mark.parametrize("year", YEARS)
def test_rating_counts(real: Path, year: int) -> None:
    header, rows = plain_rows(real, year)
    places = [at for at, name in enumerate(header) if name == "colour_rating"]
    reading = gmpp(real, year, told=True)
    for field, at in zip(("rating", "second_rating"), places, strict=False):
        expected = Counter(RATINGS.get(row[at].strip().casefold()) for row in rows)
        found = Counter(label if label in RATINGS.values() else None for label in cells(reading, field))
        assert found == expected


def test_exemptions_are_withheld_and_never_zero(real: Path) -> None:
    """14 of the 133 whole-life costs of 2018 are exemption texts."""
    header, rows = plain_rows(real, 2018)
    at = header.index("wlc_baseline_incl_NCG")
    exempt = [row for row in rows if "exempt" in row[at].casefold()]
    reading = gmpp(real, 2018, told=True)
    assert reading.missing is not None
    found = Counter(
        cell["kind"] for cell in reading.missing.to_pylist() if cell["field"] == "whole_life_cost"
    )
    assert found["withheld"] == len(exempt) == 14
    assert sum(found.values()) == cells(reading, "whole_life_cost").count(None)


@pytest.mark.parametrize("year", YEARS)
def test_dates_are_those_of_the_file(real: Path, year: int) -> None:
    header, rows = plain_rows(real, year)
    texts = [row[header.index("end_date")].strip() for row in rows]
    found = cells(gmpp(real, year, told=True), "finish")
    for text, day in zip(texts, found, strict=True):
        if text[:4].isdecimal():
            assert day == date.fromisoformat(text[:10])
        elif text[:2].isdecimal():
            parts = [int(part) for part in text.split(".")]
            assert day == date(2000 + parts[2] if parts[2] < 76 else 1900 + parts[2], parts[1], parts[0])
        else:
            assert day is None


def worldbank(real: Path) -> list[Path]:
    return sorted((real / "worldbank_projects").glob("*.xlsx"))


@pytest.mark.parametrize("which", [0, 1])
def test_worldbank_projects_need_no_question(real: Path, which: int) -> None:
    path = worldbank(real)[which]
    sheet = openpyxl.load_workbook(path, data_only=True).worksheets[0]
    rows = list(sheet.iter_rows(values_only=True))
    header = [str(name) for name in rows[1]]
    body = [dict(zip(header, row, strict=True)) for row in rows[2:] if any(cell is not None for cell in row)]
    reading = read(path.read_bytes(), path.name)
    assert not reading.questions
    assert reading.as_of == (date(2022, 9, 22),)
    assert reading.date_order == "month-first"
    assert reading.rows_loaded == len(body)
    expected = [
        None
        if row["Current Project Cost"] is None
        else float(str(row["Current Project Cost"]).replace(",", ""))
        for row in body
    ]
    assert cells(reading, "budget") == expected
    assert Counter(cells(reading, "status")) == Counter(row["Project Status"] for row in body)
    standards = {"Active": "in_progress", "Closed": "done", "Dropped": "cancelled", "Pipeline": "not_started"}
    assert cells(reading, "status_standard") == [standards.get(str(row["Project Status"])) for row in body]
    starts = [row["Board Approval Date"] for row in body]
    assert cells(reading, "start") == [None if s is None else date.fromisoformat(str(s)[:10]) for s in starts]
    for text, day in zip(
        (row["Project Closing Date"] for row in body), cells(reading, "finish"), strict=True
    ):
        parts = [int(part) for part in str(text).split()[0].split("/")] if text else None
        assert day == (date(parts[2], parts[0], parts[1]) if parts else None)


def test_jira_issues_by_summary_and_key(real: Path) -> None:
    path = next((real / "jira_exports").glob("*.csv"))
    rows = list(csv.DictReader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))
    reading = read(path.read_bytes(), path.name)
    assert not reading.questions
    assert reading.as_of_assumed
    assert cells(reading, "project_id") == [row["Issue key"] for row in rows]
    assert cells(reading, "name") == [" ".join(row["Summary"].split()) for row in rows]
    assert reading.mapping["done"] == "Resolved"
    assert reading.mapping["category"] == "Project name"
    assert "Created" not in reading.mapping.values()
    words = {"To Do": "not_started", "In Progress": "in_progress", "Done": "done"}
    assert cells(reading, "status_standard") == [words[row["Status Category"]] for row in rows]
    assert [day is None for day in cells(reading, "done")] == [not row["Resolved"] for row in rows]


SERIES = {"16-1-3": 475}


@pytest.mark.parametrize("indicator", ["16-1-3", "3-1-2", "3-6-1", "7-2-1", "8-4-1", "9-2-2", "9-4-1"])
def test_kpi_readings_keep_every_value(real: Path, indicator: str) -> None:
    path = real / "uk_sdg_kpi" / f"indicator_{indicator}.csv"
    rows = list(csv.DictReader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))
    reading = read(path.read_bytes(), path.name)
    assert not reading.questions
    assert reading.rows_loaded == len(rows)
    for value, row in zip(cells(reading, "value"), rows, strict=True):
        assert value == (pytest.approx(float(row["Value"]), rel=1e-12) if row["Value"] else None)
    assert "Observation status" in reading.unmapped
    if indicator in SERIES:
        assert len(set(cells(reading, "series"))) == SERIES[indicator]


def test_jira_tasks_without_names_go_by_their_ids(real: Path) -> None:
    path = real / "jira_cycle_times" / "jira.csv"
    reading = read(path.read_bytes(), path.name)
    assert (reading.rows_loaded, reading.questions) == (4123, ())
    assert reading.mapping == {"project_id": "id", "done": "finished_date"}
