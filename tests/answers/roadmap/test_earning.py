from datetime import date
from typing import Any

import pytest

from pmo_core.answers.roadmap.costs import gather_costs
from pmo_core.answers.roadmap.earning import (
    Earned,
    earned,
    portfolio_cost_index,
    portfolio_schedule_index,
)
from pmo_core.measure.trend import MONTH
from pmo_core.model import State
from tests.answers.roadmap.reported import AS_OF, read
from tests.shelf import Shelf

START, END = date(2025, 1, 1), date(2026, 12, 31)


def reported(**more: Any) -> dict[str, Any]:
    """A project with all that earned value needs: BAC 100, EV 40, AC 50, PV 60."""
    told = {"start": START, "baseline_finish": END, "finish": END, "budget": 100.0}
    return {**told, "percent_complete": 0.4, "actual_cost": 50.0, "planned_value": 60.0, **more}


def judge(shelf: Shelf) -> Earned:
    return earned(gather_costs(shelf.db, read(shelf)))


def test_the_indices_of_a_project(shelf: Shelf) -> None:
    shelf.projects(reported())
    found = judge(shelf)
    assert (found.cost_index[0], found.schedule_index[0]) == pytest.approx((0.8, 2 / 3))
    assert (found.cost_variance[0], found.schedule_variance[0]) == pytest.approx((-10, -20))
    assert found.whole.as_efficient[0] == pytest.approx(125)
    assert found.to_complete[0] == pytest.approx(60 / 50)


def test_earned_schedule_reads_the_plan_from_the_successive_states(shelf: Shelf) -> None:
    """A new budget bends no plan: each report counts by its own budget."""
    first = reported(as_of=date(2025, 6, 30), budget=200.0, planned_value=60.0, percent_complete=0.2)
    shelf.projects({**first, "project_id": "P1"}, {**reported(), "project_id": "P1"})
    found = judge(shelf)
    from_june = 180 + (date(2026, 3, 31) - date(2025, 6, 30)).days * (0.4 - 0.3) / (0.6 - 0.3)
    assert found.schedule[0] == pytest.approx(from_june / MONTH)
    assert found.time_index[0] == pytest.approx(from_june / (AS_OF - START).days)
    assert found.duration[0] == pytest.approx((END - START).days / MONTH / found.time_index[0])


def test_costs_by_year_are_the_plan_where_no_state_has_a_planned_value(shelf: Shelf) -> None:
    shelf.projects(reported(planned_value=None, actual_cost=40.0, name="Pluto"))
    shelf.costs(("pluto", 2025, 30.0), ("pluto", 2026, 10.0))
    found = judge(shelf)
    by_march = 0.75 + 0.25 * (AS_OF - date(2025, 12, 31)).days / 365
    assert found.by_year[0]
    assert found.planned[0] == pytest.approx(100 * by_march)
    assert found.schedule[0] == pytest.approx(364 * 0.4 / 0.75 / MONTH)


@pytest.mark.parametrize(
    ("told", "cost", "value", "time"),
    [
        ({"budget": None}, "no budget", "no budget", "no budget"),
        ({"percent_complete": None}, "no share complete", "no share complete", "no share complete"),
        ({"actual_cost": None}, "no actual cost", "", ""),
        ({"actual_cost": 0.0}, "nothing is spent yet", "", ""),
        (
            {"planned_value": None},
            "",
            "no planned value and no costs by year",
            "no planned value and no costs by year",
        ),
        ({"planned_value": 0.0}, "", "nothing was planned to be earned by now", ""),
        ({"start": None}, "", "", "no start"),
        ({"start": date(2026, 5, 1)}, "", "", "it has not begun"),
        (
            {"baseline_finish": None, "finish": None, "percent_complete": 0.7},
            "",
            "",
            "more is earned than was ever planned",
        ),
    ],
)
def test_what_cannot_be_said_is_not_applicable_with_its_reason(
    shelf: Shelf, told: dict[str, Any], cost: str, value: str, time: str
) -> None:
    shelf.projects(reported(**told))
    found = judge(shelf)
    assert (found.cost_reason[0], found.value_reason[0], found.time_reason[0]) == (cost, value, time)


def test_a_planned_value_that_falls_gives_no_earned_schedule(shelf: Shelf) -> None:
    first = reported(as_of=date(2025, 6, 30), planned_value=70.0)
    shelf.projects({**first, "project_id": "P1"}, {**reported(), "project_id": "P1"})
    assert judge(shelf).time_reason[0] == "the planned value falls from one report to the next"


def test_the_portfolio_is_judged_by_sums_never_by_a_mean_of_indices(shelf: Shelf) -> None:
    shelf.projects(
        reported(),
        reported(budget=900.0, percent_complete=0.5, actual_cost=450.0, planned_value=450.0),
        reported(budget=1000.0, actual_cost=None),
        reported(budget=5000.0, currency="EUR"),
        reported(status_standard="done"),
    )
    shelf.settings(basis='"budget"')
    found = judge(shelf)
    assert found.project.size == 4, "finished projects are delivered, not judged"
    cost, schedule = portfolio_cost_index(found), portfolio_schedule_index(found)
    assert cost.n_total == 1, "the euros are the most of the money: currencies are never added"
    assert cost.value == pytest.approx(2000 / 50)
    assert schedule.value == pytest.approx(2000 / 60)


def test_a_portfolio_index_names_what_it_covers(shelf: Shelf) -> None:
    shelf.projects(
        reported(),
        reported(budget=900.0, percent_complete=0.5, actual_cost=450.0),
        reported(budget=1000.0, actual_cost=None),
    )
    cost = portfolio_cost_index(judge(shelf))
    assert cost.value == pytest.approx(490 / 500)
    assert (cost.n_used, cost.n_total, cost.coverage) == (2, 3, pytest.approx(0.5))


def test_without_the_columns_nothing_is_measured(shelf: Shelf) -> None:
    shelf.projects({"name": "Bare"})
    assert portfolio_cost_index(judge(shelf)).state is State.NOT_MEASURED
