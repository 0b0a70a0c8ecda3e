"""
Full models by scipy.optimize.milp: python -m bench.engines.with_milp OPERATION PROJECTS

All projects at once, as one would write it: to a gap of 0 up to 1,000 projects; above, where that takes ten
seconds and more, to a gap of 0.01 %. The frontier is a full model per budget.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any, Final

import numpy as np
from scipy import optimize

from bench.answers import Answers
from bench.engines.choice import HIGH, LOW, Choice, choice
from bench.engines.measured import repeated

PACKAGES: Final = ("scipy", "numpy")
PROVEN: Final = 10_000
TIMES: Final = 15
SECONDS: Final = 60.0


def solved(given: Choice, budget: float) -> float:
    """Value of the best portfolio; NaN where there is no answer in time."""
    unit = given.cost.mean()
    cost, projects = given.cost / unit, given.cost.size
    rows, low, high = [cost], [-np.inf], [budget / unit]
    for horizon in range(3):
        members = given.members(horizon)
        rows += [(members - LOW) * cost, (members - HIGH) * cost]
        low += [0.0, -np.inf]
        high += [np.inf, 0.0]
    found: Any = optimize.milp(
        -given.value,
        integrality=np.ones(projects),
        bounds=optimize.Bounds(0, 1),
        constraints=optimize.LinearConstraint(np.array(rows), low, high),
        options={"time_limit": SECONDS, "mip_rel_gap": 0.0 if projects < PROVEN else 1e-4},
    )
    return float("nan") if found.x is None else float(given.value @ np.rint(found.x))


def told(values: list[float]) -> Answers:
    """How many were answered, and their sum where it is exact."""
    return {"answered": float(np.sum(~np.isnan(values))), "value": float(np.sum(values))}


def select(projects: int) -> None:
    """One budget."""
    given = choice(projects)
    large = projects >= PROVEN

    def tell(values: list[float]) -> Answers:
        answered = told(values)
        return {"answered": answered["answered"] * TIMES} if large else answered

    times, warm = (1, 0) if large else (TIMES, 1)
    repeated(lambda t: solved(given, given.budget(t)), tell, times=times, warm=warm, packages=PACKAGES)


def frontier(projects: int) -> None:
    """Twenty budgets, once."""
    given = choice(projects)
    repeated(
        lambda _: [solved(given, float(budget)) for budget in given.budgets],
        lambda found: told(found[0]),
        times=1,
        warm=0,
        packages=PACKAGES,
    )


OPERATIONS: Final[dict[str, Callable[[int], None]]] = {"select": select, "frontier": frontier}

if __name__ == "__main__":
    OPERATIONS[sys.argv[1]](int(sys.argv[2]))
