"""The clock of the machine jumps: the order of acts, the backups and the audit do not."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from pmo_core.store import backup as backups
from pmo_core.store import clock, copies
from pmo_core.store.audit import verify
from pmo_core.store.backup import backup, backup_if_due, backups_of
from pmo_core.store.database import Database
from pmo_core.store.versions import history
from tests.store.conftest import ADMIN, Save

Jump = Callable[[timedelta], None]


@pytest.fixture
def jump(monkeypatch: pytest.MonkeyPatch) -> Jump:
    """Set the clock of the machine by so much from the right time."""

    def to(far: timedelta) -> None:
        class Moved(datetime):
            @classmethod
            def now(cls, tz: object = None) -> datetime:
                return datetime.now(UTC) + far

        for module in (backups, clock, copies):
            monkeypatch.setattr(module, "datetime", Moved)

    return to


@pytest.mark.parametrize("hours", [-23, -1, 1, 23])
def test_acts_stay_in_their_order_when_the_clock_is_set(
    hours: int, db: Database, save: Save, jump: Jump
) -> None:
    save(db, {"A": 1.0}, label="first.csv")
    jump(timedelta(hours=hours))
    save(db, {"B": 1.0}, label="second.csv")
    save(db, {"C": 1.0}, label="third.csv")
    found = history(db, "main")
    assert [entry.label for entry in found] == ["third.csv", "second.csv", "first.csv"]
    assert found[0].made_at > found[1].made_at > found[2].made_at
    assert verify(db).ok
    assert db.notice is None


def test_a_clock_that_is_days_behind_is_shown_and_logged(
    db: Database, save: Save, jump: Jump, caplog: pytest.LogCaptureFixture
) -> None:
    jump(timedelta(days=400))
    save(db, {"A": 1.0}, label="first.csv")
    jump(timedelta())
    assert "399 days behind the last change" in (db.notice or "")
    with caplog.at_level(logging.WARNING):
        save(db, {"B": 1.0}, label="second.csv")
    assert "behind the last change" in caplog.text
    assert db.notice is None, "the last change bears the right date again"
    assert [entry.label for entry in history(db, "main")] == ["second.csv", "first.csv"]
    assert verify(db).ok


def test_backups_of_a_clock_that_ran_ahead_neither_hinder_nor_outlive_others(
    db: Database, save: Save, jump: Jump
) -> None:
    save(db, {"A": 1.0})
    jump(timedelta(days=400))
    ahead = [backup(db, grant=ADMIN) for _ in range(3)]
    jump(timedelta())
    made = backup_if_due(db, grant=ADMIN)
    assert made is not None, "the daily backup does not wait for the wrong date"
    assert backups_of(db)[0] == made
    later = [backup(db, grant=ADMIN) for _ in range(5)]
    assert backups_of(db)[:6] == [*reversed(later), made]
    assert ahead[0] not in backups_of(db), "they are the first to go"
