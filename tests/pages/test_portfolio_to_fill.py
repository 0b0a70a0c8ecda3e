"""Where files go is what the reader chose, whatever others save meanwhile."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from pages.shared import session
from pmo_core import importing
from pmo_core.importing.demo import DEMO
from pmo_core.intake.options import Options
from pmo_core.limits import PAGE_LIMITS
from pmo_core.sharing.roles import Role, grant_of
from tests.importing.conftest import TODAY
from tests.pages.conftest import open_page


def somebody_saves(portfolio: str) -> None:
    made = importing.stage(
        session.database(),
        b"ID,Project,As of,Budget (GBP)\nP1,Portal,2026-03-31,5000000\n",
        label="list.csv",
        options=Options(),
        portfolio=portfolio,
        limits=PAGE_LIMITS,
        today=TODAY,
    )
    importing.commit(session.database(), made, grant=grant_of(Role.ADMIN, who="somebody"))


def goal(at: AppTest) -> str:
    return str(at.selectbox(key="portfolio_to_fill").value)


def choose(at: AppTest, name: str) -> None:
    """Pick a portfolio, or type a name that is not in the list, which the tester cannot do by itself."""
    box = at.selectbox(key="portfolio_to_fill")
    if name not in box.options:
        box.options.append(name)
    box.set_value(name)
    at.run()


@pytest.mark.usefixtures("empty_workspace")
def test_a_new_name_stays_when_somebody_else_saves_the_first_portfolio() -> None:
    at = open_page("data")
    choose(at, "Of mine")
    somebody_saves("Of others")
    assert goal(at.run()) == "Of mine"


@pytest.mark.usefixtures("empty_workspace")
def test_a_new_name_stays_over_a_visit_to_another_page() -> None:
    somebody_saves("Of others")
    at = open_page("data")
    assert goal(at) == "Of others"
    choose(at, "Of mine")
    at.switch_page("pages/balance.py").run()
    at.switch_page("pages/data.py").run()
    assert goal(at) == "Of mine"


@pytest.mark.usefixtures("workspace")
def test_the_demo_is_never_filled() -> None:
    at = open_page("data")
    assert goal(at) == "main"
    choose(at, DEMO)
    assert goal(at) == "main"
    assert "not filled with files" in at.toast[0].value


@pytest.mark.usefixtures("empty_workspace")
def test_files_go_where_the_reader_has_gone() -> None:
    somebody_saves("First")
    somebody_saves("Second")
    at = open_page("data", {"v": "1", "portfolio": "Second"})
    assert goal(at) == "Second"
    choose(at, "First")
    at.switch_page("pages/balance.py").run()
    assert at.query_params["portfolio"] == "First"
