"""Which criteria a portfolio has by default, on which scales, with which weights and budget."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_core.answers.priorities import criteria as priorities
from pmo_core.answers.priorities.criteria_words import no_worth
from pmo_core.answers.priorities.facts import Gathered, gather
from pmo_core.answers.priorities.offered import OFFERED, round_end
from pmo_core.plan import Criterion
from tests.shelf import AS_OF, Shelf

NAN = float("nan")


def read(shelf: Shelf, **declared: Any) -> Gathered:
    found = gather(shelf.db, shelf.snapshot())
    return replace(found, settings=replace(found.settings, **declared))


def on(found: Gathered) -> list[str]:
    return [one.id for one in priorities.criteria_of(found) if one.on]


def scored(**values: float | str | None) -> dict[str, Any]:
    return {"budget": 5e6, **values}


def test_what_says_worth_is_on_from_half_of_the_projects_and_the_rest_from_three_quarters(
    shelf: Shelf,
) -> None:
    shelf.projects(
        scored(short_term_value=3.0, risk=2.0, urgency=4.0, rating="Green"),
        scored(short_term_value=3.0, risk=2.0, rating="Red"),
        scored(rating="Amber"),
        scored(),
    )
    assert on(read(shelf)) == ["short_term_value", "confidence"]


def test_without_any_worth_delivery_and_time_to_finish_rank(shelf: Shelf) -> None:
    """As in the annual returns of the UK government: ratings, dates and costs, but no scores."""
    shelf.projects(
        scored(rating="Green", finish=AS_OF.replace(year=2028), whole_life_cost=9e9),
        scored(rating="Red", finish=AS_OF.replace(year=2036, day=1)),
    )
    found = read(shelf)
    chosen = priorities.criteria_of(found)
    assert on(found) == ["confidence", "months_to_finish"]
    assert not priorities.says_worth(one for one in chosen if one.on)
    assert no_worth([one for one in chosen if one.on]).startswith(
        "This is no order of worth: it rests on Delivery confidence and Time to finish alone."
    )
    assert [one.id for one in chosen if not one.on] == ["cost", "whole_life_cost"]


def test_the_order_of_the_source_ranks_where_nothing_else_says_worth(shelf: Shelf) -> None:
    shelf.projects(scored(priority=1.0), scored(priority=2.0), scored(priority=7.0))
    found = read(shelf)
    chosen = priorities.criteria_of(found)
    assert on(found) == ["priority"]
    assert (chosen[0].low, chosen[0].high, chosen[0].higher_is_better) == (1, 10, False)
    assert priorities.says_worth(chosen)
    shelf.projects(scored(priority=1.0, urgency=3.0))
    found = read(shelf)
    assert on(found) == ["urgency"]
    assert {one.id: one.high for one in priorities.criteria_of(found)}["priority"] == 5


def test_the_best_covered_is_on_where_all_are_thin(shelf: Shelf) -> None:
    shelf.projects(*[scored(risk=2.0)] * 2, scored(urgency=2.0), *[scored()] * 4)
    assert on(read(shelf)) == ["risk"]


def test_nothing_is_on_where_nothing_is_known(shelf: Shelf) -> None:
    shelf.projects({"budget": 5.0}, {})
    found = read(shelf)
    chosen = priorities.criteria_of(found)
    assert on(found) == []
    assert priorities.usual_plan(found, chosen).points == {}


def test_own_scores_are_criteria_on_the_common_scale_that_holds_them(shelf: Shelf) -> None:
    shelf.projects(
        {}, {}, scores=[(0, "Fit", 2.0), (1, "Fit", 5.0), (0, "NPV", -3e5), (1, "NPV", 7e5), (0, "Odd", 40.0)]
    )
    found = read(shelf)
    scales = {one.id: (one.low, one.high, one.on) for one in priorities.criteria_of(found)}
    assert scales == {
        "score.Fit": (1, 5, True),
        "score.NPV": (-5e5, 1e6, True),
        "score.Odd": (0, 100, True),
    }


def test_raw_values_follow_the_holdings_and_missing_stays_missing(shelf: Shelf) -> None:
    shelf.projects(
        scored(risk=5.0, rating="Amber/Green", finish=AS_OF.replace(month=12)),
        scored(short_term_value=0.0, rating="On track", finish=AS_OF.replace(month=1)),
    )
    found = read(shelf, rating_scores={"on track": 80.0})
    names = ["short_term_value", "risk", "confidence", "months_to_finish"]
    chosen = [one.criterion for one in OFFERED if one.criterion.id in names]
    assert priorities.raw(found, chosen).tolist() == pytest.approx(
        np.array([[NAN, 5.0, 75.0, 9.0], [0.0, NAN, 80.0, NAN]]), nan_ok=True
    )


def test_money_in_another_currency_is_missing_and_counted(shelf: Shelf) -> None:
    shelf.projects(
        scored(planned_benefit=30.0),
        scored(planned_benefit=20.0),
        {"planned_benefit": 9e9, "currency": "USD"},
    )
    found = read(shelf)
    benefit = [one for one in priorities.criteria_of(found) if one.id == "planned_benefit"]
    assert (benefit[0].high, benefit[0].unit) == (50.0, "GBP")
    assert priorities.raw(found, benefit)[:, 0].tolist() == pytest.approx([30.0, 20.0, NAN], nan_ok=True)
    assert priorities.in_other_currencies(found, benefit) == {"planned_benefit": 1}
    saved_in_euro = [replace(benefit[0], unit="EUR")]
    assert np.isnan(priorities.raw(found, saved_in_euro)).all()
    assert priorities.in_other_currencies(found, saved_in_euro) == {"planned_benefit": 3}


def test_declared_criteria_stand_as_declared_and_the_others_are_offered_off(shelf: Shelf) -> None:
    shelf.projects(scored(risk=2.0, urgency=3.0, short_term_value=4.0))
    mine = Criterion("urgency", "How soon", "", "urgency", True, 1.0, 3.0, points=7.0)
    found = read(shelf, criteria=(mine, replace(mine, id="late", on=False)))
    chosen = priorities.criteria_of(found)
    assert chosen[:2] == (mine, replace(mine, id="late", on=False))
    assert {one.id: one.on for one in chosen[2:]} == {"short_term_value": False, "risk": False, "cost": False}
    assert priorities.suggested(found, chosen) == {"cost"}


def test_the_usual_plan_weighs_what_is_on_alike_and_leaves_a_fifth_of_the_money_out(shelf: Shelf) -> None:
    shelf.projects(
        scored(risk=2.0, urgency=3.0),
        {"budget": 2_345_678.0, "risk": 1.0, "urgency": 1.0},
        scored(actual_cost=1e6),
    )
    found = read(shelf)
    plan = priorities.usual_plan(found, priorities.criteria_of(found))
    assert plan.points == {"urgency": 100.0, "risk": 0.0, "cost": 0.0, "actual_cost": 0.0}
    assert plan.budget == 9_100_000.0
    agreed = read(shelf, budget=5e5)
    assert priorities.usual_plan(agreed, priorities.criteria_of(agreed)).budget == 5e5


def test_presets_move_weight_to_their_theme_over_what_is_on(shelf: Shelf) -> None:
    shelf.projects(scored(risk=2.0, urgency=3.0, short_term_value=4.0))
    ready = priorities.presets(priorities.criteria_of(read(shelf)))
    assert list(ready) == ["balanced", "quick wins", "low risk"]
    assert ready["quick wins"] == pytest.approx(
        {"short_term_value": 300 / 7, "urgency": 300 / 7, "risk": 100 / 7, "cost": 0.0}
    )
    assert all(sum(points.values()) == pytest.approx(100) for points in ready.values())


def test_a_portfolio_can_be_chosen_for_its_values_first_then_for_amounts(shelf: Shelf) -> None:
    shelf.projects(scored(risk=2.0, planned_benefit=4.0, short_term_value=4.0), scores=[(0, "Fit", 1.0)])
    assert priorities.value_fields(read(shelf)) == (
        "short_term_value",
        "planned_benefit",
        "score.Fit",
        "budget",
    )


@given(st.floats(1e-6, 1e15))
def test_a_round_end_is_the_next_of_one_two_five(largest: float) -> None:
    end = round_end(largest)
    assert largest <= end * (1 + 1e-9) <= largest * 2.5 * (1 + 1e-6)
    assert f"{end:e}"[0] in "125"


@pytest.mark.parametrize(
    ("largest", "end"), [(0.0, 1.0), (0.3, 0.5), (1.0, 1.0), (50.6e6, 1e8), (500.0, 500.0)]
)
def test_a_round_end_is_not_below_the_largest(largest: float, end: float) -> None:
    assert round_end(largest) == pytest.approx(end)
