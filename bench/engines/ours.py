"""
The product's own path: python -m bench.engines.ours FOLDER STORE [EARLIER]

Stage and commit every file, then ask for the balance, the alignment, the support and the KPIs. The database
is open before the clock starts, as in a running server. With EARLIER, a folder of files of the same shapes,
those are loaded first, off the clock, so that every shape is known.
"""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import Final

import numpy as np

from bench.answers import Answers
from bench.answers import balance as balance_of
from bench.engines.measured import measured
from pmo_core.answers.alignment import facts as alignment_facts
from pmo_core.answers.alignment import judgement as alignment
from pmo_core.answers.balance import facts as balance_facts
from pmo_core.answers.engagement import facts as engagement_facts
from pmo_core.answers.engagement import metric as engagement
from pmo_core.answers.kpis import facts as kpi_facts
from pmo_core.answers.kpis import metric as kpis
from pmo_core.importing import commit, stage
from pmo_core.intake.options import Options
from pmo_core.limits import COMMAND_LINE_LIMITS, JOB_QUERY_SECONDS
from pmo_core.measure.arrays import total
from pmo_core.measure.holdings import holdings
from pmo_core.model import Grant, Kind
from pmo_core.settings import Mode
from pmo_core.sharing.roles import require
from pmo_core.store import versions
from pmo_core.store.database import Database
from pmo_core.store.standing import settings_in_force

PORTFOLIO: Final = "bench"
ORDER: Final = (
    Kind.OBJECTIVES,
    Kind.PROJECTS,
    Kind.ALIGNMENT,
    Kind.STAKEHOLDERS,
    Kind.CONTACTS,
    Kind.MILESTONES,
    Kind.KPIS,
)
"""What is referred to comes before what refers to it."""


def load(db: Database, folder: Path) -> dict[str, float]:
    """Load the seven files; rows loaded, cells without a value and references that lead nowhere, by kind."""
    grant, found = require("import", mode=Mode.LOCAL), dict[str, float]()
    for kind in ORDER:
        found |= _load(db, folder / f"{kind.value}.csv", grant=grant)
    return found


def _load(db: Database, file: Path, *, grant: Grant) -> dict[str, float]:
    staged = stage(
        db,
        file.read_bytes(),
        label=file.name,
        options=Options(),
        portfolio=PORTFOLIO,
        limits=COMMAND_LINE_LIMITS,
        today=date(2026, 7, 1),
        mode="replace",
    )
    if not staged.ready:
        raise ValueError(f"{file.name}: {[q.text for q in staged.questions]} {staged.issues[:3]}")
    commit(db, staged, grant=grant)
    lost = {(i.column, i.value) for i in staged.issues if i.code == "reference.unresolved"}
    kind, missing = staged.reading.kind, staged.reading.missing
    return {
        f"rows.{kind}": staged.reading.rows_loaded,
        f"missing.{kind}": 0 if missing is None else missing.num_rows,
        f"lost.{kind}": len(lost),
    }


def ask(db: Database) -> dict[str, float]:
    """The figures of the first screen."""
    snapshot = versions.snapshot(db, PORTFOLIO)
    held = holdings(balance_facts.positions(db, snapshot), settings_in_force(db, snapshot))
    amounts = [total(held.amounts[held.bucket == place]) for place in range(4)]
    readings = kpi_facts.latest_readings(db, snapshot)
    judged = kpis.kpis_on_target(readings).inputs
    scores = {
        "alignment": alignment.judge(alignment_facts.strategy(db, snapshot), held).value,
        "support": engagement.support(engagement_facts.levels(db, snapshot)).value,
        "met": judged["met"],
        "missed": judged["missed"],
    }
    latest = np.array([reading.value for reading in readings if reading.value is not None])
    return {
        **balance_of(amounts),
        **{name: float(score) for name, score in scores.items() if isinstance(score, int | float)},
        "series": len(readings),
        "latest": float(latest.sum()),
    }


def work(db: Database, folder: Path) -> Answers:
    """Files in, figures out."""
    return load(db, folder) | ask(db)


if __name__ == "__main__":
    database = Database.open(Path(sys.argv[2]) / "pmo.duckdb")
    database.seconds = JOB_QUERY_SECONDS
    for earlier in sys.argv[3:]:
        load(database, Path(earlier))
    measured(lambda: work(database, Path(sys.argv[1])), dict, packages=("duckdb", "pyarrow", "numpy"))
