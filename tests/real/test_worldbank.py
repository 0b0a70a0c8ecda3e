"""Two workbooks of a development bank's projects against openpyxl alone."""

from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from pmo_core.intake.reading import Reading
from tests.intake.by_hand import cells, codes, read
from tests.real import plain
from tests.real.said import loaded

pytestmark = pytest.mark.real
TOTALS = {"2012": (500, 499, 83_315_357_141.70, 44), "2018": (499, 498, 150_216_017_187.0, 59)}
"""Per fiscal year: projects, costs that are given, their sum, costs that are exactly 0."""
STANDARD = {"Active": "in_progress", "Closed": "done", "Dropped": "cancelled", "Pipeline": "not_started"}
each_year = pytest.mark.parametrize("year", TOTALS)


@cache
def both(real: Path, year: str) -> tuple[Reading, list[dict[str, object]]]:
    name = f"worldbank_projects/{year}_WB_Projects_1_500_downloaded_9_22_2022.xlsx"
    return loaded(real, name), plain.sheet(real / name, header_row=2)


@each_year
def test_every_project_loads_without_a_question(real: Path, year: str) -> None:
    reading, rows = both(real, year)
    assert reading.rows_loaded == reading.rows_read == len(rows) == TOTALS[year][0]
    assert cells(reading, "project_id") == [row["Project Id"] for row in rows]
    assert cells(reading, "name") == [" ".join(str(row["Project Name"]).split()) for row in rows]
    assert reading.as_of == (date(2022, 9, 22),)
    assert reading.date_order == "month-first"


@each_year
def test_costs_written_as_text_and_as_numbers_are_one_column(real: Path, year: str) -> None:
    reading, rows = both(real, year)
    costs = [row["Current Project Cost"] for row in rows]
    expected = [None if cost is None else float(str(cost).replace(",", "")) for cost in costs]
    found = cells(reading, "budget")
    assert found == expected
    given = [cost for cost in found if isinstance(cost, float)]
    _, n, total, zeros = TOTALS[year]
    assert (len(given), given.count(0.0)) == (n, zeros)
    assert sum(given) == pytest.approx(total, abs=0.005)
    assert reading.missing is not None
    blank = [m for m in reading.missing.to_pylist() if m["field"] == "budget"]
    assert [m["kind"] for m in blank] == ["blank"]


def test_many_costs_of_nothing_are_doubted_and_kept(real: Path) -> None:
    reading, _ = both(real, "2018")
    assert "money.zeros" in codes(reading)


@each_year
def test_statuses_and_regions_are_counted_as_published(real: Path, year: str) -> None:
    reading, rows = both(real, year)
    assert Counter(cells(reading, "status")) == Counter(row["Project Status"] for row in rows)
    standard = [STANDARD.get(str(row["Project Status"])) for row in rows]
    assert cells(reading, "status_standard") == standard
    regions = Counter(" ".join(str(row["Region"] or "").split()) for row in rows)
    assert Counter(name or "" for name in cells(reading, "department")) == regions


@each_year
def test_two_forms_of_dates_in_one_row_are_both_read(real: Path, year: str) -> None:
    reading, rows = both(real, year)
    approvals = [row["Board Approval Date"] for row in rows]
    starts = [None if text is None else date.fromisoformat(str(text)[:10]) for text in approvals]
    assert cells(reading, "start") == starts
    assert cells(reading, "finish") == [month_first(row["Project Closing Date"]) for row in rows]


@each_year
def test_a_currency_that_nobody_wrote_is_not_invented(real: Path, year: str) -> None:
    reading, _ = both(real, year)
    assert {field.currency for field in reading.fields} == {None}


@pytest.mark.parametrize(("year", "finished_early"), [("2012", 2), ("2018", 0)])
def test_a_finish_before_the_start_is_named(real: Path, year: str, finished_early: int) -> None:
    reading, rows = both(real, year)
    named = [issue.row for issue in reading.issues if issue.code == "date.finish_before_start"]
    pairs = (
        (at, row["Board Approval Date"], month_first(row["Project Closing Date"]))
        for at, row in enumerate(rows)
    )
    expected = [at + 3 for at, start, end in pairs if start and end and end.isoformat() < str(start)[:10]]
    assert named == expected
    assert len(expected) == finished_early


def test_both_years_read_without_the_answers_of_the_other(real: Path) -> None:
    for year in TOTALS:
        path = real / "worldbank_projects" / f"{year}_WB_Projects_1_500_downloaded_9_22_2022.xlsx"
        assert not read(path.read_bytes(), path.name).questions


def month_first(text: object) -> date | None:
    if not text:
        return None
    month, day, year = (int(part) for part in str(text).split()[0].split("/"))
    return date(year, month, day)
