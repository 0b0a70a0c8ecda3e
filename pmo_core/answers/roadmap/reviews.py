"""Reviews of the roadmap: what was changed and why, the last one first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pmo_core.model import Kind, Snapshot
from pmo_core.store.database import Database


@dataclass(frozen=True)
class Review:
    """One review: its day, what was changed and why, and who noted it."""

    day: date
    text: str
    owner: str


def reviews(db: Database, snapshot: Snapshot) -> tuple[Review, ...]:
    """Every review of the roadmap, the last one first: notes of type 'review' about the subject 'roadmap'."""
    rows = db.rows(__file__, "reviews", version=snapshot.versions.get(Kind.NOTES, 0))
    return tuple(Review(day, text or "", owner or "") for day, text, owner in rows)
