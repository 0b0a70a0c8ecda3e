"""`select`: its document, its refusals, and that it agrees with sums done by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.commands.conftest import Run

LIST = """Project ID,Project,Department,Status,Horizon,Budget,Planned benefit,Actual cost,Requires
K1,Portal,IT,In progress,short,23,92,0,
K2,Campus,Estates,In progress,long,31,57,0,
K3,Archive,IT,In progress,short,29,49,0,
K4,Skills,HR,In progress,long,44,68,0,
K5,Network,IT,In progress,short,53,60,0,
K6,Kiosk,HR,In progress,short,38,43,0,
K7,Ledger,HR,In progress,long,63,67,0,
K8,Depot,Estates,In progress,short,85,84,0,
K9,Museum,Estates,In progress,long,89,87,0,
K10,Bridge,Estates,In progress,short,82,72,0,
K11,Unknown,IT,In progress,short,TBC,50,0,
"""
BENEFIT = ("--value", "planned_benefit")


@pytest.fixture
def loaded(run: Run, tmp_path: Path) -> Run:
    """The published case of ten projects, and one without a budget."""
    file = tmp_path / "portfolio 2026-03-31.csv"
    file.write_text(LIST, encoding="utf-8")
    code, document = run(
        "import", str(file), "--kind", "projects", "--answer", "money_unit=one", "--currency", "GBP"
    )
    assert code == 0, document
    return run


def test_the_published_case_comes_out_with_what_cutting_the_list_gives(loaded: Run) -> None:
    """G6: 309 for 165; cutting 179, skipping 247, by value per cost 309."""
    code, found = loaded("select", "--budget", "165", *BENEFIT)
    assert code == 0
    assert found["selected"] == ["K1", "K2", "K3", "K4", "K6"]
    assert (found["value"], found["cost"], found["bound"], found["gap"]) == (309, 165, 309, 0)
    assert (found["state"], found["cut_value"], found["conflict"]) == ("optimal", 179, [])
    assert found["habits"] == {"stop": 179, "skip": 247, "per_cost": 309}
    assert found["swaps"] == [
        {"in": "K4", "out": "K9"},
        {"in": "K2", "out": None},
        {"in": "K3", "out": None},
        {"in": "K6", "out": None},
    ]
    assert found["undecidable"] == [{"id": "K11", "reason": "no budget"}]
    assert found["reasons"] == {}


def test_must_not_and_shares_bind_and_may_be_said_several_times(loaded: Run) -> None:
    rules = (
        "--must",
        "museum",
        "--not",
        "K1",
        "--not",
        "K4",
        "--share",
        "short=0.2:0.5",
        "--share",
        "HR=:0.3",
    )
    _, found = loaded("select", "--budget", "165", *BENEFIT, *rules)
    assert "K9" in found["selected"]
    assert not {"K1", "K4"} & set(found["selected"])
    cost = {"K2": 31, "K3": 29, "K5": 53, "K6": 38, "K7": 63, "K8": 85, "K9": 89, "K10": 82}
    spent = sum(cost[id] for id in found["selected"])
    short = sum(cost[id] for id in found["selected"] if id in ("K3", "K5", "K6", "K8", "K10"))
    assert found["cost"] == spent <= 165
    assert found["rules"] == [
        "Museum must be funded",
        "Portal must not be funded",
        "Skills must not be funded",
        "from 20 % to 50 % short-term",
        "at most 30 % for HR",
    ]
    assert 0.2 * spent <= short <= 0.5 * spent
    assert found["price_of_balance"] >= 0


def test_where_nothing_fits_the_clash_is_named_and_the_figures_are_null(loaded: Run) -> None:
    code, found = loaded("select", "--budget", "165", *BENEFIT, "--must", "K8", "--must", "K9")
    assert (code, found["state"], found["selected"]) == (0, "infeasible", [])
    assert found["conflict"] == ["Museum must be funded", "Depot must be funded", "the budget of £165"]
    for name in ("value", "cost", "bound", "gap", "cut_value"):
        assert found[name] is None
        assert "cannot hold together" in found["reasons"][name]


def test_an_undecidable_must_is_part_of_the_clash(loaded: Run) -> None:
    _, found = loaded("select", "--budget", "1m", *BENEFIT, "--must", "K11")
    assert found["conflict"] == ["Unknown must be funded", "Unknown has no budget"]


@pytest.mark.parametrize(
    ("text", "units"), [("500m", 5e8), ("1.2bn", 1.2e9), ("£165", 165.0), ("0", 0.0), ("2,000", 2000.0)]
)
def test_a_budget_is_read_as_people_write_it(loaded: Run, text: str, units: float) -> None:
    _, found = loaded("select", "--budget", text, *BENEFIT)
    assert found["budget"] == units


def test_without_a_budget_the_command_asks(loaded: Run) -> None:
    code, found = loaded("select", *BENEFIT)
    assert (code, found["outcome"]) == (3, "question")


@pytest.mark.parametrize(
    ("said", "words"),
    [
        pytest.param(("--budget", "-5"), "not an amount", id="budget below 0"),
        pytest.param(("--budget", "lots"), "not an amount", id="budget in words"),
        pytest.param(
            ("--budget", "1", "--value", "wsjf"), "No open project has the figure 'wsjf'", id="value"
        ),
        pytest.param(
            ("--budget", "1", "--must", "K99"), "No open project has the id or name 'K99'", id="must"
        ),
        pytest.param(("--budget", "1", "--not", "K99"), "No open project has the id or name 'K99'", id="not"),
        pytest.param(("--budget", "1", "--share", "short"), "cannot be read as a share", id="share"),
        pytest.param(
            ("--budget", "1", "--share", "short=a:b"), "cannot be read as a share", id="share words"
        ),
        pytest.param(("--budget", "1", "--share", "short=0.5:0.2"), "cannot hold", id="share upside down"),
        pytest.param(("--budget", "1", "--share", "Legal=0.5:"), "No part of the portfolio", id="part"),
    ],
)
def test_what_cannot_be_meant_is_refused_with_a_way_out(
    loaded: Run, said: tuple[str, ...], words: str
) -> None:
    code, found = loaded("select", *said)
    assert (code, found["outcome"]) == (2, "refused")
    assert words in found["problem"]
    assert found["fix"]


def test_the_score_is_the_usual_value(loaded: Run) -> None:
    _, found = loaded("select", "--budget", "165")
    assert (found["value_field"], found["value_name"]) == ("score", "priority score")
    assert found["state"] == "optimal"


def test_with_nothing_to_decide_on_the_figures_are_null_and_not_0(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "bare 2026-03-31.csv"
    file.write_text("Project ID,Project,Status,Budget\n1,A,In progress,TBC\n2,B,In progress,TBC\n", "utf-8")
    run("import", str(file), "--kind", "projects", "--answer", "money_unit=one")
    _, found = run("select", "--budget", "5")
    assert (found["state"], found["selected"], found["value"]) == ("no_answer", [], None)
    assert "Nothing can be selected yet" in found["reasons"]["value"]
