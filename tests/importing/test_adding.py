"""One row more by hand: a project, a reading, a contact, a decision; each can be undone."""

from __future__ import annotations

from datetime import date

import pytest

from pmo_core import importing
from pmo_core.errors import IntakeError
from pmo_core.importing.adding import add_contact, add_note, add_project, add_reading, series_now
from pmo_core.importing.entry import states_now
from pmo_core.importing.typed import Row
from pmo_core.model import Kind
from pmo_core.store import versions
from pmo_core.store.database import Database
from tests.importing.conftest import ADMIN, TODAY, Put
from tests.importing.test_entry import LIST, rows


def test_a_project_joins_the_list_at_its_date(db: Database, put: Put) -> None:
    put(LIST)
    row: Row = {"name": "Total overhaul", "budget": "1.5m", "finish": date(2027, 6, 30), "risk": 2.0}
    made = add_project(db, "main", row=row, grant=ADMIN, today=TODAY, currency="GBP")
    assert made.label == "Entered: project “Total overhaul”"
    added = next(row for row in rows(db) if row["name"] == "Total overhaul")
    assert (added["as_of"], added["budget"], added["currency"]) == (date(2026, 3, 31), 1_500_000.0, "GBP")
    assert len(states_now(db, "main")) == 4


def test_the_first_project_of_a_portfolio_is_dated_today(db: Database) -> None:
    add_project(db, "main", row={"name": "First"}, grant=ADMIN, today=TODAY)
    assert states_now(db, "main")["first"].as_of == TODAY


@pytest.mark.parametrize(
    ("typed", "budget"),
    [
        ("€ 2,5m", 2_500_000.0),
        ("EUR 1.250,50", 1250.5),
        ("EUR 2,500", 2500.0),
        ("EUR 1,234,567", 1_234_567.0),
        ("EUR 1,234.5", 1234.5),
    ],
)
def test_an_amount_may_have_its_decimals_after_a_comma(db: Database, typed: str, budget: float) -> None:
    add_project(db, "main", row={"name": "First", "budget": typed}, grant=ADMIN, today=TODAY)
    assert (rows(db)[0]["budget"], rows(db)[0]["currency"]) == (budget, "EUR")


@pytest.mark.parametrize("row", [{"name": "ALPHA"}, {"name": "Else", "project_id": "P1"}])
def test_a_project_that_is_there_is_not_added(db: Database, put: Put, row: Row) -> None:
    put(LIST)
    with pytest.raises(IntakeError, match="“Alpha” is among the projects already"):
        add_project(db, "main", row=row, grant=ADMIN, today=TODAY)


KPIS = """KPI,Unit,Region,Period,Value,Target,Direction
Churn,%,North,2026-02,4.5,3,lower
Churn,%,South,2026-02,5.5,3,lower
Churn,%,North,2026-03,4.1,3,lower
Churn,%,South,2026-03,5.1,3,lower
"""


def test_a_reading_continues_the_series_that_was_chosen(db: Database, put: Put) -> None:
    put(KPIS, "kpis.csv")
    south = next(one for one in series_now(db, "main") if "South" in one.name)
    row: Row = {"period": "2026-04", "value": 4.9}
    made = add_reading(db, "main", row=row, series=south.key, grant=ADMIN, today=TODAY)
    assert made is not None
    assert made.label == "Entered: reading of “Churn” for 2026-04"
    again = next(one for one in series_now(db, "main") if one.key == south.key)
    assert (again.period, again.value, again.alike) == ("2026-04", 4.9, south.alike)
    assert len(series_now(db, "main")) == 2


def test_a_reading_of_a_known_period_changes_it_and_keeps_its_target(db: Database, put: Put) -> None:
    put(KPIS, "kpis.csv")
    north = next(one for one in series_now(db, "main") if "North" in one.name)
    row: Row = {"period": "Mar 2026", "value": 4.0}
    add_reading(db, "main", row=row, series=north.key, grant=ADMIN, today=TODAY)
    again = next(one for one in series_now(db, "main") if one.key == north.key)
    assert (again.value, again.target) == (4.0, 3.0)
    assert add_reading(db, "main", row=row, series=north.key, grant=ADMIN, today=TODAY) is None


