"""The last reading of every KPI."""

from __future__ import annotations

from dataclasses import dataclass

from pmo_core.model import Kind, Snapshot
from pmo_core.store.database import Database


@dataclass(frozen=True)
class Reading:
    """Last value of a series with its target and direction ('higher' or 'lower' is better)."""

    series: str
    name: str | None
    value: float | None
    target: float | None
    direction: str | None
    period: str | None


def latest_readings(db: Database, snapshot: Snapshot) -> tuple[Reading, ...]:
    """One reading per series, up to the snapshot's date."""
    rows = db.rows(__file__, "latest_readings", **snapshot.of(Kind.KPIS))
    return tuple(Reading(*row) for row in rows)
