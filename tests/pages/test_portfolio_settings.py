"""The tab "Settings": each change says what it does, is saved by one button, and can be undone."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from pages.shared import session
from pmo_core.importing import save_settings
from pmo_core.importing.settings import Declared
from pmo_core.store import snapshots
from pmo_core.store.portfolio_settings import read_settings
from tests.pages.test_entry import ADMIN, TODAY, button, load

SCRIPT = """
from pages.shared import portfolio_settings
from pmo_core.sharing.roles import Role, grant_of

portfolio_settings.panel("main", grant=grant_of(Role.ADMIN, who="tester"))
"""
LIST = """ID,Project,As of,Owner,Rating,Budget (GBP),Finish
P1,Alpha,2026-03-31,Ann,Amber,6000000,2027-12-31
P2,Beta,2026-03-31,Ann,Red,1000000,2026-12-31
"""


def shown() -> AppTest:
    at = AppTest.from_string(SCRIPT, default_timeout=60).run()
    assert not at.exception
    return at


def said(at: AppTest) -> str:
    texts = [one.value for one in (*at.markdown, *at.caption, *at.success, *at.error)]
    return " ".join(texts).replace("\\", "")


@pytest.fixture
def listed(empty_workspace: Path) -> None:
    load(LIST)


def test_a_portfolio_without_data_says_how_to_begin(empty_workspace: Path) -> None:
    assert "Load a file first" in shown().info[0].value


@pytest.mark.usefixtures("listed")
def test_a_rule_says_what_moves_is_declared_and_undone() -> None:
    at = shown()
    assert "Preset in use; nobody has declared it." in said(at)
    next(one for one in at.number_input if one.label.startswith("Short term")).set_value(24)
    at.run()
    assert "1 project moves from medium to short." in said(at)
    button(at, "Declare the horizon rule")
    assert "Saved. Declared: horizon rule." in said(at)
    assert "Declared by tester" in said(at)
    button(at, "Undo this")
    db = session.database()
    assert read_settings(db, snapshots.snapshot(db, "main")).rule.short_months == 12


@pytest.mark.usefixtures("listed")
def test_thresholds_that_were_changed_go_back_to_their_default() -> None:
    at = shown()
    next(one for one in at.selectbox if one.label == "Needs attention when rated").set_value(50.0)
    at.run()
    assert "Needs attention 1 project → 2 projects." in said(at)
    button(at, "Declare the thresholds")
    button(at, "Back to the default thresholds")
    db = session.database()
    assert read_settings(db, snapshots.snapshot(db, "main")).thresholds.attention_rating == 25
    assert "Default: attention rating." in said(at)


@pytest.mark.usefixtures("listed")
def test_a_border_below_the_other_is_refused_before_it_is_saved() -> None:
    at = shown()
    next(one for one in at.number_input if one.label.startswith("Short term")).set_value(40)
    at.run()
    assert "lies below" in at.warning[0].value
    assert all(one.label != "Declare the horizon rule" for one in at.button)


@pytest.mark.usefixtures("listed")
def test_own_rating_labels_can_be_changed() -> None:
    what = Declared(ratings={"On track": 100.0, "Exempt": None})
    save_settings(session.database(), "main", declared=what, grant=ADMIN, today=TODAY)
    at = shown()
    label = next(one for one in at.selectbox if "on track" in one.label)
    assert label.value == 100.0
    label.set_value(75.0)
    at.run()
    button(at, "Declare the rating labels")
    db = session.database()
    assert read_settings(db, snapshots.snapshot(db, "main")).rating_scores["on track"] == 75


@pytest.mark.usefixtures("listed")
def test_the_borders_of_kpi_colours_say_what_they_would_do_and_are_declared_by_themselves() -> None:
    load(
        "Name,Unit,Better,Baseline,Baseline date,Target date,Period,Value,Target\n"
        "Paperless,%,higher,0,2026-01-01,2026-12-31,2026-01,5,100\n"
        "Paperless,%,higher,0,2026-01-01,2026-12-31,2026-03,10,100\n"
    )
    at = shown()
    at.number_input(key=amber(at)).set_value(20).run()
    assert "1 of 1 KPI changes its colour: 1 amber to green." in said(at)
    button(at, "Declare the borders of KPIs")
    assert "Saved. Declared: kpi amber." in said(at)
    db = session.database()
    assert read_settings(db, snapshots.snapshot(db, "main")).thresholds.kpi_amber == 0.2
    assert all(one.label != "Back to the default thresholds" for one in at.button)
    at.number_input(key=amber(at)).set_value(30).run()
    assert "no KPI is amber for its pace" in said(at)
    at.number_input(key=amber(at)).set_value(20).run()
    button(at, "Back to the default borders of KPIs")
    assert read_settings(db, snapshots.snapshot(db, "main")).thresholds.kpi_amber == 0.1


@pytest.mark.usefixtures("listed")
def test_the_border_of_power_and_interest_says_who_moves_and_is_declared_by_itself() -> None:
    load("Stakeholder,Role,Power,Interest\nAnn,CFO,5,3\nBen,Union,2,4\n")
    at = shown()
    key = str(next(one.key for one in at.number_input if one.label.startswith("High from")))
    at.number_input(key=key).set_value(4.0).run()
    assert "1 of 2 people moves in the grid: 1 from manage closely to keep satisfied." in said(at)
    button(at, "Declare the border of power and interest")
    db = session.database()
    assert read_settings(db, snapshots.snapshot(db, "main")).thresholds.high_standing == 4.0
    assert all(one.label != "Back to the default thresholds" for one in at.button)
    button(at, "Back to the default border of power and interest")
    assert read_settings(db, snapshots.snapshot(db, "main")).thresholds.high_standing == 3.0


def amber(at: AppTest) -> str:
    return str(next(one.key for one in at.number_input if one.label.startswith("Amber when")))
