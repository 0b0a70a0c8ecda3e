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


def test_money_by_year_beside_the_columns_of_projects_is_asked() -> None:
    rows = {
        "ID": ["P1", "P2"],
        "Name": ["Alpha", "Beta"],
        "2025": ["100000", "200000"],
        "2026": ["300000", "400000"],
        "2027": ["500000", "600000"],
        "Finish": ["2027-12-31", "2027-12-31"],
    }
    reading = read(rows)
    assert asked(reading) == {"kind"}
    choices = [choice.value for choice in reading.questions[0].choices]
    assert choices == ["projects", "project_costs", "kpis"]
    assert cells(read(rows, answers={"kind": "project_costs"}), "amount")[:2] == [100_000, 300_000]
    assert cells(read(rows, answers={"kind": "projects"}), "finish") == [date(2027, 12, 31)] * 2


def test_amounts_with_a_currency_by_year_are_no_readings_without_a_question() -> None:
    rows = {"Name": ["Alpha", "Beta"], "2025": ["£1m", "£2m"], "2026": ["£3m", "£4m"], "2027": ["£1m", "£2m"]}
    assert asked(read(rows, header_row=1)) == {"kind"}


def test_costs_take_fiscal_years_by_the_year_in_which_they_begin() -> None:
    rows = {
        "Project": ["Alpha", "Alpha", "Beta", "Beta"],
        "Year": ["2026/27", "FY28", "2026/27", "2027-28"],
        "Amount (€k)": ["1200.5", "300", "20", "30"],
    }
    reading = read(rows)
    assert reading.kind == "project_costs"
    assert cells(reading, "year") == [2026, 2027, 2026, 2027]
    assert any(guess.name == "fiscal_year" for guess in reading.guesses)


MONTHS = {"KPI": ["Uptime", "Defects"], "Unit": ["%", "count"], "Oct": ["1", "2"], "Nov": ["3", "4"]} | {
    "Dec": ["5", "6"],
    "Jan": ["7", "8"],
}


def test_months_without_a_year_ask_for_the_year() -> None:
    reading = read(MONTHS)
    assert asked(reading) == {"year"}
    assert reading.questions[0].choices[0].value == "2026"
    answered = read(MONTHS, answers={"year": "2025"})
    assert cells(answered, "period_start")[:4] == [
        date(2025, 10, 1),
        date(2025, 11, 1),
        date(2025, 12, 1),
        date(2026, 1, 1),
    ]


def test_the_file_name_gives_months_their_year() -> None:
    reading = read(MONTHS, label="KPI_2024.csv")
    assert cells(reading, "period_start")[0] == date(2024, 10, 1)
    assert any((guess.name, guess.value) == ("year", "2024") for guess in reading.guesses)


def test_quarters_without_a_year_ask_for_the_year() -> None:
    rows = {"KPI": ["Uptime"], "Q1": ["1"], "Q2": ["2"], "Q3": ["3"], "Q4": ["4"]}
    assert asked(read(rows)) == {"year"}
    assert cells(read(rows, answers={"year": "2025"}), "period_start")[-1] == date(2025, 10, 1)
