"""The same work in sqlite3, rows typed in Python: python -m bench.engines.with_sqlite3 FOLDER STORE"""

from __future__ import annotations

import csv
import sqlite3
import sys
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final

from bench.answers import Answers
from bench.engines.measured import measured
from bench.engines.shapes import LEVELS, NOTHING, SHAPES, Shape
from bench.engines.sqlite_answers import answers

Value = str | float | None


def text(cell: str) -> Value:
    """The text, or nothing."""
    return None if cell in NOTHING else cell


def number(cell: str) -> Value:
    """The number, or nothing."""
    try:
        return float(cell)
    except ValueError:
        return None


@cache
def day(cell: str) -> Value:
    """The date as ISO text, or nothing."""
    try:
        return date.fromisoformat(cell).isoformat()
    except ValueError:
        return None


def level(cell: str) -> Value:
    """The level's word, or nothing."""
    return cell if cell in LEVELS else None


READ: Final[dict[str, Callable[[str], Value]]] = {"text": text, "number": number, "date": day, "level": level}
FILE: Final = "bench.sqlite"
SQL_TYPES: Final = {"text": "text", "number": "real", "date": "text", "level": "text"}


def rows(file: Path, shape: Shape) -> Iterator[list[Value]]:
    """Typed rows of a file."""
    with file.open(encoding="utf-8", newline="") as lines:
        records = csv.reader(lines)
        readers = [READ[shape.columns[header]] for header in next(records)]
        for record in records:
            yield [read(cell) for read, cell in zip(readers, record, strict=True)]


def load(folder: Path, store: Path) -> sqlite3.Connection:
    """Read and keep the seven files."""
    con = sqlite3.connect(store / FILE)
    with con:
        for kind, shape in SHAPES.items():
            columns = ", ".join(f"{name} {SQL_TYPES[type_]}" for name, type_ in shape.columns.items())
            con.execute(f"create table {kind} ({columns})")
            marks = ", ".join("?" * len(shape.columns))
            con.executemany(f"insert into {kind} values ({marks})", rows(folder / f"{kind}.csv", shape))
    return con


def work(folder: Path, store: Path) -> Answers:
    """Files in, figures out."""
    return answers(load(folder, store))


if __name__ == "__main__":
    measured(lambda: work(Path(sys.argv[1]), Path(sys.argv[2])), dict)
