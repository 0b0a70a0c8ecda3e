"""Durations as person-days, and the unit of plain numbers: by header, by tool, as told."""

import pytest

from pmo_core.errors import IntakeError
from tests.intake.by_hand import asked, cells, read

NAMES = {"Project name": ["Alpha", "Beta", "Gamma"]}


@pytest.mark.parametrize(
    ("header", "texts", "expected"),
    [
        ("Effort", ["5d", "40h", "2w 3d"], [5.0, 5.0, 13.0]),
        ("Effort", ["180 hrs", "120 days", "1 day?"], [22.5, 120.0, 1.0]),
        ("Effort (hours)", ["80", "8", "16"], [10.0, 1.0, 2.0]),
        ("Original Estimate", ["28800", "57600", "14400"], [1.0, 2.0, 0.5]),
        ("Effort", ["10", "20", "30"], [10.0, 20.0, 30.0]),
        ("Effort (person months)", ["1", "2", "0.5"], [20.0, 40.0, 10.0]),
        ("Effort (PM)", ["1", "2", "0.5"], [20.0, 40.0, 10.0]),
        ("Effort [person-weeks]", ["1", "2", "3"], [5.0, 10.0, 15.0]),
        ("Effort", ["1 person-month", "2 man weeks", "3d"], [20.0, 10.0, 3.0]),
        ("Work (hrs)", ["80", "8", "16"], [10.0, 1.0, 2.0]),
        ("Effort", ["38:30", "PT8H", "P2W"], [4.8125, 1.0, 10.0]),
        ("Effort", ["1,5 Tage", "2 Wo.", "4 Std."], [1.5, 10.0, 0.5]),
        ("Effort", ["1.5d", "3 giorni", "4 uur"], [1.5, 3.0, 0.5]),
        ("Effort", ["3 dni", "2 tyg.", "3 gün"], [3.0, 10.0, 3.0]),
    ],
)
def test_durations_are_stored_as_person_days(header: str, texts: list[str], expected: list[float]) -> None:
    assert cells(read(NAMES | {header: texts}), "effort") == pytest.approx(expected)


@pytest.mark.parametrize(
    ("unit", "days"), [("hours", 5.0), ("h", 5.0), ("Wochen", 200.0), ("person-days", 40.0)]
)
def test_the_told_unit_of_effort_counts_and_never_for_money(unit: str, days: float) -> None:
    columns = NAMES | {"Effort": ["40"] * 3, "Budget": ["12", "15", "20"]}
    reading = read(columns, units={"effort": unit}, currency="GBP")
    assert asked(reading) == {"money_unit"}
    told = read(columns, units={"effort": unit, "budget": "million"}, currency="GBP")
    assert cells(told, "effort") == [days] * 3
    assert cells(told, "budget") == [12e6, 15e6, 20e6]


def test_a_told_unit_that_is_no_time_is_refused() -> None:
    with pytest.raises(IntakeError, match="not a unit of effort"):
        read(NAMES | {"Effort": ["40", "8", "16"]}, units={"effort": "parsecs"})


@pytest.mark.parametrize("header", ["Duration", "Duration (days)", "Effort (FTE)", "FTE"])
def test_time_on_the_calendar_and_heads_are_no_effort(header: str) -> None:
    reading = read(NAMES | {header: ["10", "20", "30"]})
    assert "effort" not in reading.mapping
    assert header in reading.unmapped


def test_story_points_are_no_effort_by_themselves() -> None:
    assert "effort" not in read(NAMES | {"Custom field (Story Points)": ["3", "5", "8"]}).mapping


def test_the_evidence_of_a_unit_is_written_in_days() -> None:
    rows = {"Project name": ["A", "B", "C"], "Original estimate": ["3834000", "3600000", "7200"]}
    [guess] = [one for one in read(rows).guesses if one.name == "effort_unit"]
    assert guess.evidence == "Original estimate: 3,600,000, the middle value, is 125 person-days of 8 hours"
