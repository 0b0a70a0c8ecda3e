"""The scenario of a reader: what goes into an address comes back out of it."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_core.errors import ScenarioError
from pmo_core.model import Horizon
from pmo_core.scenario import (
    COMPONENTS,
    PRESET_TARGET,
    HorizonRule,
    Scenario,
    read_scenario,
    same_mix,
    whole_mix,
)

USUAL = Scenario("Main", date(2026, 3, 31), "abc", PRESET_TARGET, dict.fromkeys(COMPONENTS, 1.0))


@st.composite
def scenarios(draw: st.DrawFn) -> Scenario:
    short = draw(st.integers(0, 100))
    medium = draw(st.integers(0, 100 - short))
    target = {
        Horizon.SHORT: short / 100,
        Horizon.MEDIUM: medium / 100,
        Horizon.LONG: (100 - short - medium) / 100,
    }
    weights = {name: draw(st.sampled_from([0.0, 0.5, 1.0, 1.5, 3.0])) for name in COMPONENTS}
    weights["mix"] = 1.0
    department = draw(st.sampled_from(["", "IT", "R&D / Ops", "Größe=1&x"]))
    return Scenario("Main", draw(st.dates()), "abc", target, weights, department)


@given(scenarios())
def test_an_address_restores_the_scenario_it_was_made_from(scenario: Scenario) -> None:
    read, problems = read_scenario(scenario.params(), default=USUAL, departments=[scenario.department])
    assert problems == []
    assert same_mix(read.target, scenario.target)
    assert (read.as_of, read.weights, read.department) == (
        scenario.as_of,
        scenario.weights,
        scenario.department,
    )


def test_an_empty_address_is_the_usual_scenario() -> None:
    assert read_scenario({}, default=USUAL, departments=[]) == (USUAL, [])


@pytest.mark.parametrize(
    ("asked", "named"),
    [
        ({"short": "90", "medium": "90", "long": "10"}, "90 / 90 / 10"),
        ({"short": "nan", "medium": "50", "long": "50"}, "nan / 50 / 50"),
        ({"short": "70"}, "70 / \\? / \\?"),
        ({"mix": "-1"}, "weight of mix"),
        ({"mix": "1e999"}, "weight of mix"),
        ({"as_of": "31.12.2026"}, "31.12.2026"),
        ({"department": "Nowhere"}, "Nowhere"),
        (dict.fromkeys(COMPONENTS, "0"), "All weights"),
        ({"v": "2"}, "another version"),
    ],
)
def test_a_value_that_does_not_fit_is_named_and_keeps_the_usual_one(
    asked: dict[str, str], named: str
) -> None:
    read, problems = read_scenario(asked, default=USUAL, departments=["IT"])
    assert read == USUAL
    assert len(problems) == 1
    assert pytest.approx(1) == sum(read.target.values())
    assert re.search(named, problems[0])


@pytest.mark.parametrize("shares", [(70, 20, 10), (0.7, 0.2, 0.1), (70.3, 20, 10)])
def test_targets_may_be_given_in_per_cent_or_as_fractions(shares: tuple[float, float, float]) -> None:
    mix = whole_mix(dict(zip((Horizon.SHORT, Horizon.MEDIUM, Horizon.LONG), shares, strict=True)))
    assert sum(mix.values()) == pytest.approx(1)


@pytest.mark.parametrize("shares", [(70, 20, 20), (-10, 100, 10), (float("nan"), 50, 50), (0, 0, 0)])
def test_a_target_that_is_not_whole_is_refused_with_a_way_out(shares: tuple[float, float, float]) -> None:
    with pytest.raises(ScenarioError, match="add up to 100 %"):
        whole_mix(dict(zip((Horizon.SHORT, Horizon.MEDIUM, Horizon.LONG), shares, strict=True)))


def test_a_horizon_rule_needs_rising_borders() -> None:
    with pytest.raises(ScenarioError, match="first above 0"):
        HorizonRule(36, 12)
