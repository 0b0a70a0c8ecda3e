"""Grades and levels written in signs, and two grades in one cell."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tests.intake.by_hand import cells, codes, missing, read

PEOPLE = {"Stakeholder": ["Ann", "Ben", "Cay", "Dan"], "Role": ["CFO", "Union", "Port", "Supplier"]}


@pytest.mark.parametrize(
    ("texts", "stored"),
    [
        (["++", "+", "0", "--"], [5, 4, 3, 1]),
        (["+", "0", "–", "+"], [5, 3, 1, 5]),
        (["+++", "++", "+", "+"], [5, 3, 1, 1]),
        (["++", "+", "0", "0"], [5, 3, 1, 1]),
        (["✓✓", "✓", "0", "✓"], [5, 3, 1, 3]),
        (["★★★★★", "★★★", "★★", "★"], [5, 3, 2, 1]),
        (["★★★★☆", "★☆☆☆☆", "★★★☆☆", "★★☆☆☆"], [4, 1, 3, 2]),
        (["●●●", "●●○", "●○○", "●●●"], [5, 3, 1, 5]),
        (["●●", "●○", "○○", "●●"], [5, 3, 1, 5]),
        (["***", "**", "*", "*"], [5, 3, 1, 1]),
        (["****", "**", "*", "*"], [4, 2, 1, 1]),
    ],
)
def test_signs_are_steps_of_power(texts: Sequence[str], stored: Sequence[float]) -> None:
    reading = read(PEOPLE | {"Power": texts})
    assert cells(reading, "power") == pytest.approx(stored)
    assert [guess.value for guess in reading.guesses if guess.name == "signs"] == ["signs as steps"]


@pytest.mark.parametrize(
    ("texts", "stored"),
    [
        (["++", "+", "0", "–"], [4, 3, 2, 1]),
        (["+", "-", "--", "o"], [3, 1, 1, 2]),
        (["✓✓", "✓", "x", "0"], [4, 3, 1, 2]),
        (["+2", "+1", "0", "−2"], [4, 3, 2, 1]),
        (["2", "-1", "1", "0"], [4, 1, 3, 2]),
    ],
)
def test_signs_are_levels_of_engagement(texts: Sequence[str], stored: Sequence[int]) -> None:
    assert cells(read(PEOPLE | {"Attitude": texts}), "current_level") == stored


def test_what_signs_were_taken_for_is_said() -> None:
    (guess,) = [
        one for one in read(PEOPLE | {"Attitude": ["++", "–", "0", "+"]}).guesses if one.name == "signs"
    ]
    assert guess.evidence == "Attitude: ++ = leading, + = supportive, 0 = neutral, – = resistant"


def test_a_dash_is_a_blank_where_no_sign_stands_beside_it() -> None:
    reading = read(PEOPLE | {"Power": ["High", "–", "Low", "-"]})
    assert cells(reading, "power") == [5, None, 1, None]
    assert set(missing(reading, "power").values()) == {"blank"}


def test_words_beside_signs_keep_their_meaning() -> None:
    assert cells(read(PEOPLE | {"Power": ["++", "very low", "–", "High"]}), "power") == [5, 1, 2, 4]


def test_asterisks_without_a_single_one_are_withheld() -> None:
    reading = read(PEOPLE | {"Power": ["***", "**", "***", "5"]})
    assert cells(reading, "power") == [None, None, None, 5]
    assert list(missing(reading, "power").values()) == ["withheld"] * 3


def test_two_steps_tell_no_scale_and_are_asked() -> None:
    rows = PEOPLE | {"Power": ["+", "++", "+", "++"]}
    reading = read(rows, mapping={"power": "Power"})
    assert {offer.id for offer in reading.offers} == {"value.power.+", "value.power.++"}
    told = read(rows, mapping={"power": "Power"}, answers={"value.power.+": "3", "value.power.++": "5"})
    assert cells(told, "power") == [3, 5, 3, 5]


def test_what_the_user_says_of_a_sign_goes_before_its_step() -> None:
    rows = PEOPLE | {"Attitude": ["++", "–", "0", "+"]}
    assert cells(read(rows, answers={"value.current_level.0": "unaware"}), "current_level") == [4, 1, 0, 3]


@pytest.mark.parametrize(
    ("header", "texts", "power", "interest"),
    [
        ("Power/Interest", ["High/High", "High/Low", "Low / High", "–"], [5, 5, 1, None], [5, 1, 5, None]),
        ("Interest / Power", ["H/L", "L/L", "M/H", "L/H"], [1, 1, 5, 5], [5, 1, 3, 1]),
        ("Power-Interest grid", ["HH", "HL", "LM", "LL"], [5, 5, 1, 1], [5, 1, 3, 1]),
        ("Influence & interest", ["5 - 4", "3 - 2", "1 - 1", "2 - 5"], [5, 3, 1, 2], [4, 2, 1, 5]),
        ("Macht und Interesse", ["++/+", "0/–", "--/+", "+/+"], [5, 3, 1, 4], [5, 1, 5, 5]),
        ("Power × interest", ["5x4", "3 x 2", "1 × 1", "2×5"], [5, 3, 1, 2], [4, 2, 1, 5]),
    ],
)
def test_power_and_interest_in_one_cell_are_two_columns(
    header: str, texts: Sequence[str], power: Sequence[float | None], interest: Sequence[float | None]
) -> None:
    reading = read(PEOPLE | {header: texts})
    assert (cells(reading, "power"), cells(reading, "interest")) == (power, interest)
    assert any(guess.name == "grades" and guess.value.startswith(header) for guess in reading.guesses)


def test_both_levels_in_one_cell_are_two_columns() -> None:
    texts = ["Neutral → Supportive", "Resistant / Neutral", "Unaware/Supportive", "Leading/Leading"]
    reading = read(PEOPLE | {"Current/Desired engagement": texts})
    assert cells(reading, "current_level") == [2, 1, 0, 4]
    assert cells(reading, "desired_level") == [3, 2, 3, 4]


def test_a_cell_with_one_grade_of_two_stays_whole_and_is_named() -> None:
    texts = ["High/High", "High/Low", "Low/High", "Low/Low", "depends"]
    people = {name: [*cells, "Eve"] for name, cells in PEOPLE.items()}
    reading = read(people | {"Power/Interest": texts})
    assert cells(reading, "power") == [5, 5, 1, 1, None]
    assert "ordinal.unknown" in codes(reading)
    assert any("“depends”" in issue.problem for issue in reading.issues)


def test_a_table_with_columns_of_its_own_for_both_keeps_them() -> None:
    rows = PEOPLE | {"Power": ["5", "4", "3", "2"], "Interest": ["1", "2", "3", "4"]}
    reading = read(rows | {"Power/Interest": ["H/L", "H/L", "M/M", "L/H"]})
    assert cells(reading, "power") == [5, 4, 3, 2]
    assert reading.unmapped == ("Power/Interest",)
