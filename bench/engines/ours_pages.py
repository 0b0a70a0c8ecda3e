"""
The product's own pages: python -m bench.engines.ours_pages OPERATION PREPARED STORE

The whole app runs, frame and all, in this process; a turn is a run of the script after a visitor's move.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import Any

from streamlit.testing.v1 import AppTest

from bench.contest import ROOT
from bench.engines.ours import PORTFOLIO
from bench.engines.page_work import SCRIPT, SECONDS, hold_and_measure, opened
from bench.engines.whatif_work import query
from pages.shared.jobs import Soon, Work
from pages.shared.what_if import answers

FILE = "pmo.duckdb"


def unit(at: AppTest, number: int) -> None:
    """Say another unit of the file in hand."""
    chips = next(radio for radio in at.radio if radio.label == "Amounts in")
    chips.set_value(chips.options[number % 2])


def compute_once() -> None:
    """
    Keep the first result of what is computed beside the page: smaa and select have rows of their own.

    So that the turns are of the page alone, however long its threads would go on.
    """
    ask, known = answers.soon, dict[str, Soon[Any]]()

    def first(key: object, work: Work[Any], *, place: str, wait: float, seconds: float) -> Soon[Any]:
        if place == "safe":
            return Soon(done=True)
        if place not in known:
            known[place] = ask(key, work, place=place, wait=SECONDS, seconds=seconds)
        return known[place]

    answers.soon = first  # type: ignore[assignment]  # – only here


def main(operation: str, prepared: Path, store: Path) -> None:
    """Open the page within its frame and take turns on it."""
    shutil.copy(prepared / FILE, store / FILE)
    os.environ["PMO_DATABASE"] = str(store / FILE)
    asked = query() if operation == "page-whatif" else {}
    if asked:
        compute_once()
    at = opened(ROOT / "app.py", {"portfolio": PORTFOLIO, **asked})
    if SCRIPT[operation] != "overview":
        at.switch_page(f"pages/{SCRIPT[operation]}.py").run()
    if asked:
        at.session_state["fold ranking"] = True  # the naive page shows the list, too
        at.run()
    hold_and_measure(at, operation, prepared, change=unit)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
    sys.stdout.flush()
    os._exit(0)
