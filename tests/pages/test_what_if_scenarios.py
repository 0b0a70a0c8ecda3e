"""Scenarios of the What-if page: saved, compared, opened by address, adopted, and taken back."""

from __future__ import annotations

from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from pages.shared import acts, session
from pmo_core.importing.scenarios import scenarios
from pmo_core.model import Kind
from pmo_core.store import snapshots, versions
from pmo_core.store.portfolio_settings import read_settings
from tests.pages.conftest import assert_whole
from tests.pages.test_entry import load
from tests.pages.test_states import locked
from tests.pages.what_if import LIST, loaded, opened, patient, plan_of, points, press, said, unfold

pytestmark = pytest.mark.usefixtures("empty_workspace")


@pytest.fixture(autouse=True)
def _patient(monkeypatch: pytest.MonkeyPatch) -> None:
    patient(monkeypatch)


def typed(at: AppTest, label: str, text: str) -> None:
    next(one for one in at.text_input if one.label == label).set_value(text)


def kept(at: AppTest, name: str) -> AppTest:
    typed(at, "Save this plan as", name)
    return press(at, "Save the scenario")


def test_a_scenario_is_saved_with_the_whole_plan_and_the_page_goes_on() -> None:
    at = unfold(press(loaded(), "Quick wins"), "scenarios")
    before = plan_of(at)
    at = kept(at, "Wins first")
    assert_whole(at)
    assert "Saved. Declared: scenario “Wins first”." in said(at)
    held = scenarios(session.database(), "main")["Wins first"]
    assert held.plan.params().items() <= before.items()
    assert held.as_of == date(2026, 3, 31)
    assert points(at)["Short-term value"] == 60, "the plan of the page stays"
    assert not at.info, "its own save is no news to the page"


def test_a_scenario_opens_by_its_address_in_a_fresh_session() -> None:
    at = kept(unfold(press(loaded(), "Quick wins"), "scenarios"), "Wins first")
    held = scenarios(session.database(), "main")["Wins first"]
    again = opened(held.plan.params())
    assert points(again) == points(at)
    assert [one.value for one in again.metric] == [one.value for one in at.metric]


def test_two_scenarios_stand_beside_the_plan_with_who_differs() -> None:
    at = kept(unfold(press(loaded(), "Quick wins"), "scenarios"), "Wins first")
    typed(at, "Budget", "60m")
    at = kept(at.run(), "Cheap")
    at.multiselect(key="compared").set_value(["Wins first", "Cheap"])
    at = at.run()
    assert_whole(at)
    rows = next(frame.value for frame in at.dataframe if "Balance index" in frame.value.columns)
    assert rows["Plan"].tolist() == ["This plan", "Wins first", "Cheap"]
    assert rows["Budget"].tolist() == [60e6, 170e6, 60e6]
    assert "projects are funded by some of these and not by others" in said(at)


def test_any_two_names_can_stand_beside_each_other() -> None:
    """Names must not meet in a key of a control, nor in the header of a column."""
    at = unfold(loaded(), "scenarios")
    typed(at, "Budget", "60m")
    names = ["Lean", "now Lean", "project", "This plan"]
    for name in names:
        at = kept(at.run(), name)
    typed(at, "Budget", "10m")
    at.multiselect(key="compared").set_value(names[1:])
    at = at.run()
    assert_whole(at)
    plans, apart = (frame.value for frame in at.dataframe[-2:])
    assert plans["Plan"].tolist() == ["This plan", "now Lean", "project", "This plan (saved)"]
    assert apart.columns.tolist() == ["Project", "This plan", "Now Lean", "Project (2)", "This plan (saved)"]
    assert len(apart) == 1
    assert "1 project is funded by some of these and not by others" in said(at)
    at = press(at, "Delete")
    assert_whole(at)


def test_a_scenario_is_renamed_and_deleted_and_a_deletion_taken_back() -> None:
    at = kept(unfold(loaded(), "scenarios"), "First")
    typed(at, "New name", "Second")
    at = press(at, "Rename it")
    assert list(scenarios(session.database(), "main")) == ["Second"]
    at = press(at, "Delete")
    assert scenarios(session.database(), "main") == {}
    press(at, "Undo this")
    assert list(scenarios(session.database(), "main")) == ["Second"]


def test_a_scenario_without_a_name_is_refused() -> None:
    at = kept(unfold(loaded(), "scenarios"), "  ")
    assert "Not saved." in said(at)
    assert scenarios(session.database(), "main") == {}


def test_data_that_have_moved_since_are_said() -> None:
    kept(unfold(loaded(), "scenarios"), "First")
    load(LIST.replace("2026-03-31", "2026-06-30").replace("40000000", "45000000"))
    at = unfold(opened(), "scenarios")
    assert "The data have moved since" in said(at)


def test_adopting_a_plan_is_a_decision_with_a_reason_and_one_press_undoes_it() -> None:
    at = unfold(press(loaded(), "Quick wins"), "scenarios")
    at = press(at, "Adopt and record the decision")
    assert "Say why" in said(at)
    typed(at, "What to call it", "Wins first")
    typed(at, "Why (stands in the decision)", "The board wants wins")
    at = press(at, "Adopt and record the decision")
    assert_whole(at)
    db = session.database()
    settled = read_settings(db, snapshots.snapshot(db, "main"))
    assert {one.id: round(one.points) for one in settled.criteria if one.on} == {
        "short_term_value": 60,
        "long_term_value": 20,
        "risk": 20,
    }
    assert settled.budget == 170e6
    note = versions.rows_of(db, Kind.NOTES, version=versions.current(db, "main")[Kind.NOTES])
    assert note["type"].to_pylist() == ["decision"]
    assert "The board wants wins" in note["text"].to_pylist()[0]
    assert points(opened())["Short-term value"] == 60, "everybody begins with it"
    press(at, "Undo this")
    assert read_settings(db, snapshots.snapshot(db, "main")).criteria == ()
    assert versions.current(db, "main").get(Kind.NOTES, 0) == 0


def test_criteria_are_saved_for_everybody_and_taken_back() -> None:
    at = unfold(loaded(), "criteria")
    at = press(at, "Save the criteria for this portfolio")
    assert_whole(at)
    db = session.database()
    assert len(read_settings(db, snapshots.snapshot(db, "main")).criteria) >= 3
    press(at, "Undo this")
    assert read_settings(db, snapshots.snapshot(db, "main")).criteria == ()


def test_where_nothing_can_be_written_sliders_move_and_saving_is_off(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    load(LIST)
    locked(monkeypatch)
    at = unfold(opened(), "scenarios", "criteria")
    at.slider[0].set_value(70).run()
    assert points(at)["Short-term value"] == 70
    saving = [one for one in at.button if one.label.startswith(("Save", "Adopt and"))]
    assert len(saving) == 3
    assert all(one.disabled and one.help == acts.READING_ONLY for one in saving)
