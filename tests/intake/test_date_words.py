"""Dates and periods in the words of the large European languages, and what a column decides about them."""

from datetime import date

import pytest

from pmo_core.errors import IntakeError
from pmo_core.intake.table import Source
from pmo_core.intake.values.date_cells import read_column
from pmo_core.intake.values.days import Day, OpenDay, read_day, serial
from pmo_core.intake.values.periods import Calendar, Span, read_period, voted
from tests.intake.by_hand import asked, cells, codes, column, missing, read

NAMES = {"Project name": ["Alpha", "Beta", "Gamma"]}


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("poniedziałek, 5 stycznia 2026", date(2026, 1, 5)),
        ("5 stycznia 2026 r.", date(2026, 1, 5)),
        ("Pazartesi, 5 Ocak 2026", date(2026, 1, 5)),
        ("5 Ocak 2026 Pazartesi", date(2026, 1, 5)),
        ("8 Ağustos 2026", date(2026, 8, 8)),
        ("segunda-feira, 5 de janeiro de 2026", date(2026, 1, 5)),
        ("mar. 3 mars 2026", date(2026, 3, 3)),
        ("martes, 3 de marzo de 2026", date(2026, 3, 3)),
        ("måndag 5 januari 2026", date(2026, 1, 5)),
        ("5. desember 2026", date(2026, 12, 5)),
        ("Mar 3 2026", date(2026, 3, 3)),
        ("05JAN2026", date(2026, 1, 5)),
        ("2026-01-05Z", date(2026, 1, 5)),
        ("2026-01-05+01:00", date(2026, 1, 5)),
        ("2026-W12-3", date(2026, 3, 18)),
        ("1765432100.0", date(2025, 12, 11)),
        ("Thu, 05 Feb 2026 10:00:00 GMT", date(2026, 2, 5)),
        ("Fri Nov 06 2026 09:00:00 GMT+0100 (Mitteleuropäische Normalzeit)", date(2026, 11, 6)),
    ],
)
def test_a_named_day_is_read_in_many_languages(text: str, day: date) -> None:
    assert read_day(text, pivot=2026) == Day(day)


@pytest.mark.parametrize(
    "text", ["mar 03/02/2026", "05–01–2026", "05‑01‑2026", "Mo. 05.01.2026", "05.01.2026 (Mo)"]
)
def test_weekdays_and_odd_dashes_leave_the_numbers_open(text: str) -> None:
    assert isinstance(read_day(text, pivot=2026), OpenDay)


@pytest.mark.parametrize(
    "text", ["5-Jan", "05 01 2026", "ca. 05.01.2026", "16/03/2026 - 20/03/2026", "Ende 2026"]
)
def test_half_a_date_and_a_range_are_no_day(text: str) -> None:
    assert read_day(text, pivot=2026) is None


def test_a_date_on_another_weekday_counts_and_is_named() -> None:
    """6 November 2026 is a Friday."""
    reading = read(NAMES | {"Finish": ["Fri 6 Nov 2026", "Mon 6 Nov 2026", "Tue 13/01/2026"]})
    assert cells(reading, "finish")[1] == date(2026, 11, 6)
    assert [issue.row for issue in reading.issues if issue.code == "date.weekday"] == [3]


@pytest.mark.parametrize(
    ("texts", "first", "last", "grain"),
    [
        (["Q3/2026", "2026/Q3", "3. Quartal 2026", "T3 2026", "3e trimestre 2026"], 7, 9, "quarter"),
        (["3º trimestre de 2026", "3° trimestre 2026", "III kwartał 2026", "III kw. 2026"], 7, 9, "quarter"),
        (["3. Çeyrek 2026", "Ç3 2026", "3e kwartaal 2026", "Kv3 2026", "3 kvartal 2026"], 7, 9, "quarter"),
        (["H1 26", "HJ 1/2026", "1. Halbjahr 2026", "1er semestre 2026", "1° semestre 2026"], 1, 6, "half"),
        (["M3 2026", "2026M03", "2026-M03", "mars-26", "Styczeń 2026 r."][:4], 3, 3, "month"),
        (["CY2026", "Jahr 2026", "año 2026", "rok 2026", "2026 yılı", "2026.0"], 1, 12, "year"),
    ],
)
def test_a_period_is_read_in_many_languages(texts: list[str], first: int, last: int, grain: str) -> None:
    for text in texts:
        span = read_period(text, calendar=Calendar(2026))
        assert span is not None, text
        assert (span.start, span.end.month, span.grain) == (date(2026, first, 1), last, grain), text


