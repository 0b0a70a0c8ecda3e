"""Eight national indicators in long form: series, periods and values against csv alone."""

import json
from calendar import monthrange
from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from pmo_core.intake.reading import Reading
from tests.intake.by_hand import asked, cells, read
from tests.real import plain
from tests.real.said import loaded

pytestmark = pytest.mark.real
ROWS = {
    "16-1-3": 1237,
    "3-1-2": 526,
    "3-6-1": 432,
    "5-4-1": 972,
    "7-2-1": 576,
    "8-4-1": 620,
    "9-2-2": 1106,
    "9-4-1": 704,
}
SERIES = {
    "16-1-3": 475,
    "3-1-2": 82,
    "3-6-1": 62,
    "5-4-1": 102,
    "7-2-1": 18,
    "8-4-1": 20,
    "9-2-2": 34,
    "9-4-1": 22,
}
NOT_A_DIMENSION = {"Year", "Series", "Value", "Observation status", "Unit multiplier", "GeoCode"}
REASONS = {
    "Missing value; suppressed": "withheld",
    "Missing value; data cannot exist": "not_applicable",
    "Missing value": "not_provided",
}
UNITS = ("Units", "Unit measure")
each_indicator = pytest.mark.parametrize("indicator", ROWS)
Line = tuple[str, str, tuple[tuple[str, str], ...]]


@cache
def both(real: Path, indicator: str) -> tuple[Reading, list[dict[str, str]]]:
    name = f"uk_sdg_kpi/indicator_{indicator}.csv"
    rows = plain.records(real / name)
    if indicator == "5-4-1":  # one group was published twice with another value; the first was chosen
        del rows[710]
    return loaded(real, name), rows


def line(row: dict[str, str]) -> Line:
    """What a value is a value of: name, unit and every filled column that tells rows apart."""
    apart = {name: cell for name, cell in row.items() if cell and name not in {*NOT_A_DIMENSION, *UNITS}}
    return row["Series"], next(row[name] for name in UNITS if name in row), tuple(sorted(apart.items()))


def span(text: str) -> tuple[date, date]:
    """2014 is a calendar year, 2004/05 runs from April to March, 2000 Q1 has three months."""
    year = int(text[:4])
    if " to " in text:
        return date(year, 1, 1), date(int(text[-4:]), 12, 31)
    if "/" in text:
        return date(year, 4, 1), date(year + 1, 3, 31)
    if "Q" in text:
        last = int(text[-1]) * 3
        return date(year, last - 2, 1), date(year, last, monthrange(year, last)[1])
    return date(year, 1, 1), date(year, 12, 31)


@each_indicator
def test_every_row_loads_as_a_reading_of_a_kpi(real: Path, indicator: str) -> None:
    reading, rows = both(real, indicator)
    assert reading.kind == "kpis"
    assert reading.rows_read == ROWS[indicator]
    assert reading.rows_loaded == len(rows)
    assert cells(reading, "name") == [row["Series"] for row in rows]


@each_indicator
def test_no_value_is_changed_and_none_made_up(real: Path, indicator: str) -> None:
    reading, rows = both(real, indicator)
    found = cells(reading, "value")
    assert [value is None for value in found] == [not row["Value"].strip() for row in rows]
    expected = [float(row["Value"]) for row in rows if row["Value"].strip()]
    assert [value for value in found if value is not None] == pytest.approx(expected, rel=1e-12)


@each_indicator
def test_series_are_told_apart_by_all_that_tells_them_apart(real: Path, indicator: str) -> None:
    reading, rows = both(real, indicator)
    expected = [line(row) for row in rows]
    found = cells(reading, "series")
    pairs = set(zip(expected, found, strict=True))
    assert len(pairs) == len(set(expected)) == len(set(found)) == SERIES[indicator]


def test_a_quarter_and_a_year_are_never_one_line(real: Path) -> None:
    reading, rows = both(real, "9-2-2")
    grains = Counter(cells(reading, "grain"))
    assert grains == {"quarter": 1076, "year": 30}
    assert grains["quarter"] == sum("Q" in row["Year"] for row in rows)


@each_indicator
def test_dimensions_hold_the_words_of_the_file(real: Path, indicator: str) -> None:
    reading, rows = both(real, indicator)
    found = [json.loads(str(text)) if text else {} for text in cells(reading, "dimensions")]
    assert found == [dict(line(row)[2]) for row in rows]


@each_indicator
def test_each_period_has_its_days_and_its_sum(real: Path, indicator: str) -> None:
    reading, rows = both(real, indicator)
    days = list(zip(cells(reading, "period_start"), cells(reading, "period_end"), strict=True))
    assert days == [span(row["Year"]) for row in rows]
    expected: Counter[tuple[date, date]] = Counter()
    for row in rows:
        expected[span(row["Year"])] += float(row["Value"] or 0)  # type: ignore[assignment]  # a sum of floats
    found: Counter[tuple[object, object]] = Counter()
    for period, value in zip(days, cells(reading, "value"), strict=True):
        found[period] += value or 0  # type: ignore[assignment,operator]  # a sum of floats
    assert found == pytest.approx(expected)


@each_indicator
def test_an_empty_value_keeps_the_reason_that_its_status_gives(real: Path, indicator: str) -> None:
    reading, rows = both(real, indicator)
    expected = Counter(REASONS.get(row["Observation status"], "blank") for row in rows if not row["Value"])
    assert reading.missing is not None
    found = Counter(cell["kind"] for cell in reading.missing.to_pylist() if cell["field"] == "value")
    assert found == expected


@each_indicator
def test_direction_and_target_are_not_invented(real: Path, indicator: str) -> None:
    reading, _ = both(real, indicator)
    assert not {"direction", "target"} & set(reading.mapping)


def test_a_value_published_twice_is_asked_and_named(real: Path) -> None:
    path = real / "uk_sdg_kpi" / "indicator_5-4-1.csv"
    reading = read(path.read_bytes(), path.name)
    assert asked(reading) == {"duplicates"}
    assert all(number in reading.questions[0].evidence for number in ("692", "712"))
    rows = plain.records(path)
    counted = Counter(map(key, rows))
    assert [at for at, row in enumerate(rows, start=2) if counted[key(row)] > 1] == [692, 712]


def key(row: dict[str, str]) -> tuple[Line, str]:
    return line(row), row["Year"]
