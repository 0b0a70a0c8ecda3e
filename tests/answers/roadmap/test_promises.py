from datetime import date

import pytest

from pmo_core.answers.roadmap.promises import Period, last_quarter, last_year, promises, usual_period
from tests.answers.roadmap.reported import judge, milestones, state
from tests.shelf import Shelf

QUARTER = Period(date(2026, 1, 1), date(2026, 3, 31))


def outcome(shelf: Shelf, *states: dict[str, object], as_of: date = date(2026, 3, 31)) -> tuple[str, float]:
    shelf.projects({})
    milestones(shelf, *states)
    found = promises(judge(shelf, as_of), QUARTER)
    return found.outcome[0], found.moved_days[0]


def test_a_promise_reached_by_its_day_is_kept(shelf: Shelf) -> None:
    said = state("M1", "2025-12-31", "2026-02-10")
    assert outcome(shelf, said, state("M1", "2026-03-31", "2026-02-10", actual_date="2026-02-08")) == (
        "kept",
        -2,
    )


def test_the_plan_at_the_end_of_the_period_does_not_count(shelf: Shelf) -> None:
    """Judged by the plan as it stands now, every promise would be kept."""
    said = state("M1", "2025-12-31", "2026-02-10")
    assert outcome(shelf, said, state("M1", "2026-03-31", "2026-05-01")) == ("moved out", 80)


def test_reached_after_its_day_within_the_period_is_late(shelf: Shelf) -> None:
    said = state("M1", "2025-12-31", "2026-02-10")
    assert outcome(shelf, said, state("M1", "2026-03-31", None, actual_date="2026-03-12")) == ("late", 30)


def test_moved_meanwhile_and_yet_reached_is_not_kept(shelf: Shelf) -> None:
    """Kept means: without having been moved."""
    said = state("M1", "2025-12-31", "2026-02-10")
    moved = state("M1", "2026-01-31", "2026-04-10")
    done = state("M1", "2026-03-31", None, actual_date="2026-02-10")
    assert outcome(shelf, said, moved, done)[0] == "moved back"


def test_what_is_not_due_yet_is_open(shelf: Shelf) -> None:
    said = state("M1", "2025-12-31", "2026-03-20")
    assert outcome(shelf, said, state("M1", "2026-02-28", "2026-03-20"), as_of=date(2026, 2, 28))[0] == "open"


def test_a_period_that_is_over_leaves_nothing_open(shelf: Shelf) -> None:
    said = state("M1", "2025-12-31", "2026-03-31")
    assert outcome(shelf, said, state("M1", "2026-03-31", "2026-03-31")) == ("late", 0)


def test_what_came_into_the_period_later_is_added(shelf: Shelf) -> None:
    assert outcome(shelf, state("M1", "2026-01-31", "2026-03-15"))[0] == "added"


def test_what_was_done_before_the_period_is_no_promise_for_it(shelf: Shelf) -> None:
    done = state("M1", "2025-12-31", "2026-02-10", actual_date="2025-12-20")
    assert outcome(shelf, done)[0] == ""


def test_reports_without_a_date_promise_nothing_for_a_period(shelf: Shelf) -> None:
    assert outcome(shelf, state("M1", None, "2026-02-10"))[0] == "added"


@pytest.mark.parametrize(
    ("as_of", "first", "last"),
    [
        (date(2026, 3, 31), date(2026, 1, 1), date(2026, 3, 31)),
        (date(2026, 3, 30), date(2025, 10, 1), date(2025, 12, 31)),
        (date(2026, 1, 1), date(2025, 10, 1), date(2025, 12, 31)),
        (date(2025, 12, 31), date(2025, 10, 1), date(2025, 12, 31)),
    ],
)
def test_the_last_quarter_is_the_last_that_is_over(as_of: date, first: date, last: date) -> None:
    assert last_quarter(as_of) == Period(first, last)


def test_where_reports_come_once_a_year_the_year_is_judged(shelf: Shelf) -> None:
    shelf.projects({})
    yearly, monthly = ("2025-03-31", "2026-03-31"), ("2025-12-31", "2026-01-31", "2026-02-28", "2026-03-31")
    milestones(shelf, *[state("M1", on, "2026-05-01") for on in yearly])
    assert usual_period(judge(shelf)) == last_year(date(2026, 3, 31)) == promises(judge(shelf)).period
    milestones(shelf, *[state("M1", on, "2026-05-01") for on in monthly])
    assert usual_period(judge(shelf)) == QUARTER
