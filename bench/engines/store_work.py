"""What the engines do to a store, told once: targets, contacts, and the file that updates readings."""

from __future__ import annotations

import csv
import shutil
import sys
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from typing import Final

from bench.answers import Answers
from bench.generate import AS_OF

FEW, MANY = 5, 15
"""How often a long and a short piece of work is repeated."""
STOPPED_AFTER: Final = 0.2
"""Seconds that a runaway question gets."""
UPDATED: Final = 100
"""One reading in so many is updated."""
UPDATE, HELD = "update.csv", "held.csv"
"""In the prepared folder: readings to update, and another project list for the Data page."""
STAKEHOLDER: Final = "S00001"


def shares(number: int) -> tuple[float, float, float]:
    """Another target for every time: short, medium, long."""
    medium = (60 - 2 * number) / 100
    return 0.2, medium, round(0.8 - medium, 2)


def contact_on(number: int) -> date:
    """Days without a contact so far."""
    return AS_OF + timedelta(days=1 + number)


def told(balances: list[float]) -> Answers:
    """Balances by the number of the time."""
    return {f"balance {number}": value for number, value in enumerate(balances)}


def write_update(kpis: Path, readings: int, file: Path) -> None:
    """Write the first readings of a file that have a value once more, each greater by one."""
    with (
        kpis.open(encoding="utf-8", newline="") as lines,
        file.open("w", encoding="utf-8", newline="") as out,
    ):
        records = csv.DictReader(lines)
        writer = csv.DictWriter(out, records.fieldnames or [], lineterminator="\n")
        writer.writeheader()
        valued = (row for row in records if row["value"] not in ("", "n/a"))
        for row in islice(valued, readings // UPDATED):
            writer.writerow({**row, "value": str(float(row["value"]) + 1)})


def do_named(operations: Mapping[str, Callable[[Path], None]], *, file: str) -> None:
    """Run the operation that the command line names on a copy of the prepared store."""
    operation, prepared, store = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    for name in (file, UPDATE):
        shutil.copy(prepared / name, store / name)
    operations[operation](store / file)
