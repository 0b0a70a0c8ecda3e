"""
The product's own pages: python -m bench.engines.ours_pages OPERATION PREPARED STORE

The whole app runs, frame and all, in this process; a turn is a run of the script after a visitor's move.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from streamlit.testing.v1 import AppTest

from bench.contest import ROOT
from bench.engines.ours import PORTFOLIO
from bench.engines.page_work import SCRIPT, hold_and_measure, opened

FILE = "pmo.duckdb"


def unit(at: AppTest, number: int) -> None:
    """Say another unit of the file in hand."""
    chips = next(radio for radio in at.radio if radio.label == "Amounts in")
    chips.set_value(chips.options[number % 2])


def main(operation: str, prepared: Path, store: Path) -> None:
    """Open the page within its frame and take turns on it."""
    shutil.copy(prepared / FILE, store / FILE)
    os.environ["PMO_DATABASE"] = str(store / FILE)
    at = opened(ROOT / "app.py", {"portfolio": PORTFOLIO})
    if SCRIPT[operation] != "overview":
        at.switch_page(f"pages/{SCRIPT[operation]}.py").run()
    hold_and_measure(at, operation, prepared, change=unit)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
    sys.stdout.flush()
    os._exit(0)
