from datetime import date
from typing import Any

import numpy as np
import pytest

from tests.answers.roadmap.reported import judge, milestones, state
from tests.shelf import Shelf


def days(column: np.ndarray) -> list[str]:
    return [str(one) for one in column]


def test_slip_is_counted_from_the_first_baseline_and_re_baselining_is_named(shelf: Shelf) -> None:
    """A new baseline would reset the slip to 0, if it were allowed to."""
    shelf.projects({})
    milestones(
        shelf,
        state("M1", "2025-12-31", "2026-05-01", base="2026-05-01"),
        state("M1", "2026-01-31", "2026-05-31", base="2026-05-31"),
        state("M1", "2026-03-31", "2026-06-30", base="2026-06-30"),
    )
    found = judge(shelf)
    assert found.slip_days.tolist() == [60]
    assert found.rebaselined.tolist() == [2]
    assert days(found.baseline) == ["2026-05-01"]
    assert found.declared.tolist() == [True]


def test_without_a_baseline_the_first_forecast_is_the_promise_once_another_report_follows(
    shelf: Shelf,
) -> None:
    shelf.projects({})
    milestones(
        shelf,
        state("M1", "2025-12-31", "2026-05-01"),
        state("M1", "2026-03-31", "2026-05-11"),
        state("M2", "2026-03-31", "2026-06-01"),
    )
    found = judge(shelf)
    assert found.slip_days.tolist()[0] == 10
    assert np.isnan(found.slip_days[1]), "told once: there is nothing to hold it against"
    assert not found.declared.any()


def test_velocity_needs_three_reports_and_churn_two(shelf: Shelf) -> None:
    shelf.projects({})
    milestones(
        shelf,
        state("M1", "2026-03-31", "2026-05-01"),
        state("M2", "2026-02-28", "2026-05-01"),
        state("M2", "2026-03-31", "2026-05-02"),
        state("M3", "2026-01-30", "2026-05-01"),
        state("M3", "2026-03-01", "2026-05-16"),
        state("M3", "2026-03-31", "2026-05-31"),
    )
    found = judge(shelf)
    np.testing.assert_array_equal(found.churn, [np.nan, 1, 2])
    np.testing.assert_array_equal(found.velocity, [np.nan, np.nan, 0.5])


def test_reports_after_the_day_was_reached_repeat_it_and_calm_nothing_down(shelf: Shelf) -> None:
    shelf.projects({})
    moved = [
        state("M1", "2025-10-31", "2025-12-01"),
        state("M1", "2025-11-30", "2025-12-31"),
        state("M1", "2025-12-31", "2026-01-31"),
    ]
    over = [
        state("M1", on, "2026-01-31", actual_date="2026-01-31")
        for on in ("2026-01-31", "2026-02-28", "2026-03-31")
    ]
    milestones(shelf, *moved, *over[:1])
    before = judge(shelf)
    milestones(shelf, *moved, *over)
    after = judge(shelf)
    assert after.velocity.tolist() == before.velocity.tolist()
    assert after.churn.tolist() == [2]


@pytest.mark.parametrize(
    ("told", "standing"),
    [
        ({"forecast": "2026-03-30"}, "late"),
        ({"forecast": "2026-03-31"}, "due soon"),
        ({"forecast": "2026-04-30"}, "due soon"),
        ({"forecast": "2026-05-01", "base": "2026-04-30"}, "moved"),
        ({"forecast": "2026-05-01", "base": "2026-05-01"}, "on plan"),
        ({"forecast": "2026-05-01", "base": "2026-06-01"}, "on plan"),
        ({"base": "2026-03-01"}, "late"),
        ({}, "no date"),
        ({"forecast": "2026-03-01", "actual_date": "2026-03-05"}, "done"),
        ({"forecast": "2026-03-01", "done_share": 1.0}, "done"),
        ({"forecast": "2026-03-01", "done_share": 0.9}, "late"),
        ({"forecast": "2026-04-05", "actual_date": "2026-04-05"}, "due soon"),
    ],
)
def test_a_milestone_stands_where_its_dates_put_it(shelf: Shelf, told: dict[str, Any], standing: str) -> None:
    shelf.projects({})
    milestones(shelf, state("M1", "2026-03-31", **told))
    assert judge(shelf).standing.tolist() == [standing]


