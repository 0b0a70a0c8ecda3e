"""Wide tables: a column per period becomes a row per period."""

from datetime import date

import pytest

from pmo_core.errors import MappingError
from tests.intake.by_hand import asked, cells, codes, read

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


def test_fiscal_years_with_a_unit_become_costs_in_that_unit() -> None:
    rows = {
        "Project ID": ["P1", "P2"],
        "FY2025/26 £m": ["1.2", "3"],
        "FY2026/27 £m": ["1", "-"],
        "FY2027/28 £m": ["2", "4"],
    }
    reading = read(rows)
    assert (reading.kind, cells(reading, "year")) == ("project_costs", [2025, 2026, 2027] * 2)
    assert cells(reading, "amount") == [1_200_000, 1_000_000, 2_000_000, 3_000_000, None, 4_000_000]


def test_years_that_share_a_word_are_one_amount_and_their_total_is_left_out() -> None:
    rows = {
        "Project": ["A", "B"],
        "Budget 2026 (£k)": ["1.5", "2"],
        "Budget 2027 (£k)": ["1", "2"],
        "Budget 2028 (£k)": ["1", "2.25"],
        "Total": ["3.5", "6.25"],
    }
    reading = read(rows)
    assert cells(reading, "amount") == [1500, 1000, 1000, 2000, 2000, 2250]
    assert "column.sum" in codes(reading)


def test_budgets_and_actuals_by_year_are_never_taken_for_one_amount() -> None:
    rows = {"Project": ["A", "B"]}
    rows |= {f"{word} {year}": ["1", "2"] for word in ("Budget", "Actual") for year in (2026, 2027, 2028)}
    reading = read(rows)
    assert {"map.budget", "map.actual_cost"} <= asked(reading)
    assert reading.table is None


def test_actuals_and_targets_under_each_month_become_a_reading_with_its_target() -> None:
    lines = (
        "KPI,Unit,Jan,,Feb,,Mar,",
        ",,Actual,Target,Actual,Target,Actual,Target",
        "Uptime,%,99.1,99.5,99.3,99.5,,99.6",
        "NPS,points,31,40,35,40,,41",
    )
    reading = read("\n".join(lines), label="kpi_2026.csv")
    assert cells(reading, "value") == [99.1, 99.3, None, 31, 35, None]
    assert cells(reading, "target") == [99.5, 99.5, 99.6, 40, 40, 41]
    assert (reading.rows_read, reading.rows_loaded) == (6, 6)


def test_sums_over_the_months_are_no_points_and_are_named() -> None:
    rows = {
        "KPI": ["Uptime", "Defects"],
        "Target": ["99", "5"],
        "Jan": ["99.1", "4"],
        "Feb": ["99.2", "3"],
        "Mar": ["98", "3"],
        "Q1": ["98.8", "3.3"],
        "YTD": ["98.8", "10"],
        "Average": ["98.8", "3.3"],
    }
    reading = read(rows, label="kpi_2026.csv")
    assert cells(reading, "value") == [99.1, 99.2, 98, 4, 3, 3]
    assert cells(reading, "target") == [99] * 3 + [5] * 3
    (left,) = [issue.problem for issue in reading.issues if issue.code == "column.sum"]
    assert "“Q1”, “YTD”, “Average”" in left


def test_a_column_that_comes_into_being_here_can_be_mapped_by_name() -> None:
    assert cells(read(WIDE, mapping={"value": "value", "period": "period"}), "value")[0] == 99.1
    rows = {
        "KPI": ["Sales"] * 2,
        "Month": ["Jan-26"] * 2,
        "Type": ["Actual", "Target"],
        "Value": ["10", "12"],
    }
    reading = read(rows, mapping={"target": "Target"})
    assert (cells(reading, "value"), cells(reading, "target")) == ([10], [12])
    with pytest.raises(MappingError, match="Goal"):
        read(rows, mapping={"target": "Goal"})


def test_questions_numbered_q1_to_q7_are_no_quarters() -> None:
    rows = {"Stakeholder": ["Ann", "Bob"]} | {f"Q{n}": ["4", "5"] for n in range(1, 8)}
    assert not any(guess.name == "unpivot" for guess in read(rows, header_row=1).guesses)


def test_years_to_date_beside_single_months_are_a_measure_of_their_own() -> None:
    rows = {"KPI": ["Sales", "Cost"]}
    rows |= {
        "Jan Actual": ["10", "4"],
        "Jan YTD": ["10", "4"],
        "Feb Actual": ["12", "5"],
        "Feb YTD": ["22", "9"],
    }
    rows |= {"Mar Actual": ["9", "5"], "Mar YTD": ["31", "14"]}
    reading = read(rows, label="kpi_2026.csv")
    assert cells(reading, "cumulative")[:4] == [False, True, False, True]
    assert len(set(cells(reading, "series"))) == 4


def test_a_rating_under_each_month_stays_with_its_month() -> None:
    rows = {"KPI": ["On time", "Cost"]}
    for month, values, ratings in (
        ("Jan 2026", ["91", "7"], ["Amber", "Red"]),
        ("Feb 2026", ["96", "4"], ["Green", "Green"]),
        ("Mar 2026", ["97", "3"], ["Green", ""]),
    ):
        rows |= {f"{month} Actual": values, f"{month} RAG": ratings, f"{month} Who": ["Ann", "Bob"]}
    reading = read(rows)
    assert cells(reading, "rating") == ["Amber", "Green", "Green", "Red", "Green", None]
    assert set(cells(reading, "dimensions")) == {None}
    (left,) = [issue.problem for issue in reading.issues if issue.code == "column.per_period"]
    assert "“Feb 2026 Who”" in left


def test_a_year_that_is_said_twice_in_a_header_is_one_period() -> None:
    rows = {
        "Country Name": ["Denmark", "Norway"],
        "Series Name": ["Unemployment", "Unemployment"],
        "2019 [YR2019]": ["5.0", "3.7"],
        "2020 [YR2020]": ["5.6", "4.4"],
        "2021 [YR2021]": ["5.1", ".."],
    }
    reading = read(rows)
    assert (reading.kind, len(cells(reading, "value"))) == ("kpis", 6)
