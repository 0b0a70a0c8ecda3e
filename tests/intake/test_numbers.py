"""Numbers in any locale, the decimal sign voted by column."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_core.intake.values.numbers import Sign, amount, evidence, vote, written
from tests.intake.by_hand import asked, cells, read

NAMES = {"Project name": ["Alpha", "Beta", "Gamma"]}


def value(text: str, sign: Sign = "point") -> Decimal | None:
    number = written(text)
    return amount(number, sign) if number else None


@pytest.mark.parametrize(
    ("text", "sign", "expected"),
    [
        ("1,234.5", "point", "1234.5"),
        ("1.234,5", "comma", "1234.5"),
        ("1 234,50", "comma", "1234.50"),
        ("1\u00a0234\u202f567,5", "comma", "1234567.5"),
        ("1'234.50", "point", "1234.50"),
        ("1´234", "point", "1234"),
        ("12 34 567", "point", "1234567"),
        ("12,34,567", "point", "1234567"),
        ("(1,234)", "point", "-1234"),
        ("1,234-", "point", "-1234"),
        ("−5", "point", "-5"),
        ("+7", "point", "7"),
        ("１２３", "point", "123"),
        ("1E5", "point", "1E+5"),
        (".5", "point", "0.5"),
        ("1234567.8899999999", "point", "1234567.89"),
    ],
)
def test_numbers_are_read_as_people_write_them(text: str, sign: Sign, expected: str) -> None:
    assert value(text, sign) == Decimal(expected)


@pytest.mark.parametrize(
    "text",
    [
        *["NaN", "inf", "1e16", ">500", "c. 5", "10–20", "5 6", "abc", "", "1.23.4", "--5", "5+"],
        *["10 20", "12 34", "12 345 67", "1'23", "1.5.2026", "1,23,4"],
    ],
)
def test_what_is_no_number_is_not_made_one(text: str) -> None:
    assert value(text) is None


def test_a_group_that_does_not_fit_the_sign_is_unread_not_misread() -> None:
    assert value("12.5", "comma") is None
    assert value("0.500", "comma") is None


@pytest.mark.parametrize(
    ("texts", "sign"),
    [
        (["1.234", "12,5"], "comma"),
        (["1,234", "12.5"], "point"),
        (["216,000,000", "1,234"], "point"),
        (["1.234.567"], "comma"),
        (["0.123"], "point"),
        (["1 234.567"], "point"),
        (["1.234", "2.345"], None),
        (["12", "15"], None),
    ],
)
def test_the_column_votes_on_the_decimal_sign(texts: list[str], sign: Sign | None) -> None:
    numbers = [(text, found) for text in texts if (found := written(text))]
    assert vote(numbers).sign == sign


@given(
    st.decimals(min_value=-999_999_999, max_value=999_999_999, places=2),
    st.sampled_from(
        [
            (",", ".", "point"),
            (".", ",", "comma"),
            (" ", ",", "comma"),
            ("\u00a0", ",", "comma"),
            ("'", ".", "point"),
        ]
    ),
)
def test_a_number_survives_being_written_in_any_locale(
    number: Decimal, locale: tuple[str, str, Sign]
) -> None:
    group, mark, sign = locale
    text = f"{number:,.2f}".translate(str.maketrans({",": group, ".": mark}))
    assert value(text, sign) == number
    found = written(text)
    assert found is not None
    assert evidence(found) == sign


def test_a_column_that_fits_both_signs_is_asked() -> None:
    columns = NAMES | {"Budget": ["1.234", "2.345", "3.456"]}
    assert "decimal" in asked(read(columns))
    answered = read(columns, answers={"decimal": "comma", "money_unit": "one"})
    assert cells(answered, "budget") == [1234.0, 2345.0, 3456.0]
    assert cells(read(columns, decimal="point", answers={"money_unit": "million"}), "budget")[0] == 1_234_000


def test_another_column_answers_for_an_ambiguous_one() -> None:
    reading = read(
        NAMES | {"Budget": ["1.234", "2.345", "3.456"], "Spent": ["10,5", "20.000,25", "30,75"]},
        units={"budget": "one"},
    )
    assert cells(reading, "budget") == [1234.0, 2345.0, 3456.0]


def test_round_thousands_need_no_question() -> None:
    reading = read(NAMES | {"Budget": ["450,000", "120,000", "85,000"]})
    assert cells(reading, "budget") == [450_000.0, 120_000.0, 85_000.0]
