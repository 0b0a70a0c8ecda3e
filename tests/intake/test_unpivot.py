"""Wide tables: a column per period becomes a row per period."""

from datetime import date

from tests.intake.by_hand import asked, cells, read

WIDE = {
    "KPI": ["Uptime", "Defects"],
    "Unit": ["%", "count"],
    "Jan-26": ["99.1", "12"],
    "Feb-26": ["99.2", ""],
    "Mar-26": ["98.7", "9"],
}


def test_a_kpi_table_with_months_across_becomes_readings() -> None:
    reading = read(WIDE)
    assert (reading.kind, reading.rows_read, reading.rows_loaded) == ("kpis", 6, 6)
    assert cells(reading, "value") == [99.1, 99.2, 98.7, 12.0, None, 9.0]
    assert cells(reading, "period_start")[:2] == [date(2026, 1, 1), date(2026, 2, 1)]
    assert any(guess.name == "unpivot" for guess in reading.guesses)


def test_the_guess_can_be_undone() -> None:
    assert asked(read(WIDE, answers={"unpivot": "none", "kind": "kpis"})) == {"map.value", "map.period"}


def test_money_by_year_across_becomes_project_costs() -> None:
    rows = {
        "Project": ["Alpha", "Beta"],
        "2025": ["£1,200,000", "£100,000"],
        "2026": ["£200,000", "TBC"],
        "2027": ["£0", "£5"],
    }
    reading = read(rows, header_row=1)
    assert reading.kind == "project_costs"
    assert cells(reading, "year") == [2025, 2026, 2027] * 2
    assert cells(reading, "amount")[:2] == [1_200_000.0, 200_000.0]


def test_a_project_list_with_years_beside_stays_a_project_list() -> None:
    rows = {
        "Project name": ["Alpha", "Beta"],
        "Owner": ["Ann", "Bob"],
        "Status": ["Active", "Done"],
        "Finish": ["2026-12-31", "2027-12-31"],
        "2025": ["1", "2"],
        "2026": ["3", "4"],
        "2027": ["5", "6"],
    }
    assert read(rows).kind == "projects"
