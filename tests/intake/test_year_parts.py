"""Year and month in two columns are one period."""

import pytest

from tests.intake.by_hand import asked, cells, codes, read

KPI = {"KPI": ["A", "A", "A", "B"], "Value": ["1", "2", "3", "4"], "Target": ["5", "5", "5", "5"]}


@pytest.mark.parametrize(
    ("year", "part", "parts", "grain", "starts"),
    [
        (
            "Year",
            "Month",
            ["11", "12", "1", "1"],
            "month",
            ["2025-11-01", "2025-12-01", "2026-01-01", "2026-01-01"],
        ),
        (
            "Jahr",
            "Monat",
            ["Nov", "Dez", "Jan", "Jan"],
            "month",
            ["2025-11-01", "2025-12-01", "2026-01-01", "2026-01-01"],
        ),
        (
            "Año",
            "Trimestre",
            ["T3", "T4", "T1", "T1"],
            "quarter",
            ["2025-07-01", "2025-10-01", "2026-01-01", "2026-01-01"],
        ),
        (
            "Jahr",
            "KW",
            ["51", "52", "2", "2"],
            "week",
            ["2025-12-15", "2025-12-22", "2026-01-05", "2026-01-05"],
        ),
    ],
)
def test_a_year_and_its_part_are_one_period(
    year: str, part: str, parts: list[str], grain: str, starts: list[str]
) -> None:
    reading = read({**KPI, year: ["2025", "2025", "2026", "2026"], part: parts})
    assert not asked(reading)
    assert cells(reading, "grain") == [grain] * 4
    assert [str(day) for day in cells(reading, "period_start")] == starts
    assert "period.joined" in codes(reading)
    assert len(set(cells(reading, "series"))) == 2


def test_a_period_of_its_own_or_a_named_column_stays() -> None:
    rows = {
        **KPI,
        "Year": ["2025"] * 4,
        "Month": ["1"] * 4,
        "Date": ["2025-01-31", "2025-02-28", "2025-03-31", "2025-01-31"],
    }
    assert read(rows, mapping={"period": "Date"}).mapping["period"] == "Date"


def test_a_column_of_free_words_is_no_month() -> None:
    rows = {**KPI, "Year": ["2023", "2024", "2025", "2025"], "Month": ["first", "second", "third", "fourth"]}
    assert read(rows).mapping["period"] == "Year"
