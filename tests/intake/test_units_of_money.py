"""Units and currencies as they are written in the large European languages, in cells, headers and titles."""

import pytest

from pmo_core.intake.values.money import read_cell
from pmo_core.intake.wording.headers import read_header
from pmo_core.intake.wording.units import Unit, unit_in, unit_of
from tests.intake.by_hand import cells, codes, read


@pytest.mark.parametrize(
    ("text", "number", "unit"),
    [
        ("1,2 Mio. €", "1,2", Unit("million", "EUR")),
        ("Mio. CHF 5,5", "5,5", Unit("million", "CHF")),
        ("Fr. 1'234.-", "1234", Unit(None, "CHF")),
        ("120 TEUR", "120", Unit("thousand", "EUR")),
        ("5 Md€", "5", Unit("billion", "EUR")),
        ("5 Mds d'euros", "5", Unit("billion", "EUR")),
        ("5 millones de euros", "5", Unit("million", "EUR")),
        ("R$ 5 mil", "5", Unit("thousand", "BRL")),
        ("R$ 2 bi", "2", Unit("billion", "BRL")),
        ("5 mil €", "5", Unit("thousand", "EUR")),
        ("€ 5 mln", "5", Unit("million", "EUR")),
        ("5 tys. zł", "5", Unit("thousand", "PLN")),
        ("5 milyon TL", "5", Unit("million", "TRY")),
        ("5 bin TL", "5", Unit("thousand", "TRY")),
        ("5 tkr", "5", Unit("thousand", None, "kr")),
        ("kr. 5.000", "5.000", Unit(None, None, "kr.")),
        ("Rs. 5 lakh", "5", Unit("lakh", "INR")),
        ("Rs.5", "5", Unit(None, "INR")),
        ("£.5m", ".5", Unit("million", "GBP")),
    ],
)
def test_an_amount_carries_the_unit_written_beside_it(text: str, number: str, unit: Unit) -> None:
    cell = read_cell(text)
    assert cell is not None
    assert (cell.number.body, cell.unit) == (number, unit)


@pytest.mark.parametrize(
    "text",
    [
        "c. £5m",
        "£5m-£6m",
        "£5–6m",
        "~£5m",
        "<£5m",
        "£5m+",
        "£5m p.a.",
        "5 EUR/year",
        "$5 mil",
        "5 mil. Kč",
        "5 mil",
    ],
)
def test_a_range_a_limit_and_a_word_of_two_meanings_are_no_amounts(text: str) -> None:
    """`mil` is a thousand in Madrid and a million in Prague."""
    assert read_cell(text) is None


@pytest.mark.parametrize(
    ("header", "magnitude", "currency"),
    [
        ("Budget (x 1.000 €)", "thousand", "EUR"),
        ("Budget (x €1.000)", "thousand", "EUR"),
        ("Budget x 1000 EUR", "thousand", "EUR"),
        ("Budget (x 1.000.000 €)", "million", "EUR"),
        ("Budżet (tys. zł)", "thousand", "PLN"),
        ("Bütçe (bin TL)", "thousand", "TRY"),
        ("Бюджет, тыс. руб.", "thousand", "RUB"),
        ("Бюджет (млн ₽)", "million", "RUB"),
        ("Presupuesto (miles de €)", "thousand", "EUR"),
        ("Orçamento (R$ mil)", "thousand", "BRL"),
        ("Costo (migliaia di euro)", "thousand", "EUR"),
        ("Kosten in T€", "thousand", "EUR"),
        ("Budget (Md€)", "billion", "EUR"),
    ],
)
def test_a_header_states_the_unit_of_its_column(header: str, magnitude: str, currency: str) -> None:
    assert unit_of(read_header(header).unit or "") == Unit(magnitude, currency)


@pytest.mark.parametrize(
    ("line", "unit"),
    [
        ("Alle Beträge in TEUR", Unit("thousand", "EUR")),
        ("Montants en milliers d'euros", Unit("thousand", "EUR")),
        ("Valores em milhares de reais", Unit("thousand", "BRL")),
        ("Bedragen in duizenden euro", Unit("thousand", "EUR")),
        ("Bedragen x € 1.000", Unit("thousand", "EUR")),
        ("kwoty w tys. zł", Unit("thousand", "PLN")),
        ("Tutarlar bin TL", Unit("thousand", "TRY")),
        ("Värden i tkr", Unit("thousand", None, "kr")),
    ],
)
def test_a_title_states_the_unit_of_the_table(line: str, unit: Unit) -> None:
    assert unit_in(line) == unit


def test_an_amount_a_thousand_times_the_usual_one_is_named() -> None:
    names = {"Project name": [f"Project {at}" for at in range(11)]}
    usual = [str(10_000 + at) for at in range(10)]
    reading = read(names | {"Budget": [*usual, "12500000"]})
    assert [(i.row, i.value) for i in reading.issues if i.code == "money.far"] == [(12, "12500000")]
    assert cells(reading, "budget")[-1] == 12_500_000
    assert "money.far" not in codes(read(names | {"Budget": [*usual, "9000000"]}))


def test_among_few_amounts_none_is_far_from_the_rest() -> None:
    names = {"Project name": [f"Project {at}" for at in range(9)]}
    reading = read(names | {"Budget": [*["10000"] * 8, "99000000"]})
    assert "money.far" not in codes(reading)


@pytest.mark.parametrize(
    "line", ["Prepared by: M. Keller, PMO", "Author: Mia, PMO", "T. Muster (Chair)", "B. and K., Ltd."]
)
def test_a_name_states_no_unit(line: str) -> None:
    assert not unit_in(line).magnitude


def test_a_letter_in_brackets_states_one() -> None:
    assert unit_in("Portfolio costs (m)") == Unit("million")


def test_the_user_corrects_a_unit_that_the_file_seems_to_state() -> None:
    table = {"Project name": ["Portal", "Campus"], "Budget (£m)": ["2100000", "3400000"]}
    assert cells(read(table), "budget") == [2.1e12, 3.4e12]
    assert cells(read(table, answers={"money_unit": "one"}), "budget") == [2_100_000, 3_400_000]


def test_one_answer_leaves_headers_of_different_units_alone() -> None:
    table = {"Project name": ["Portal", "Campus"], "Budget (£m)": ["21", "34"], "Spent (£k)": ["5", "6"]}
    reading = read(table, answers={"money_unit": "one"})
    assert cells(reading, "budget") == [21e6, 34e6]
    assert cells(reading, "actual_cost") == [5e3, 6e3]
