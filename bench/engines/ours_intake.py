"""One file of 25 MB to checked rows: python -m bench.engines.ours_intake FILE STORE [ID=VALUE …]"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from bench.answers import Answers
from bench.engines.measured import measured
from pmo_core.importing import Staged, stage
from pmo_core.intake.options import Options
from pmo_core.limits import PAGE_LIMITS
from pmo_core.store.database import Database


def staged(db: Database, file: Path, answers: Mapping[str, str]) -> Staged:
    """Stage a file of an unknown shape as the Data page does, until it is ready to be saved."""
    found = stage(
        db,
        file.read_bytes(),
        label=file.name,
        options=Options(answers=answers),
        portfolio="bench",
        limits=PAGE_LIMITS,
        today=date(2026, 7, 1),
    )
    if not found.ready:
        raise ValueError(f"{file.name}: {[q.text for q in found.questions]} {found.issues[:3]}")
    return found


def counts(found: Staged) -> Answers:
    """Records, columns and different texts per column."""
    raw = found.reading.raw
    texts = sum(len({text for text in column if text}) for column in raw.columns)
    return {"records": found.reading.rows_read, "columns": len(raw.headers), "texts": texts}


if __name__ == "__main__":
    database = Database.open(Path(sys.argv[2]) / "pmo.duckdb")
    said = dict(pair.split("=", 1) for pair in sys.argv[3:])
    measured(
        lambda: staged(database, Path(sys.argv[1]), said),
        counts,
        packages=("duckdb", "pyarrow", "numpy"),
    )
