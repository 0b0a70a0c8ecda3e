"""Roadmap: what was kept, lanes and filters in the address, a date typed and taken back, a review."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from pages.shared import frame
from tests.pages.conftest import assert_whole, open_page
from tests.pages.test_entry import load
from tests.pages.what_if import plan_of, press, said, unfold

PROJECTS = """ID,Project,As of,Department,Owner,Start,Finish,Objective,Horizon
P1,Portal,2026-03-31,IT,Ann,2025-01-01,2027-03-31,Digital first,long
P2,Depot,2026-03-31,Supply,Ben,2025-06-01,2026-09-30,Fast delivery,short
P3,Wi-Fi,2026-03-31,IT,Ben,2025-09-01,2026-06-30,,short
"""
OBJECTIVES = """Objective,Horizon,Weight
Digital first,long,0.6
Fast delivery,short,0.4
Green estate,long,0.0
"""
MILESTONES = """Milestone ID,Milestone,Project,As of,Baseline date,Forecast date,Actual date
M1,First pages live,P1,2025-12-31,2026-02-28,2026-02-28,
M1,First pages live,P1,2026-03-31,2026-02-28,2026-02-27,2026-02-27
M2,Whole portal live,P1,2025-12-31,2026-03-15,2026-03-15,
M2,Whole portal live,P1,2026-03-31,2026-03-15,2026-05-24,
M3,Roof on,P2,2025-12-31,2026-01-31,2026-01-31,
M3,Roof on,P2,2026-03-31,2026-01-31,2026-01-31,
M4,Opening,P2,2025-12-31,2026-08-31,2026-08-31,
M4,Opening,P2,2026-03-31,2026-08-31,2026-08-31,
M5,Orphan,P9,2026-03-31,2026-04-20,2026-04-20,
"""
PARTS = ("promises", "trend", "due", "slips", "wins", "earned", "review", "table", "method", "reports")


def opened(query: dict[str, str] | None = None) -> AppTest:
    return open_page("roadmap", {"v": "1", "portfolio": "main", **(query or {})})


@pytest.fixture
def listed(empty_workspace: Path) -> None:
    for text in (PROJECTS, OBJECTIVES, MILESTONES):
        load(text)


def test_without_any_date_it_says_what_to_load(empty_workspace: Path) -> None:
    load("ID,Project,As of\nP1,Portal,2026-03-31\n")
    at = opened()
    assert_whole(at)
    assert "no dates to judge yet" in said(at)
    assert [one.label for one in at.get("download_button")] == ["Template for milestones (XLSX)"]


def test_without_milestones_the_finishes_of_projects_are_judged(empty_workspace: Path) -> None:
    load(PROJECTS)
    at = opened()
    assert_whole(at)
    assert "There is no milestone file: the dates are the finishes of projects" in said(at)
    assert len(at.get("vega_lite_chart")) == 1


@pytest.mark.usefixtures("listed")
def test_the_first_screen_answers_before_it_shows() -> None:
    at = opened()
    assert_whole(at)
    assert "1 of 3 promises for Q1 2026 were kept; Whole portal live moved out of it by 70 days." in said(at)
    assert [one.label for one in at.metric] == ["Promises kept", "Slip, median", "Due in 90 days"]
    assert "1 milestone names a project that is not in the portfolio: “P9” (row 10)." in said(at)
    assert len(at.get("vega_lite_chart")) == 1


@pytest.mark.usefixtures("listed")
def test_the_whole_sight_is_in_the_address() -> None:
    at = opened({"r.v.by": "owner", "r.v.zoom": "decade", "r.v.shift": "2", "r.milestone": "M2"})
    assert_whole(at)
    assert "Moved: due on 24 May 2026, in 54 days." in said(at)
    query = plan_of(at)
    assert (query["r.v.by"], query["r.v.zoom"], query["r.v.shift"]) == ("owner", "decade", "2")
    again = opened(query)
    assert plan_of(again) == query
    assert said(again) == said(at)
    at = press(at, "Back to the date")
    assert plan_of(at)["r.v.shift"] == "0"
    assert plan_of(press(at, "Earlier"))["r.v.shift"] == "-1"


@pytest.mark.usefixtures("listed")
def test_what_of_the_address_cannot_hold_is_named() -> None:
    at = opened({"r.v.by": "moon", "r.v.shift": "900", "r.v.lines": "[", "r.state": "asleep"})
    assert_whole(at)
    for told in ("asks for the lanes 'moon'", "by '900'", "cannot be read", "the state 'asleep'"):
        assert told in said(at)


@pytest.mark.usefixtures("listed")
def test_a_lane_is_opened_and_forgotten_with_other_lanes() -> None:
    at = opened({"r.v.by": "department", "r.v.lane": "IT"})
    assert_whole(at)
    assert plan_of(at)["r.v.lane"] == "IT"
    again = opened({"r.v.by": "owner", "r.v.lane": "IT"})
    assert "asks for the lane 'IT'" in said(again)


@pytest.mark.usefixtures("listed")
def test_filters_narrow_the_sentence_and_can_be_taken_off() -> None:
    at = opened({"r.state": "late"})
    assert_whole(at)
    assert "0 of 1 promise for Q1 2026 was kept; Roof on is late" in said(at)
    at.text_input(key="road filter text").set_value("nothing like it").run()
    assert "No milestone fits the filter." in said(at)
    assert "1 of 3 promises" in said(press(at, "Show all"))


@pytest.mark.usefixtures("listed")
def test_every_folded_part_opens() -> None:
    at = unfold(opened({"r.milestone": "M1"}), *(f"road {part}" for part in PARTS))
    assert_whole(at)
    assert "Flat: stable; rising: it slips" in said(at)
    assert [one.label for one in at.get("download_button")] == [
        "Milestones, reports, promises and projects (XLSX)",
        "Milestones (CSV)",
    ]
    assert len(at.get("vega_lite_chart")) == 3
    assert "Next short-term win: 1 of 2 long-term objectives have one; without: Green estate" in " ".join(
        one.label.replace("\\", "") for one in at.expander
    )


@pytest.mark.usefixtures("listed")
def test_a_typed_date_moves_the_sentence_and_is_taken_back() -> None:
    at = opened({"r.milestone": "M4"})
    next(one for one in at.date_input if one.label == "Expected on").set_value("2026-10-30")
    at = press(at, "Save the dates")
    assert_whole(at)
    assert "Saved." in said(at)
    assert "now it is 60 days later than promised" in said(at)
    at = press(at, "Undo this")
    assert_whole(at)
    assert "now it is as promised" in said(at)


@pytest.mark.usefixtures("listed")
def test_the_same_dates_are_not_saved_again() -> None:
    at = press(opened({"r.milestone": "M4"}), "Save the dates")
    assert "Nothing to save" in said(at)


@pytest.mark.usefixtures("listed")
def test_the_next_review_opens_with_the_last_one() -> None:
    at = unfold(opened(), "road review")
    at.text_area[0].set_value("Portal moved: the supplier is late")
    at = press(at, "Mark as reviewed")
    assert_whole(at)
    assert (
        "Last review, 31 Mar 2026: “Portal moved: the supplier is late”. Since then: nothing changed."
        in said(at)
    )
    load(MILESTONES.replace("2026-03-31,2026-08-31,2026-08-31,", "2026-04-30,2026-08-31,2026-09-15,"))
    again = opened()
    assert "Since then: 1 moved" in said(again)


@pytest.mark.usefixtures("listed")
def test_a_stakeholder_gets_the_part_that_concerns_them() -> None:
    load("Name,Role,Power,Interest,Projects\nCay Dee,Director,5,5,P1\nDan Eck,Expert,2,2,\n")
    at = unfold(opened(), "road telling")
    assert_whole(at)
    (person,) = [one for one in at.selectbox if one.label == "1 person concerned"]
    assert person.options == ["Choose one", "Cay Dee"]
    at = person.select_index(1).run()
    assert_whole(at)
    assert "Update for Cay Dee" in at.code[0].value


def test_the_page_is_in_the_navigation() -> None:
    assert any(door.page == "roadmap" and door.more for door in frame.DOORS)
