"""`engagement`: the demo against sums done by hand, and what thin registers leave standing."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.commands.conftest import Run

DEMO = Path(__file__).parents[2] / "data" / "demo"
LEVELS = ("unaware", "resistant", "neutral", "supportive", "leading")
AS_OF = date(2026, 9, 30)
SEAM = """Stakeholder,Power,Interest,Current engagement,Desired engagement
Ann,5,4,resistant,supportive
Ben,5,5,supportive,leading
Cay,3,4,neutral,supportive
Dee,4,2,unaware,neutral
Eve,2,3,supportive,supportive
"""


def told(name: str) -> list[dict[str, str]]:
    with (DEMO / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def brought(run: Run, folder: Path, text: str, *options: str) -> dict[str, Any]:
    """The answer about one file of stakeholders."""
    file = folder / "stakeholders.csv"
    file.write_text(text, encoding="utf-8")
    code, document = run("import", str(file), "--kind", "stakeholders", *options)
    assert code == 0, document
    code, found = run("engagement", "--as-of", "2026-09-30")
    assert code == 0, found
    return found


def test_the_demo_agrees_with_sums_done_by_hand(run: Run) -> None:
    assert run("demo")[0] == 0
    code, found = run("engagement", "--portfolio", "Demo")
    assert code == 0
    talks = [row for row in told("contacts") if row["two_way"] == "yes"]
    last = {row["stakeholder"]: row["date"] for row in sorted(talks, key=lambda row: row["date"])}
    gap = wanted = 0.0
    for row, one in zip(told("stakeholders"), found["stakeholders"], strict=True):
        assert (one["id"], one["name"]) == (row["stakeholder_id"], row["name"])
        weight = float(row["power"]) * float(row["interest"])
        if row["stakeholder_id"] in last:
            days = (AS_OF - date.fromisoformat(last[row["stakeholder_id"]])).days
            assert one["days_since"] == days
            assert one["overdue_ratio"] == pytest.approx(days / float(row["cadence_days"]))
        else:
            assert (one["never"], one["days_since"]) == (True, None)
            assert one["reasons"]["days_since"].startswith("never spoken to")
        if row["current_level"] and row["desired_level"]:
            current, desired = LEVELS.index(row["current_level"]), LEVELS.index(row["desired_level"])
            assert one["gap"] == max(0, desired - current)
            gap += weight * one["gap"]
            wanted += weight * max(1, desired)
        else:
            assert one["gap"] is None
    assert found["gap"] == pytest.approx(gap)
    assert found["attainment"] == pytest.approx(1 - gap / wanted)
    assert found["overdue"] == sum((one["overdue_ratio"] or 0) > 1 for one in found["stakeholders"])


def test_the_index_has_the_attainment_of_the_command(run: Run) -> None:
    run("demo")
    found = run("engagement", "--portfolio", "Demo")[1]
    components = run("balance", "--portfolio", "Demo")[1]["components"]
    support = next(one["score"] for one in components if one["id"] == "support")
    assert support == pytest.approx(100 * found["attainment"])


def test_the_next_conversations_are_those_with_the_greatest_debt(run: Run) -> None:
    run("demo")
    found = run("engagement", "--portfolio", "Demo")[1]
    debts = {one["id"]: one["debt"] or 0 for one in found["stakeholders"]}
    assert [one["id"] for one in found["next"]] == sorted(debts, key=lambda id: -debts[id])[:5]
    assert found["next"][2]["open"][0].startswith("Speak to the chief data officer")


def test_s_seam_comes_out_of_a_file(run: Run, tmp_path: Path) -> None:
    found = brought(run, tmp_path, SEAM)
    assert found["gap"] == 93
    assert found["attainment"] == pytest.approx(0.5957, abs=5e-5)
    assert [one["gap"] for one in found["stakeholders"]] == [2, 1, 1, 2, 0]
    counted = {one["name"]: (one["current"], one["desired"]) for one in found["levels"]}
    assert counted["supportive"] == (2, 3)
    assert found["on_time"] is None
    assert "rhythm" in found["reasons"]["on_time"]


def test_names_alone_give_no_figure_and_no_zero(run: Run, tmp_path: Path) -> None:
    found = brought(run, tmp_path, "Stakeholder,Role\nAnn,Director\nBen,Auditor\n")
    assert found["gap"] is found["attainment"] is None
    assert "None of the 2 stakeholders" in found["reasons"]["gap"]
    assert (found["unplaced"], found["assessed"], found["next"]) == (2, 0, [])
    assert found["stakeholders"][0]["reasons"]["debt"] == "no power"


def test_a_portfolio_without_stakeholders_has_none(run: Run, small: Path) -> None:
    assert run("import", str(small), "--answer", "money_unit=million", "--currency", "GBP")[0] == 0
    code, found = run("engagement")
    assert code == 0
    assert (found["stakeholders"], found["gap"], found["groups"], found["surveys"]) == ([], None, [], [])
    assert "Upload stakeholders" in found["reasons"]["gap"]
