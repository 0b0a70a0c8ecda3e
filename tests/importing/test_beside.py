"""Rows of another kind that a file holds too are loaded with it, in one transaction, and undone in turn."""

from __future__ import annotations

from pmo_core import importing
from pmo_core.model import Kind
from pmo_core.store.database import Database
from pmo_core.store.mappings import remembered
from pmo_core.store.versions import current, rows_of
from tests.importing.conftest import ADMIN, Put

REGISTER = """Stakeholder,Role,Influence,Interest,Last contact
Ana Ruiz,Sponsor,5,4,2026-02-03
Ben Okoye,Finance,4,2,2026-03-01
Cem Kaya,Supplier,2,3,
"""


def test_the_last_contact_of_a_register_becomes_a_contact(db: Database, put: Put) -> None:
    staged = put(REGISTER, "stakeholders.csv")
    assert staged.reading.kind is Kind.STAKEHOLDERS
    assert [(each.reading.kind, each.mode) for each in staged.beside] == [(Kind.CONTACTS, "update")]
    now = current(db, "main")
    assert set(now) == {Kind.STAKEHOLDERS, Kind.CONTACTS}
    contacts = rows_of(db, Kind.CONTACTS, version=now[Kind.CONTACTS])
    assert sorted(map(str, contacts["date"].to_pylist())) == ["2026-02-03", "2026-03-01"]
    assert [shape.kind for shape in remembered(db, "main")] == [Kind.STAKEHOLDERS]


def test_a_later_register_adds_its_contacts_and_keeps_the_earlier_ones(db: Database, put: Put) -> None:
    put(REGISTER, "stakeholders.csv")
    put(REGISTER.replace("2026-02-03", "2026-05-06"), "stakeholders.csv")
    contacts = rows_of(db, Kind.CONTACTS, version=current(db, "main")[Kind.CONTACTS])
    assert sorted(map(str, contacts["date"].to_pylist())) == ["2026-02-03", "2026-03-01", "2026-05-06"]


def test_undo_takes_back_the_register_then_its_contacts(db: Database, put: Put) -> None:
    put(REGISTER, "stakeholders.csv")
    assert importing.undo(db, "main", grant=ADMIN).kind is Kind.STAKEHOLDERS
    assert importing.undo(db, "main", grant=ADMIN).kind is Kind.CONTACTS
    assert current(db, "main") == {}
