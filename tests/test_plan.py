from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_core.errors import ScenarioError
from pmo_core.plan import Criterion, Plan, Rules, read_plan, read_rules
from pmo_core.plan.plan import PRIORS

ids = st.text(min_size=1, max_size=12).filter(lambda text: text.isprintable())
shares = st.tuples(st.floats(0, 1), st.floats(0, 1)).map(lambda pair: (min(pair), max(pair)))
amounts = st.floats(0, 1e15)
rules = st.builds(
    Rules,
    must=st.dictionaries(ids, st.text(max_size=20), max_size=3),
    must_not=st.dictionaries(ids, st.text(max_size=20), max_size=3),
    shares=st.dictionaries(ids, shares, max_size=3),
    years=st.dictionaries(st.integers(1990, 2100), amounts, max_size=3),
    people=st.none() | amounts,
)


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    names = draw(st.lists(ids, min_size=1, max_size=5, unique=True))
    points = {name: draw(st.floats(0, 100)) for name in names}
    points[names[0]] += 0.1
    return Plan(
        points=points,
        locked=frozenset(draw(st.lists(st.sampled_from(names), max_size=3))),
        prior=draw(st.sampled_from(PRIORS)),
        budget=draw(amounts),
        value=draw(st.sampled_from(["score", "planned_benefit"])),
        known_only=draw(st.booleans()),
        fill=draw(st.booleans()),
        rules=draw(rules),
    )


@given(plans())
def test_an_address_gives_the_plan_back_to_the_last_digit(plan: Plan) -> None:
    usual = Plan(points=dict.fromkeys(plan.points, 1.0))
    assert read_plan(plan.params(), default=usual, values=["planned_benefit"]) == (plan, [])


def test_an_empty_address_is_the_usual_plan() -> None:
    usual = Plan(points={"risk": 100.0}, budget=5e6)
    assert read_plan({}, default=usual, values=[]) == (usual, [])


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"c.risk": "-1"}, "weights of the link cannot hold"),
        ({"c.risk": "0"}, "weights of the link cannot hold"),
        ({"c.risk": "much"}, "weights of the link cannot hold"),
        ({"c.risk": "nan"}, "weights of the link cannot hold"),
        ({"c.risk": "100", "c.fun": "3"}, "'fun', which this portfolio does not have"),
        ({"budget": "-5"}, "cannot be one"),
        ({"budget": "inf"}, "cannot be one"),
        ({"budget": "1e308"}, "cannot be one"),
        ({"budget": "9" * 100_000}, "cannot be one"),
        ({"c.risk": "1e308"}, "weights of the link cannot hold"),
        ({"c.risk": "100", **{f"c.x{at}": "1" for at in range(900)}}, "'x0', 'x1', 'x10' and 897 more"),
        ({"budget": "a lot"}, "cannot be one"),
        ({"prior": "hope"}, "'hope', which there are not"),
        ({"value": "joy"}, "'joy', which these projects do not have"),
        ({"rules": "{"}, "The rules cannot be read"),
        ({"rules": "[1]"}, "The rules cannot be read"),
        ({"rules": "[" * 100_000}, "The rules cannot be read"),
        ({"rules": '{"must":{"P1":"' + "x" * 400_000 + '"}}'}, "The rules cannot be read"),
        ({"rules": f'{{"people":1{"0" * 400}}}'}, "The rules cannot be read"),
        ({"rules": '{"must":{"\\ud800":"half a sign"}}'}, "The rules cannot be read"),
        (
            {"rules": Rules(years={year: 1 for year in range(1_000)}).text()[:-2] + ',"1000":1}}'},
            "1,001 rules",
        ),
        ({"rules": '{"years":{"2026":1e300}}'}, "limit of 1e+300 cannot hold"),
        ({"rules": '{"shares":{"horizon:short":[0.6,0.5]}}'}, "from 60 to 50 % cannot hold"),
        ({"rules": '{"years":{"2026":-1}}'}, "limit of -1 cannot hold"),
        ({"rules": '{"people":NaN}'}, "limit of nan cannot hold"),
    ],
)
def test_what_does_not_fit_is_named_and_the_usual_value_stays(asked: dict[str, str], told: str) -> None:
    usual = Plan(points={"risk": 100.0}, budget=5e6)
    read, problems = read_plan(asked, default=usual, values=[])
    assert read == usual
    assert len(problems) == 1
    assert told in problems[0]
    assert len(problems[0]) < 300


def test_locks_on_unknown_criteria_are_dropped() -> None:
    usual = Plan(points={"risk": 100.0})
    assert read_plan({"locked": '["risk","fun"]'}, default=usual, values=[])[0].locked == {"risk"}
    assert read_plan({"locked": "5"}, default=usual, values=[])[0].locked == frozenset()
    assert read_plan({"locked": "[" * 100_000}, default=usual, values=[])[0].locked == frozenset()


def test_a_scale_without_length_is_refused() -> None:
    with pytest.raises(ScenarioError, match="from 5 to 5 cannot hold"):
        Criterion("risk", "Risk", "", "risk", higher_is_better=False, low=5, high=5)


def test_a_negative_weight_is_refused() -> None:
    with pytest.raises(ScenarioError, match="weight -1 of 'Risk' cannot hold"):
        Criterion("risk", "Risk", "", "risk", higher_is_better=False, low=1, high=5, points=-1)


def test_no_rules_are_no_text() -> None:
    assert Rules().text() == ""
    assert read_rules("") == Rules()
