"""Alignment: the answer first, filters in the address, every part opens, and help where nothing is."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.conftest import assert_whole, open_page
from tests.pages.test_entry import load
from tests.pages.what_if import plan_of, press, said, unfold

PROJECTS = """ID,Project,As of,Department,Owner,Budget (GBP),Finish
P1,Portal,2026-03-31,IT,Ann Hall,40000000,2026-12-31
P2,Campus,2026-03-31,Estates,Ben Low,60000000,2030-12-31
P3,Screens,2026-03-31,IT,Ann Hall,20000000,2027-06-30
"""
OBJECTIVES = "Objective ID,Objective,Weight,Horizon,Owner\nO1,Grow,0.5,Short,Cay Dee\nO2,Net zero,0.5,Long,\n"
LINKS = "Project ID,Objective ID,Share\nP1,O1,100%\nP2,O1,50%\n"
PARTS = ("objectives", "horizons", "orphans", "inflation", "map", "method")


def opened(query: dict[str, str] | None = None) -> AppTest:
    return open_page("alignment", {"v": "1", "portfolio": "main", **(query or {})})


@pytest.fixture
def listed(empty_workspace: Path) -> None:
    load(PROJECTS)
    load(OBJECTIVES)
    load(LINKS)


@pytest.mark.usefixtures("empty_workspace")
def test_without_objectives_it_says_what_to_load() -> None:
    load(PROJECTS)
    at = opened()
    assert_whole(at)
    assert "There are no objectives yet." in said(at)
    assert [one.label for one in at.get("download_button")] == ["Template for objectives and shares (XLSX)"]


@pytest.mark.usefixtures("empty_workspace")
def test_objectives_that_nothing_serves_are_no_verdict() -> None:
    load(PROJECTS)
    load(OBJECTIVES)
    at = opened()
    assert_whole(at)
    assert "2 objectives are here, and no project says which of them it serves." in said(at)


@pytest.mark.usefixtures("listed")
def test_the_first_screen_answers_before_it_shows() -> None:
    at = opened()
    assert_whole(at)
    assert "£20.0m of £120m serves no objective; “Net zero” is unfunded." in said(at)
    assert [(one.label, one.value) for one in at.metric] == [
        ("Serves no objective", "17 %"),
        ("Objectives with money", "1 of 2"),
        ("Would have to move", "50 %"),
    ]
    assert len(at.get("vega_lite_chart")) == 1


@pytest.mark.usefixtures("listed")
def test_filters_and_the_open_objective_are_in_the_address_and_misfits_are_named() -> None:
    at = opened({"a.owner": "Ann Hall", "a.objective": "O1", "a.horizon": "someday"})
    assert_whole(at)
    assert "asks for the horizon 'someday'" in said(at)
    assert "£20.0m of £60.0m serves no objective" in said(at)
    assert "Owner: Cay Dee." in said(at)
    assert plan_of(at)["a.owner"] == "Ann Hall"
    again = opened(plan_of(at))
    assert plan_of(again) == plan_of(at)
    at.text_input(key="alignment filter text").set_value("nothing like it").run()
    assert "No open project fits the filter." in said(at)
    assert "£20.0m of £120m" in said(press(at, "Show all"))


@pytest.mark.usefixtures("listed")
def test_the_department_of_the_page_bar_is_judged_alone() -> None:
    at = opened({"department": "Estates"})
    assert_whole(at)
    assert "All of £60.0m serves an objective" in said(at)


@pytest.mark.usefixtures("listed")
def test_every_folded_part_opens() -> None:
    at = unfold(opened({"a.objective": "O1"}), *(f"alignment {part}" for part in PARTS))
    assert_whole(at)
    assert len(at.get("vega_lite_chart")) == 3
    assert "A project serves 1.0 objectives on average" in said(at)
