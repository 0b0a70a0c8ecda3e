"""Criteria, a budget, rules and scenarios are kept as settings; a scenario can become the new base."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pmo_core.errors import IntakeError, NotFound, ScenarioError
from pmo_core.importing import save_settings, take_back
from pmo_core.importing import scenarios as kept
from pmo_core.importing.settings import Declared
from pmo_core.model import Kind
from pmo_core.plan import Criterion, Plan, Rules, SavedPlan
from pmo_core.scenario import PortfolioSettings
from pmo_core.store import snapshots, versions
from pmo_core.store.database import Database
from pmo_core.store.history import history
from pmo_core.store.portfolio_settings import read_settings
from tests.importing.conftest import ADMIN, TODAY, Put
from tests.importing.own.copies import by_csv, by_workbook
from tests.test_plan import plans, rules

LEAN = SavedPlan(
    "Lean 2027",
    Plan(points={"risk": 60.0, "urgency": 40.0}, budget=5e6, rules=Rules(must={"P1": "by law"})),
    data="s1",
    as_of=date(2026, 3, 31),
    saved_on=TODAY,
)
RISK = Criterion("risk", "Risk", "How risky it is.", "risk", False, 1.0, 5.0)
URGENCY = Criterion("urgency", "Urgency", "How soon it is needed.", "urgency", True, 1.0, 5.0)
COST = Criterion("cost", "Cost", "What it takes.", "budget", False, 0.0, 1e6, unit="GBP", on=False)

texts = st.text(min_size=1, max_size=12).filter(lambda text: text.isprintable() and text.strip() == text)
names = texts.map(lambda text: " ".join(text.split())).filter(bool)
criteria = st.builds(
    Criterion,
    id=texts,
    name=texts,
    meaning=st.text(max_size=20).filter(str.isprintable),
    source=texts,
    higher_is_better=st.booleans(),
    low=st.floats(-1e9, 0),
    high=st.floats(1e-3, 1e12),
    unit=st.sampled_from(["", "GBP", "months"]),
    points=st.floats(0.1, 100),
    on=st.booleans(),
)


def now(db: Database, portfolio: str = "main") -> PortfolioSettings:
    return read_settings(db, snapshots.snapshot(db, portfolio))


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    criteria=st.lists(criteria, min_size=1, max_size=4, unique_by=lambda one: one.id),
    budget=st.floats(0, 1e15),
    rules=rules,
    saved=st.dictionaries(names, st.builds(lambda plan: replace(LEAN, plan=plan), plans()), max_size=2),
)
def test_what_is_settled_comes_back_from_the_store_and_from_a_file(
    criteria: list[Criterion], budget: float, rules: Rules, saved: dict[str, SavedPlan]
) -> None:
    first = replace(criteria[0], on=True)
    plans = {name: replace(one, name=name) for name, one in saved.items()}
    declared = Declared(criteria=(first, *criteria[1:]), budget=budget, rules=rules, scenarios=plans)
    with closing(Database.memory()) as db:
        save_settings(db, "main", declared=declared, grant=ADMIN, today=TODAY)
        held = now(db)
        assert held.criteria == (first, *criteria[1:])
        assert (held.budget, held.rules) == (budget, rules)
        assert {one.name: one for one in held.scenarios} == plans
        for way in (by_csv, by_workbook):
            way(db, "main", way.__name__)
            assert now(db, way.__name__) == held


def test_a_scenario_is_saved_renamed_and_deleted(db: Database) -> None:
    kept.save_scenario(db, "main", saved=LEAN, grant=ADMIN, today=TODAY)
    kept.rename_scenario(db, "main", name="Lean 2027", to="Lean", grant=ADMIN, today=TODAY)
    assert kept.scenarios(db, "main") == {"Lean": replace(LEAN, name="Lean")}
    kept.delete_scenario(db, "main", name="Lean", grant=ADMIN, today=TODAY)
    assert kept.scenarios(db, "main") == {}
    assert [entry.label for entry in history(db, "main")] == [
        "Deleted: scenario “Lean”",
        "Declared: scenario “Lean”; Deleted: scenario “Lean 2027”",
        "Declared: scenario “Lean 2027”",
    ]


def test_a_portfolio_keeps_so_many_scenarios_and_no_more(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "SCENARIOS_OF_A_PORTFOLIO", 1)
    kept.save_scenario(db, "main", saved=LEAN, grant=ADMIN, today=TODAY)
    kept.save_scenario(db, "main", saved=LEAN, grant=ADMIN, today=TODAY)
    with pytest.raises(ScenarioError, match="keeps 1 scenario"):
        kept.save_scenario(db, "main", saved=replace(LEAN, name="Another"), grant=ADMIN, today=TODAY)


def test_a_scenario_that_is_not_there_or_in_the_way_is_named(db: Database) -> None:
    kept.save_scenario(db, "main", saved=LEAN, grant=ADMIN, today=TODAY)
    kept.save_scenario(db, "main", saved=replace(LEAN, name="Other"), grant=ADMIN, today=TODAY)
    with pytest.raises(NotFound, match="no scenario 'Odd'"):
        kept.delete_scenario(db, "main", name="Odd", grant=ADMIN, today=TODAY)
    with pytest.raises(ScenarioError, match="'Other' already"):
        kept.rename_scenario(db, "main", name="Lean 2027", to="Other", grant=ADMIN, today=TODAY)
    with pytest.raises(ScenarioError, match="cannot be the name of a scenario"):
        kept.rename_scenario(db, "main", name="Lean 2027", to=" ", grant=ADMIN, today=TODAY)


def test_an_adopted_scenario_is_the_base_with_a_decision_and_both_are_taken_back_at_once(
    db: Database, put: Put
) -> None:
    put("ID,Project,Budget\nP1,Alpha,6000000\nP2,Beta,1000000\n")
    save_settings(db, "main", declared=Declared(criteria=(URGENCY, COST)), grant=ADMIN, today=TODAY)
    before, numbers = now(db), versions.current(db, "main")
    made = kept.adopt(
        db,
        "main",
        name=LEAN.name,
        plan=LEAN.plan,
        criteria=(URGENCY, COST, RISK, replace(RISK, id="second")),
        reason="The board agreed on 3 March.",
        grant=ADMIN,
        today=TODAY,
    )
    held = now(db)
    assert held.criteria == (
        replace(URGENCY, points=40.0),
        replace(COST, points=0.0),
        replace(RISK, points=60.0),
    )
    assert (held.budget, held.rules) == (5e6, LEAN.plan.rules)
    current = versions.current(db, "main")
    note = versions.rows_of(db, Kind.NOTES, version=current[Kind.NOTES]).to_pylist()[0]
    assert (note["type"], note["subject_id"], note["date"]) == ("decision", "Lean 2027", TODAY)
    assert note["text"] == "Adopted the scenario “Lean 2027” as the new base. The board agreed on 3 March."
    both = history(db, "main")[:2]
    assert {entry.label for entry in both} == {"Adopted: scenario “Lean 2027”"}
    assert len({entry.made_at for entry in both}) == 1
    take_back(db, "main", made=made.made, grant=ADMIN)
    assert now(db) == before
    assert versions.current(db, "main") == numbers


def test_the_same_scenario_can_be_adopted_again(db: Database, put: Put) -> None:
    put("ID,Project,Budget\nP1,Alpha,6000000\n")
    for _ in range(2):
        kept.adopt(
            db,
            "main",
            name="Lean",
            plan=LEAN.plan,
            criteria=[RISK],
            reason="",
            grant=ADMIN,
            today=TODAY,
        )
    assert now(db).criteria == (replace(RISK, points=60.0),)


def test_a_plan_without_points_is_no_base(db: Database, put: Put) -> None:
    put("ID,Project,Budget\nP1,Alpha,6000000\n")
    with pytest.raises(ScenarioError, match="No criterion has points"):
        kept.adopt(db, "main", name="Odd", plan=Plan(), criteria=[RISK], reason="", grant=ADMIN, today=TODAY)


@pytest.mark.parametrize(
    ("what", "problem"),
    [
        ({"budget": -1.0}, "A budget of -1.0 cannot hold"),
        ({"criteria": [RISK, RISK]}, "two criteria 'risk'"),
        ({"criteria": [COST]}, "No criterion has a weight"),
        ({"criteria": [replace(RISK, name=" ")]}, "criteria cannot be read"),
        ({"scenarios": {"a  b": LEAN}}, "cannot be the name of a scenario"),
    ],
)
def test_what_cannot_hold_is_not_saved(db: Database, what: dict[str, Any], problem: str) -> None:
    with pytest.raises(ScenarioError, match=problem):
        save_settings(db, "main", declared=Declared(**what), grant=ADMIN, today=TODAY)


@pytest.mark.parametrize(
    ("name", "value", "problem"),
    [
        ("criteria", "oops", "Row 3, setting 'criteria': The value of a setting cannot be read"),
        ("criteria", '"[{""id"": ""a""}]"', "Row 3, setting 'criteria': The criteria cannot be read"),
        ("budget", '"""much"""', "A budget of 'much' cannot hold"),
        ("rules", '"{""people"": -3}"', "A limit of -3 cannot hold"),
        ("scenario.Lean", '"{""params"": {}}"', "The scenario 'Lean' cannot be read"),
        ("scenario.Lean", "12", "The scenario 'Lean' cannot be read"),
    ],
)
def test_a_file_with_a_setting_that_cannot_hold_is_refused_as_a_whole(
    put: Put, db: Database, name: str, value: str, problem: str
) -> None:
    with pytest.raises(IntakeError, match=problem):
        put(f"name,value\ncurrency,null\n{name},{value}\n", "settings.csv", kind=Kind.SETTINGS)
    assert versions.portfolios(db) == []


def test_a_setting_goes_back_to_what_the_data_say(db: Database) -> None:
    declared = Declared(criteria=[RISK], budget=3.0, rules=LEAN.plan.rules)
    save_settings(db, "main", declared=declared, grant=ADMIN, today=TODAY)
    back = Declared(default=["criteria", "budget", "rules"])
    save_settings(db, "main", declared=back, grant=ADMIN, today=TODAY)
    assert now(db) == PortfolioSettings()
