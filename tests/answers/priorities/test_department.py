from __future__ import annotations

from dataclasses import fields, replace

import numpy as np

from pmo_core.answers.priorities.criteria import criteria_of, raw, usual_plan
from pmo_core.answers.priorities.department import within_department
from pmo_core.answers.priorities.facts import Gathered, gather
from tests.shelf import Shelf


def read(shelf: Shelf) -> Gathered:
    shelf.projects(
        {"department": "IT", "budget": 10e6, "risk": 1.0, "exclusive_group": "A"},
        {"department": "HR", "budget": 20e6, "risk": 2.0, "exclusive_group": "A", "requires": ["P1"]},
        {"department": "it", "budget": 30e6, "risk": 3.0, "exclusive_group": "A", "requires": ["P1", "P2"]},
    )
    found = gather(shelf.db, shelf.snapshot())
    return replace(found, settings=replace(found.settings, budget=50e6))


def test_a_department_has_its_own_projects_in_their_order(shelf: Shelf) -> None:
    whole = read(shelf)
    part = within_department(whole, "IT")
    chosen = criteria_of(whole)
    assert part.held.positions.project_id.tolist() == ["P1", "P3"]
    assert part.cost.tolist() == [10e6, 30e6]
    assert raw(part, chosen).tolist() == raw(whole, chosen)[[0, 2]].tolist()


def test_every_array_follows_the_projects_of_the_department(shelf: Shelf) -> None:
    part = within_department(read(shelf), "IT")
    for each in fields(part):
        held = getattr(part, each.name)
        arrays = held.values() if isinstance(held, dict) else [held]
        assert all(len(array) == part.size for array in arrays if isinstance(array, np.ndarray)), each.name


def test_links_within_the_department_hold_and_those_to_others_bind_nobody(shelf: Shelf) -> None:
    whole = read(shelf)
    part = within_department(whole, "it")
    assert whole.needs == ((1, 0), (2, 0), (2, 1))
    assert part.needs == ((1, 0),)
    assert part.groups == {"A": (0, 1)}
    assert within_department(whole, "HR").groups == {}


def test_the_usual_budget_of_a_department_is_its_own(shelf: Shelf) -> None:
    whole = read(shelf)
    chosen = criteria_of(whole)
    assert usual_plan(whole, chosen).budget == 50e6
    assert usual_plan(within_department(whole, "IT"), chosen).budget == 32e6


def test_all_departments_are_the_whole_portfolio(shelf: Shelf) -> None:
    whole = read(shelf)
    assert within_department(whole, "") is whole
