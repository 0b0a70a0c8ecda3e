"""Where stakeholders stand."""

from __future__ import annotations

from pmo_core.measure.positions import Column
from pmo_core.model import Kind, Snapshot
from pmo_core.store.database import Database


def levels(db: Database, snapshot: Snapshot) -> dict[str, Column]:
    """Columns power, interest (1–5), current_level, desired_level (0–4), masked where blank."""
    return db.columns(__file__, "levels", version=snapshot.versions.get(Kind.STAKEHOLDERS, 0))
