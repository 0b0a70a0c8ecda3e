"""Amounts, units and currencies."""

from collections.abc import Sequence

import pytest

from pmo_core.errors import IntakeError
from pmo_core.intake.values.money import read_amount, read_cell
from pmo_core.intake.wording.units import Unit, unit_in, unit_of
from tests.intake.by_hand import asked, cells, codes, missing, read

NAMES = {"Project name": ["Alpha", "Beta", "Gamma"]}


def budgets(header: str, texts: Sequence[str], **options: object) -> list[object]:
    return cells(read(NAMES | {header: list(texts)}, **options), "budget")


@pytest.mark.parametrize(
    ("text", "number", "unit"),
    [
        ("£12,131.50", 12131.5, Unit(currency="GBP")),
        ("\u00a0£9941.96", 9941.96, Unit(currency="GBP")),
        ("£2.4m", 2.4, Unit("million", "GBP")),
        ("2bn", 2, Unit("billion")),
        ("USD 5.2 million", 5.2, Unit("million", "USD")),
        ("(£1,234)", -1234, Unit(currency="GBP")),
        ("-£3", -3, Unit(currency="GBP")),
        ("CHF 1'234.50", 1234.5, Unit(currency="CHF")),
        ("$1.5B", 1.5, Unit("billion", shared="$")),
        ("5k€", 5, Unit("thousand", "EUR")),
        ("12.5 kEUR", 12.5, Unit("thousand", "EUR")),
    ],
)
def test_an_amount_is_taken_apart(text: str, number: float, unit: Unit) -> None:
    cell = read_cell(text)
    assert cell is not None
    assert float(read_amount(cell, "point") or 0) == number
    assert cell.unit == unit


@pytest.mark.parametrize("text", [">500", "10-20", "c. 5", "5%", "abc", "£", "5 apples", "2026-01-01"])
def test_what_is_no_amount_is_not_made_one(text: str) -> None:
    assert read_cell(text) is None


def test_a_dash_for_no_cents_is_no_minus() -> None:
    cell = read_cell("1.000,- €")
    assert cell is not None
    assert float(read_amount(cell, "comma") or 0) == 1000


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("£m", Unit("million", "GBP")),
        ("in Tsd. EUR", Unit("thousand", "EUR")),
        ("T€", Unit("thousand", "EUR")),
        ("TEUR", Unit("thousand", "EUR")),
        ("US$ million", Unit("million", "USD")),
        ("$'000", Unit("thousand", shared="$")),
        ("en milliers d'euros", Unit("thousand", "EUR")),
        ("hours", Unit()),
    ],
)
def test_a_unit_is_read(text: str, unit: Unit) -> None:
    assert unit_of(text) == unit


def test_a_title_line_may_state_the_unit() -> None:
    assert unit_in("All amounts in £m") == Unit("million", "GBP")
    assert unit_in("Werte in Mio. EUR, Stand 31.03.2026") == Unit("million", "EUR")
    assert not unit_in("World Bank Projects, data as of 09/22/2022")
    assert not unit_in("I met them at a museum")


def test_the_header_says_the_unit_and_amounts_are_stored_whole() -> None:
    reading = read(NAMES | {"Budget (£m)": ["1.5", "2", "0.25"]})
    assert cells(reading, "budget") == [1_500_000.0, 2_000_000.0, 250_000.0]
    part = next(part for part in reading.fields if part.field == "budget")
    assert (part.unit, part.currency) == ("million", "GBP")
    assert cells(reading, "currency") == ["GBP"] * 3


def test_a_cell_may_say_its_own_unit() -> None:
    assert budgets("Budget", ["£2.4m", "£500k", "£1.2bn"]) == [2_400_000.0, 500_000.0, 1_200_000_000.0]


def test_a_title_says_the_unit_of_all_columns() -> None:
    reading = read("All figures in £m,,\n,,\nProject name,Budget,Spent\nA,1.5,0.5\nB,2.5,0.7\n")
    assert cells(reading, "budget") == [1_500_000.0, 2_500_000.0]
    assert cells(reading, "actual_cost") == [500_000.0, 700_000.0]


def test_large_amounts_are_taken_as_they_are() -> None:
    assert budgets("Budget", ["250000", "1,200,000", "75000"]) == [250_000.0, 1_200_000.0, 75_000.0]


def test_small_amounts_without_a_unit_are_asked_once_for_all_columns() -> None:
    columns = NAMES | {"Budget": ["£12.5", "£30", "£7"], "Forecast": ["£13", "£29", "£8"]}
    reading = read(columns)
    assert asked(reading) == {"money_unit"}
    question = reading.questions[0]
    assert [choice.value for choice in question.choices] == ["one", "thousand", "million", "billion"]
    assert [choice.example for choice in question.choices] == ["£12.50", "£12,500", "£12.5m", "£12.5bn"]
    answered = read(columns, answers={"money_unit": "million"})
    assert cells(answered, "forecast_cost") == [13e6, 29e6, 8e6]


