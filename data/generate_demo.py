"""
Write the demo portfolio: python data/generate_demo.py [FOLDER]

The same bytes on every machine: chance comes from named dice with a fixed seed (story/clock.py), and
nothing is read from the clock, the network or the machine. The
ingredients stand in data/story/, the story in data/README.md.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from story.benefits import benefit_rows, cost_rows
from story.kpis import kpi_rows
from story.lessons import LESSONS, NOTES
from story.messy import messy_export
from story.milestones import milestone_rows
from story.people import stakeholder_rows
from story.plan import check_story
from story.projects import project_rows
from story.strategy import OBJECTIVES, alignment_rows
from story.talks import contact_rows, feedback_rows

Row = dict[str, object]

KINDS: dict[str, Callable[[], Sequence[Row]]] = {
    "projects": project_rows,
    "project_costs": cost_rows,
    "objectives": lambda: OBJECTIVES,
    "alignment": alignment_rows,
    "kpis": kpi_rows,
    "stakeholders": stakeholder_rows,
    "contacts": contact_rows,
    "feedback": feedback_rows,
    "milestones": milestone_rows,
    "benefits": benefit_rows,
    "lessons": lambda: LESSONS,
    "notes": lambda: NOTES,
}
MONEYED = ("projects", "project_costs", "benefits")  # dropped by hand, each must know its currency itself


def write_demo(folder: Path) -> None:
    """Write demo/<kind>.csv and samples/portfolio_export_messy.csv below a folder."""
    check_story()
    for kind, rows in KINDS.items():
        more = {"currency": "GBP"} if kind in MONEYED else {}
        write_rows(folder / "demo" / f"{kind}.csv", [row | more for row in rows()])
    sample = folder / "samples" / "portfolio_export_messy.csv"
    sample.parent.mkdir(parents=True, exist_ok=True)
    sample.write_bytes(messy_export())


def write_rows(path: Path, rows: Sequence[Row]) -> None:
    """Write rows as CSV in UTF-8 with our own field names as headers and dates as 2026-09-30."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, fieldnames=list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    write_demo(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
