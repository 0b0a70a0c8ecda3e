"""Six annual returns of a government's major projects, each against a count by csv alone."""

from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from pmo_core.intake.reading import Reading
from tests.intake.by_hand import asked, cells, read
from tests.real import plain
from tests.real.said import GMPP, MOST, loaded

pytestmark = pytest.mark.real
PROJECTS = {2014: 199, 2017: 143, 2018: 133, 2020: 125, 2021: 184, 2022: 235}
each_year = pytest.mark.parametrize("year", PROJECTS)


@cache
def both(real: Path, year: int) -> tuple[Reading, plain.Return]:
    return loaded(real, f"uk_gmpp/uk_{year}.csv"), plain.gmpp(real, year)


@each_year
def test_only_what_the_file_cannot_answer_is_asked(real: Path, year: int) -> None:
    path = real / "uk_gmpp" / f"uk_{year}.csv"
    reading = read(path.read_bytes(), path.name)
    assert asked(reading) <= set(GMPP[year])
    assert len(reading.questions) <= MOST
    assert reading.table is None


@each_year
def test_every_project_loads_under_its_name_and_id(real: Path, year: int) -> None:
    reading, by_csv = both(real, year)
    assert reading.rows_loaded == len(by_csv.projects) == PROJECTS[year]
    assert reading.rows_refused == 0
    assert cells(reading, "name") == by_csv.names()
    ids = by_csv.texts("id") if "id" in by_csv.projects[0] else [None] * len(by_csv.projects)
    assert cells(reading, "project_id") == ids if year >= 2020 else "project_id" not in reading.mapping
    assert [day.isoformat() for day in reading.as_of] == [GMPP[year]["as_of"]]
    assert not reading.as_of_assumed


@each_year
@pytest.mark.parametrize("field", plain.MONEY)
def test_money_adds_up_with_its_coverage(real: Path, year: int, field: str) -> None:
    reading, by_csv = both(real, year)
    if field not in plain.COLUMNS[year]:
        assert field not in reading.mapping
        return
    found = [value for value in cells(reading, field) if isinstance(value, float)]
    expected = by_csv.amounts(field)
    assert len(found) == len(expected)
    assert sum(found) == pytest.approx(sum(expected), rel=1e-12)
    assert (min(found), max(found)) == pytest.approx((min(expected), max(expected)))
    assert {(f.unit, f.currency) for f in reading.fields if f.field == field} == {("million", "GBP")}


@each_year
@pytest.mark.parametrize("field", plain.MONEY)
def test_what_is_no_amount_keeps_its_kind(real: Path, year: int, field: str) -> None:
    reading, by_csv = both(real, year)
    if field in plain.COLUMNS[year]:
        assert kinds(reading, field) == plain.absences(by_csv.texts(field), read=plain.amount)


@each_year
@pytest.mark.parametrize("field", ["start", "finish"])
def test_dates_are_those_of_the_file(real: Path, year: int, field: str) -> None:
    reading, by_csv = both(real, year)
    texts = by_csv.texts(field)
    assert cells(reading, field) == [plain.day(text) for text in texts]
    assert kinds(reading, field) == plain.absences(texts, read=plain.day)


@each_year
def test_ratings_are_counted_on_the_scale_as_published(real: Path, year: int) -> None:
    reading, by_csv = both(real, year)
    for field in ("rating", "second_rating") if year == 2022 else ("rating",):
        expected = Counter(filter(None, map(plain.rating, by_csv.texts(field))))
        found = Counter(label for label in cells(reading, field) if label in plain.STEPS)
        assert found == expected


def test_both_ratings_of_2022_are_offered_and_kept(real: Path) -> None:
    path = real / "uk_gmpp" / "uk_2022.csv"
    question = next(q for q in read(path.read_bytes(), path.name).questions if q.id == "rating")
    assert [choice.value for choice in question.choices] == ["colour_rating", "colour_rating (2)", "joined"]
    reading, by_csv = both(real, 2022)
    rated = [bool(plain.rating(text)) for text in by_csv.texts("rating")]
    again = [bool(plain.rating(text)) for text in by_csv.texts("second_rating")]
    assert (sum(rated), sum(again)) == (153, 68)
    assert [label in plain.STEPS for label in cells(reading, "rating")] == rated
    assert [label in plain.STEPS for label in cells(reading, "second_rating")] == again


def test_the_mixed_steps_of_2018_stay_mixed(real: Path) -> None:
    counted = Counter(cells(both(real, 2018)[0], "rating"))
    assert counted["Amber/Red"] + counted["Amber/Green"] == 60


def test_exemptions_of_2018_are_withheld_and_never_zero(real: Path) -> None:
    reading, by_csv = both(real, 2018)
    assert kinds(reading, "whole_life_cost") == {"withheld": 14}
    assert sum("exempt" in text.casefold() for text in by_csv.texts("whole_life_cost")) == 14
    assert cells(reading, "whole_life_cost").count(0.0) == by_csv.amounts("whole_life_cost").count(0.0)


@each_year
def test_departments_are_those_of_the_file(real: Path, year: int) -> None:
    """Spellings that differ in case or space only may be folded into one."""
    reading, by_csv = both(real, year)
    found = Counter(str(name).casefold() for name in cells(reading, "department"))
    assert found == Counter(" ".join(name.split()).casefold() for name in by_csv.texts("department"))


@pytest.mark.parametrize("year", [2014, 2017])
def test_projects_side_by_side_are_turned(real: Path, year: int) -> None:
    reading, by_csv = both(real, year)
    assert reading.source.transposed
    assert len(cells(reading, "name")) == len(by_csv.projects)


def kinds(reading: Reading, field: str) -> Counter[str]:
    assert reading.missing is not None
    return Counter(cell["kind"] for cell in reading.missing.to_pylist() if cell["field"] == field)
