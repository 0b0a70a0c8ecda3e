"""The naive pages: python -m bench.engines.naive_pages OPERATION PREPARED STORE"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from streamlit.testing.v1 import AppTest

from bench.engines.page_work import SCRIPT, hold_and_measure, opened

SCRIPTS = Path(__file__).resolve().parents[1] / "naive"
UNITS = ("one", "thousand")


def unit(at: AppTest, number: int) -> None:
    """Say another unit of the file in hand."""
    at.selectbox(key="unit").set_value(UNITS[number % 2])


def main(operation: str, prepared: Path) -> None:
    """Open the page and take turns on it."""
    os.environ["NAIVE_FOLDER"] = str(prepared / "files")
    at = opened(SCRIPTS / f"{SCRIPT[operation]}.py", {})
    hold_and_measure(at, operation, prepared, change=unit)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
    sys.stdout.flush()
    os._exit(0)
