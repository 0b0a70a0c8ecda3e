"""Criteria and scenarios survive being kept as plain values."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_core.errors import ScenarioError
from pmo_core.plan import Plan, SavedPlan
from pmo_core.plan.stored import kept_plan, named, read_criteria, read_kept_plan
from tests.test_plan import plans

BARE = {"id": "risk", "name": "Risk", "source": "risk", "higher_is_better": False, "low": 1, "high": 5}


@given(plans(), st.dates(), st.dates())
def test_a_scenario_comes_back_to_the_last_digit(plan: Plan, as_of: date, saved_on: date) -> None:
    saved = SavedPlan("Lean", plan, "s1", as_of, saved_on)
    assert read_kept_plan("Lean", json.loads(json.dumps(kept_plan(saved)))) == saved


def test_what_is_usual_of_a_criterion_may_be_left_out() -> None:
    (risk,) = read_criteria([BARE])
    assert (risk.meaning, risk.unit, risk.points, risk.on) == ("", "", 1.0, True)


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"low": None}, "criteria cannot be read"),
        ({"low": 5}, "scale of 'Risk' from 5 to 5 cannot hold"),
        ({"low": 10**400}, "criteria cannot be read"),
        ({"high": 1e300}, r"from 1 to 1e\+300 cannot hold"),
        ({"points": -1}, "weight -1 of 'Risk' cannot hold"),
        ({"on": "no"}, "on and higher_is_better are true or false"),
        ({"id": 7}, "7 is no name"),
    ],
)
def test_a_criterion_that_cannot_hold_is_refused(change: dict[str, object], problem: str) -> None:
    with pytest.raises(ScenarioError, match=problem):
        read_criteria([{**BARE, **change}])


@pytest.mark.parametrize("name", ["", " a", "a  b", "a\nb", "a\x00b", "a\ud800", "x" * 121])
def test_a_name_that_people_cannot_tell_from_another_is_refused(name: str) -> None:
    with pytest.raises(ScenarioError, match="cannot be the name"):
        named(name)
