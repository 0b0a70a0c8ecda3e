"""The floor of reading text records in Python: python -m bench.engines.with_csv_reader FILE DELIMITER"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

from bench.answers import Answers
from bench.engines.measured import measured


def work(file: Path, delimiter: str) -> Answers:
    """Read every record; nothing is typed, checked or kept."""
    with file.open(encoding="latin-1", newline="") as lines:
        records = csv.reader(lines, delimiter=delimiter)
        columns = len(next(records))
        return {"records": sum(1 for _ in records), "columns": columns}


if __name__ == "__main__":
    measured(lambda: work(Path(sys.argv[1]), sys.argv[2]))
