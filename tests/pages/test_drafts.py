"""What was typed on the Data page stays until it is saved or discarded, wherever one looks meanwhile."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from pages.shared import session
from pmo_core.importing import save_settings
from pmo_core.importing.settings import Declared
from pmo_core.model import Basis
from tests.pages.conftest import assert_whole, open_page
from tests.pages.test_entry import ADMIN, LIST, TODAY, button, load


@pytest.fixture
def listed(empty_workspace: Path) -> None:
    load(LIST)


def show(at: AppTest, tab: str) -> AppTest:
    at.session_state["data tab"] = tab
    at.run()
    assert_whole(at)
    return at


def name(at: AppTest) -> str | None:
    return next(one for one in at.text_input if one.label == "Name (required)").value


def short(at: AppTest) -> float | None:
    return next(one for one in at.number_input if one.label.startswith("Short term")).value


def enter(at: AppTest, text: str) -> None:
    next(one for one in at.text_input if one.label == "Name (required)").set_value(text)
    at.run()


def set_short(at: AppTest, months: int) -> None:
    next(one for one in at.number_input if one.label.startswith("Short term")).set_value(months)
    at.run()


@pytest.mark.usefixtures("listed")
def test_a_form_outlives_a_look_at_another_tab_and_another_page() -> None:
    at = show(open_page("data"), "Enter")
    enter(at, "Alpha")
    show(at, "History")
    assert name(show(at, "Enter")) == "Alpha"
    at.switch_page("pages/balance.py").run()
    at.switch_page("pages/data.py").run()
    assert name(show(at, "Enter")) == "Alpha"


@pytest.mark.usefixtures("listed")
def test_a_form_is_cleared_by_its_button_and_by_a_save() -> None:
    at = show(open_page("data"), "Enter")
    enter(at, "Alpha")
    button(at, "Clear")
    assert name(at) == ""
    enter(at, "Beta")
    button(at, "Add the project")
    assert name(at) == ""


@pytest.mark.usefixtures("listed")
def test_what_must_be_filled_in_is_said_and_the_rest_stays() -> None:
    at = show(open_page("data"), "Enter")
    next(one for one in at.text_input if one.label == "Department").set_value("Sales")
    at.run()
    button(at, "Add the project")
    said = at.error[0].value.replace("\\", "")
    assert said == "Not saved. The name must be filled in. The rest is kept."
    assert next(one for one in at.text_input if one.label == "Department").value == "Sales"


@pytest.mark.usefixtures("listed")
def test_declaring_one_setting_leaves_what_was_typed_in_another() -> None:
    at = show(open_page("data"), "Settings")
    set_short(at, 24)
    next(one for one in at.number_input if one.label.startswith("A state is stale")).set_value(30)
    at.run()
    button(at, "Declare the thresholds")
    assert short(at) == 24
    show(at, "Files")
    assert short(show(at, "Settings")) == 24
    button(at, "Discard")
    assert short(at) == 12


@pytest.mark.usefixtures("listed")
def test_a_setting_that_somebody_else_declared_is_shown_as_declared() -> None:
    at = show(open_page("data"), "Settings")
    next(one for one in at.selectbox if one.label == "Basis").set_value(Basis.COUNT)
    at.run()
    what = Declared(basis=Basis.EFFORT)
    save_settings(session.database(), "main", declared=what, grant=ADMIN, today=TODAY)
    at.run()
    assert next(one for one in at.selectbox if one.label == "Basis").value == Basis.EFFORT
