"""The documents of `balance` and `summary`, against sums done by hand."""

from __future__ import annotations

import json
from datetime import date

import pytest

from pmo_core.answers.overview.export import balance_document, summary_document
from pmo_core.errors import ScenarioError
from pmo_core.fields import PartField
from pmo_core.model import Horizon
from pmo_core.scenario import whole_mix
from tests.shelf import AS_OF, Shelf

KEYS = {
    "basis",
    "total",
    "coverage",
    "mix",
    "mix_distance",
    "mix_distance_low",
    "to_move",
    "index",
    "components",
    "overdue",
    "delivered",
}
TARGET = whole_mix({Horizon.SHORT: 70, Horizon.MEDIUM: 20, Horizon.LONG: 10})


def test_every_promised_key_is_there_even_without_projects(shelf: Shelf) -> None:
    shelf.objectives(A=1.0)
    found = balance_document(shelf.db, shelf.snapshot())
    assert set(found) >= KEYS
    assert [row["horizon"] for row in found["mix"]] == ["short", "medium", "long", "unclassified"]
    for name in ("total", "mix_distance", "mix_distance_low", "to_move", "index"):
        assert found[name] is None
        assert found["reasons"][name]
    assert found["overdue"] == 0
    json.dumps(found, allow_nan=False)


def test_while_nobody_declared_a_target_figures_are_provisional_with_a_reason(shelf: Shelf) -> None:
    shelf.projects({"budget": 10.0, "horizon": "short"})
    found = balance_document(shelf.db, shelf.snapshot())
    assert found["mix_distance"] == pytest.approx(0.3)
    assert "not your target" in found["reasons"]["mix_distance"]
    assert "not your target" in found["reasons"]["index"]
    assert found["target"]["origin"] == "preset"


def test_a_declared_target_is_used_and_dated(shelf: Shelf) -> None:
    shelf.projects({"budget": 10.0, "horizon": "short"})
    shelf.settings(target='{"short": 0.6, "medium": 0.3, "long": 0.1}', target_set_on='"2026-01-05"')
    found = balance_document(shelf.db, shelf.snapshot())
    assert found["mix_distance"] == pytest.approx(0.4)
    assert "mix_distance" not in found["reasons"]
    assert found["target"] == {"name": "60/30/10", "origin": "declared", "set_on": "2026-01-05"}


def test_a_missing_amount_is_counted_and_never_a_zero(shelf: Shelf) -> None:
    shelf.projects(
        {"budget": 10.0, "horizon": "short"},
        {"horizon": "short"},
        {"horizon": "long"},
        missing=[(1, "budget", "withheld"), (2, "budget", "blank")],
    )
    found = balance_document(shelf.db, shelf.snapshot(), target=TARGET)
    assert (found["total"], found["coverage"]) == (10.0, pytest.approx(1 / 3))
    assert found["missing"] == {"blank": 1, "withheld": 1}
    long = found["mix"][2]
    assert long["amount"] is None
    assert "None of the 1 projects" in long["reason"]


def test_money_without_any_horizon_has_no_distance(shelf: Shelf) -> None:
    shelf.projects({"budget": 10.0})
    found = balance_document(shelf.db, shelf.snapshot(), target=TARGET)
    assert found["mix_distance"] is None
    assert "horizon or a finish date" in found["reasons"]["mix_distance"]


def test_a_thin_component_makes_the_index_provisional(shelf: Shelf) -> None:
    shelf.projects(
        {"budget": 10.0, "horizon": "short", "rating": "Green"}, {"budget": 30.0, "horizon": "short"}
    )
    found = balance_document(shelf.db, shelf.snapshot(), target=TARGET)
    wins = found["components"][1]
    assert wins["coverage"] == pytest.approx(0.25)
    assert "Thin" in wins["reason"]
    assert "Short-term delivery" in found["reasons"]["index"]


def test_weights_that_cannot_hold_are_refused(shelf: Shelf) -> None:
    shelf.projects({"budget": 10.0, "horizon": "short"})
    snapshot = shelf.snapshot()
    with pytest.raises(ScenarioError, match="These weights cannot hold: luck"):
        balance_document(shelf.db, snapshot, weights={"luck": 1})
    with pytest.raises(ScenarioError, match="These weights cannot hold: mix"):
        balance_document(shelf.db, snapshot, weights={"mix": -1})
    with pytest.raises(ScenarioError, match="All measured components weigh 0"):
        balance_document(shelf.db, snapshot, weights={"mix": 0})


def test_one_department_is_judged_by_itself(shelf: Shelf) -> None:
    shelf.projects(
        {"budget": 10.0, "horizon": "short", "department": "Roads"},
        {"budget": 30.0, "horizon": "long", "department": "Rail"},
    )
    found = balance_document(shelf.db, shelf.snapshot(), target=TARGET, department="rail")
    assert (found["total"], found["projects"]) == (30.0, 1)


