"""The tab "Enter": edits are kept until saved, a refusal keeps what was typed, and a save can be undone."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from pages.shared import session
from pages.shared.entering import rating
from pmo_core import importing
from pmo_core.importing.entry import states_now
from pmo_core.intake.options import Options
from pmo_core.limits import PAGE_LIMITS
from pmo_core.look import md
from pmo_core.sharing.roles import Role, grant_of
from pmo_core.store.history import history
from tests.importing.conftest import TODAY

ADMIN = grant_of(Role.ADMIN, who="tester")
SCRIPT = """
from pages.shared import entry
from pmo_core.sharing.roles import Role, grant_of

entry.panel("main", grant=grant_of(Role.ADMIN, who="tester"))
"""
LIST = "ID,Project,As of,Owner,Budget (GBP),Finish\n" + "".join(
    f"P{n},Project {n},2026-03-31,{'Ann' if n % 2 else ''},{n}000000,2027-03-31\n" for n in range(1, 21)
)


def shown() -> AppTest:
    at = AppTest.from_string(SCRIPT, default_timeout=60).run()
    assert not at.exception
    return at


def load(text: str) -> None:
    made = importing.stage(
        session.database(),
        text.encode(),
        label="list.csv",
        options=Options(),
        portfolio="main",
        limits=PAGE_LIMITS,
        today=TODAY,
    )
    importing.commit(session.database(), made, grant=ADMIN)


def button(at: AppTest, label: str) -> None:
    next(one for one in at.button if one.label == label).click()
    at.run()
    assert not at.exception


@pytest.fixture
def listed(empty_workspace: Path) -> None:
    load(LIST)


def test_an_empty_portfolio_says_how_to_begin(empty_workspace: Path) -> None:
    assert "No open project is here yet" in shown().info[0].value


@pytest.mark.usefixtures("listed")
def test_the_largest_unrated_projects_come_first_and_the_rest_is_counted() -> None:
    at = shown()
    said = [text.value for text in at.markdown]
    first = md("20 of 20 open projects leave value, risk, horizon or owner open. They hold £210m")
    assert any(first in text for text in said)
    rest = md("5 smaller ones on the next pages, holding £15.0m.")
    assert any(rest in text.value for text in at.caption)


@pytest.mark.usefixtures("listed")
def test_edits_are_counted_saved_and_undone() -> None:
    at = shown()
    whole = {"short_term_value": 7.0, "long_term_value": 4.0, "risk": 2.0}
    at.session_state[rating.EDITS] = {"main": {"P20": {**whole, "owner": "Bo"}, "P19": {"risk": 3.0}}}
    at.run()
    cover = md("Complete ratings cover 0 % → 10 % of the money.")
    assert any(cover in text.value for text in at.caption)
    button(at, "Save 5 changes to 2 projects")
    said = at.success[0].value.replace("\\", "")
    assert said == "Saved. Entered: value, risk, owner of 2 projects."
    db = session.database()
    assert states_now(db, "main")["P20"].rated["risk"] == 2.0
    assert at.session_state[rating.EDITS] == {"main": {}}
    button(at, "Undo this")
    assert states_now(db, "main")["P20"].rated["risk"] is None
    assert not at.success


@pytest.mark.usefixtures("listed")
def test_a_refused_save_keeps_what_was_typed() -> None:
    at = shown()
    typed = {"main": {"P20": {"owner": "TBC"}}}
    at.session_state[rating.EDITS] = typed
    at.run()
    button(at, "Save 1 change to 1 project")
    assert "cannot be saved as owner" in at.error[0].value
    assert at.session_state[rating.EDITS] == typed
    assert len(history(session.database(), "main")) == 1


@pytest.mark.usefixtures("listed")
def test_a_value_beyond_its_scale_is_refused_in_words() -> None:
    at = shown()
    at.session_state[rating.EDITS] = {"main": {"P20": {"short_term_value": 15.0}}}
    at.run()
    button(at, "Save 1 change to 1 project")
    assert "“15” cannot be saved as short-term value. Give a number from 0 to 10." in at.error[
        0
    ].value.replace("\\", "")


@pytest.mark.usefixtures("listed")
def test_emptying_a_cell_is_no_change_and_says_so() -> None:
    at = shown()
    at.session_state[rating.EDITS] = {"main": {"P19": {"owner": None}, "P99": {"risk": 2.0}}}
    at.run()
    assert any(one.label == "Nothing to save yet" and one.disabled for one in at.button)
    said = [text.value for text in at.caption]
    assert any("Emptying a cell keeps its value" in text for text in said)
    assert any("Edits of 1 project are not saved" in text for text in said)


@pytest.mark.usefixtures("empty_workspace")
@pytest.mark.parametrize(
    ("form", "typed", "label", "said"),
    [
        ("Project", {"name": "Alpha", "budget": "GBP 1.5m"}, "Add the project", "project “Alpha”"),
        ("KPI reading", {"name": "Churn", "period": "2026-03"}, "Add the reading", "reading of “Churn”"),
        ("Decision or note", {"text": "Stop it"}, "Add it", "decision “Stop it”"),
    ],
)
def test_a_form_adds_one_row_and_begins_anew(form: str, typed: dict[str, str], label: str, said: str) -> None:
    at = shown()
    at.session_state["entry what"] = form
    at.run()
    for field, text in typed.items():
        next(one for one in at.text_input if str(one.key).endswith(f" 0 {field}")).set_value(text)
    for one in at.number_input:
        if str(one.key).endswith(" 0 value"):
            one.set_value(4.5)
    button(at, label)
    assert said in at.success[0].value.replace("\\", "")
    assert all(one.value == "" for one in at.text_input)


@pytest.mark.usefixtures("empty_workspace")
def test_a_refused_form_keeps_what_was_typed() -> None:
    at = shown()
    name, budget = (
        next(f for f in at.text_input if str(f.key).endswith(n)) for n in (" 0 name", " 0 budget")
    )
    name.set_value("Alpha")
    budget.set_value("a lot")
    button(at, "Add the project")
    assert "“a lot” cannot be saved as budget" in at.error[0].value.replace("\\", "")
    assert [one.value for one in at.text_input if one.value] == ["Alpha", "a lot"]
