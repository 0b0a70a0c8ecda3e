from datetime import date

import numpy as np
import pytest

from pmo_core.answers.roadmap.findings import due, grouped, integrity, since, slips
from pmo_core.answers.roadmap.promises import Period, promises
from pmo_core.answers.roadmap.reviews import Review, reviews
from pmo_core.model import Kind, State
from tests.answers.roadmap.reported import AS_OF, judge, milestones, state
from tests.shelf import Shelf

QUARTER = Period(date(2026, 1, 1), AS_OF)


def test_mean_and_median_slip_and_the_share_that_is_late(shelf: Shelf) -> None:
    shelf.projects({})
    told = {"M1": 1, "M2": 9, "M3": 1, "M4": 23}
    rows = [state(id, "2026-03-31", f"2026-05-{day:02}", base="2026-05-01") for id, day in told.items()]
    milestones(shelf, *rows, state("M5", "2026-03-31", "2026-05-31"))
    found = slips(judge(shelf))
    assert (found.mean.value, found.median.value, found.late.value) == (7.5, 4, 0.5)
    assert (found.mean.n_used, found.mean.n_total) == (4, 5), "M5 has no baseline: it leaves and is counted"


def test_without_any_milestone_or_finish_nothing_is_measured(shelf: Shelf) -> None:
    shelf.projects({})
    milestones(shelf, state("M1", "2026-03-31", "2026-05-31"))
    found = slips(judge(shelf))
    assert found.mean.state is State.NOT_MEASURED
    assert "second report" in found.mean.reason


def test_kept_promises_are_counted_with_what_became_of_the_others(shelf: Shelf) -> None:
    shelf.projects({})
    said = [state(f"M{n}", "2025-12-31", "2026-02-10") for n in range(1, 5)]
    milestones(
        shelf,
        *said,
        state("M1", "2026-03-31", "2026-02-10", actual_date="2026-02-10"),
        state("M2", "2026-03-31", "2026-02-10", actual_date="2026-02-09"),
        state("M3", "2026-03-31", "2026-03-10", actual_date="2026-03-10"),
        state("M4", "2026-03-31", "2026-05-10"),
        state("M5", "2026-03-31", "2026-02-20", actual_date="2026-02-20"),
    )
    rate, counts = integrity(promises(judge(shelf), QUARTER))
    assert rate.value == 0.5
    assert (rate.n_used, rate.n_total, rate.state) == (4, 4, State.OK)
    assert counts == {"kept": 2, "late": 1, "moved out": 1, "added": 1}


def test_promises_that_are_not_due_yet_make_the_rate_provisional(shelf: Shelf) -> None:
    shelf.projects({"as_of": date(2025, 12, 31)}, {"as_of": date(2026, 2, 28)})
    milestones(
        shelf,
        state("M1", "2025-12-31", "2026-02-10", actual_date=None),
        state("M2", "2025-12-31", "2026-03-10", project_id="P2"),
        state("M1", "2026-02-28", "2026-02-10", actual_date="2026-02-10"),
    )
    rate, _ = integrity(promises(judge(shelf, date(2026, 2, 28)), QUARTER))
    assert (rate.value, rate.n_used, rate.n_total, rate.state) == (1, 1, 2, State.PROVISIONAL)


def test_without_a_report_at_the_start_no_promise_is_known(shelf: Shelf) -> None:
    shelf.projects({})
    milestones(shelf, state("M1", "2026-03-31", "2026-03-20"))
    rate, _ = integrity(promises(judge(shelf), QUARTER))
    assert (rate.value, rate.state) == (None, State.NOT_MEASURED)
    assert "1 Jan 2026" in rate.reason


def test_nothing_due_is_not_a_rate_of_nothing(shelf: Shelf) -> None:
    shelf.projects({})
    milestones(shelf, state("M1", "2025-12-31", "2027-01-01"))
    rate, _ = integrity(promises(judge(shelf), QUARTER))
    assert (rate.value, rate.state) == (None, State.NOT_APPLICABLE)


def test_what_is_due_comes_by_date_and_leaves_out_what_is_late(shelf: Shelf) -> None:
    shelf.projects({})
    dates = {
        "M1": "2026-06-29",
        "M2": "2026-03-31",
        "M3": "2026-04-30",
        "M4": "2026-03-30",
        "M5": "2026-06-30",
    }
    milestones(shelf, *[state(id, "2026-03-31", day) for id, day in dates.items()])
    found = judge(shelf)
    assert [found.label(at) for at in due(found).tolist()] == ["Step M2", "Step M3", "Step M1"]
    assert due(found, within=30).tolist() == [1, 2]


