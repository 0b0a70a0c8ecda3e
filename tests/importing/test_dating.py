"""A milestone is reported by hand: one dated report more, and the rest of what is known of it stays."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from pmo_core import importing
from pmo_core.errors import IntakeError
from pmo_core.importing.dating import date_milestone
from pmo_core.importing.typed import Row
from pmo_core.model import Kind
from pmo_core.store import versions
from pmo_core.store.database import Database
from tests.importing.conftest import ADMIN, TODAY, Put

BY_ID = """Milestone id,Milestone,Project,As of,Baseline date,Forecast date,Actual date,KPI
M1,Permit,P1,2026-03-31,2026-06-30,2026-06-30,,K1
M1,Permit,P1,2026-06-30,2026-06-30,2026-09-30,,K1
M2,Launch,P1,2026-06-30,2026-12-31,2026-12-31,,
"""
BY_NAME = """Milestone,Project,As of,Baseline date,Forecast date
Permit,P1,2026-06-30,2026-06-30,2026-09-30
Permit,P2,2026-06-30,2026-06-30,2026-08-31
"""
LATER: Row = {"forecast_date": date(2027, 1, 31)}


def reports(db: Database, **own: object) -> list[dict[str, object]]:
    """Reports of what has these values, the earliest first."""
    version = versions.current(db, "main")[Kind.MILESTONES]
    rows = versions.rows_of(db, Kind.MILESTONES, version=version).to_pylist()
    chosen = [row for row in rows if all(row[name] == value for name, value in own.items())]
    return sorted(chosen, key=lambda row: row["as_of"])


def dated(db: Database, milestone: str, dates: Row, *, today: date = TODAY) -> importing.entry.Entered | None:
    return date_milestone(db, "main", milestone=milestone, dates=dates, grant=ADMIN, today=today)


def test_a_typed_forecast_is_a_report_of_today_and_keeps_the_rest(db: Database, put: Put) -> None:
    put(BY_ID)
    made = dated(db, "M1", LATER)
    assert made is not None
    assert made.label == "Entered: dates of “Permit”"
    *before, new = reports(db, milestone_id="M1")
    assert len(before) == 2
    assert (new["as_of"], new["forecast_date"]) == (TODAY, date(2027, 1, 31))
    assert (new["baseline_date"], new["kpi_id"]) == (date(2026, 6, 30), "K1")
    assert new["key"] == f"M1 | {TODAY}"
    importing.take_back(db, "main", made=made.made, grant=ADMIN)
    assert len(reports(db, milestone_id="M1")) == 2


def test_a_second_report_of_one_day_replaces_the_first(db: Database, put: Put) -> None:
    put(BY_ID)
    dated(db, "M1", {**LATER, "actual_date": TODAY})
    dated(db, "M1", {"forecast_date": date(2027, 2, 1)})
    *before, new = reports(db, milestone_id="M1")
    assert len(before) == 2
    assert (new["forecast_date"], new["actual_date"]) == (date(2027, 2, 1), None)


def test_a_milestone_without_an_id_is_known_by_its_name_and_project(db: Database, put: Put) -> None:
    put(BY_NAME)
    dated(db, "permit | p2", LATER)
    assert len(reports(db, project_id="P1")) == 1
    *_, new = reports(db, project_id="P2")
    assert new["key"] == f"permit | p2 | {TODAY}"
    dated(db, "permit | p2", {"forecast_date": date(2027, 3, 1)}, today=TODAY + timedelta(days=1))
    assert len(reports(db, project_id="P2")) == 3


def test_what_is_there_already_is_not_saved_again(db: Database, put: Put) -> None:
    put(BY_ID)
    assert dated(db, "M2", {"forecast_date": date(2026, 12, 31)}) is None


@pytest.mark.parametrize(
    ("milestone", "dates", "said"),
    [
        ("M9", LATER, "not there any more"),
        ("M1", {"actual_date": TODAY + timedelta(days=1)}, "on a day to come"),
    ],
)
def test_what_cannot_hold_is_refused(db: Database, put: Put, milestone: str, dates: Row, said: str) -> None:
    put(BY_ID)
    with pytest.raises(IntakeError, match=said):
        dated(db, milestone, dates)
    assert len(reports(db)) == 3


def test_a_milestone_is_not_left_without_any_date(db: Database, put: Put) -> None:
    put("Milestone,Project,As of,Forecast date\nPermit,P1,2026-06-30,2026-09-30\n")
    with pytest.raises(IntakeError, match="needs a date"):
        dated(db, "permit | p1", {})
