"""
Break it on purpose: python -m tests.faults crash | faults

Prints one line per promise; exit 1 if one was broken.
"""

from __future__ import annotations

import argparse
import logging
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path

from tests.faults.copying import copies_under_load
from tests.faults.damaged import damages
from tests.faults.figures import Figure, table
from tests.faults.first_start import first_starts
from tests.faults.full_disk import full_disks
from tests.faults.killing import kills
from tests.faults.little_memory import little_memory
from tests.faults.on_page import damaged_pages
from tests.faults.small_disk import MEGABYTE, CannotMount
from tests.faults.undoing import undos
from tests.faults.unwritable import unwritable

Trial = Callable[[Path], Iterable[Figure]]
RUNS: Mapping[str, tuple[Trial, ...]] = {
    "crash": (
        lambda folder: kills(folder / "pmo.duckdb", cycles=200),
        lambda folder: first_starts(folder, cycles=40),
        lambda folder: little_memory(folder / "pmo.duckdb"),
    ),
    "faults": (
        lambda folder: full_disks(folder, step=MEGABYTE // 2),
        unwritable,
        lambda folder: damages(folder, log=False),
        lambda folder: damages(folder, log=True),
        damaged_pages,
        lambda folder: copies_under_load(folder, count=20),
        lambda folder: undos(folder / "pmo.duckdb", count=100),
    ),
}


def main() -> int:
    """Run the trials one after the other and report."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    parser.add_argument("run", choices=RUNS)
    chosen = parser.parse_args().run
    logging.disable(logging.WARNING)  # Streamlit warns of every page that is opened without a server
    began, held = time.monotonic(), True
    for trial in RUNS[chosen]:
        with tempfile.TemporaryDirectory(prefix="pmo-faults-") as folder:
            try:
                figures = list(trial(Path(folder)))
            except CannotMount as reason:
                figures = [Figure("a small disk, filled and freed", f"skipped: {reason}", held=None)]
        sys.stdout.write(table(figures) + "\n")
        sys.stdout.flush()
        held = held and all(figure.held is not False for figure in figures)
    sys.stdout.write(f"{datetime.now(UTC):%Y-%m-%d}, {time.monotonic() - began:.0f} s\n")
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main())