def test_lists_are_ordered_by_money_and_say_why_they_cannot_be_made(shelf: Shelf) -> None:
    late = date(2026, 1, 1)
    shelf.projects(
        {"budget": 1.0, "finish": late},
        {"finish": late},
        {"budget": 5.0, "finish": late, "currency": "GBP"},
        {"budget": 7.0, "finish": late, "currency": "USD"},
        {"budget": 3.0, "finish": late},
    )
    found = balance_document(shelf.db, shelf.snapshot(), target=TARGET)
    assert [entry["id"] for entry in found["overdue_projects"]] == ["P3", "P5", "P1", "P4", "P2"]
    assert found["high_on_both"] is None
    assert found["reasons"]["high_on_both"]


def test_wins_and_future_are_named_from_scores(shelf: Shelf) -> None:
    shelf.projects(
        {"budget": 1.0, "short_term_value": 5.0, "long_term_value": 5.0},
        {"budget": 2.0, "short_term_value": 9.0, "long_term_value": 4.9},
        {"budget": 3.0, "short_term_value": 9.0},
        {"budget": 4.0, "short_term_value": 4.9, "long_term_value": 9.0},
    )
    found = balance_document(shelf.db, shelf.snapshot(), target=TARGET)
    assert [entry["id"] for entry in found["high_on_both"]] == ["P1"]
    assert [entry["id"] for entry in found["future_cost"]] == ["P2"]


def test_the_summary_counts_what_the_file_says(shelf: Shelf) -> None:
    earlier = date(2025, 12, 31)
    shelf.projects(
        {"project_id": "A", "budget": 10.0, "rating": "Green", "status": "On track", "department": "Roads"},
        {"project_id": "B", "rating": "GREEN", "status": "On track", "start": date(2020, 1, 1)},
        {
            "project_id": "C",
            "budget": 4.0,
            "status_standard": "done",
            "status": "Done",
            "finish": date(2025, 1, 1),
        },
        {"project_id": "D", "as_of": earlier, "budget": 99.0},
        missing=[(1, "budget", "withheld"), (2, "rating", "blank")],
        fields=[
            PartField("budget", "Budget £m", "million", "GBP"),
            PartField("actual_cost", "Spent", None, None),
        ],
    )
    found = summary_document(shelf.db, shelf.snapshot())
    assert found["projects"] == 3
    assert found["as_of"] == AS_OF.isoformat()
    assert (found["first_start"], found["last_finish"]) == ("2020-01-01", "2025-01-01")
    assert found["money"]["budget"] == {
        "sum": 14.0,
        "n": 2,
        "missing": {"withheld": 1},
        "currency": "GBP",
        "unit": "million",
    }
    assert found["money"]["actual_cost"]["sum"] is None
    assert "None of the 3" in found["money"]["actual_cost"]["reason"]
    assert "whole_life_cost" not in found["money"]
    assert found["rating"] == {"Green": 1, "GREEN": 1}
    assert found["status"] == {"On track": 2, "Done": 1}
    assert found["department"] == {"Roads": 1}
    assert found["missing"] == {"budget": {"withheld": 1}, "rating": {"blank": 1}}
    assert found["no_longer_reported"] == 1
    assert found["no_longer_reported_projects"][0]["amount"] == 99.0


def test_the_summary_sums_no_two_currencies(shelf: Shelf) -> None:
    shelf.projects({"budget": 10.0}, {"budget": 30.0, "currency": "USD"})
    budget = summary_document(shelf.db, shelf.snapshot())["money"]["budget"]
    assert (budget["sum"], budget["currency"]) == (30.0, "USD")
    assert budget["other_currencies"] == {"GBP": {"sum": 10.0, "n": 1}}
    assert "never added" in budget["reason"]


def test_a_negative_amount_is_in_no_sum_and_is_counted(shelf: Shelf) -> None:
    shelf.projects(
        {"budget": 10.0, "horizon": "short"},
        {"budget": -4.0, "horizon": "long"},
        {"horizon": "long"},
        missing=[(2, "budget", "blank")],
        fields=[PartField("budget", "Budget", None, "GBP")],
    )
    found = balance_document(shelf.db, shelf.snapshot(), target=TARGET)
    assert (found["total"], found["with_amount"]) == (10.0, 1)
    assert found["missing"] == {"blank": 1, "unparseable": 1}
    budget = summary_document(shelf.db, shelf.snapshot())["money"]["budget"]
    assert (budget["sum"], budget["n"], budget["missing"]) == (10.0, 1, {"blank": 1, "unparseable": 1})


def test_negative_amounts_alone_are_no_basis(shelf: Shelf) -> None:
    shelf.projects({"budget": -4.0, "effort": 3.0, "horizon": "short"})
    assert balance_document(shelf.db, shelf.snapshot(), target=TARGET)["basis"] == "effort"


def test_one_component_has_no_range_and_says_so(shelf: Shelf) -> None:
    shelf.projects({"budget": 10.0, "horizon": "short"})
    found = balance_document(shelf.db, shelf.snapshot(), target=TARGET)
    assert found["index"] == pytest.approx(70)
    assert found["index_low"] is None
    assert "itself the index" in found["reasons"]["index_low"]
