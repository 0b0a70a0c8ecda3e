"""KPI lists without a column of periods: the file says which period its figures describe, or it is asked."""

from __future__ import annotations

from datetime import date

from pmo_core.model import Kind
from tests.intake.by_hand import asked, cells, read

FIGURES = {
    "KPI": ["Satisfaction", "Defects", "On time"],
    "Target": ["90", "5", "95"],
    "Actual": ["88", "7", "93"],
}


def test_figures_without_a_date_ask_for_the_day_that_they_describe() -> None:
    reading = read(FIGURES)
    (question,) = reading.questions
    assert (reading.kind, question.id, question.option) == (Kind.KPIS, "as_of", "--as-of 2026-02-28")
    days = [choice.value for choice in question.choices]
    assert days == ["2026-03-01", "2026-02-28", "2025-12-31"]


def test_the_day_told_or_named_by_the_file_is_the_period() -> None:
    told = (
        read(FIGURES, as_of=date(2026, 2, 28)),
        read(FIGURES, answers={"as_of": "2026-02-28"}),
        read(FIGURES, label="KPIs 2026-02-28.csv"),
    )
    for reading in told:
        assert cells(reading, "period_start") == [date(2026, 2, 28)] * 3
        assert cells(reading, "value") == [88, 7, 93]


def test_a_quarter_in_the_name_of_the_file_is_a_period_and_not_a_question() -> None:
    reading = read(FIGURES, label="KPI report Q4 2025.csv")
    assert asked(reading) == set()
    assert (cells(reading, "period_start")[0], cells(reading, "period_end")[0]) == (
        date(2025, 10, 1),
        date(2025, 12, 31),
    )


def test_a_column_that_could_hold_the_periods_is_asked_first() -> None:
    rows = {**FIGURES, "Measured": ["2026-01-31", "2026-01-31", "2026-02-28"]}
    assert asked(read(rows)) <= {"map.period"}