def test_a_unit_told_for_one_column_is_a_likely_guess_for_the_others() -> None:
    columns = NAMES | {"Budget": ["12.5", "30", "7"], "Forecast": ["13", "29", "8"]}
    reading = read(columns, units={"budget": "million"})
    assert cells(reading, "budget")[0] == 12_500_000
    assert cells(reading, "forecast_cost")[0] == 13_000_000
    certainty = {
        guess.evidence.split(":")[0]: guess.certainty
        for guess in reading.guesses
        if guess.name == "money_unit"
    }
    assert certainty == {"Budget": "sure", "Forecast": "likely"}


def test_an_unknown_unit_is_refused_with_the_known_ones() -> None:
    with pytest.raises(IntakeError, match="one, thousand, million, billion"):
        read(NAMES | {"Budget": ["1", "2", "3"]}, units={"budget": "dozen"})


def test_a_dollar_sign_alone_is_asked_once() -> None:
    columns = NAMES | {
        "Budget": ["$250,000", "$120,000", "$90,000"],
        "Spent": ["$50,000", "$20,000", "$9,000"],
    }
    reading = read(columns)
    assert [question.id for question in reading.questions] == ["currency"]
    assert cells(read(columns, currency="USD"), "currency") == ["USD"] * 3
    assert cells(read(columns, answers={"currency": "cad"}), "currency") == ["CAD"] * 3


def test_without_any_sign_the_currency_is_unknown_and_not_asked() -> None:
    reading = read(NAMES | {"Budget": ["250000", "120000", "90000"]})
    assert not reading.questions
    assert cells(reading, "currency") == [None] * 3


def test_unlike_currencies_in_one_row_are_kept_apart_and_named() -> None:
    reading = read(NAMES | {"Budget (£m)": ["1", "2", ""], "Benefit (€m)": ["3", "4", "5"]})
    assert cells(reading, "currency") == ["GBP", "GBP", "EUR"]
    assert cells(reading, "planned_benefit") == [None, None, 5_000_000.0]
    assert {"money.unlike_currency", "money.currencies"} <= codes(reading)


def test_rows_may_have_their_own_currency() -> None:
    reading = read(NAMES | {"Budget": ["£250,000", "€120,000", "90000"], "Currency": ["GBP", "EUR", "CHF"]})
    assert cells(reading, "currency") == ["GBP", "EUR", "CHF"]
    assert cells(reading, "budget") == [250_000.0, 120_000.0, 90_000.0]


def test_text_instead_of_an_amount_is_missing_with_its_reason_never_zero() -> None:
    rows = {"Project name": list("ABCDEFGHIJ"), "Budget": ["250000"] * 6 + ["TBC", "", "n/a", ">500000"]}
    reading = read(rows)
    assert missing(reading, "budget") == {
        8: "placeholder",
        9: "blank",
        10: "not_applicable",
        11: "unparseable",
    }
    issue = next(issue for issue in reading.issues if issue.code == "money.unreadable")
    assert (issue.row, issue.column, issue.value) == (11, "Budget", ">500000")


ZEROS = {
    "Project name": list("ABCDEFGHIJ"),
    "Budget (EUR)": ["0"] * 5 + ["120000", "90000", "80000", "70000", "60000"],
}


def test_many_zeros_are_offered_as_not_provided_and_stay_until_then() -> None:
    reading = read(ZEROS)
    assert [question.id for question in reading.offers] == ["zero.budget"]
    assert "money.zeros" in codes(reading)
    assert cells(reading, "budget")[:5] == [0.0] * 5
    told = read(ZEROS, answers={"zero.budget": "missing"})
    assert cells(told, "budget")[:6] == [None] * 5 + [120_000.0]
    assert set(missing(told, "budget").values()) == {"not_provided"}
    kept = read(ZEROS, answers={"zero.budget": "keep"})
    assert not kept.offers
    assert "money.zeros" not in codes(kept)
    with pytest.raises(IntakeError, match="does not say what 0 means"):
        read(ZEROS, answers={"zero.budget": "maybe"})


def test_a_few_zeros_are_projects_that_have_not_begun() -> None:
    assert "money.zeros" not in codes(read(NAMES | {"Budget": ["0", "120000", "90000"]}))


def test_an_amount_below_zero_is_named_with_its_row() -> None:
    reading = read(NAMES | {"Budget (EUR)": ["(5000)", "120000", "90000"]})
    assert [(issue.row, issue.value) for issue in reading.issues if issue.code == "money.negative"] == [
        (2, "(5000)")
    ]
    assert cells(reading, "budget")[0] == -5000.0


def test_a_header_that_writes_a_thousand_shows_the_decimal_sign() -> None:
    rows = NAMES | {"Budget (x € 1.000)": ["1.250", "8.400", "310"]}
    assert cells(read(rows), "budget") == [1_250_000.0, 8_400_000.0, 310_000.0]
