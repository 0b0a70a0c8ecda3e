"""KPIs are judged when a version is first opened, and not again."""

from __future__ import annotations

import pytest

from pages.shared.kpis import desk
from pmo_core.answers.kpis.facts import KpiFacts
from pmo_core.model import Snapshot
from pmo_core.store.database import Database
from tests.pages.conftest import assert_whole
from tests.pages.test_entry import load
from tests.pages.test_kpis import HEAD, LIST, SHIFTED, listed, opened, rows

__all__ = ["listed"]


@pytest.mark.usefixtures("listed")
def test_readings_are_gathered_once_per_version_and_date(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    gather = desk.gather

    def counted(db: Database, snapshot: Snapshot) -> KpiFacts:
        asked.append(f"{snapshot.versions} {snapshot.as_of}")
        return gather(db, snapshot)

    monkeypatch.setattr(desk, "gather", counted)
    for query in ({}, {"text": "complaints"}, {}):
        assert_whole(opened(query))
    assert len(asked) == 1
    load(HEAD + LIST.removeprefix(HEAD) + rows("Late", SHIFTED))
    assert_whole(opened())
    assert len(asked) == len(set(asked)) == 2
