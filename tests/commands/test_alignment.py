"""`alignment`: the demo against sums done by hand, and what thin files leave standing."""

from __future__ import annotations

import csv
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

from pmo_core.commands.cli import main
from tests.commands.conftest import Run

DEMO = Path(__file__).parents[2] / "data" / "demo"
CLOSED = ("Completed", "Cancelled")
PROJECTS = "Project ID,Project,Status,Finish,Budget (£m)\nP1,Portal,In progress,2026-12-31,100\n" + (
    "P2,Depot,In progress,2028-12-31,200\nP3,Skills,In progress,2026-10-31,50\n"
    "P4,Kiosk,In progress,2026-11-30,150\n"
)
OBJECTIVES = "Objective ID,Objective,Weight\nA,Grow,0.5\nB,Save,0.3\nC,Net zero,0.2\n"
LINKS = "Project ID,Objective ID,Share\nP1,A,100%\nP2,A,50%\nP2,B,50%\nP3,B,100%\n"


def told(name: str) -> list[dict[str, str]]:
    with (DEMO / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def brought(run: Run, folder: Path, **files: str) -> None:
    for name, text in files.items():
        file = folder / f"{name} 2026-03-31.csv"
        file.write_text(text, encoding="utf-8")
        code, document = run("import", str(file), "--kind", name)
        assert code == 0, document


def asked(run: Run, *options: str) -> dict[str, Any]:
    code, found = run("alignment", *options)
    assert code == 0, found
    return found


def test_s_align_holds_from_files(run: Run, tmp_path: Path) -> None:
    brought(run, tmp_path, projects=PROJECTS, objectives=OBJECTIVES, alignment=LINKS)
    found = asked(run)
    assert [one["spend"] for one in found["objectives"]] == [200e6, 150e6, 0]
    assert [one["projects"] for one in found["objectives"]] == [2, 2, 0]
    assert found["orphan_share"] == pytest.approx(0.30)
    assert found["misallocation"] == pytest.approx(0.20)
    assert (found["coverage"], found["coverage_by_weight"]) == (pytest.approx(2 / 3), pytest.approx(0.80))
    assert found["unfunded"] == ["C"]
    assert [one["name"] for one in found["orphans"]] == ["Kiosk"]
    assert found["objectives"][2]["dependence"] is None
    assert found["objectives"][2]["reasons"] == {"dependence": "no money serves it"}


def test_the_demo_agrees_with_sums_done_by_hand(run: Run) -> None:
    assert run("demo")[0] == 0
    found = asked(run, "--portfolio", "Demo")
    latest = max(row["as_of"] for row in told("projects"))
    money = {
        row["project_id"]: float(row["budget"])
        for row in told("projects")
        if row["as_of"] == latest and row["status"] not in CLOSED and row["budget"].replace(".", "").isdigit()
    }
    serves: dict[str, dict[str, float]] = defaultdict(dict)
    for row in told("alignment"):
        serves[row["project_id"]][row["objective_id"]] = float(row["share"])
    spent: dict[str, float] = defaultdict(float)
    for project, shares in serves.items():
        for objective, share in shares.items():
            spent[objective] += share * money.get(project, 0.0)
    aligned = sum(spent.values())
    weights = {row["objective_id"]: float(row["weight"]) for row in told("objectives")}
    for one in found["objectives"]:
        assert one["spend"] == pytest.approx(spent[one["id"]])
        assert one["weight"] == pytest.approx(weights[one["id"]])
    lost = sum(amount for project, amount in money.items() if project not in serves)
    assert found["orphan_share"] == pytest.approx(lost / sum(money.values()))
    away = sum(abs(spent[one] / aligned - weight) for one, weight in weights.items()) / 2
    assert found["misallocation"] == pytest.approx(away)


def test_other_weights_are_rehearsed(run: Run, tmp_path: Path) -> None:
    brought(run, tmp_path, projects=PROJECTS, objectives=OBJECTIVES, alignment=LINKS)
    found = asked(run, "--weights", "A=20,B=30,C=50")
    tried = found["rehearsal"]
    assert found["misallocation"] == pytest.approx(0.20)
    assert tried["misallocation"] == pytest.approx(0.50)
    assert tried["newly_misplaced"] == pytest.approx(105e6)
    assert tried["newly_far"] == ["A"]
    assert [(one["name"], one["newly_misplaced"]) for one in tried["projects"]] == [
        ("Depot", pytest.approx(52.5e6)),
        ("Portal", pytest.approx(52.5e6)),
    ]


def test_weights_that_cannot_be_read_are_refused(run: Run, tmp_path: Path) -> None:
    brought(run, tmp_path, projects=PROJECTS, objectives=OBJECTIVES, alignment=LINKS)
    assert run("alignment", "--weights", "A")[0] == 2
    assert "no objective 'Z'" in run("alignment", "--weights", "Z=1")[1]["problem"]


def test_drift_from_date_to_date_adds_up(run: Run, tmp_path: Path) -> None:
    brought(run, tmp_path, projects=PROJECTS, objectives=OBJECTIVES, alignment=LINKS)
    later = tmp_path / "projects 2026-06-30.csv"
    later.write_text(PROJECTS.replace("P1,Portal,In progress,2026-12-31,100", "P5,Yard,In progress,,80"))
    assert run("import", str(later), "--kind", "projects")[0] == 0
    (moved,) = asked(run, "--drift", "date")["drift"]
    assert moved["before"] == pytest.approx(0.20)
    assert moved["after"] == pytest.approx((0.1 + 0.3 + 0.2) / 2)
    assert (moved["finished"], moved["new"], moved["data"]) == (pytest.approx(0.1), 0, 0)
    parts = sum(moved[name] for name in ("new", "finished", "data", "weights"))
    assert parts == pytest.approx(moved["after"] - moved["before"])
    assert asked(run, "--drift", "version")["drift"] == []


def test_without_links_every_figure_says_why_it_is_lacking(run: Run, tmp_path: Path) -> None:
    brought(run, tmp_path, projects=PROJECTS, objectives=OBJECTIVES)
    found = asked(run)
    assert found["orphan_share"] is None
    assert "alignment table" in found["reasons"]["orphan_share"]
    assert found["unfunded"] is None


def test_people_read_it_in_a_few_lines(run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    brought(run, tmp_path, projects=PROJECTS, objectives=OBJECTIVES, alignment=LINKS)
    with pytest.raises(SystemExit, match="0"):
        main(["alignment", "--db", str(tmp_path / "test.duckdb"), "--weights", "C=50"])
    said = capsys.readouterr().out
    assert "£150m of £500m serves no objective (1 project)" in said
    assert "20 % of the aligned money would have to move" in said
    assert "Under the other weights" in said
