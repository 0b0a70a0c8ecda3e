"""The demo tells the story that its README promises."""

from __future__ import annotations

from collections import Counter, defaultdict

import pytest

from pmo_core.model import Kind
from tests.data.demo_rows import (
    DATA,
    TARGET,
    Row,
    horizon,
    is_overdue,
    money_by_horizon,
    open_at,
    rows_of,
    wrong_horizon,
)

RATINGS = {"Green", "Amber/Green", "Amber", "Amber/Red", "Red"}
GOOD, WORST, LAST = "2025-06-30", "2026-03-31", "2026-09-30"


def test_the_portfolio_drifts_towards_short_term_wins_until_a_decision_turns_it() -> None:
    dates = sorted({row["as_of"] for row in rows_of(Kind.PROJECTS)})
    drift = [wrong_horizon(as_of) for as_of in dates]
    assert len(dates) == 9
    assert wrong_horizon(GOOD) < 0.05
    assert max(drift) == wrong_horizon(WORST) > 0.165
    assert drift[3:7] == sorted(drift[3:7])
    assert drift[6:] == sorted(drift[6:], reverse=True)
    assert 0.12 < wrong_horizon(LAST) < 0.18


def test_the_readme_tells_the_drift_as_it_is() -> None:
    text = (DATA / "README.md").read_text(encoding="utf-8")
    told = [line.strip("| ").split(" | ") for line in text.splitlines() if line.endswith(" % |")]
    dates = sorted({row["as_of"] for row in rows_of(Kind.PROJECTS)})
    for as_of, (_, count, total, *shares, wrong) in zip(dates, told, strict=True):
        money = money_by_horizon(open_at(as_of))
        whole = sum(money.values())
        assert int(count) == len(open_at(as_of))
        assert float(total) == whole / 1e6
        assert shares == [f"{100 * money[name] / whole:.1f} %" for name in TARGET]
        assert wrong == f"{100 * wrong_horizon(as_of):.1f} %"


def test_one_kpi_really_changes_and_each_kind_of_gap_is_there() -> None:
    series: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows_of(Kind.KPIS):
        series[row["kpi_id"]].append(row)
    picked = [float(row["value"]) for row in series["K02"]]
    assert max(picked[:9]) < min(picked[9:])
    assert len(series) == 14
    assert [key for key, rows in series.items() if not rows[-1]["target"]] == ["K13"]
    assert [key for key, rows in series.items() if not rows[-1]["direction"]] == ["K10"]
    assert [key for key, rows in series.items() if len(rows) < 6] == ["K14"]


def test_three_stakeholders_were_never_met_and_others_not_for_long() -> None:
    last: dict[str, str] = {row["stakeholder_id"]: "" for row in rows_of(Kind.STAKEHOLDERS)}
    for row in rows_of(Kind.CONTACTS):
        if row["two_way"] == "yes":
            last[row["stakeholder"]] = max(last[row["stakeholder"]], row["date"])
    assert len(last) == 24
    assert [person for person, when in last.items() if not when] == ["S15", "S21", "S24"]
    assert last["S05"] < last["S12"] < "2026-06"


def test_the_circular_objective_has_lost_its_only_project() -> None:
    serving = {row["project_id"] for row in rows_of(Kind.ALIGNMENT) if row["objective_id"] == "O5"}
    assert serving & {row["project_id"] for row in open_at(WORST)}
    assert not serving & {row["project_id"] for row in open_at(LAST)}


def test_the_two_long_programmes_lose_money_and_slip() -> None:
    for programme in ("P301", "P302"):
        states = [row for row in rows_of(Kind.PROJECTS) if row["project_id"] == programme]
        budgets = [int(row["budget"]) for row in states]
        assert min(budgets) < budgets[0] * 0.4
        assert [row["finish"] for row in states] == sorted(row["finish"] for row in states)
        assert int(states[-1]["finish"][:4]) - int(states[-1]["baseline_finish"][:4]) >= 2
        assert "Red" in {row["rating"] for row in states}


def test_the_last_report_has_the_gaps_that_the_story_names() -> None:
    rows = open_at(LAST)
    assert 45 <= len(rows) <= 60
    assert sum(money_by_horizon(rows).values()) == pytest.approx(420_000_000, rel=0.05)
    assert sum(map(is_overdue, rows)) == 5
    assert all(horizon(row) == "short" for row in rows if is_overdue(row))
    assert 6 <= sum(row["owner"] in ("", "TBC") for row in rows) <= 12
    assert 6 <= sum(row["rating"] not in RATINGS for row in rows) <= 12
    assert 3 <= sum(not row["budget"].isdigit() for row in rows) <= 6
    assert 2 <= sum(horizon(row) == "unclassified" for row in rows) <= 4
    assert sum(not row["horizon"] and horizon(row) != "unclassified" for row in rows) >= 3


def test_projects_vanish_from_the_report_and_others_are_stopped() -> None:
    rows = rows_of(Kind.PROJECTS)
    reported = {row["project_id"] for row in rows if row["as_of"] == LAST}
    assert {row["project_id"] for row in rows} - reported == {"P129", "P130", "P167", "P211"}
    last = Counter(row["status"] for row in rows if row["as_of"] == LAST)
    assert last["Completed"] >= 25
    assert last["Cancelled"] >= 4


def test_a_finished_project_is_done_within_the_quarter_that_first_says_so() -> None:
    seen: dict[str, str] = {}
    for row in rows_of(Kind.PROJECTS):
        if row["status"] == "Completed" and row["done"] and seen.get(row["project_id"]) != "done":
            assert seen[row["project_id"]] < row["done"] <= row["as_of"]
            seen[row["project_id"]] = "done"
        elif seen.get(row["project_id"]) != "done":
            seen[row["project_id"]] = row["as_of"]


def test_money_spent_and_progress_never_run_backwards() -> None:
    for field in ("actual_cost", "percent_complete"):
        reached: dict[str, int] = {}
        for row in rows_of(Kind.PROJECTS):
            if row[field].isdigit():
                assert int(row[field]) >= reached.get(row["project_id"], 0)
                reached[row["project_id"]] = int(row[field])


def test_the_watermelons_are_green_in_the_report_and_dear_underneath() -> None:
    for row in open_at(LAST):
        if row["project_id"] in ("P121", "P154"):
            earned = int(row["budget"]) * int(row["percent_complete"]) / 100
            assert row["rating"] == "Green"
            assert earned / int(row["actual_cost"]) < 0.85
            assert "Red" in row["second_rating"]


def test_costs_by_year_add_up_to_the_last_budget() -> None:
    years: defaultdict[str, int] = defaultdict(int)
    for row in rows_of(Kind.PROJECT_COSTS):
        years[row["project_id"]] += int(row["amount"])
    budgets = {row["project_id"]: int(row["budget"]) for row in open_at(LAST) if row["project_id"] in years}
    assert budgets == dict(years)