def test_milestones_of_cancelled_and_of_dropped_projects_are_not_late(shelf: Shelf) -> None:
    shelf.projects(
        {"project_id": "P1", "status_standard": "cancelled"},
        {"project_id": "P2", "as_of": date(2025, 12, 31)},
        {"project_id": "P3"},
    )
    told = [state(f"M{n}", "2026-03-31", "2026-01-01", project_id=f"P{n}") for n in (1, 2, 3)]
    milestones(shelf, *told)
    found = judge(shelf)
    assert found.standing.tolist() == ["cancelled", "not reported", "late"]
    assert found.counted.tolist() == [False, False, True]


def test_without_milestones_the_finish_of_each_project_in_its_states_is_the_promise(shelf: Shelf) -> None:
    shelf.projects(
        {"project_id": "P1", "as_of": date(2025, 9, 30), "finish": date(2026, 6, 30)},
        {"project_id": "P1", "as_of": date(2026, 3, 31), "finish": date(2026, 8, 29)},
        {"project_id": "P2", "as_of": date(2025, 9, 30), "finish": date(2026, 2, 1)},
        {
            "project_id": "P2",
            "as_of": date(2026, 3, 31),
            "finish": date(2026, 2, 1),
            "status_standard": "done",
        },
    )
    found = judge(shelf)
    assert found.facts.source == "finishes"
    assert found.slip_days.tolist() == [60, 0]
    assert found.standing.tolist() == ["moved", "done"]
    assert [found.label(at) for at in (0, 1)] == ["Project P1", "Project P2"]


def test_a_later_report_is_not_seen_from_an_earlier_date(shelf: Shelf) -> None:
    shelf.projects({"as_of": date(2025, 12, 31)})
    milestones(shelf, state("M1", "2025-12-31", "2026-05-01"), state("M1", "2026-03-31", "2026-09-01"))
    found = judge(shelf, date(2025, 12, 31))
    assert days(found.forecast) == ["2026-05-01"]
    assert found.reports.tolist() == [1]


def test_milestones_of_one_name_are_told_apart_by_their_project(shelf: Shelf) -> None:
    shelf.projects({"name": "Roof"}, {"name": "Lift"})
    told = [
        state("M1", "2026-03-31", "2026-05-01", name="Gate 1"),
        state("M2", "2026-03-31", "2026-05-01", name="Gate 1", project_id="P2"),
        state("M3", "2026-03-31", "2026-05-01", name="Live", project_id="P2"),
    ]
    milestones(shelf, *told)
    found = judge(shelf)
    assert [found.label(at) for at in range(3)] == ["Gate 1 of Roof", "Gate 1 of Lift", "Live"]


def test_the_first_promised_finish_of_a_project_is_its_first_baseline_else_its_first_finish(
    shelf: Shelf,
) -> None:
    def told(on: date, finish: date, **more: Any) -> dict[str, Any]:
        return {"as_of": on, "finish": finish, **more}

    first, last = date(2025, 12, 31), date(2026, 3, 31)
    shelf.projects(
        told(first, date(2027, 1, 1), project_id="P1"),
        told(last, date(2027, 3, 1), project_id="P1"),
        told(first, date(2027, 1, 1), project_id="P2", baseline_finish=date(2026, 12, 1)),
        told(last, date(2027, 3, 1), project_id="P2", baseline_finish=date(2027, 3, 1)),
        told(last, date(2027, 3, 1), project_id="P3"),
    )
    found = judge(shelf).facts
    assert days(found.baseline_finish) == ["2027-01-01", "2026-12-01", "NaT"]
