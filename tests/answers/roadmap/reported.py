"""Milestones as reported on several days, laid into a shelf."""

from __future__ import annotations

from datetime import date
from typing import Any

from pmo_core.answers.roadmap.facts import RoadFacts, gather
from pmo_core.answers.roadmap.judgement import Judged, judged
from pmo_core.model import Kind
from tests.shelf import Shelf

AS_OF = date(2026, 3, 31)


def day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def state(
    id: str, on: str | None, forecast: str | None = None, *, base: str | None = None, **more: Any
) -> dict[str, Any]:
    """What one report says of one milestone; a day that is None is not told."""
    more = {name: day(value) if name == "actual_date" else value for name, value in more.items()}
    told = {"as_of": day(on), "forecast_date": day(forecast), "baseline_date": day(base)}
    return {"milestone_id": id, "name": f"Step {id}", "project_id": "P1", **told, **more}


def milestones(shelf: Shelf, *rows: dict[str, Any]) -> None:
    keys = [
        f"{row['milestone_id']} | {row['as_of']}" if row["as_of"] else row["milestone_id"] for row in rows
    ]
    shelf.lay(Kind.MILESTONES, rows, keys=keys)


def read(shelf: Shelf, as_of: date = AS_OF) -> RoadFacts:
    return gather(shelf.db, shelf.snapshot(as_of))


def judge(shelf: Shelf, as_of: date = AS_OF) -> Judged:
    return judged(read(shelf, as_of))
