"""A start and a finish in one cell are two dates."""

from __future__ import annotations

from datetime import date

import pytest

from tests.intake.by_hand import asked, cells, read

NAMES = ["Apollo", "Hermes", "Iris"]


@pytest.mark.parametrize(
    ("header", "texts"),
    [
        ("Timeline", ["2025-01-01 – 2026-03-31", "2025-04-01 – 2026-12-31", ""]),
        ("Laufzeit", ["01.01.2025 - 31.03.2026", "01.04.2025 bis 31.12.2026", ""]),
        ("Period", ["1 Jan 2025 to 31 Mar 2026", "1 Apr 2025 to 31 Dec 2026", ""]),
    ],
)
def test_a_span_of_dates_becomes_start_and_finish(header: str, texts: list[str]) -> None:
    reading = read({"Project": NAMES, "Owner": ["Ann", "Bob", "Cid"], header: texts})
    assert asked(reading) == set()
    assert cells(reading, "start") == [date(2025, 1, 1), date(2025, 4, 1), None]
    assert cells(reading, "finish") == [date(2026, 3, 31), date(2026, 12, 31), None]
    assert any(guess.name == "dates" and header in guess.value for guess in reading.guesses)


def test_months_begin_with_their_first_and_end_with_their_last_day() -> None:
    spans = ["Jan 2025 – Mar 2026", "Apr 2025 – Dec 2026"]
    reading = read({"Project": NAMES[:2], "Owner": ["Ann", "Bob"], "Timeline": spans})
    assert cells(reading, "start")[0] == date(2025, 1, 1)
    assert cells(reading, "finish")[0] == date(2026, 3, 31)


def test_periods_of_kpis_stay_whole() -> None:
    rows = {"KPI": ["Uptime"] * 3, "Period": ["2026-01", "2026-02", "2026-03"], "Value": ["1", "2", "3"]}
    assert read(rows).mapping["period"] == "Period"


def test_a_column_of_lengths_is_left_as_it_is() -> None:
    reading = read(
        {"Project": NAMES, "Owner": ["Ann", "Bob", "Cid"], "Duration": ["3 days", "2 w", "1 to 2"]}
    )
    assert not any(guess.name == "dates" and "start and finish" in guess.value for guess in reading.guesses)
