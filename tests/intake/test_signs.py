"""Comma or point: never a thousandfold amount without evidence or a question."""

import pytest

from tests.intake.by_hand import asked, cells, read

NAMES = {"ID": ["P1", "P2", "P3"], "Name": ["Port", "Bridge", "Lock"]}
ENDS = {"Finish": ["2026-05-01", "2026-06-01", "2026-07-01"]}


@pytest.mark.parametrize("header", ["Budget (£m)", "Budget (EUR k)", "Budget $bn"])
@pytest.mark.parametrize("texts", [["12.500", "1.250", "3.000"], ["12,500", "1,250", "3,000"]])
def test_three_digits_behind_one_mark_in_thousands_or_millions_are_asked(
    header: str, texts: list[str]
) -> None:
    columns = NAMES | {header: texts} | ENDS
    assert "decimal" in asked(read(columns, currency="GBP"))
    answered = read(columns, currency="GBP", decimal="point" if "." in texts[0] else "comma")
    assert sum(float(str(v)) for v in cells(answered, "budget")) in (16.75e3, 16.75e6, 16.75e9)


def test_three_decimals_without_a_unit_are_asked_too() -> None:
    assert "decimal" in asked(read(NAMES | {"Budget": ["12.500", "1.250", "3.000"]} | ENDS))


def test_whole_amounts_with_thousands_commas_are_not_asked() -> None:
    reading = read(NAMES | {"Budget": ["450,000", "120,000", "75,000"]} | ENDS)
    assert cells(reading, "budget") == [450_000, 120_000, 75_000]


def test_two_open_columns_are_never_read_in_opposite_ways() -> None:
    columns = NAMES | {
        "Budget": ["450,000", "120,000", "75,000"],
        "Actual cost": ["12.500", "1.250", "3.000"],
    }
    assert "decimal" in asked(read(columns | ENDS))


def test_another_column_with_decimals_decides() -> None:
    columns = NAMES | {
        "Budget (£m)": ["12.500", "1.250", "3.000"],
        "Spend to date (£m)": ["1.5", "0.25", "2"],
    }
    assert cells(read(columns | ENDS), "budget") == [12_500_000, 1_250_000, 3_000_000]


def test_the_size_of_a_column_settles_a_single_marked_number() -> None:
    count = 31
    columns = {
        "ID": [f"P{n}" for n in range(count)],
        "Name": [f"Project {n}" for n in range(count)],
        "Budget": [str(100_000 + n) for n in range(count - 1)] + ["100,003"],
    }
    assert cells(read(columns), "budget")[-1] == 100_003


def test_small_numbers_beside_a_marked_one_make_it_a_decimal() -> None:
    columns = NAMES | {"Budget (£m)": ["12", "15", "9"], "Actual cost (£m)": ["12", "15", "9"]}
    longer = {header: [*texts, texts[0]] for header, texts in columns.items()}
    longer |= {"ID": ["P1", "P2", "P3", "P4"], "Name": ["Port", "Bridge", "Lock", "Quay"]}
    longer["Budget (£m)"] = ["12", "15", "9", "1.250"]
    assert cells(read(longer), "budget")[-1] == 1_250_000
