"""A column per period and measure: each period keeps its own figures and ratings, however few there are."""

import pytest

from tests.intake.by_hand import asked, cells, codes, read

TWO_QUARTERS = (
    "KPI,Unit,Target,Q1 2026 Actual,Q1 2026 RAG,Q2 2026 Actual,Q2 2026 RAG\n"
    "On-time delivery,%,95,91,Amber,96,Green\nCost variance,%,5,7,Red,4,Green\n"
)
BY_MONTH = {
    "Project name": ["Alpha", "Beta", "Gamma"],
    "Owner": ["Ann", "Bob", "Cid"],
    "Feb 2026 RAG": ["Green", "Amber", "Green"],
    "Jan 2026 RAG": ["Amber", "Red", "Green"],
    "Mar 2026 RAG": ["Green", "Green", "Red"],
}


def test_two_periods_with_two_measures_each_become_readings() -> None:
    reading = read(TWO_QUARTERS)
    assert cells(reading, "value") == [91, 96, 7, 4]
    assert cells(reading, "rating") == ["Amber", "Green", "Red", "Green"]
    assert len(set(cells(reading, "period_start"))) == 2


def test_one_period_in_the_headers_dates_every_measure() -> None:
    reading = read("KPI,Unit,Mar 2026 Actual,Mar 2026 Target\nUptime,%,99.1,99.5\nNPS,points,41,40\n")
    assert cells(reading, "value") == [99.1, 41]
    assert cells(reading, "target") == [99.5, 40]
    assert {str(day) for day in cells(reading, "period_start")} == {"2026-03-01"}
    assert next(guess.value for guess in reading.guesses if guess.name == "unpivot") == "1 period"


def test_a_single_period_beside_a_column_of_values_is_not_taken_for_all() -> None:
    reading = read("KPI,Value,2025\nUptime,99.1,98\nNPS,41,40\n")
    assert asked(reading)


def test_of_ratings_by_month_the_latest_is_the_rating_of_a_project() -> None:
    reading = read(BY_MONTH)
    assert cells(reading, "rating") == ["Green", "Green", "Red"]
    evidence = next(guess.evidence for guess in reading.guesses if guess.value == "rating ← Mar 2026 RAG")
    assert evidence == "the latest of 3 periods; not loaded: Jan 2026 RAG, Feb 2026 RAG"
    assert "rating.unknown" not in codes(reading)


@pytest.mark.parametrize(("first", "second"), [("Q1 2026 RAG", "Q2 2026 RAG"), ("RAG 2025", "RAG 2026")])
def test_ratings_of_two_periods_are_not_two_assessors(first: str, second: str) -> None:
    names = {"Project ID": ["P1", "P2"], "Project name": ["Alpha", "Beta"]}
    reading = read(names | {first: ["Red", "Amber"], second: ["Green", "Amber"]})
    assert cells(reading, "rating") == ["Green", "Amber"]
    assert set(cells(reading, "second_rating")) == {None}


def test_money_by_month_is_asked_and_never_the_latest() -> None:
    names = {"Project name": ["Alpha", "Beta"], "Owner": ["Ann", "Bob"], "RAG": ["Green", "Red"]}
    money = {"Jan 2026 budget (£k)": ["10", "20"], "Feb 2026 budget (£k)": ["30", "40"]}
    reading = read(names | money)
    assert "map.budget" in asked(reading)


def test_a_rating_of_a_period_without_a_figure_is_left_out_and_no_label_of_the_others() -> None:
    head = "KPI,Unit,Jan 2026 Actual,Jan 2026 RAG,Feb 2026 Actual,Mar 2026 RAG\n"
    reading = read(head + "Uptime,%,99.1,Green,99.5,Red\nNPS,points,41,Red,42,Green\n")
    assert cells(reading, "rating") == ["Green", None, "Red", None]
    assert not any(guess.name == "dimensions" for guess in reading.guesses)
    (note,) = [issue.problem for issue in reading.issues if issue.code == "column.per_period"]
    assert "“Mar 2026 RAG”" in note
