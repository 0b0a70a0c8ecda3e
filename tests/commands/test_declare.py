"""`settings`: criteria, budget, rules and scenarios on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pmo_core.importing.scenarios import save_scenario
from pmo_core.store.database import Database
from tests.commands.conftest import Run
from tests.importing.conftest import ADMIN, TODAY
from tests.importing.test_scenarios import LEAN

SCORED = """ID,Name,As of,Budget (£),Short-term value,Risk
A,Alpha,2026-03-31,4000000,2,1
B,Beta,2026-03-31,6000000,6,5
"""


@pytest.fixture(autouse=True)
def _scored(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "scored.csv"
    file.write_text(SCORED, encoding="utf-8")
    assert run("import", str(file))[0] == 0


def test_nothing_is_declared_at_first(run: Run) -> None:
    _, shown = run("settings show")
    assert [shown[name] for name in ("criteria", "budget", "rules", "scenarios")] == [None, None, {}, []]


def test_declared_criteria_are_those_that_a_ranking_starts_with(run: Run, tmp_path: Path) -> None:
    assert run("settings set", "--criteria", "risk=3,cost=1")[0] == 0
    _, ranked = run("rank")
    assert [(one["id"], one["weight"]) for one in ranked["criteria"]] == [("risk", 0.75), ("cost", 0.25)]
    kept = run("settings show")[1]["criteria"]
    kept[0] |= {"name": "Exposure", "low": 0.0}
    file = tmp_path / "criteria.json"
    file.write_text(json.dumps(kept), encoding="utf-8")
    assert run("settings set", "--criteria", str(file))[0] == 0
    assert run("settings show")[1]["criteria"] == kept
    assert run("settings set", "--criteria", "short-term value=1")[0] == 0
    now = run("settings show")[1]["criteria"]
    assert [(one["name"], one["low"], one["on"]) for one in now] == [
        ("Short-term value", 0.0, True),
        ("Exposure", 0.0, False),
        ("Cost", 0.0, False),
    ]
    assert run("settings set", "--default", "criteria")[0] == 0
    assert run("settings show")[1]["criteria"] is None


def test_a_budget_and_rules_are_declared_as_they_are_shown(run: Run) -> None:
    rules = {"must": {"A": "by law"}, "shares": {"horizon:short": [0.1, 0.6]}, "people": 40.0}
    assert run("settings set", "--budget", "£5m", "--rules", json.dumps(rules))[0] == 0
    _, shown = run("settings show")
    assert (shown["budget"], shown["rules"]) == (5e6, rules)


def test_a_kept_scenario_is_shown_and_deleted(run: Run, tmp_path: Path) -> None:
    db = Database.open(tmp_path / "test.duckdb")
    save_scenario(db, "main", saved=LEAN, grant=ADMIN, today=TODAY)
    db.close()
    (shown,) = run("settings show")[1]["scenarios"]
    assert (shown["name"], shown["params"]["c.risk"], shown["saved_on"]) == ("Lean 2027", "60", "2026-11-23")
    assert run("settings set", "--default", "scenario.Lean 2027")[0] == 0
    assert run("settings show")[1]["scenarios"] == []


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        (("--criteria", "fun=1"), "no criterion 'fun'"),
        (("--criteria", "risk=0"), "weights cannot hold"),
        (("--criteria", "nowhere.json"), "cannot be read"),
        (("--budget", "much"), "not an amount"),
        (("--rules", "[1]"), "rules cannot be read"),
    ],
)
def test_what_cannot_hold_is_refused(run: Run, words: tuple[str, str], problem: str) -> None:
    code, refused = run("settings set", *words)
    assert code == 2
    assert problem in refused["problem"]
