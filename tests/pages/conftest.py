from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from pages.shared import session
from pmo_core.settings import settings

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A database file of this test's own; it does not exist yet."""
    path = tmp_path / "pmo.duckdb"
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("PMO_DATABASE", str(path))
    settings.cache_clear()
    session.close()
    yield path
    session.close()
    st.cache_data.clear()
    settings.cache_clear()


@pytest.fixture
def empty_workspace(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The same without the demo portfolio: what a reader sees after deleting it."""
    monkeypatch.setattr(session, "seed_demo", lambda db, **_: {})
    return workspace


@pytest.fixture
def opened(workspace: Path) -> Callable[[str], AppTest]:
    """Open a page of the demo the way a link does: frame first, then the page."""
    return open_page


def open_page(page: str, query: dict[str, str] | None = None) -> AppTest:
    at = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    for name, value in (query or {}).items():
        at.query_params[name] = value
    at.run()
    return at if page == "overview" else at.switch_page(f"pages/{page}.py").run()


def assert_whole(at: AppTest) -> None:
    """The page came to its end: a title, no exception, no incident."""
    assert not at.exception
    assert "incident" not in at.session_state, [error.value for error in at.error]
    assert len(at.title) == 1
    assert at.title[0].value
