"""What a ranking rests on: whose state counts, what is linked with it, and what is unknown."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np
import pytest

from pmo_core.answers.balance import facts as balance
from pmo_core.answers.priorities.facts import Gathered, gather
from pmo_core.measure.holdings import holdings
from pmo_core.scenario import PortfolioSettings
from tests.shelf import Shelf

NAN = float("nan")


def read(shelf: Shelf, as_of: date | None = None) -> Gathered:
    return gather(shelf.db, shelf.snapshot(as_of))


def figures(found: Sequence[float] | np.ndarray) -> object:
    return pytest.approx(list(found), nan_ok=True)


def test_a_date_before_the_data_has_nothing_to_rank(shelf: Shelf) -> None:
    shelf.projects({"requires": ["P9"]}, scores=[(0, "Fit", 1.0)])
    shelf.stakeholders({"name": "Ann", "project_ids": ["P1"]})
    found = read(shelf, date(2020, 1, 1))
    assert (found.size, found.currency, found.shares, found.costs) == (0, "", None, {})
    assert (found.own, found.support.tolist(), found.unmet) == ({}, [], {})


def test_only_open_projects_that_are_still_reported_are_ranked_in_the_order_of_the_balance(
    shelf: Shelf,
) -> None:
    shelf.projects({"project_id": "Gone", "as_of": date(2025, 12, 31), "budget": 1.0})
    shelf.projects(
        {"project_id": "B", "budget": 2.0, "risk": 2.0},
        {"project_id": "A", "budget": 3.0, "risk": 3.0},
        {"project_id": "Done", "status_standard": "done", "risk": 4.0},
        keep=True,
    )
    found = read(shelf)
    held = holdings(balance.positions(shelf.db, shelf.snapshot()), PortfolioSettings())
    assert found.held.positions.key.tolist() == held.positions.key.tolist() == ["A", "B"]
    assert found.figures["risk"].tolist() == [3.0, 2.0]


def test_the_latest_state_up_to_the_date_counts(shelf: Shelf) -> None:
    shelf.projects(
        {"project_id": "A", "as_of": date(2025, 12, 31), "risk": 5.0},
        {"project_id": "A", "risk": 1.0},
        scores=[(0, "Fit", 2.0), (1, "Fit", 4.0)],
    )
    now, before = read(shelf), read(shelf, date(2025, 12, 31))
    assert (now.figures["risk"].tolist(), now.own["Fit"].tolist()) == ([1.0], [4.0])
    assert (before.figures["risk"].tolist(), before.own["Fit"].tolist()) == ([5.0], [2.0])


def test_a_project_without_an_own_score_has_none_rather_than_nought(shelf: Shelf) -> None:
    shelf.projects({}, {}, scores=[(1, "Fit", 0.0)])
    assert read(shelf).own["Fit"] == figures([NAN, 0.0])


def test_money_is_read_in_one_currency_and_the_others_are_counted(shelf: Shelf) -> None:
    shelf.projects(
        {"budget": 10.0, "planned_benefit": 5.0},
        {"budget": 4.0, "planned_benefit": 7.0, "currency": "EUR"},
        {"budget": 9.0, "planned_benefit": -1.0},
    )
    found = read(shelf)
    assert found.currency == "GBP"
    assert found.figures["planned_benefit"] == figures([5.0, NAN, NAN])
    assert found.elsewhere["planned_benefit"].tolist() == [False, True, False]


def test_a_portfolio_held_in_effort_takes_the_money_of_the_currency_named_most(shelf: Shelf) -> None:
    shelf.projects(
        {"effort": 10.0, "planned_benefit": 5.0, "currency": "EUR"},
        {"effort": 4.0, "planned_benefit": 7.0, "currency": "EUR"},
        {"effort": 4.0, "planned_benefit": 900.0, "currency": "USD"},
    )
    found = read(shelf)
    assert (found.currency, found.held.unit) == ("EUR", "person-days")
    assert found.cost.tolist() == [10.0, 4.0, 4.0]


def test_what_is_spent_already_is_no_cost_any_more(shelf: Shelf) -> None:
    shelf.projects(
        {"budget": 10.0, "actual_cost": 4.0}, {"budget": 10.0}, {"budget": 10.0, "actual_cost": 12.0}, {}
    )
    assert read(shelf).cost == figures([6.0, 10.0, 0.0, NAN])


def test_alignment_counts_an_objective_by_its_weight_against_the_heaviest(shelf: Shelf) -> None:
    """The matrix and weights of S-ALIGN: shares 1 · ½ + ½ · 1 · none; weights .5 .3 .2."""
    shelf.projects({}, {}, {}, {})
    shelf.objectives(O1=0.5, O2=0.3, O3=0.2)
    shelf.alignment(("P1", "O1", 1.0), ("P2", "O1", 0.5), ("P2", "O2", 0.5), ("P3", "O2", 1.0))
    found = read(shelf)
    assert found.alignment == figures([1.0, 0.8, 0.6, 0.0])
    assert found.shares is not None
    assert found.shares.tolist()[1] == [0.5, 0.5, 0.0]


def test_without_weights_every_objective_counts_the_same(shelf: Shelf) -> None:
    shelf.projects({}, {})
    shelf.objectives(O1=None, O2=None)
    shelf.alignment(("P1", "O2", 0.7))
    assert read(shelf).alignment == figures([0.7, 0.0])


def test_without_objectives_alignment_is_unknown(shelf: Shelf) -> None:
    shelf.projects({})
    shelf.alignment(("P1", "O2", 0.7))
    assert read(shelf).alignment == figures([NAN])


def test_support_is_that_of_the_people_of_the_project(shelf: Shelf) -> None:
    """S-SEAM: five people of one project have 59.57 of 100."""
    levels = [(5, 4, 1, 3), (5, 5, 3, 4), (3, 4, 2, 3), (4, 2, 0, 2), (2, 3, 3, 3)]
    shelf.projects({}, {"name": "Portal"}, {})
    people = [
        {"name": f"N{n}", "power": p, "interest": i, "current_level": c, "desired_level": d}
        for n, (p, i, c, d) in enumerate(levels)
    ]
    shelf.stakeholders(
        *[{**one, "project_ids": ["P1", "p1"]} for one in people],
        {**people[1], "name": "Ann", "project_ids": ["portal", "elsewhere"]},
        {"name": "Unknown", "project_ids": ["P3"]},
    )
    assert read(shelf).support == pytest.approx([59.5652, 75.0, NAN], nan_ok=True, abs=5e-5)


def test_yearly_costs_keep_a_year_without_cost_apart_from_a_project_without_any(shelf: Shelf) -> None:
    shelf.projects({"budget": 1.0}, {"budget": 1.0}, {"budget": 1.0})
    shelf.costs(("P1", 2026, 3.0), ("P1", 2027, 4.0), ("P2", 2026, 5.0), ("P9", 2026, 7.0))
    found = read(shelf).costs
    assert found[2026] == figures([3.0, 5.0, NAN])
    assert found[2027] == figures([4.0, 0.0, NAN])


def test_requirements_point_to_open_projects_and_what_is_neither_open_nor_done_is_named(
    shelf: Shelf,
) -> None:
    shelf.projects(
        {"requires": ["P2", "p3", "P1"]},
        {"name": "Portal"},
        {"status_standard": "done"},
        {"requires": ["portal", "P5", "P77"]},
        {"status_standard": "cancelled"},
    )
    found = read(shelf)
    assert found.needs == ((0, 1), (2, 1))
    assert found.unmet == {2: ("P5", "P77")}


def test_a_group_excludes_only_where_it_has_two_open_projects(shelf: Shelf) -> None:
    shelf.projects(
        {"exclusive_group": "Depot"},
        {"exclusive_group": " depot"},
        {"exclusive_group": "Alone"},
        {"exclusive_group": "Depot", "status_standard": "done"},
    )
    assert read(shelf).groups == {"Depot": (0, 1)}
