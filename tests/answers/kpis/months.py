"""Readings of a KPI month after month, laid into a shelf."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from datetime import date
from typing import Any

from pmo_core.answers.kpis.facts import KpiFacts, gather
from pmo_core.measure.series import Series
from pmo_core.model import Kind
from tests.shelf import Shelf

LAST = date(2026, 9, 30)


def months(values: Sequence[float | None], *, name: str = "Speed", **fields: Any) -> list[dict[str, Any]]:
    """One reading per month, the last one in September 2026."""
    rows = []
    for back, value in enumerate(reversed(values)):
        at = LAST.year * 12 + LAST.month - 1 - back
        year, month = at // 12, at % 12 + 1
        rows.append(
            {
                "name": name,
                "series": name,
                "period": f"{year}-{month:02}",
                "period_start": date(year, month, 1),
                "period_end": date(year, month, monthrange(year, month)[1]),
                "grain": "month",
                "value": value,
                **fields,
            }
        )
    return rows[::-1]


def shift(subject: str, on: date, *, id: str = "N1") -> dict[str, Any]:
    """A note that accepts a shift."""
    return {
        "note_id": id,
        "subject_kind": "kpi",
        "subject_id": subject,
        "type": "shift",
        "date": on,
        "text": "New machines",
    }


def note(shelf: Shelf, *rows: dict[str, Any]) -> None:
    """Lay notes in."""
    shelf.lay(Kind.NOTES, rows, keys=[row["note_id"] for row in rows])


def of(shelf: Shelf, as_of: date = LAST) -> KpiFacts:
    """All facts at a date."""
    return gather(shelf.db, shelf.snapshot(as_of))


def series(shelf: Shelf, *rows: dict[str, Any]) -> Series:
    """The series that some readings make."""
    shelf.kpis(*rows)
    return of(shelf).series
