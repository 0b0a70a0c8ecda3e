from __future__ import annotations

from datetime import date

import pytest

from pmo_core import look


@pytest.mark.parametrize(
    ("value", "currency", "words"),
    [
        (1.2e9, "GBP", "£1.2bn"),
        (8e9, "GBP", "£8.0bn"),
        (450e6, "EUR", "€450m"),
        (40e6, "GBP", "£40.0m"),
        (12.34e6, "USD", "$12.3m"),
        (999.96e6, "GBP", "£1.0bn"),
        (8400, "GBP", "£8.4k"),
        (0, "GBP", "£0"),
        (0.25, "GBP", "£0.25"),
        (0.04, "GBP", "£0.04"),
        (-3e6, "GBP", "−£3.0m"),
        (3.4e6, "SEK", "SEK 3.4m"),
        (5e6, "", "5.0m"),
        (2.5e12, "GBP", "£2.5tn"),
    ],
)
def test_money_reads_as_people_write_it(value: float, currency: str, words: str) -> None:
    assert look.money(value, currency) == words


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        (1, "projects", "1 project"),
        (7.4, "projects", "7 projects"),
        (1250, "person-days", "1,250 person-days"),
    ],
)
def test_amounts_that_are_not_money_carry_their_unit(value: float, unit: str, words: str) -> None:
    assert look.amount(value, unit) == words


def test_a_share_that_is_not_nothing_never_reads_as_nothing() -> None:
    assert [look.share(v) for v in (0, 0.0004, 0.15, 1)] == ["0 %", "< 1 %", "15 %", "100 %"]


def test_dates_are_the_same_in_every_locale() -> None:
    assert look.day(date(2026, 3, 3)) == "3 Mar 2026"


def test_gaps_show_their_sign() -> None:
    assert [look.signed(v, "GBP") for v in (5e6, -5e6, 0)] == ["+£5.0m", "−£5.0m", "£0"]


@pytest.mark.parametrize(
    "hostile",
    ["![x](http://a/b.png)", "<b>x</b>", ":red[x]", "$\\frac{1}{2}$", "a\n# b", "`c`", "**d**", "[e](f)"],
)
def test_nothing_in_user_text_is_read_as_markup(hostile: str) -> None:
    escaped = look.md(hostile)
    assert "\n" not in escaped
    for place, letter in enumerate(escaped):
        if letter in "`*_[]<>#$:!":
            assert escaped[place - 1] == "\\", escaped


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize(
    ("dark", "paper", "least"),
    [(False, "#ffffff", 7), (True, "#12181f", 7), (None, "#ffffff", 4.2), (None, "#12181f", 4.2)],
)
def test_words_in_a_picture_stand_out_from_the_page(dark: bool | None, paper: str, least: float) -> None:
    assert contrast(look.text_colour(dark), paper) >= least
