"""
The product's selection: python -m bench.engines.ours_choice OPERATION PROJECTS

`frontier` is its first picture, the bound at twenty budgets; its points are solved and checked off the clock.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Final

import numpy as np

from bench.answers import Answers
from bench.engines.choice import HIGH, LOW, choice
from bench.engines.measured import repeated
from pmo_core.measure.choose import Chosen, Problem, ShareLimit, best, frontier
from pmo_core.measure.choose.budgets import Frontier, point

PACKAGES: Final = ("scipy", "numpy")
TIMES: Final = 15
SECONDS: Final = 10.0
PROVEN: Final = 10_000
"""From so many projects on the peer's answer is near the best only: values are not compared."""


def problem(projects: int, *, turn: int = 0) -> Problem:
    """The shared choice as the product asks it."""
    given = choice(projects)
    shares = tuple(ShareLimit(str(h), given.members(h), LOW, HIGH) for h in range(3))
    ids = tuple(f"P{place:05d}" for place in range(projects))
    return Problem(ids, given.value, given.cost, given.budget(turn), shares=shares)


def select(projects: int) -> None:
    """The best portfolio of one budget with a share per horizon, and the gap that is proven."""
    gaps: list[float] = []

    def work(turn: int) -> Chosen:
        found = best(problem(projects, turn=turn))
        gaps.append(100 * found.gap)
        return found

    def told(found: list[Chosen]) -> Answers:
        kept = {"answered": float(sum(each.answered for each in found))}
        return kept if projects >= PROVEN else {**kept, "value": sum(each.value for each in found)}

    repeated(work, told, times=TIMES, packages=PACKAGES, figures=lambda: {"gap_percent": max(gaps)})


def curve(projects: int) -> None:
    """What no selection exceeds at twenty budgets, and how far the exact points lie below it."""
    drawn: list[Frontier] = []
    budgets, values = choice(projects).budgets, list[float]()

    def work(_: int) -> Frontier:
        drawn.append(frontier(problem(projects), budgets))
        return drawn[-1]

    def gap() -> Answers:
        exact = (point(problem(projects), float(budget), seconds=SECONDS) for budget in budgets)
        values.extend(found.value for found in exact)
        return {"gap_percent": float(100 * np.max(1 - np.array(values) / drawn[-1].bound))}

    def told(_: list[Frontier]) -> Answers:
        return {"answered": float(len(values)), "value": sum(values)}

    repeated(work, told, times=TIMES, packages=PACKAGES, figures=gap)


OPERATIONS: Final[dict[str, Callable[[int], None]]] = {"select": select, "frontier": curve}

if __name__ == "__main__":
    OPERATIONS[sys.argv[1]](int(sys.argv[2]))
