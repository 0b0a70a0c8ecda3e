"""Dates and periods: one order per column and way of writing, decided by evidence or asked."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_core.intake.values.days import Day, OpenDay, read_day
from pmo_core.intake.values.periods import Calendar, Span, dash_votes, read_period
from tests.intake.by_hand import asked, cells, codes, missing, read

NAMES = {"Project name": ["Alpha", "Beta", "Gamma"]}


def finishes(*texts: str, **options: object) -> list[object]:
    rows = {"Project name": [f"P{n}" for n in range(len(texts))], "Finish": list(texts)}
    return cells(read(rows, **options), "finish")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2021-04-01", date(2021, 4, 1)),
        ("2021-04-01 00:00:00", date(2021, 4, 1)),
        ("2018-06-29T00:00:00Z", date(2018, 6, 29)),
        ("20260331", date(2026, 3, 31)),
        ("5-Feb-26", date(2026, 2, 5)),
        ("March 3, 2026", date(2026, 3, 3)),
        ("January 15, 2026 8:00 AM", date(2026, 1, 15)),
        ("22/Sep/25 9:26 AM", date(2025, 9, 22)),
        ("19/Feb/26 2:19 PM", date(2026, 2, 19)),
        ("2026 January 02 12:00 AM", date(2026, 1, 2)),
        ("Fri Nov 06 2026 09:00:00 GMT+0000 (UTC)", date(2026, 11, 6)),
        ("3. März 2026", date(2026, 3, 3)),
        ("15 févr. 2026", date(2026, 2, 15)),
        ("1er janvier 2026", date(2026, 1, 1)),
        ("3 de marzo de 2026", date(2026, 3, 3)),
        ("12-dic-2025", date(2025, 12, 12)),
        ("5 dezembro 2026", date(2026, 12, 5)),
        ("7 settembre 2026", date(2026, 9, 7)),
        ("1 mrt. 2026", date(2026, 3, 1)),
        ("4 stycznia 2026", date(2026, 1, 4)),
        ("1 Oca 2026", date(2026, 1, 1)),
        ("9 Okt 2026", date(2026, 10, 9)),
        ("1765432100000", date(2025, 12, 11)),
    ],
)
def test_a_date_that_says_its_order_is_read_as_written(text: str, day: date) -> None:
    assert read_day(text, pivot=2026) == Day(day)


@pytest.mark.parametrize(
    "text", ["NA", "Q3 2026", "hello", "1.2.3", "45", "2026", "12 31 2026", "May", "10:30"]
)
def test_what_is_no_day_is_not_made_one(text: str) -> None:
    assert read_day(text, pivot=2026) is None


def test_years_of_two_digits_lie_around_the_as_of() -> None:
    for text, year in (("30.06.08", 2008), ("31.12.40", 2040), ("01.01.75", 2075), ("01.01.77", 1977)):
        found = read_day(text, pivot=2026)
        assert isinstance(found, OpenDay)
        assert found.year == year


def test_a_weekday_decides_the_order() -> None:
    """3 February 2026 is a Tuesday, 2 March a Monday."""
    assert finishes("Tue 03/02/2026") == [date(2026, 2, 3)]
    assert finishes("Mon 03/02/2026") == [date(2026, 3, 2)]


def test_one_cell_above_twelve_decides_the_column() -> None:
    assert finishes("01/02/2026", "13/02/2026") == [date(2026, 2, 1), date(2026, 2, 13)]
    assert finishes("01/02/2026", "02/13/2026") == [date(2026, 1, 2), date(2026, 2, 13)]


def test_an_undecided_column_is_asked_never_guessed() -> None:
    rows = NAMES | {"Finish": ["01/02/2026", "03/04/2026", "05/06/2026"]}
    reading = read(rows)
    assert asked(reading) == {"dates"}
    assert [choice.example for choice in reading.questions[0].choices] == [
        "01/02/2026 → 1 February 2026",
        "01/02/2026 → 2 January 2026",
    ]
    assert cells(read(rows, dates="month-first"), "finish")[0] == date(2026, 1, 2)
    assert cells(read(rows, answers={"dates": "day-first"}), "finish")[0] == date(2026, 2, 1)


def test_a_date_that_reads_alike_in_both_orders_needs_no_question() -> None:
    assert finishes("05/05/2026", "2026-05-06") == [date(2026, 5, 5), date(2026, 5, 6)]


def test_dots_are_day_first() -> None:
    assert finishes("01.02.2026", "03.04.2026") == [date(2026, 2, 1), date(2026, 4, 3)]


def test_another_column_answers_for_an_undecided_one() -> None:
    reading = read(
        NAMES | {"Start": ["01/02/2026"] * 3, "Finish": ["13/02/2026", "14/02/2026", "15/02/2026"]}
    )
    assert cells(reading, "start")[0] == date(2026, 2, 1)
    assert reading.date_order == "day-first"


def test_two_ways_of_writing_in_one_row_are_voted_each_on_its_own() -> None:
    reading = read(
        NAMES
        | {
            "Start": ["2018-06-29T00:00:00Z", "2018-02-01T00:00:00Z", "2018-06-29T00:00:00Z"],
            "Finish": ["9/30/2022 12:00:00 AM", "1/2/2022 12:00:00 AM", "3/4/2022 12:00:00 AM"],
        }
    )
    assert cells(reading, "start") == [date(2018, 6, 29), date(2018, 2, 1), date(2018, 6, 29)]
    assert cells(reading, "finish") == [date(2022, 9, 30), date(2022, 1, 2), date(2022, 3, 4)]
    assert reading.date_order == "month-first"


def test_the_minority_that_contradicts_its_column_is_an_issue() -> None:
    rows = {
        "Project name": list("ABCDEF"),
        "Finish": ["13/02/2026", "14/02/2026", "15/02/2026", "02/16/2026", "17/02/2026", "18/02/2026"],
    }
    reading = read(rows)
    assert missing(reading, "finish") == {5: "unparseable"}
    assert "date.contradicts" in codes(reading)


def test_an_impossible_day_is_an_issue_with_its_row() -> None:
    rows = {"Project name": list("ABCDEF"), "Finish": ["31/02/2026", *["14/02/2026"] * 5]}
    reading = read(rows)
    issue = next(issue for issue in reading.issues if issue.code == "date.impossible")
    assert (issue.row, issue.column, issue.value) == (2, "Finish", "31/02/2026")
    assert missing(reading, "finish") == {2: "unparseable"}


@pytest.mark.parametrize("text", ["01/01/1900", "1900-01-00", "1899-12-30", "9999-12-31", "1949-12-31"])
def test_stand_in_dates_are_placeholders(text: str) -> None:
    rows = {"Project name": list("ABCDEF"), "Finish": [text, *["2026-02-14"] * 5]}
    assert missing(read(rows), "finish") == {2: "placeholder"}


def test_excel_serials_are_dates_in_a_date_column() -> None:
    assert finishes("46022", "46053") == [date(2025, 12, 31), date(2026, 1, 31)]


@pytest.mark.parametrize(
    ("text", "first", "last", "grain"),
    [
        ("Q3 2026", date(2026, 7, 1), date(2026, 9, 30), "quarter"),
        ("2000 Q1", date(2000, 1, 1), date(2000, 3, 31), "quarter"),
        ("3. Quartal 2026", date(2026, 7, 1), date(2026, 9, 30), "quarter"),
        ("2026-W12", date(2026, 3, 16), date(2026, 3, 22), "week"),
        ("KW12 2026", date(2026, 3, 16), date(2026, 3, 22), "week"),
        ("H1 26", date(2026, 1, 1), date(2026, 6, 30), "half"),
        ("Jan-26", date(2026, 1, 1), date(2026, 1, 31), "month"),
        ("2026-02", date(2026, 2, 1), date(2026, 2, 28), "month"),
        ("März 2026", date(2026, 3, 1), date(2026, 3, 31), "month"),
        ("2026", date(2026, 1, 1), date(2026, 12, 31), "year"),
        ("2014/15", date(2014, 4, 1), date(2015, 3, 31), "fiscal_year"),
        ("2025-26", date(2025, 4, 1), date(2026, 3, 31), "fiscal_year"),
        ("FY26", date(2025, 4, 1), date(2026, 3, 31), "fiscal_year"),
        ("2030 to 2031", date(2030, 4, 1), date(2031, 3, 31), "fiscal_year"),
        ("2018 to 2020", date(2018, 1, 1), date(2020, 12, 31), "years"),
        ("Q1 FY26", date(2025, 4, 1), date(2025, 6, 30), "quarter"),
    ],
)
def test_a_period_is_a_span_with_its_grain(text: str, first: date, last: date, grain: str) -> None:
    assert read_period(text, calendar=Calendar(2026)) == Span(first, last, grain)


@pytest.mark.parametrize("text", ["1234", "2014/16", "99", "hello", "Q5 2026", "2026-13-01"])
def test_what_is_no_period_is_not_made_one(text: str) -> None:
    assert read_period(text, calendar=Calendar(2026)) is None


def test_a_column_decides_between_fiscal_years_and_months() -> None:
    assert dash_votes(["2010-11", "2011-12"]) is True
    assert dash_votes(["2011-12", "2011-11"]) is False
    assert dash_votes(["2011-12"]) is None
    assert dash_votes(["1999-00"]) is True


def test_a_period_as_a_finish_is_its_last_day_and_noted() -> None:
    reading = read(NAMES | {"Finish": ["Q3 2026", "2027", "Jan-28"]})
    assert cells(reading, "finish") == [date(2026, 9, 30), date(2027, 12, 31), date(2028, 1, 31)]
    assert "date.approximate" in codes(reading)


def test_a_period_as_a_start_is_its_first_day() -> None:
    reading = read(NAMES | {"Start": ["Q3 2026", "2027", "Jan-28"]})
    assert cells(reading, "start") == [date(2026, 7, 1), date(2027, 1, 1), date(2028, 1, 1)]


DAYS = st.dates(date(1980, 1, 1), date(2070, 12, 31))
FORMATS = [
    "%d/%m/%Y",
    "%d.%m.%Y",
    "%Y-%m-%d",
    "%d-%b-%Y",
    "%B %d, %Y",
    "%d %B %Y",
    "%Y/%m/%d",
    "%d/%m/%Y %H:%M",
]


@given(st.lists(DAYS, min_size=1, max_size=8), st.sampled_from(FORMATS))
def test_a_column_of_dates_survives_any_way_of_writing(days: list[date], form: str) -> None:
    decisive = [*days, date(2026, 1, 28)]
    assert finishes(*(day.strftime(form) for day in decisive)) == decisive


@given(DAYS)
def test_month_first_dates_survive_too(day: date) -> None:
    texts = [day.strftime("%m/%d/%Y"), "12/31/2026"]
    assert finishes(*texts) == [day, date(2026, 12, 31)]


@given(st.integers(0, 20_000))
def test_iso_dates_never_depend_on_other_cells(offset: int) -> None:
    day = date(1990, 1, 1) + timedelta(days=offset)
    assert finishes(day.isoformat(), "13/02/2026")[0] == day