def test_a_period_of_another_length_is_refused(db: Database, put: Put) -> None:
    put(KPIS, "kpis.csv")
    key = series_now(db, "main")[0].key
    with pytest.raises(IntakeError, match="“2026” is a year, and this KPI has a value per month"):
        add_reading(db, "main", row={"period": "2026", "value": 1.0}, series=key, grant=ADMIN, today=TODAY)


def test_a_new_kpi_begins_with_its_first_reading(db: Database) -> None:
    row: Row = {"name": "Benefits", "unit": "GBP", "direction": "higher", "period": "2026-Q1", "value": 12.0}
    add_reading(db, "main", row={**row, "target": 0.0}, grant=ADMIN, today=TODAY)
    found = series_now(db, "main")[0]
    assert (found.name, found.grain, found.value, found.target) == ("Benefits · GBP", "quarter", 12.0, 0.0)


def test_a_contact_with_somebody_new_adds_the_stakeholder_and_undo_takes_both_back(db: Database) -> None:
    row: Row = {"date": TODAY, "stakeholder": "Jane Doe", "sentiment": 1.0, "two_way": True}
    made = add_contact(db, "main", row=row, grant=ADMIN, today=TODAY)
    assert rows(db, Kind.STAKEHOLDERS)[0]["name"] == "Jane Doe"
    assert rows(db, Kind.CONTACTS)[0]["two_way"] is True
    with pytest.raises(IntakeError, match="Exactly this is saved already"):
        add_contact(db, "main", row=row, grant=ADMIN, today=TODAY)
    importing.take_back(db, "main", made=made.made, grant=ADMIN)
    assert not versions.current(db, "main")


def test_a_decision_is_kept_as_a_note(db: Database) -> None:
    row: Row = {"type": "decision", "text": "Stop Beta", "date": TODAY, "owner": "Board"}
    assert add_note(db, "main", row=row, grant=ADMIN, today=TODAY).label == "Entered: decision “Stop Beta”"
    assert rows(db, Kind.NOTES)[0]["text"] == "Stop Beta"


@pytest.mark.parametrize("who", ["S1", "alice example"])
def test_a_contact_with_somebody_on_the_list_by_id_or_name_adds_nobody(
    db: Database, put: Put, who: str
) -> None:
    put("Stakeholder ID,Stakeholder,Power,Interest\nS1,Alice Example,4,5\n", "stakeholders.csv")
    before = versions.current(db, "main")[Kind.STAKEHOLDERS]
    row: Row = {"date": date(2026, 3, 30), "stakeholder": who, "channel": "call"}
    add_contact(db, "main", row=row, grant=ADMIN, today=TODAY)
    assert versions.current(db, "main")[Kind.STAKEHOLDERS] == before


def test_a_kpi_in_years_and_quarters_takes_a_reading_of_either(db: Database) -> None:
    for period, value in (("2025", 40.0), ("2026-Q1", 42.0)):
        row: Row = {"name": "Speed", "period": period, "value": value}
        add_reading(db, "main", row=row, grant=ADMIN, today=TODAY)
    years, quarters = sorted(series_now(db, "main"), key=lambda one: str(one.grain), reverse=True)
    assert (years.name, years.following) == ("Speed · per year", "2026")
    assert (quarters.name, quarters.following) == ("Speed · per quarter", "2026-Q2")
    for series in (years, quarters):
        row = {"period": series.following, "value": 50.0}
        add_reading(db, "main", row=row, series=series.key, grant=ADMIN, today=TODAY)
    assert {(one.grain, one.period) for one in series_now(db, "main")} == {
        ("year", "2026"),
        ("quarter", "2026-Q2"),
    }
    with pytest.raises(IntakeError, match="this KPI has a value per year"):
        add_reading(
            db, "main", row={"period": "2026-Q3", "value": 1.0}, series=years.key, grant=ADMIN, today=TODAY
        )


def test_years_and_quarters_of_one_file_are_named_apart(db: Database, put: Put) -> None:
    put("Name,Period,Value\nSpeed,2025,4\nSpeed,2026-Q1,5\nLone,2025,4\n", "kpis.csv", kind=Kind.KPIS)
    assert {one.name for one in series_now(db, "main")} == {"Speed · per year", "Speed · per quarter", "Lone"}
