"""The tab "Templates and exports": what is offered, the demo in and out, and deleting by the typed name."""

from __future__ import annotations

import io
import zipfile
from contextlib import closing
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from pages.shared import deleting, session
from pages.shared.session import database
from pmo_core import importing
from pmo_core.importing import exports
from pmo_core.importing.own_sheets import FILLED_IN
from pmo_core.intake.options import Options
from pmo_core.limits import PAGE_LIMITS
from pmo_core.look import md
from pmo_core.store import snapshots, versions
from pmo_core.store.backup import backup
from tests.importing.conftest import ADMIN, TODAY
from tests.pages.conftest import assert_whole, open_page

LIST = b"""Project ID,Project,Status,Budget (GBP million),Finish
1,Portal *one*,Open,40,2026-12-31
2,Campus,Open,20,2027-06-30
"""
NAME = "Mine *and* yours"


@pytest.fixture
def tab(workspace: Path) -> AppTest:
    """The open tab of a workspace with the demo."""
    return _opened()


def _opened(shown: str = "Templates and exports") -> AppTest:
    at = open_page("data")
    at.session_state["data tab"] = shown
    at.run()
    assert_whole(at)
    return at


def _own(content: bytes = LIST) -> None:
    staged = importing.stage(
        database(),
        content,
        label="list 2026-03-31.csv",
        options=Options(),
        portfolio=NAME,
        limits=PAGE_LIMITS,
        today=TODAY,
    )
    importing.commit(database(), staged, grant=ADMIN)


def _names() -> list[str]:
    return [known.name for known in versions.portfolios(database())]


def _labels(at: AppTest) -> list[str]:
    return [button.label for button in at.get("download_button")]


def test_templates_and_exports_are_offered(tab: AppTest) -> None:
    assert len(_labels(tab)) == 2 * len(FILLED_IN) + 2 + 3
    assert [header.value for header in tab.header] == ["Templates", "Exports of Demo", "Demo portfolio"]


def test_texts_that_a_workbook_has_no_room_for_are_counted(workspace: Path) -> None:
    _own(
        b"Project ID,Project,Budget (GBP),Commentary\n1,Portal,5000000,short\n2,Campus,6000000,"
        + b"x" * 40_000
        + b"\n"
    )
    at = _opened()
    at.selectbox(key=f"keep export {_names()}").set_value(NAME).run()
    assert any("1 text of more than 32,767 characters" in line.value for line in at.caption)


def test_one_click_takes_the_demo_out_and_it_stays_out(tab: AppTest) -> None:
    tab.button(key="delete demo").click().run()
    assert_whole(tab)
    assert _names() == []
    session.close()
    again = _opened()
    assert _names() == [], "an empty workspace that was emptied on purpose stays empty"
    again.button(key="load demo").click().run()
    assert_whole(again)
    assert _names() == [importing.DEMO]


def test_a_demo_that_was_taken_out_stays_out_beside_own_portfolios(tab: AppTest) -> None:
    _own()
    tab.button(key="delete demo").click().run()
    session.close()
    assert_whole(_opened())
    assert _names() == [NAME]


def test_nothing_is_deleted_before_the_name_is_typed(tab: AppTest) -> None:
    _own()
    kept = md(backup(database(), None, grant=ADMIN).path.name)
    at = _delete_fold(NAME)
    text = "\n".join(line.value for line in at.markdown)
    assert "2 rows of projects; 1 version, 1 load" in text
    assert kept in text
    assert at.button(key="delete button").disabled
    at.text_input(key="delete typed").set_value("Mine and yours").run()
    assert at.button(key="delete button").disabled
    at.text_input(key="delete typed").set_value(NAME).run()
    at.button(key="delete button").click().run()
    assert_whole(at)
    assert _names() == [importing.DEMO]
    assert any(kept in caption.value for caption in at.caption)


def test_everything_goes_by_the_word(tab: AppTest) -> None:
    _own()
    at = _delete_fold(deleting.EVERYTHING)
    at.text_input(key="delete typed").set_value(deleting.ALL).run()
    at.button(key="delete button").click().run()
    assert_whole(at)
    assert _names() == []


def _delete_fold(what: str) -> AppTest:
    at = _opened("Settings")
    at.session_state["delete fold"] = True
    at.run()
    next(box for box in at.selectbox if box.label == "What to delete").set_value(what).run()
    assert_whole(at)
    return at


def test_the_archive_holds_a_file_per_kind_and_the_dictionary(workspace: Path) -> None:
    _own()
    made = exports.export_archive(database(), snapshots.snapshot(database(), NAME), grant=ADMIN)
    with closing(zipfile.ZipFile(io.BytesIO(made.content))) as archive:
        assert archive.namelist() == ["projects.csv", "dictionary.csv"]
