"""Which rows the picture of the roadmap has, however many projects and milestones there are."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest

from pmo_core.answers.roadmap import drawing
from pmo_core.answers.roadmap.judgement import Judged
from pmo_core.answers.roadmap.lanes import (
    LANES,
    MARKS,
    PAGE,
    ROWS,
    ZOOMS,
    Lane,
    Window,
    lane_names,
    lanes,
    rows,
    window,
)
from pmo_core.answers.roadmap.view import lanes_picture, options, shown
from pmo_core.model import Kind
from tests.answers.roadmap.reported import AS_OF, judge, milestones, state
from tests.shelf import Shelf

SPAN = window(AS_OF, zoom="three years")


def projects(shelf: Shelf, count: int, **every: Any) -> None:
    shelf.projects(
        *(
            {
                "start": date(2025, 1, 1),
                "finish": date(2027, 1, 1) + timedelta(days=at),
                "department": f"D{at % 3}",
                "owner": f"Owner {at}",
                **every,
            }
            for at in range(count)
        )
    )


def drawn(found: Judged, **how: Any) -> tuple[Lane, ...]:
    return lanes(found, shown(found, {}), **{"by": "department", "span": SPAN, **how})


def test_the_span_lies_around_the_date_and_moves_by_halves() -> None:
    assert window(AS_OF, zoom="quarter") == Window(date(2026, 2, 1), date(2026, 4, 30))
    assert window(AS_OF, zoom="year") == Window(date(2025, 12, 1), date(2026, 11, 30))
    assert window(AS_OF, zoom="year", shift=1) == Window(date(2026, 6, 1), date(2027, 5, 31))
    for zoom in ZOOMS:
        span = window(AS_OF, zoom=zoom)
        assert span.first < AS_OF < span.last


@pytest.mark.parametrize("by", ["department", "owner", "horizon"])
def test_the_picture_of_600_projects_stays_readable(shelf: Shelf, by: Any) -> None:
    projects(shelf, 600)
    milestones(
        shelf,
        *(
            state(
                f"M{at}-{one}",
                "2026-03-31",
                f"2026-0{4 + one % 5}-15",
                base="2026-04-01",
                project_id=f"P{at + 1}",
            )
            for at in range(600)
            for one in range(8)
        ),
    )
    found = judge(shelf)
    whole = drawn(found, by=by)
    chosen = shown(found, {})
    picture = lanes_picture(found, chosen, whole, by=by, span=SPAN, opened="", page=0)
    names = set(picture.rows["row"])
    assert len(names) <= max(ROWS, 2 * LANES)
    assert len(picture.rows) <= 2000
    assert (picture.rows["sort"] == "milestone").sum() <= MARKS * len(names)


def test_an_open_lane_shows_all_its_projects_page_by_page(shelf: Shelf) -> None:
    projects(shelf, 100)
    milestones(shelf, state("M1", "2026-03-31", "2026-05-01"))
    found = judge(shelf)
    whole = drawn(found)
    chosen = shown(found, {})
    inside = next(lane for lane in whole if lane.name == "D0").projects
    pages = -(-len(inside) // PAGE)
    seen = [
        row.project
        for page in range(pages)
        for row in rows(found, chosen, whole, span=SPAN, opened="D0", page=page)
        if row.project >= 0
    ]
    assert sorted(seen) == sorted(inside)
    assert {found.facts.positions.department[one] for one in seen} == {"D0"}


def test_projects_whose_dates_press_come_first(shelf: Shelf) -> None:
    projects(shelf, 4, department="IT")
    milestones(
        shelf,
        state("M1", "2026-03-31", "2027-01-01", project_id="P2"),
        state("M2", "2026-03-31", "2026-01-01", project_id="P3"),
        state("M3", "2026-03-31", "2026-04-10", project_id="P4"),
    )
    found = judge(shelf)
    (lane,) = drawn(found)
    assert [found.facts.positions.project_id[at] for at in lane.projects] == ["P3", "P4", "P2", "P1"]


def test_a_project_of_two_objectives_is_in_both_lanes(shelf: Shelf) -> None:
    shelf.projects({"start": date(2026, 1, 1), "finish": date(2026, 12, 1), "objective": ["Grow", "Save"]})
    shelf.lay(
        Kind.OBJECTIVES,
        [{"objective_id": name, "name": name} for name in ("Grow", "Save", "Idle")],
        keys=["Grow", "Save", "Idle"],
    )
    milestones(shelf, state("M1", "2026-03-31", "2026-05-01"))
    found = judge(shelf)
    whole = drawn(found, by="objective")
    assert [(lane.name, lane.projects) for lane in whole] == [("Grow", (0,)), ("Save", (0,))]
    picture = lanes_picture(found, shown(found, {}), whole, by="objective", span=SPAN, opened="", page=0)
    assert picture.rows["row"].nunique() == 4
    assert "1 of" not in picture.rest


def test_a_milestone_without_a_project_stands_on_the_lane_itself(shelf: Shelf) -> None:
    projects(shelf, 1)
    milestones(shelf, state("M1", "2026-03-31", "2026-05-01", project_id="P77"))
    found = judge(shelf)
    whole = drawn(found)
    assert [(lane.name, lane.loose) for lane in whole] == [("D0", ()), ("", (0,))]
    assert lane_names(found.facts, "department") == ["D0", ""]


def test_bars_are_cut_at_the_ends_of_the_span(shelf: Shelf) -> None:
    shelf.projects(
        {"start": date(2001, 1, 1), "finish": date(2051, 1, 1), "baseline_finish": date(2026, 6, 1)}
    )
    milestones(shelf, state("M1", "2026-03-31", "2026-05-01"))
    found = judge(shelf)
    whole = drawn(found)
    made = rows(found, shown(found, {}), whole, span=SPAN)
    table = drawing.drawn(found, made, span=SPAN, by="department")
    assert table["from"].min().date() == SPAN.first
    assert table["until"].max().date() == SPAN.last
    bars = table.set_index("sort")
    assert bars.loc["past", "until"].date() == AS_OF
    assert bars.loc["ahead", "from"].date() == AS_OF
    assert bars.loc["baseline", "until"].date() == date(2026, 6, 1)


def test_cancelled_and_left_out_projects_are_not_drawn(shelf: Shelf) -> None:
    projects(shelf, 2)
    shelf.projects(
        {"start": date(2025, 1, 1), "finish": date(2027, 1, 1), "status_standard": "cancelled"},
        {"start": date(2025, 1, 1), "finish": date(2027, 1, 1), "status_standard": "in progress"},
    )
    milestones(shelf, state("M1", "2026-03-31", "2026-05-01", project_id="P2"))
    found = judge(shelf)
    assert [at for lane in drawn(found) for at in lane.projects] == [1]


def test_every_filter_narrows_projects_and_milestones(shelf: Shelf) -> None:
    projects(shelf, 6)
    milestones(
        shelf,
        *(state(f"M{at}", "2026-03-31", "2026-05-01", project_id=f"P{at}") for at in range(1, 7)),
        state("M9", "2026-03-31", "2026-01-01", project_id="P77"),
    )
    found = judge(shelf)

    def kept(**said: str) -> tuple[int, int]:
        department = said.pop("department", "")
        chosen = shown(found, said, department=department)
        return int(chosen.projects.sum()), int(chosen.milestones.sum())

    assert kept() == (6, 7)
    assert kept(department="d1") == (2, 2)
    assert kept(owner="Owner 3") == (1, 1)
    assert kept(state="late") == (0, 1)
    assert kept(text="step m2") == (1, 1)
    assert kept(horizon="Short") == (6, 6)
    assert kept(horizon="Long") == (0, 0)
    assert options(found)["state"] == ["late", "on plan"]


def test_lanes_by_owner_put_what_presses_first_and_no_owner_last(shelf: Shelf) -> None:
    shelf.projects(
        {"start": date(2025, 1, 1), "finish": date(2027, 1, 1), "owner": "Ann"},
        {"start": date(2025, 1, 1), "finish": date(2027, 1, 1)},
        {"start": date(2025, 1, 1), "finish": date(2027, 1, 1), "owner": "Ben"},
    )
    milestones(shelf, state("M1", "2026-03-31", "2026-01-01", project_id="P3"))
    found = judge(shelf)
    assert [lane.name for lane in drawn(found, by="owner")] == ["Ben", "Ann", ""]


def test_names_that_are_alike_have_rows_of_their_own(shelf: Shelf) -> None:
    projects(shelf, 3, department="IT", name="Same")
    milestones(shelf, state("M1", "2026-03-31", "2026-05-01"))
    found = judge(shelf)
    made = rows(found, shown(found, {}), drawn(found), span=SPAN)
    table = drawing.drawn(found, made, span=SPAN, by="department")
    assert table["row"].nunique() == 4
    assert {name.strip("\u200b\u2060") for name in table["row"]} == {"IT", "Same"}
    assert np.isin(["edge", "now", "lane", "past", "ahead"], table["sort"]).all()


def test_without_a_list_the_objectives_are_those_that_projects_name(shelf: Shelf) -> None:
    shelf.projects(
        {"start": date(2026, 1, 1), "finish": date(2026, 12, 1), "objective": ["Grow"]},
        {"start": date(2026, 1, 1), "finish": date(2026, 12, 1), "objective": ["grow", "Save"]},
        {"start": date(2026, 1, 1), "finish": date(2026, 12, 1)},
    )
    found = judge(shelf)
    assert lane_names(found.facts, "objective") == ["Grow", "Save", ""]
    assert [len(lane.projects) for lane in drawn(found, by="objective")] == [2, 1, 1]
