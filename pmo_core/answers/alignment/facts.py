"""Objectives and what serves them, as written in the sources."""

from __future__ import annotations

from dataclasses import dataclass

from pmo_core.model import Kind, Snapshot
from pmo_core.store.database import Database


@dataclass(frozen=True)
class Objective:
    """One objective; its weight is None where the source has none."""

    id: str | None
    name: str | None
    weight: float | None


@dataclass(frozen=True)
class Link:
    """A project serves an objective; both by id or name, `share` 0–1 of the project or None."""

    project: str | None
    objective: str | None
    share: float | None


@dataclass(frozen=True)
class Strategy:
    """Objectives and links; None where no such file has been loaded."""

    objectives: tuple[Objective, ...] | None
    links: tuple[Link, ...] | None


def strategy(db: Database, snapshot: Snapshot) -> Strategy:
    """Everything loaded about objectives."""
    wanted = db.rows(__file__, "objectives", version=snapshot.versions.get(Kind.OBJECTIVES, 0))
    served = db.rows(__file__, "links", version=snapshot.versions.get(Kind.ALIGNMENT, 0))
    return Strategy(
        objectives=tuple(Objective(*row) for row in wanted) or None,
        links=tuple(Link(*row) for row in served) or None,
    )
