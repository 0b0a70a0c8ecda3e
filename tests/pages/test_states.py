"""What the pages say when there is nothing, when nothing can be written, and when nothing can be opened."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pytest
from streamlit.testing.v1 import AppTest

from pages.shared import acts, session
from pmo_core.store import connection
from tests.pages.conftest import ROOT, assert_whole, open_page
from tests.pages.test_entry import LIST, load

TABS = ["Files", "Enter", "History", "Templates and exports", "Settings"]
OTHERS = {"Clear", "Discard", "Put away"}
"""Buttons that save nothing."""

HOLDER = """
import sys
from pathlib import Path
from pmo_core.store.database import Database
db = Database.open(Path(sys.argv[1]))
print("open", flush=True)
sys.stdin.read()
"""


def opened(tab: str) -> AppTest:
    at = open_page("data")
    at.session_state["data tab"] = tab
    return at.run()


def said(at: AppTest) -> str:
    return " ".join(one.value for one in (*at.info, *at.warning, *at.error, *at.caption)).replace("\\", "")


def writing(at: AppTest) -> dict[str, bool]:
    """The buttons that save something, and whether they can be pressed."""
    return {one.label: not one.disabled for one in at.button if one.label not in OTHERS}


@pytest.mark.usefixtures("empty_workspace")
@pytest.mark.parametrize(
    ("tab", "way_out"),
    [
        ("Files", "Name, budget and finish date are enough"),
        ("Enter", "Drop a project list under Files, or add the first one below"),
        ("History", "What you save appears here"),
        ("Settings", "Load a file first"),
    ],
)
def test_a_tab_without_data_says_how_to_begin(tab: str, way_out: str) -> None:
    at = opened(tab)
    assert_whole(at)
    assert way_out in said(at)


@pytest.mark.usefixtures("empty_workspace")
@pytest.mark.parametrize("page", ["overview", "balance"])
def test_a_page_without_data_offers_a_template_and_the_demo(page: str) -> None:
    at = open_page(page)
    assert [one.label for one in at.get("download_button")] == ["Template to fill in (XLSX)"]
    assert writing(at) == {"Load the demo": True}


def read_only(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A portfolio with a history, in a place that cannot be written any more."""
    load(LIST)
    load(LIST.replace("2026-03-31", "2026-06-30"))
    locked(monkeypatch)


def locked(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is there can be read and not written any more."""
    session.close()
    real = duckdb.connect

    def connect(file: str, *, read_only: bool, config: dict[str, str]) -> duckdb.DuckDBPyConnection:
        if file != ":memory:" and not read_only:
            raise duckdb.IOException(f'Cannot open file "{file}": Read-only file system')
        return real(file, read_only=read_only, config=config)

    monkeypatch.setattr(connection.duckdb, "connect", connect)


@pytest.mark.parametrize("tab", TABS)
def test_where_nothing_can_be_written_every_act_is_off_and_says_why(
    tab: str, workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read_only(workspace, monkeypatch)
    at = opened(tab)
    assert_whole(at)
    assert "may not write" in at.warning[0].value
    acting = writing(at)
    assert not any(acting.values()), acting
    assert tab == "Files" or acting
    assert all(acts.READING_ONLY in one.help for one in at.button if one.label in acting)


@contextmanager
def held_by_another(path: Path) -> Iterator[None]:
    """Another process has the database open."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(path)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "open\n"
        yield
        holder.communicate("")


@pytest.mark.usefixtures("empty_workspace")
def test_a_database_in_use_elsewhere_is_named_and_found_again_without_a_restart(
    empty_workspace: Path,
) -> None:
    load(LIST)
    session.close()
    with held_by_another(empty_workspace):
        at = open_page("data")
        assert "Another copy of the program is using this database" in said(at)
        assert "incident" not in at.session_state
        assert not at.exception
    assert_whole(at.run())
    assert not at.error


@pytest.mark.usefixtures("empty_workspace")
def test_a_full_disk_keeps_what_was_typed_and_says_so_until_there_is_room(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    at = opened("Enter")
    next(one for one in at.text_input if one.label.startswith("Name")).set_value("Alpha")
    full = shutil.disk_usage("/")._replace(free=0)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: full)
    add = next(one for one in at.button if one.label == "Add the project")
    add.click().run()
    assert "not enough room on the disk" in said(at)
    assert "disk is almost full" in said(at)
    assert next(one for one in at.text_input if one.label.startswith("Name")).value == "Alpha"
    monkeypatch.undo()
