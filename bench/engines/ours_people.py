"""The product's stakeholders: python -m bench.engines.ours_people people CONTACTS STORE"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from bench.answers import Answers
from bench.engines.laid import asked, lay
from bench.engines.measured import repeated
from bench.engines.talks import AS_OF, Talks, said_number, talks, told
from pmo_core.answers.engagement.facts import gather
from pmo_core.answers.engagement.findings import groups
from pmo_core.answers.engagement.judgement import Judged, judged, next_talks
from pmo_core.model import Kind
from pmo_core.store.database import Database


def fill(db: Database, made: Talks) -> None:
    """Lay the three tables into the store."""
    people, contacts, projects = made.people, made.contacts, made.projects
    levels = {name: pa.array(people[name], pa.int32(), from_pandas=True) for name in ("current", "desired")}
    lay(
        db,
        Kind.STAKEHOLDERS,
        {
            **{name: pa.array(people[name], from_pandas=True) for name in ("group", "power", "interest")},
            **{f"{name}_level": level for name, level in levels.items()},
            "stakeholder_id": pa.array(people["id"]),
            "cadence_days": pa.array(people["cadence"], pa.int32()),
            "project_ids": pa.array(people["projects"]),
        },
    )
    lay(
        db,
        Kind.CONTACTS,
        {
            "stakeholder": pa.array(contacts["person"]),
            "date": pa.array(contacts["day"]),
            "two_way": pa.array(contacts["two_way"]),
            "sentiment": pa.array(contacts["sentiment"], pa.int32(), from_pandas=True),
            "note": pa.array(contacts["note"]),
        },
    )
    ids = pa.array(projects["id"])
    lay(
        db,
        Kind.PROJECTS,
        {
            "project_id": ids,
            "project_key": ids,
            "as_of": pa.array(np.full(len(ids), AS_OF)),
            "budget": pa.array(projects["budget"]),
        },
    )


def people(contacts: int, folder: Path) -> None:
    """Judge everybody again and again, out of the store."""
    db = Database.open(folder / "pmo.duckdb")
    fill(db, talks(contacts))
    snapshot = asked(db, AS_OF.item())

    def page() -> tuple[Judged, Any, Any]:
        found = judged(gather(db, snapshot))
        return found, next_talks(found), groups(found)

    def tell(outcomes: list[tuple[Judged, Any, Any]]) -> Answers:
        found, next_ones, by_group = outcomes[-1]
        register = found.facts.people
        figures = {
            "days": found.days_since,
            "ratio": found.overdue_ratio,
            "gap": found.gap,
            "debt": found.debt,
            "mood": found.sentiment,
            "drift": found.drift,
            "said": np.array([said_number(note) for note in register.last_said]),
        }
        gaps = {one.name: one.gap.value for one in by_group}
        return told(figures, groups=gaps, next_ids=[register.id[one.place] for one in next_ones])

    repeated(lambda _: page(), tell, times=5, packages=("duckdb", "numpy"))
    db.close()


if __name__ == "__main__":
    people(int(sys.argv[2]), Path(sys.argv[3]))
