"""Alignment: the answer first, filters in the address, every part opens, and help where nothing is."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from pages.shared import session
from pmo_core.model import Kind
from pmo_core.store import versions
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
PARTS = (
    "objectives",
    "horizons",
    "orphans",
    "inflation",
    "map",
    "drift",
    "shares",
    "goals",
    "table",
    "method",
)


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
    assert "1 state so far: two that can be judged make a course" in said(at)
    assert [one.label for one in at.get("download_button")] == [
        "Objectives, shares and what was tried (XLSX)",
        "Objectives (CSV)",
        "Shares (CSV)",
    ]


@pytest.mark.usefixtures("listed")
def test_weights_in_the_address_are_rehearsed_and_the_link_says_them_again() -> None:
    at = opened({"a.w.O1": "95", "a.w.O2": "5"})
    assert_whole(at)
    assert "With these weights £31.5m less would have to move: £3.5m in all." in said(at)
    assert "“Grow” and “Net zero” would be near their weight at last." in said(at)
    assert len(at.get("vega_lite_chart")) == 3
    assert plan_of(at)["a.w.O1"] == "95"
    assert said(opened(plan_of(at))) == said(at)


@pytest.mark.usefixtures("listed")
def test_a_weight_that_no_longer_fits_is_named_and_the_declared_ones_hold() -> None:
    at = opened({"a.w.O1": "90", "a.w.O9": "10"})
    assert_whole(at)
    assert "weighs the objective 'O9', which is not here" in said(at)
    assert plan_of(at)["a.w.O1"] == "50"
    at = opened({"a.w.O1": "much", "a.w.O2": "10"})
    assert "asks for a weight of 'much'" in said(at)


@pytest.mark.usefixtures("listed")
def test_a_slider_moves_the_others_and_the_presets_bring_the_weights_back() -> None:
    at = unfold(opened(), "alignment rehearsal")
    assert "Move a weight" in said(at)
    at.slider[0].set_value(80).run()
    assert_whole(at)
    assert [one.value for one in at.slider] == [80, 20]
    assert "would have to move" in said(at)
    assert (plan_of(at)["a.w.O1"], plan_of(at)["a.w.O2"]) == ("80", "20")
    at = press(at, "As declared")
    assert [one.value for one in at.slider] == [50, 50]
    at = press(at, "As the money lies")
    assert [one.value for one in at.slider] == [100, 0]


@pytest.mark.usefixtures("listed")
def test_weights_are_adopted_with_a_reason_and_undo_takes_both_back() -> None:
    at = opened({"a.w.O1": "90", "a.w.O2": "10"})
    at = press(at, "Adopt and record the decision")
    assert "Say why" in said(at)
    at.text_input(key="adopt weights why").set_value("Growth comes first")
    at = press(at, "Adopt and record the decision").run()
    assert_whole(at)
    assert "Saved. Adopted: weights of 2 objectives." in said(at)
    assert "Would have to move" in [one.label for one in at.metric]
    assert next(one.value for one in at.metric if one.label == "Would have to move") == "10 %"
    notes = decisions()
    assert "Growth comes first" in notes[0]
    at = press(at, "Undo this").run()
    assert_whole(at)
    assert next(one.value for one in at.metric if one.label == "Would have to move") == "50 %"
    assert decisions() == []


@pytest.mark.usefixtures("listed")
def test_typed_shares_are_scaled_saved_and_taken_back() -> None:
    at = unfold(opened(), "alignment shares")
    assert "Nothing to save yet" in [one.label for one in at.button]
    at.session_state["share edits"] = {"main": {"P3": {"O1": 80.0, "O2": 80.0}}}
    at.run()
    assert "Screens: 160 % in all." in said(at)
    at = press(at, "Save 2 shares of 1 project")
    assert "Not saved. “Screens” would serve its objectives with 160 % in all." in said(at)
    at = press(at, "Scale to 100 %")
    assert "in all." not in said(at).replace("with 160 % in all", "")
    at = press(at, "Save 2 shares of 1 project")
    assert_whole(at)
    assert "Saved. Entered: objectives of “Screens”." in said(at)
    assert "All of £120m serves an objective" in said(at)
    at = press(at, "Undo this")
    assert "£20.0m of £120m serves no objective" in said(at)


@pytest.mark.usefixtures("empty_workspace")
def test_objectives_that_only_projects_name_have_money_and_are_offered_to_be_declared() -> None:
    rows = PROJECTS.splitlines()
    load(
        "\n".join(f"{row},{more}" for row, more in zip(rows, ("Objective", "Grow", "Save", ""), strict=True))
    )
    at = opened()
    assert_whole(at)
    assert "£20.0m of £120m serves no objective" in said(at)
    assert "only named by the projects" in said(at)
    at = press(unfold(at, "alignment goals"), "Save 2 objectives")
    assert_whole(at)
    assert "Saved. Entered: 2 new objectives." in said(at)
    assert "No objective has a weight, so all count the same." in said(at)


@pytest.mark.usefixtures("listed")
def test_the_drift_names_what_moved_the_money() -> None:
    load(PROJECTS.replace("2026-03-31", "2026-06-30") + "P4,Depot,2026-06-30,IT,,10000000,2027-06-30\n")
    load(LINKS.replace("P2,O1,50%", "P2,O1,50%\nP4,O2,100%"))
    at = unfold(opened(), "alignment drift")
    assert_whole(at)
    assert "Would have to move: 50 % → 38 % since 31 Mar 2026, most by new projects (−12.5 points)" in said(
        at
    )
    assert len(at.get("vega_lite_chart")) == 2


def decisions() -> list[str]:
    db = session.database()
    version = versions.current(db, "main").get(Kind.NOTES, 0)
    return versions.rows_of(db, Kind.NOTES, version=version, columns=["text"])["text"].to_pylist()
