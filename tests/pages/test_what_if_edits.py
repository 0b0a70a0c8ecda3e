from __future__ import annotations

import pytest

from pages.shared.what_if.edits import (
    HIGH,
    LEAST,
    LIMIT,
    LOW,
    MEANING,
    MOST,
    NAME,
    ON,
    WEIGHT,
    criterion_row,
    with_criteria,
    with_project,
    with_shares,
    with_years,
    without_project,
    without_share,
    without_year,
)
from pmo_core.errors import ScenarioError
from pmo_core.plan import Criterion, Rules

NAMES = ("horizon:short", "horizon:long", "department:IT")


def test_a_share_typed_in_per_cent_becomes_a_rule() -> None:
    found = with_shares(Rules(), NAMES, {0: {LEAST: 20}, 2: {LEAST: 10, MOST: 50}})
    assert found.shares == {"horizon:short": (0.2, 1.0), "department:IT": (0.1, 0.5)}


def test_a_share_that_is_emptied_is_no_rule_any_more() -> None:
    before = Rules(shares={"horizon:short": (0.2, 1.0), "horizon:long": (0.1, 0.4)})
    assert with_shares(before, NAMES, {0: {LEAST: None}}).shares == {"horizon:long": (0.1, 0.4)}
    assert with_shares(before, NAMES, {1: {MOST: float("nan")}}).shares["horizon:long"] == (0.1, 1.0)


def test_what_was_not_typed_into_stays() -> None:
    before = Rules(shares={"horizon:short": (0.2, 0.5)}, years={2027: 5e6})
    assert with_shares(before, NAMES, {0: {MOST: 60}}).shares == {"horizon:short": (0.2, 0.6)}
    assert with_years(before, (2026, 2027), {0: {LIMIT: 1e6}}).years == {2026: 1e6, 2027: 5e6}
    assert with_years(before, (2026, 2027), {1: {"Year": 3}}) == before


def test_a_share_that_cannot_hold_is_refused() -> None:
    with pytest.raises(ScenarioError, match="cannot hold"):
        with_shares(Rules(), NAMES, {0: {LEAST: 80, MOST: 20}})


def test_a_limit_that_is_emptied_is_no_rule_any_more() -> None:
    assert with_years(Rules(years={2027: 5e6}), (2027,), {0: {LIMIT: None}}).years == {}
    assert without_year(Rules(years={2027: 5e6}), 2027).years == {}


def test_a_project_is_either_a_must_or_a_must_not() -> None:
    must = with_project(Rules(), "P1", must=True, reason=" the law asks for it ")
    assert must.must == {"P1": "the law asks for it"}
    out = with_project(must, "P1", must=False, reason="on hold")
    assert (dict(out.must), dict(out.must_not)) == ({}, {"P1": "on hold"})
    assert without_project(out, "P1") == Rules()


def test_a_rule_for_a_project_needs_a_reason() -> None:
    with pytest.raises(ScenarioError, match="needs a reason"):
        with_project(Rules(), "P1", must=True, reason="  ")


def test_a_share_can_be_taken_away() -> None:
    assert without_share(Rules(shares={"horizon:short": (0.2, 1.0)}), "horizon:short") == Rules()


RISK = Criterion("risk", "Risk", "How risky it is.", "risk", False, 1.0, 5.0, points=2.0)
VALUE = Criterion("value", "Value", "", "short_term_value", True, 0.0, 10.0)


def test_a_criterion_is_shown_from_what_brings_nothing_to_what_brings_all() -> None:
    assert (criterion_row(RISK)[LOW], criterion_row(RISK)[HIGH]) == (5.0, 1.0)
    assert (criterion_row(VALUE)[LOW], criterion_row(VALUE)[HIGH]) == (0.0, 10.0)


def test_criteria_that_nobody_typed_into_stay_as_they_are() -> None:
    assert with_criteria((RISK, VALUE), {}) == (RISK, VALUE)


def test_the_ends_of_a_scale_say_whether_more_is_better() -> None:
    turned = with_criteria((RISK, VALUE), {0: {LOW: 0, HIGH: 4, NAME: " Daring ", WEIGHT: 3}})[0]
    assert (turned.higher_is_better, turned.low, turned.high) == (True, 0.0, 4.0)
    assert (turned.name, turned.points, turned.id) == ("Daring", 3.0, "risk")


def test_a_criterion_can_be_switched_off_and_its_meaning_emptied() -> None:
    off = with_criteria((RISK,), {0: {ON: False, MEANING: None}})[0]
    assert (off.on, off.meaning) == (False, "")


@pytest.mark.parametrize("cells", [{NAME: "  "}, {LOW: None}, {WEIGHT: float("nan")}])
def test_a_criterion_that_lacks_something_is_refused(cells: dict[str, object]) -> None:
    with pytest.raises(ScenarioError, match="lacks a name"):
        with_criteria((RISK,), {0: cells})


def test_a_scale_without_length_is_refused() -> None:
    with pytest.raises(ScenarioError, match="cannot hold"):
        with_criteria((VALUE,), {0: {LOW: 5, HIGH: 5}})
