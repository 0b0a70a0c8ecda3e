"""Rows of actuals and of targets: one reading with a target, never two readings."""

from tests.intake.by_hand import cells, codes, read

WIDE = {
    "KPI": ["Uptime", "Uptime", "Defects", "Defects"],
    "Measure": ["Actual", "Target", "Actual", "Target"],
    "Jan-26": ["99.1", "99.5", "12", "10"],
    "Feb-26": ["99.2", "99.5", "", "8"],
    "Mar-26": ["98.7", "99.6", "9", "8"],
}


def test_target_rows_beside_period_columns_become_targets() -> None:
    reading = read(WIDE)
    assert (reading.rows_read, reading.rows_loaded, reading.rows_skipped) == (12, 6, 6)
    assert cells(reading, "name") == ["Uptime"] * 3 + ["Defects"] * 3
    assert cells(reading, "value") == [99.1, 99.2, 98.7, 12.0, None, 9.0]
    assert cells(reading, "target") == [99.5, 99.5, 99.6, 10.0, 8.0, 8.0]
    assert "row.target" in codes(reading)


def test_a_long_table_joins_its_targets_and_names_its_forecasts() -> None:
    rows = {
        "Indicator": ["Uptime"] * 4,
        "Month": ["2026-01", "2026-01", "2026-02", "2026-02"],
        "Scenario": ["Actual", "Plan", "Plan", "Forecast"],
        "Value": ["90", "95", "96", "94"],
        "Owner": ["Ann", "Bob", "", ""],
    }
    reading = read(rows)
    assert cells(reading, "value") == [90.0, None]
    assert cells(reading, "target") == [95.0, 96.0]
    assert [i.row for i in reading.issues if i.code == "row.forecast"] == [5]


def test_a_column_of_kpi_names_called_measure_stays_the_name() -> None:
    rows = {"Measure": ["Uptime", "Defects"], "Month": ["2026-01", "2026-01"], "Value": ["1", "2"]}
    assert cells(read(rows), "name") == ["Uptime", "Defects"]
