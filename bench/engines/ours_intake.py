"""One file of 25 MB to checked rows: python -m bench.engines.ours_intake FILE [ID=VALUE …]"""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

from bench.answers import Answers
from bench.engines.measured import measured
from pmo_core.intake.options import Options
from pmo_core.intake.reading import interpret
from pmo_core.limits import PAGE_LIMITS


def work(file: Path, answers: dict[str, str]) -> Answers:
    """Interpret a file of an unknown shape, all of it, within the limits of the page."""
    reading = interpret(
        file.read_bytes(), file.name, Options(answers=answers), limits=PAGE_LIMITS, today=date(2026, 7, 1)
    )
    if reading.table is None:
        raise SystemExit(f"{file.name}: {[q.text for q in reading.questions]} {reading.issues[:3]}")
    return {"records": reading.rows_read, "columns": len(reading.raw.headers)}


if __name__ == "__main__":
    said = dict(pair.split("=", 1) for pair in sys.argv[2:])
    measured(lambda: work(Path(sys.argv[1]), said), packages=("duckdb", "pyarrow", "numpy"))
