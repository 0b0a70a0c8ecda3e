"""What the roadmap says in words: the sentence, the cards, one milestone, a review."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from pmo_core.answers.roadmap import remarks, tables, words
from pmo_core.answers.roadmap.judgement import Judged
from pmo_core.answers.roadmap.promises import Period, Promises, promises
from pmo_core.answers.roadmap.reviews import Review
from pmo_core.answers.roadmap.view import RoadView, road_view, shown, trend_picture
from tests.answers.roadmap.reported import judge, milestones, state
from tests.shelf import Shelf


def view(found: Judged, period: Period | None = None) -> RoadView:
    return road_view(promises(found, period), shown(found, {}))


def two(id: str, promised: str, now: str, **more: Any) -> list[dict[str, Any]]:
    """A milestone as told at the start and at the end of the first quarter."""
    return [
        state(id, "2025-12-31", promised, base=promised),
        state(id, "2026-03-31", now, base=promised, **more),
    ]


@pytest.fixture
def told(shelf: Shelf) -> Judged:
    shelf.projects({"name": "Portal"})
    milestones(
        shelf,
        *two("K", "2026-02-01", "2026-02-01", actual_date="2026-02-01"),
        *two("A", "2026-03-01", "2026-04-10"),
        *two("B", "2026-03-11", "2026-04-20"),
        *two("L", "2026-01-31", "2026-01-31"),
        *two("O", "2026-09-30", "2026-09-30"),
    )
    return judge(shelf)


def test_the_sentence_counts_what_was_kept_and_names_what_moved_out(told: Judged) -> None:
    found = view(told)
    assert found.sentence == (
        "1 of 4 promises for Q1 2026 were kept; Step A and Step B moved out of it by 40 days."
    )
    assert [(card.label, card.value) for card in found.cards] == [
        ("Promises kept", "25 %"),
        ("Slip, median", "0 days"),
        ("Due in 90 days", "2"),
    ]
    assert found.cards[0].verdict == "1 of 4 for Q1 2026; 1 late; 2 moved out"
    assert found.cards[2].verdict == "2 in 30 days; next Step A, 10 Apr 2026"


def test_more_names_than_a_sentence_holds_are_counted(shelf: Shelf) -> None:
    milestones(
        shelf,
        *two("K", "2026-02-01", "2026-02-01", actual_date="2026-02-01"),
        *(row for at in range(4) for row in two(f"M{at}", "2026-03-01", f"2026-0{4 + at}-01")),
    )
    assert "Step M3, Step M2 and 2 more moved out of it by 31 to 122 days." in view(judge(shelf)).sentence


def test_without_a_report_before_the_period_the_slips_are_said(shelf: Shelf) -> None:
    milestones(shelf, state("M1", "2026-03-31", "2026-06-10", base="2026-06-01"))
    found = view(judge(shelf))
    assert found.sentence == ("1 of 1 milestone is later than first promised; the median slip is 9 days.")
    assert found.cards[0].value == "–"
    assert "nothing shows what was promised then" in found.note


def test_quarters_come_first_unless_reports_are_a_year_apart(shelf: Shelf, told: Judged) -> None:
    assert next(iter(words.periods(told))) == "2026-Q1"
    shelf.projects({"name": "Portal"})
    milestones(shelf, state("M1", "2025-03-31", "2026-03-01"), state("M1", "2026-03-31", "2026-03-01"))
    yearly = words.periods(judge(shelf))
    name, period = next(iter(yearly.items()))
    assert (name, words.period(period)) == (words.YEAR, "the year to 31 Mar 2026")
    assert list(yearly)[1:3] == ["2026-Q1", "2025-Q4"]


def test_one_milestone_says_where_it_stands_and_how_its_date_moves(shelf: Shelf) -> None:
    shelf.projects({"name": "Portal"})
    milestones(
        shelf,
        state("M1", "2025-12-31", "2026-03-01", base="2026-03-01"),
        state("M1", "2026-01-31", "2026-04-01", base="2026-03-01"),
        state("M1", "2026-03-31", "2026-06-01", base="2026-05-01"),
        state("M2", "2026-03-31", "2026-03-01"),
        state("M3", "2026-03-31", "2026-03-01", base="2026-03-05", actual_date="2026-03-01"),
        state("M4", "2026-03-31", project_id="P9"),
    )
    found = judge(shelf)
    assert remarks.standing(found, 0) == "Moved: due on 1 Jun 2026, in 62 days."
    assert remarks.milestone(found, 0) == [
        "First promised for 1 Mar 2026; now it is 92 days later than promised. "
        "It was given a new baseline 1 time.",
        "Its date was changed in 2 of 3 reports; it moves away 1.02 days per day: at that pace it is never "
        "reached.",
        "Project: Portal.",
    ]
    assert remarks.standing(found, 1) == "Late: was due on 1 Mar 2026, 30 days ago."
    assert remarks.milestone(found, 1)[0].startswith("No baseline and no second report")
    assert remarks.standing(found, 2) == "Reached on 1 Mar 2026: 4 days earlier than promised."
    assert remarks.standing(found, 3) == "No date."
    assert remarks.unknown(found) == [
        "1 milestone names a project that is not in the portfolio: “P9” (row 7)."
    ]


def test_a_review_says_what_has_changed_since(told: Judged) -> None:
    last = Review(date(2025, 12, 31), "Depot first", "Ann")
    assert remarks.last_review(told, [last]) == [
        "Last review, 31 Dec 2025: “Depot first”. Since then: 2 moved, 1 reached."
    ]
    assert remarks.last_review(told, []) == []


def test_the_table_holds_every_milestone_the_next_due_first(told: Judged) -> None:
    rows = tables.milestones(told, range(told.facts.milestones.size))
    assert list(rows["Milestone"]) == ["Step L", "Step K", "Step A", "Step B", "Step O"]
    assert list(rows["Slip, days"]) == [0, 0, 40, 40, 0]
    assert rows["Reached"].iloc[0] is None
    assert rows["Reached"].iloc[1] == date(2026, 2, 1)


def test_the_table_of_promises_says_what_became_of_each(told: Judged) -> None:
    found: Promises = promises(told)
    places = words.places(found, "moved out", shown(told, {}).milestones)
    rows = tables.promised(found, places)
    assert list(rows["Became"]) == ["moved out", "moved out"]
    assert list(rows["Moved by, days"]) == [40, 40]
    assert set(words.MEANING) >= set(found.outcome) - {""}


def test_the_trend_chart_names_each_line_once_and_has_its_diagonal(told: Judged) -> None:
    found = trend_picture(told, [0, 1, 2])
    lines = found.rows[found.rows["sort"] == "told"]
    assert len(lines) == 6
    assert sorted(name for name in lines["end"] if name) == ["Step A", "Step B", "Step K"]
    heights = lines.loc[lines["end"] != "", "at"].sort_values()
    assert heights.is_unique
    diagonal = found.rows[found.rows["sort"] == "diagonal"]
    assert (diagonal["report"] == diagonal["told"]).all()
    assert "Step A: due soon, 40 days later than promised" in found.alt


def test_finishes_of_projects_are_called_by_their_project(shelf: Shelf) -> None:
    shelf.projects(
        {"name": "Portal", "finish": date(2026, 4, 1), "as_of": date(2025, 3, 31)},
        {
            "name": "Portal",
            "project_id": "P1",
            "project_key": "P1",
            "finish": date(2026, 6, 1),
            "start": date(2025, 1, 1),
        },
    )
    found = judge(shelf)
    assert view(found).sentence.startswith("1 of 1 finish is later than first promised")
    rows = tables.milestones(found, [0])
    assert "Milestone" not in rows
    assert list(rows["Project"]) == ["Portal"]


def test_one_report_alone_says_what_comes_next(shelf: Shelf) -> None:
    milestones(
        shelf,
        state("M1", "2026-03-31", "2026-06-10"),
        state("M2", "2026-03-31", "2026-05-10"),
        state("M3", "2026-03-31", "2026-01-10"),
    )
    assert view(judge(shelf)).sentence == (
        "2 milestones are due in the next 90 days, the next on 10 May 2026: Step M2; 1 is late."
    )


def test_dates_that_stand_as_promised_are_said_to(shelf: Shelf) -> None:
    milestones(shelf, state("M1", "2026-03-31", "2026-06-01", base="2026-06-01"))
    assert view(judge(shelf)).sentence == "The one milestone is not later than first promised."
