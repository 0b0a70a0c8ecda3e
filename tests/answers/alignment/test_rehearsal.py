from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from pmo_core.answers.alignment.belongings import belongings
from pmo_core.answers.alignment.rehearsal import Rehearsal, rehearse
from pmo_core.errors import ScenarioError
from pmo_core.model import Kind
from tests.answers.alignment.strategy import lay, read
from tests.shelf import Shelf


def hang(shelf: Shelf) -> None:
    """Two milestones of P1, one of them reached, one of P3; KPIs of P2, of C and of nothing; Ann and Ben."""
    shelf.lay(
        Kind.MILESTONES,
        [
            {"name": "Go live", "project_id": "P1", "forecast_date": date(2026, 9, 1)},
            {"name": "Design", "project_id": "P1", "actual_date": date(2026, 1, 1)},
            {"name": "Opening", "project_id": "P3", "baseline_date": date(2026, 8, 1)},
            {"name": "Lost", "project_id": "P9"},
        ],
        keys=["m1", "m2", "m3", "m4"],
    )
    shelf.kpis(
        {"name": "Cost", "project_id": "Project P2", "value": 1.0},
        {"name": "Emissions", "objective": "c", "value": 1.0},
        {"name": "Footfall", "value": 1.0},
    )
    shelf.stakeholders({"name": "Ann", "project_ids": ["P1", "P2"]}, {"name": "Ben", "project_ids": ["P3"]})


def rehearsed(shelf: Shelf, **weights: float) -> Rehearsal:
    facts = read(shelf)
    return rehearse(facts, weights, belongings=belongings(shelf.db, facts))


def test_money_newly_beyond_the_weights_is_told_by_project(shelf: Shelf) -> None:
    lay(shelf)
    found = rehearsed(shelf, A=20, B=30, C=50)
    assert found.after.gap.tolist() == pytest.approx([130, 45, -175])
    assert found.newly.tolist() == pytest.approx([52.5, 52.5, 0, 0])
    assert found.newly_misplaced == pytest.approx(105)
    assert found.hit == (1, 0)
    assert found.after.totals.misallocation.value == pytest.approx(0.5)


def test_objectives_newly_far_from_their_weight_are_named_and_those_that_are_no_longer(shelf: Shelf) -> None:
    lay(shelf)
    found = rehearsed(shelf, A=20, B=30, C=50)
    assert found.newly_far == (0,)
    assert rehearsed(shelf, A=200, B=150, C=0).no_longer_far == (1, 2)


def test_an_objective_that_had_no_weight_becomes_unfunded(shelf: Shelf) -> None:
    lay(shelf, A=0.6, B=0.4, C=0.0)
    assert rehearsed(shelf, C=0.5).newly_unfunded == (2,)


def test_a_project_loses_its_reason_when_all_that_it_serves_loses_its_weight(shelf: Shelf) -> None:
    lay(shelf)
    found = rehearsed(shelf, B=0)
    assert found.lost.tolist() == [False, False, True, False]
    assert found.orphaned == 50
    assert 2 in found.hit


def test_what_hangs_on_the_projects_hit_is_found(shelf: Shelf) -> None:
    lay(shelf)
    hang(shelf)
    found = rehearsed(shelf, A=20, B=30, C=50)
    held = found.belongings
    assert held.milestones.name[found.milestones].tolist() == ["Go live"]
    assert held.kpis.name[found.kpis].tolist() == ["Cost"]
    assert held.people.name[found.people].tolist() == ["Ann", "Ann"]
    assert held.milestones.counts(4).tolist() == [1, 0, 1, 0]


def test_a_kpi_of_an_objective_that_loses_its_weight_is_hit(shelf: Shelf) -> None:
    lay(shelf)
    hang(shelf)
    found = rehearsed(shelf, C=0)
    assert "Emissions" in found.belongings.kpis.name[found.kpis].tolist()


def test_the_present_weights_change_nothing(shelf: Shelf) -> None:
    lay(shelf)
    hang(shelf)
    found = rehearsed(shelf, A=5, B=3, C=2)
    assert found.newly_misplaced == 0
    assert (found.hit, found.newly_far, found.newly_unfunded, found.no_longer_far) == ((), (), (), ())
    assert found.milestones.size == found.people.size == 0


def test_without_present_weights_there_is_no_verdict(shelf: Shelf) -> None:
    lay(shelf, A=0.5, B=None, C=0.5)
    found = rehearsed(shelf, A=1, B=1, C=1)
    assert found.newly_misplaced is None
    assert found.hit == ()
    assert found.after.totals.misallocation.value is not None


def test_what_hangs_on_some_projects_stands_beside_their_facts(shelf: Shelf) -> None:
    lay(shelf)
    hang(shelf)
    facts = read(shelf)
    chosen = np.array([False, True, True, False])
    found = belongings(shelf.db, facts).among(chosen)
    assert found.milestones.name.tolist() == ["Opening"]
    assert found.milestones.project.tolist() == [1]
    assert found.kpis.name.tolist() == ["Cost", "Emissions"]
    assert sorted(found.people.name.tolist()) == ["Ann", "Ben"]
    assert rehearse(facts.among(chosen), {"A": 0}, belongings=found).hit == (0,)


def test_an_unknown_objective_is_refused(shelf: Shelf) -> None:
    lay(shelf)
    with pytest.raises(ScenarioError, match="no objective 'Q'"):
        rehearsed(shelf, Q=1)
