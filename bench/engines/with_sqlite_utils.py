"""
The same work on the import path of Datasette: python -m bench.engines.with_sqlite_utils FOLDER STORE

As `sqlite-utils insert --csv --detect-types` does it, then the same SQL as for sqlite3.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

import sqlite_utils
from sqlite_utils.utils import TypeTracker

from bench.answers import Answers
from bench.engines.measured import measured
from bench.engines.shapes import SHAPES
from bench.engines.sqlite_answers import answers


def work(folder: Path, store: Path) -> Answers:
    """Files in, figures out."""
    db = sqlite_utils.Database(store / "bench.sqlite")
    for kind in SHAPES:
        tracker = TypeTracker()
        with (folder / f"{kind}.csv").open(encoding="utf-8", newline="") as lines:
            db[kind].insert_all(tracker.wrap(csv.DictReader(lines)), batch_size=1000)
        db[kind].transform(types=tracker.types)
    return answers(db.conn)


if __name__ == "__main__":
    measured(lambda: work(Path(sys.argv[1]), Path(sys.argv[2])), dict, packages=("sqlite-utils",))
