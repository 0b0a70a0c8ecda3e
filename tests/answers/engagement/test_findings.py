"""Groups, single points of failure and new projects without anybody."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import numpy as np
import pytest

from pmo_core.answers.engagement.facts import present, register_days
from pmo_core.answers.engagement.findings import attainment_trend, groups, single_points, unattended
from tests.answers.engagement.register import SEAM, contacts, judge, person, read, talk
from tests.shelf import Shelf


def on_board(name: str, *projects: str, level: int = 3) -> dict[str, Any]:
    return person(name, current_level=level, desired_level=4, project_ids=list(projects))


def test_groups_are_one_however_they_are_spelled_the_widest_gap_first(shelf: Shelf) -> None:
    shelf.stakeholders(*SEAM)
    found = groups(judge(shelf))
    assert [(one.name, one.people, one.gap.value) for one in found] == [
        ("Board", 2, 65),
        ("", 2, 16),
        ("Staff", 1, 12),
    ]
    assert found[0].attainment.value == pytest.approx(1 - 65 / (20 * 3 + 25 * 4))
    assert np.isnan(found[0].debt)


def test_a_group_counts_its_overdue_of_those_with_a_rhythm(shelf: Shelf) -> None:
    shelf.stakeholders(person("Ann"), person("Ben"), person("Cay", cadence_days=None))
    contacts(shelf, talk("Ann", "2026-01-01"), talk("Ben", "2026-03-30"), talk("Cay", "2020-01-01"))
    (only,) = groups(judge(shelf))
    assert (only.people, only.paced, only.overdue) == (3, 2, 1)


def test_a_horizon_with_one_person_on_board_is_a_single_point(shelf: Shelf) -> None:
    shelf.projects({"budget": 8e6, "horizon": "long"}, {"budget": 2e6, "horizon": "short"})
    shelf.stakeholders(
        on_board("Ann", "P1"), on_board("Ben", "P2"), on_board("Cay", "P2"), on_board("Dee", "P1", level=1)
    )
    (point,) = single_points(read(shelf))
    assert (point.kind, point.name, point.place, point.only) == ("horizon", "long", 0, True)
    assert (point.money, point.spoken_for, point.whole, point.projects) == (8e6, 8e6, 8e6, 1)


def test_half_of_the_money_that_is_spoken_for_is_a_single_point(shelf: Shelf) -> None:
    long = {"horizon": "long"}
    shelf.projects({"budget": 5e6, **long}, {"budget": 5e6, **long}, {"budget": 90e6, **long})
    shelf.stakeholders(on_board("Ann", "P1", "P2"), on_board("Ben", "P2"))
    (point,) = single_points(read(shelf))
    assert (point.place, point.money, point.spoken_for, point.whole) == (0, 5e6, 10e6, 100e6)
    assert not point.only


def test_an_objective_takes_its_share_of_each_project(shelf: Shelf) -> None:
    shelf.projects({"budget": 10e6, "horizon": "short"}, {"budget": 10e6, "horizon": "short"})
    shelf.objectives(Green=None, Safe=None)
    shelf.alignment(("P1", "Green", 0.3), ("P1", "Safe", 0.7), ("P2", "Green", 1.0))
    shelf.stakeholders(on_board("Ann", "P1"), on_board("Ben", "P1", "P2"))
    found = {point.name: point for point in single_points(read(shelf))}
    assert set(found) == {"short", "Green"}
    assert (found["Green"].place, found["Green"].money) == (1, 10e6)
    assert found["Green"].spoken_for == pytest.approx(13e6)


def test_without_levels_nobody_is_known_to_carry_anything(shelf: Shelf) -> None:
    shelf.projects({"budget": 8e6, "horizon": "long"})
    shelf.stakeholders(person("Ann", project_ids=["P1"]))
    assert single_points(read(shelf)) == ()


def test_a_project_without_an_amount_has_a_single_point_without_money(shelf: Shelf) -> None:
    shelf.projects({"horizon": "long"}, {"horizon": "short", "budget": 1e6})
    shelf.stakeholders(on_board("Ann", "P1"))
    (point,) = single_points(read(shelf))
    assert (point.name, point.money, point.whole) == ("long", None, None)


def test_new_projects_without_anybody_come_by_money(shelf: Shelf) -> None:
    def started(on: str, **fields: Any) -> dict[str, Any]:
        return {"start": date.fromisoformat(on), **fields}

    shelf.projects(
        started("2026-01-15", budget=1e6),
        started("2026-02-15", budget=9e6),
        started("2026-02-15", budget=5e6),
        started("2025-12-01", budget=7e6),
        started("2026-04-01", budget=7e6),
        started("2026-03-31"),
        {"budget": 7e6},
    )
    shelf.stakeholders(person("Ann", project_ids=["Project P3"]))
    found = read(shelf)
    listed = [(found.held.positions.key[one.place], one.money) for one in unattended(found)]
    assert listed == [("P2", 9e6), ("P1", 1e6), ("P6", None)]


def test_attainment_has_a_point_per_day_on_which_the_register_moved(shelf: Shelf) -> None:
    shelf.stakeholders(*SEAM)
    shelf.stakeholders(*SEAM[:4], {**SEAM[4], "current_level": 1})
    ((day, reached),) = attainment_trend(register_days(shelf.db, shelf.snapshot()))
    assert reached.value == pytest.approx(1 - (93 + 12) / 230), "of one day the last counts"
    assert abs((day - datetime.now(UTC).date()).days) <= 1


def test_without_a_register_there_is_no_trend(shelf: Shelf) -> None:
    shelf.projects({})
    assert attainment_trend(register_days(shelf.db, shelf.snapshot())) == ()


def test_a_talk_of_today_moves_the_question_to_today(shelf: Shelf) -> None:
    shelf.projects({})
    shelf.stakeholders(person("Ann"))
    contacts(shelf, talk("Ann", "2026-04-20"), talk("Ann", "2027-01-01"))
    asked = present(shelf.db, shelf.snapshot(), today=date(2026, 5, 1))
    assert (shelf.snapshot().as_of, asked.as_of) == (date(2026, 3, 31), date(2026, 4, 20))
    assert present(shelf.db, asked, today=date(2026, 1, 1)) == asked
