"""
The product's own path: python -m bench.engines.ours FOLDER STORE known|first

Stage and commit every file, then ask for the balance, the alignment, the support and the KPIs. The database
is open before the clock starts, as in a running server.
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
from pmo_core.limits import COMMAND_LINE_LIMITS
from pmo_core.measure.arrays import total
from pmo_core.measure.holdings import holdings
from pmo_core.model import Grant, Kind
from pmo_core.settings import Mode
from pmo_core.sharing.roles import require
from pmo_core.store import versions
from pmo_core.store.database import Database

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


def load(db: Database, folder: Path, *, known: bool) -> dict[str, float]:
    """Load the seven files; rows loaded, cells without a value and references that lead nowhere, by kind."""
    grant, found = require("import", mode=Mode.LOCAL), dict[str, float]()
    for kind in ORDER:
        found |= _load(db, folder / f"{kind.value}.csv", kind=kind, known=known, grant=grant)
    return found


def _load(db: Database, file: Path, *, kind: Kind, known: bool, grant: Grant) -> dict[str, float]:
    staged = stage(
        db,
        file.read_bytes(),
        label=file.name,
        options=_options(file, kind=kind) if known else Options(),
        portfolio=PORTFOLIO,
        limits=COMMAND_LINE_LIMITS,
        today=date(2026, 7, 1),
        mode="replace",
    )
    if not staged.ready:
        raise SystemExit(f"{file.name}: {[q.text for q in staged.questions]} {staged.issues[:3]}")
    commit(db, staged, grant=grant)
    lost = {(i.column, i.value) for i in staged.issues if i.code == "reference.unresolved"}
    missing = staged.reading.missing
    return {
        f"rows.{kind}": staged.reading.rows_loaded,
        f"missing.{kind}": 0 if missing is None else missing.num_rows,
        f"lost.{kind}": len(lost),
    }


def _options(file: Path, *, kind: Kind) -> Options:
    """Everything that a remembered shape would say."""
    with file.open(encoding="utf-8") as lines:
        headers = lines.readline().strip().split(",")
    return Options(
        kind=kind,
        mapping={header: header for header in headers},
        currency="GBP",
        answers={"money_unit": "one"},
        encoding="utf-8",
        delimiter=",",
        decimal="point",
        dates="day-first",
        header_row=1,
        source="full",
    )


def ask(db: Database) -> dict[str, float]:
    """The figures of the first screen."""
    snapshot = versions.snapshot(db, PORTFOLIO)
    held = holdings(balance_facts.positions(db, snapshot), balance_facts.settings_in_force(db, snapshot))
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


def work(db: Database, folder: Path, *, known: bool) -> Answers:
    """Files in, figures out."""
    return load(db, folder, known=known) | ask(db)


if __name__ == "__main__":
    folder, store, mode = sys.argv[1:]
    db = Database.open(Path(store) / "pmo.duckdb")
    measured(
        lambda: work(db, Path(folder), known=mode == "known"), packages=("duckdb", "pyarrow", "numpy")
    )
