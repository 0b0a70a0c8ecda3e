"""The floor of reading text records in Python: python -m bench.engines.with_csv_reader FILE DELIMITER"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

from bench.answers import Answers
from bench.engines.measured import measured


def read(file: Path, delimiter: str) -> int:
    """Read every record and count them; nothing is typed, checked or kept."""
    with file.open(encoding="latin-1", newline="") as lines:
        return sum(1 for _ in csv.reader(lines, delimiter=delimiter))


def counts(file: Path, delimiter: str) -> Answers:
    """Records below the header, columns and different texts per column; not on the clock."""
    with file.open(encoding="latin-1", newline="") as lines:
        header, *records = csv.reader(lines, delimiter=delimiter)
    texts = sum(len({text for text in column if text}) for column in zip(*records, strict=True))
    return {"records": len(records), "columns": len(header), "texts": texts}


if __name__ == "__main__":
    file, delimiter = Path(sys.argv[1]), sys.argv[2]
    measured(lambda: read(file, delimiter), lambda _: counts(file, delimiter))