@pytest.mark.parametrize(
    "text", ["KW 12 2026", "KW12/26", "12. KW 2026", "Week 12 2026", "Semaine 12 2026", "2026 W12"]
)
def test_a_week_is_read_in_many_languages(text: str) -> None:
    span = read_period(text, calendar=Calendar(2026))
    assert span == Span(date(2026, 3, 16), date(2026, 3, 22), "week")


@pytest.mark.parametrize(
    "text", ["Q1 2025/26", "2025/26 Q1", "2025-26 Q1", "Q1 FY26", "Q1 FY2025/26", "Q1 25/26"]
)
def test_a_quarter_of_a_fiscal_year_begins_with_it(text: str) -> None:
    span = read_period(text, calendar=Calendar(2026))
    assert span == Span(date(2025, 4, 1), date(2025, 6, 30), "quarter")


@pytest.mark.parametrize(
    "text", ["3 kw. 2026", "S12 2026", "Mitte 2026", "Q2-Q3 2026", "Jan-Mar 2026", "Q1 2025/27"]
)
def test_what_could_be_two_periods_is_none(text: str) -> None:
    """`3 kw.` is a quarter in Polish and a week in German."""
    assert read_period(text, calendar=Calendar(2026)) is None


def test_a_column_shows_whether_s_is_a_week_or_a_half_year() -> None:
    weeks = voted(Calendar(2026), ["S1 2026", "S12 2026"])
    halves = voted(Calendar(2026), ["S1 2026", "S2 2026"])
    assert read_period("S1 2026", calendar=weeks) == Span(date(2025, 12, 29), date(2026, 1, 4), "week")
    assert read_period("S1 2026", calendar=halves) == Span(date(2026, 1, 1), date(2026, 6, 30), "half")


def test_a_year_with_two_more_digits_that_nothing_decides_is_asked() -> None:
    rows = NAMES | {"Finish": ["2011-12"] * 3}
    assert asked(read(rows)) == {"dash"}
    assert cells(read(rows, answers={"dash": "month"}), "finish")[0] == date(2011, 12, 31)
    assert cells(read(rows, answers={"dash": "fiscal"}), "finish")[0] == date(2012, 3, 31)
    with pytest.raises(IntakeError, match="does not say what 2011-12 is"):
        read(rows, answers={"dash": "neither"})


def test_serials_count_from_1904_where_the_workbook_says_so() -> None:
    assert serial("44560") == date(2021, 12, 30)
    assert serial("44560", from_1904=True) == date(2025, 12, 31)
    assert read_column(column("44560", "44561"), pivot=2026, from_1904=True).serial("44560") == date(
        2025, 12, 31
    )
    assert read_column(column("44560", "soon", "later"), pivot=2026).serial("44560") is None
    assert not Source("x", "0").date_1904


def test_serials_are_periods_too() -> None:
    rows = {"KPI": ["A", "A", "A"], "Period": ["46053", "46081", "46112"], "Value": ["1", "2", "3"]}
    reading = read(rows, mapping={"period": "Period"})
    assert cells(reading, "period_end") == [date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 31)]
    assert cells(reading, "grain") == ["month"] * 3


def test_an_impossible_stand_in_is_a_placeholder_and_never_an_issue() -> None:
    reading = read(
        {"Project name": list("ABCD"), "Finish": ["0000-00-00", "01/01/1900", "31.12.9999", "2026-01-01"]}
    )
    assert set(missing(reading, "finish").values()) <= {"placeholder", "unparseable"}
    assert missing(reading, "finish")[3] == "placeholder"
    assert missing(reading, "finish")[4] == "placeholder"
    assert "date.impossible" in codes(reading)


def test_years_of_two_digits_lie_around_the_as_of_that_the_file_bears() -> None:
    rows = NAMES | {"Finish": ["31.12.72"] * 3}
    assert cells(read(rows, label="portfolio 2018-03-31.csv"), "finish")[0] == date(1972, 12, 31)
    assert cells(read(rows, label="portfolio.csv"), "finish")[0] == date(2072, 12, 31)
    assert cells(read(rows, as_of=date(2015, 3, 31)), "finish")[0] == date(1972, 12, 31)


def test_the_start_of_a_fiscal_year_is_shown_and_offered() -> None:
    rows = NAMES | {"Finish": ["FY26", "FY27", "FY28"]}
    reading = read(rows)
    guess = next(guess for guess in reading.guesses if guess.name == "fiscal_start")
    assert (guess.value, guess.certainty) == ("4", "likely")
    assert "FY26 is read as April 2025 to March 2026" in guess.evidence
    assert [question.id for question in reading.offers] == ["fiscal_start"]
    told = read(rows, answers={"fiscal_start": "1"})
    assert cells(told, "finish")[0] == date(2026, 12, 31)
    assert not told.offers
