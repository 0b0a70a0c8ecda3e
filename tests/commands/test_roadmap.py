"""The roadmap on the command line, as loaded from files."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.commands.conftest import Run

PROJECTS = """id,name,as_of,start,finish,baseline_finish,budget,actual_cost,planned_value,percent_complete
P1,Portal,2026-03-31,2025-04-01,2026-12-31,2026-12-31,100,50,60,40
P2,Campus,2026-03-31,2025-04-01,2029-12-31,2028-12-31,200,,,30
"""
MILESTONES = """milestone_id,name,project_id,as_of,baseline_date,forecast_date,actual_date,objective,kpi_id
M1,Login live,P1,2025-12-31,2026-02-01,2026-02-01,,,
M2,Search live,P1,2025-12-31,2026-03-01,2026-03-01,,,
M3,First building,P2,2025-12-31,2026-09-01,2026-09-01,,Growth,
M1,Login live,P1,2026-03-31,2026-02-01,2026-02-01,2026-01-31,,
M2,Search live,P1,2026-03-31,2026-03-01,2026-05-10,,,
M3,First building,P2,2026-03-31,2026-09-01,2026-10-01,,Growth,
M4,Stray,P9,2026-03-31,2026-06-01,2026-06-01,,,K77
"""
OBJECTIVES = "objective_id,name,horizon,weight\nO1,Growth,Long,0.6\nO2,Trust,Long,0.4\n"


@pytest.fixture
def loaded(run: Run, tmp_path: Path) -> Run:
    """Two projects, two objectives, four milestones in two reports."""
    for kind, text in (("objectives", OBJECTIVES), ("projects", PROJECTS), ("milestones", MILESTONES)):
        file = tmp_path / f"{kind}.csv"
        file.write_text(text, encoding="utf-8")
        said = ["--answer", "money_unit=one", "--currency", "GBP"] if kind == "projects" else []
        code, document = run("import", str(file), "--kind", kind, *said)
        assert code == 0, document
    return run


def test_the_document_has_every_milestone_and_the_kept_promises(loaded: Run) -> None:
    code, document = loaded("roadmap")
    assert code == 0
    assert document["source"] == "milestones"
    told = {one["id"]: one for one in document["milestones"]}
    assert (told["M2"]["baseline"], told["M2"]["forecast"], told["M2"]["slip_days"]) == (
        "2026-03-01",
        "2026-05-10",
        70,
    )
    assert (told["M1"]["standing"], told["M1"]["slip_days"], told["M1"]["outcome"]) == ("done", -1, "kept")
    assert told["M2"]["outcome"] == "moved out"
    assert document["commitment_integrity"] == 0.5
    assert document["period"] == {"first": "2026-01-01", "last": "2026-03-31"}


def test_a_figure_that_cannot_be_said_is_null_with_its_reason(loaded: Run) -> None:
    _, document = loaded("roadmap")
    one = document["milestones"][1]
    assert one["velocity"] is None
    assert one["reasons"]["velocity"] == "fewer than 3 reports with a date"
    _, before = loaded("roadmap", "--from", "2025-01-01", "--to", "2025-03-31")
    assert before["commitment_integrity"] is None
    assert "1 Jan 2025" in before["reasons"]["commitment_integrity"]


def test_next_wins_and_objectives_without_one_are_named(loaded: Run) -> None:
    _, document = loaded("roadmap")
    assert [(one["objective"], one["name"], one["short_term"]) for one in document["next_wins"]] == [
        ("Growth", "First building", True),
        ("Trust", None, False),
    ]


def test_earned_value_is_told_with_what_is_not_applicable(loaded: Run) -> None:
    _, document = loaded("roadmap")
    portal, campus = document["earned_value"]["projects"]
    assert (portal["cost_index"], portal["schedule_index"]) == (0.8, pytest.approx(2 / 3))
    assert campus["cost_index"] is None
    assert campus["reasons"]["cost_index"] == "no actual cost"
    assert (document["earned_value"]["n"], document["earned_value"]["of"]) == (1, 2)


def test_references_that_lead_nowhere_are_listed_with_their_row(loaded: Run) -> None:
    _, document = loaded("roadmap")
    assert [(one["field"], one["value"], one["row"]) for one in document["unresolved"]] == [
        ("project_id", "P9", 8)
    ], "no KPI is loaded yet: K77 may come with the next file"


def test_half_a_period_is_refused_with_a_way_out(loaded: Run) -> None:
    code, document = loaded("roadmap", "--from", "2026-01-01")
    assert code == 2
    assert "--to" in document["fix"]


def test_a_portfolio_without_any_date_says_so(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "projects.csv"
    file.write_text("project_id,name,as_of\nP1,Portal,2026-03-31\n", encoding="utf-8")
    run("import", str(file), "--kind", "projects")
    code, document = run("roadmap")
    assert code == 0
    assert document["slip"]["mean_days"] is None
    assert document["slip"]["reason"]


def test_gates_of_a_project_list_are_milestones_of_the_roadmap(run: Run, tmp_path: Path) -> None:
    """Two lists, a quarter apart: what moved, and what was kept, without any milestone file."""
    head = "ID,Project,Status,Start,Finish,Gate 1 planned,Gate 1 forecast,Gate 1 actual,Gate 2 forecast\n"
    for day, rows in (
        ("2025-12-31", "P1,Portal,In progress,2025-01-01,2027-12-31,2026-02-01,2026-02-01,,2026-09-01\n"),
        (
            "2026-03-31",
            "P1,Portal,In progress,2025-01-01,2027-12-31,2026-02-01,2026-02-01,2026-01-30,2026-10-01\n",
        ),
    ):
        file = tmp_path / f"projects {day}.csv"
        file.write_text(head + rows, encoding="utf-8")
        code, document = run("import", str(file), "--kind", "projects", "--as-of", day)
        assert code == 0, document
    _, document = run("roadmap")
    assert document["source"] == "milestones"
    told = {
        one["name"]: (one["slip_days"], one["standing"], one["reports"]) for one in document["milestones"]
    }
    assert told == {"Gate 1": (-2, "done", 2), "Gate 2": (30, "moved", 2)}
    assert document["promises"] == {"kept": 1}
    assert document["commitment_integrity"] == 1


def test_milestones_alone_are_judged_at_the_day_of_their_report(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "milestones.csv"
    file.write_text(
        "Milestone,Project,Baseline,Forecast\nLive,Portal,2026-01-10,2026-02-10\n", encoding="utf-8"
    )
    run("import", str(file), "--kind", "milestones", "--as-of", "2026-01-31")
    _, document = run("roadmap")
    assert document["as_of"] == "2026-01-31"
    assert [one["standing"] for one in document["milestones"]] == ["due soon"]
    assert document["unresolved"] == []
