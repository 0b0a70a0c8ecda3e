"""
Break it on purpose: python -m tests.faults crash | faults

Prints one line per promise; exit 1 if one was broken.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path

from tests.faults.figures import Figure, table
from tests.faults.killing import kills

Trial = Callable[[Path], Iterable[Figure]]
KILLS = 200
RUNS: Mapping[str, tuple[Trial, ...]] = {
    "crash": (lambda folder: kills(folder / "pmo.duckdb", cycles=KILLS),),
}


def main() -> int:
    """Run the trials one after the other and report."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    parser.add_argument("run", choices=RUNS)
    chosen = parser.parse_args().run
    began, held = time.monotonic(), True
    for trial in RUNS[chosen]:
        with tempfile.TemporaryDirectory(prefix="pmo-faults-") as folder:
            figures = list(trial(Path(folder)))
        sys.stdout.write(table(figures) + "\n")
        sys.stdout.flush()
        held = held and all(figure.held is not False for figure in figures)
    sys.stdout.write(f"{datetime.now(UTC):%Y-%m-%d}, {time.monotonic() - began:.0f} s\n")
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main())
