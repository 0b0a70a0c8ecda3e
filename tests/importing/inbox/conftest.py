"""An inbox in a folder of its own, whose files count as settled at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from pmo_core.importing import dropped, inbox


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty inbox."""
    made = inbox.inbox_folder(tmp_path / "pmo.duckdb")
    inbox.make_inbox(made)
    return made


@pytest.fixture(autouse=True)
def _settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tests on half-written files say otherwise."""
    monkeypatch.setattr(dropped, "SETTLED_SECONDS", 0.0)
