"""What a snapshot has to choose from: its dates and its departments."""

from __future__ import annotations

from datetime import date

from pmo_core.model import Kind, Snapshot
from pmo_core.store.database import Database


def as_of_dates(db: Database, snapshot: Snapshot) -> list[date]:
    """Dates that the projects of the snapshot describe, newest first."""
    rows = db.rows(__file__, "as_of_dates", version=snapshot.versions.get(Kind.PROJECTS, 0))
    return [row[0] for row in rows]


def departments(db: Database, snapshot: Snapshot) -> list[str]:
    """Departments of the snapshot's projects as first written, in alphabetical order."""
    rows = db.rows(__file__, "departments", version=snapshot.versions.get(Kind.PROJECTS, 0))
    return [row[0] for row in rows]
