"""The portfolio of S-ALIGN, laid into a shelf."""

from __future__ import annotations

from typing import Any

from pmo_core.answers.alignment.facts import StrategyFacts, gather
from pmo_core.answers.alignment.judgement import Judged, judged
from tests.shelf import Shelf

WEIGHTS = {"A": 0.5, "B": 0.3, "C": 0.2}
LINKS = (("P1", "A", 1.0), ("P2", "A", 0.5), ("P2", "B", 0.5), ("P3", "B", 1.0))
BUDGETS = (100.0, 200.0, 50.0, 150.0)


def lay(shelf: Shelf, *, links: tuple[tuple[str, str, float | None], ...] = LINKS, **weights: Any) -> None:
    """Projects of 100, 200, 50 and 150, serving A, half A and half B, B, and nothing."""
    shelf.projects(*({"budget": budget} for budget in BUDGETS))
    shelf.objectives(**(weights or WEIGHTS))
    if links:
        shelf.alignment(*links)


def read(shelf: Shelf) -> StrategyFacts:
    return gather(shelf.db, shelf.snapshot())


def judge(shelf: Shelf, **weights: float) -> Judged:
    return judged(read(shelf), weights or None)
