"""Stakeholders, contacts and notes, laid into a shelf."""

from __future__ import annotations

from datetime import date
from typing import Any

from pmo_core.answers.engagement.facts import EngagementFacts, gather
from pmo_core.answers.engagement.judgement import Judged, judged
from pmo_core.model import Kind
from tests.shelf import Shelf

AS_OF = date(2026, 3, 31)

SEAM = [
    {"name": "Ann", "power": 5.0, "interest": 4.0, "current_level": 1, "desired_level": 3, "group": "Board"},
    {"name": "Ben", "power": 5.0, "interest": 5.0, "current_level": 3, "desired_level": 4, "group": "board"},
    {"name": "Cay", "power": 3.0, "interest": 4.0, "current_level": 2, "desired_level": 3, "group": "Staff"},
    {"name": "Dee", "power": 4.0, "interest": 2.0, "current_level": 0, "desired_level": 2},
    {"name": "Eve", "power": 2.0, "interest": 3.0, "current_level": 3, "desired_level": 3},
]
"""The five people of S-SEAM."""


def person(name: str, **fields: Any) -> dict[str, Any]:
    """Somebody of weight 25 who is to be spoken to every 30 days."""
    return {"name": name, "power": 5.0, "interest": 5.0, "cadence_days": 30, **fields}


def talk(who: str, on: str, **fields: Any) -> dict[str, Any]:
    """A two-way contact, unless said otherwise."""
    return {"stakeholder": who, "date": date.fromisoformat(on), "two_way": True, **fields}


def contacts(shelf: Shelf, *rows: dict[str, Any]) -> None:
    shelf.lay(Kind.CONTACTS, rows, keys=[f"c{place}" for place in range(len(rows))])


def noted(shelf: Shelf, *rows: dict[str, Any]) -> None:
    """Notes about a stakeholder, named by `subject_id`."""
    told = [{"note_id": f"N{place}", "subject_kind": "stakeholder", **row} for place, row in enumerate(rows)]
    shelf.lay(Kind.NOTES, told, keys=[str(row["note_id"]) for row in told])


def read(shelf: Shelf, as_of: date = AS_OF) -> EngagementFacts:
    return gather(shelf.db, shelf.snapshot(as_of))


def judge(shelf: Shelf, as_of: date = AS_OF) -> Judged:
    return judged(read(shelf, as_of))
