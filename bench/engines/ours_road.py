"""The product's roadmap: python -m bench.engines.ours_road roadmap PROJECTS STORE"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pyarrow as pa

from bench.answers import Answers
from bench.engines.dated import AS_OF, FIRST, LAST, Roads, roads, told
from bench.engines.laid import asked, lay
from bench.engines.measured import repeated
from pmo_core.answers.roadmap.facts import gather
from pmo_core.answers.roadmap.findings import Slips, integrity, slips
from pmo_core.answers.roadmap.judgement import Judged, judged
from pmo_core.answers.roadmap.promises import OUTCOMES, Period, Promises, promises
from pmo_core.model import Kind
from pmo_core.store.database import Database


def fill(db: Database, made: Roads) -> None:
    """Lay the two tables into the store."""
    ids = pa.array(made.projects["id"])
    as_of = pa.array(np.full(len(ids), AS_OF))
    lay(db, Kind.PROJECTS, {"project_id": ids, "project_key": ids, "as_of": as_of})
    rows = made.reports
    named = [f"M{place:06}" for place in rows["milestone"].tolist()]
    keys = [f"{name} | {day}" for name, day in zip(named, rows["as_of"].astype(str).tolist(), strict=True)]
    dates = {f"{name}_date": pa.array(rows[name]) for name in ("baseline", "forecast", "actual")}
    lay(
        db,
        Kind.MILESTONES,
        {
            "key": pa.array(keys),
            "milestone_id": pa.array(named),
            "name": pa.array(named),
            "project_id": ids.take(pa.array(rows["project"])),
            "as_of": pa.array(rows["as_of"]),
            **dates,
        },
    )


def roadmap(projects: int, folder: Path) -> None:
    """Judge every milestone again and again, out of the store."""
    db = Database.open(folder / "pmo.duckdb")
    fill(db, roads(projects))
    snapshot = asked(db, AS_OF.item())
    period = Period(FIRST.item(), LAST.item())

    def page() -> tuple[Judged, Promises, Slips]:
        found = judged(gather(db, snapshot))
        return found, promises(found, period), slips(found)

    def tell(outcomes: list[tuple[Judged, Promises, Slips]]) -> Answers:
        found, promised, total = outcomes[-1]
        rate, counts = integrity(promised)
        figures = {"slip": found.slip_days, "velocity": found.velocity, "churn": found.churn}
        results = {"mean": total.mean, "median": total.median, "late": total.late, "kept": rate}
        named = {name: float(counts.get(name, 0)) for name in OUTCOMES}
        return told(
            figures,
            totals={**named, **{f"{name} of all": each.value or 0.0 for name, each in results.items()}},
        )

    repeated(lambda _: page(), tell, times=5, packages=("duckdb", "numpy"))
    db.close()


if __name__ == "__main__":
    roadmap(int(sys.argv[2]), Path(sys.argv[3]))