def test_slip_by_objective_counts_a_milestone_in_each_that_it_serves(shelf: Shelf) -> None:
    shelf.projects({"department": "Sales"}, {"department": "sales"}, {})
    shelf.objectives(O1=0.5, O2=0.5)
    shelf.alignment(("P1", "O1", 0.5), ("P1", "O2", 0.5), ("P2", "O1", 1.0))
    milestones(
        shelf,
        state("M1", "2026-03-31", "2026-05-11", base="2026-05-01"),
        state("M2", "2026-03-31", "2026-05-21", base="2026-05-01", project_id="P2"),
        state("M3", "2026-03-31", "2026-05-01", base="2026-05-01", project_id="P2", objective="o2"),
        state("M4", "2026-03-31", "2026-05-02", base="2026-05-01", project_id="P3"),
    )
    found = judge(shelf)
    by = {one.name: (one.places.tolist(), one.slips.mean.value) for one in grouped(found, "objective")}
    assert by == {"O1": ([0, 1], 15), "O2": ([0, 2], 5), "": ([3], 1)}
    assert [(one.name, one.places.tolist()) for one in grouped(found, "department")] == [
        ("Sales", [0, 1, 2]),
        ("", [3]),
    ]


def test_since_a_day_dates_moved_were_reached_or_came_in(shelf: Shelf) -> None:
    shelf.projects({})
    milestones(
        shelf,
        state("M1", "2026-01-31", "2026-05-01"),
        state("M2", "2026-01-31", "2026-03-01"),
        state("M3", "2026-01-31", "2026-06-01"),
        state("M1", "2026-03-31", "2026-05-31"),
        state("M2", "2026-03-31", "2026-03-01", actual_date="2026-03-02"),
        state("M3", "2026-03-31", "2026-06-01"),
        state("M4", "2026-03-31", "2026-07-01"),
    )
    found = since(judge(shelf), np.datetime64("2026-02-15"))
    assert (found.moved.tolist(), found.done.tolist(), found.added.tolist()) == ([0], [1], [3])
    assert found.moved_days[0] == 30


def test_reviews_of_the_roadmap_come_the_last_one_first(shelf: Shelf) -> None:
    notes = [
        {"subject_kind": "roadmap", "type": "review", "date": date(2026, 1, 5), "text": "Moved A: staff."},
        {
            "subject_kind": "Roadmap",
            "type": "Review",
            "date": date(2026, 4, 2),
            "text": "B stays.",
            "owner": "Ann",
        },
        {"subject_kind": "kpi", "type": "review", "date": date(2026, 4, 3), "text": "Other."},
    ]
    shelf.lay(Kind.NOTES, notes, keys=["1", "2", "3"])
    assert reviews(shelf.db, shelf.snapshot(AS_OF)) == (
        Review(date(2026, 4, 2), "B stays.", "Ann"),
        Review(date(2026, 1, 5), "Moved A: staff.", ""),
    )


@pytest.mark.parametrize("scale", [1, 7])
def test_the_order_of_rows_changes_no_figure(shelf: Shelf, scale: int) -> None:
    shelf.projects({})
    rows = [
        state(f"M{n}", f"2026-0{month}-28", f"2026-0{4 + (n * month + scale) % 5}-10", base="2026-05-01")
        for n in range(1, 6)
        for month in (1, 2, 3)
    ]
    milestones(shelf, *rows)
    before = judge(shelf)
    milestones(shelf, *np.random.default_rng(scale).permutation(np.array(rows, dtype=object)).tolist())
    after = judge(shelf)
    for name in ("slip_days", "velocity", "churn", "days_left"):
        np.testing.assert_array_equal(getattr(before, name), getattr(after, name))


def test_where_nothing_ever_says_what_is_reached_no_promise_can_be_seen_kept(shelf: Shelf) -> None:
    """0 % would be a verdict on the file, not on the people."""
    shelf.projects({})
    milestones(shelf, state("M1", "2025-12-31", "2026-02-10"), state("M1", "2026-03-31", "2026-02-10"))
    rate, counts = integrity(promises(judge(shelf), QUARTER))
    assert (rate.value, rate.state, counts["late"]) == (None, State.NOT_MEASURED, 1)
    milestones(
        shelf,
        state("M1", "2025-12-31", "2026-02-10"),
        state("M1", "2026-03-31", "2026-02-10", done_share=0.4),
    )
    assert integrity(promises(judge(shelf), QUARTER))[0].value == 0
