"""The solver, HiGHS through scipy: with time limit and gap always set, and silent."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any, Final, Literal

import numpy as np
from scipy import optimize, sparse

from pmo_core.measure.arrays import Flags, Floats
from pmo_core.measure.choose.linear import Matrix, Model
from pmo_core.measure.choose.quiet import quiet

HIGHS: Final[Any] = optimize
"""Untyped: it takes arrays where its own annotations say one figure."""
SOLVED: Final = 0
INFEASIBLE: Final = 2
LEAST_SECONDS: Final = 0.05
PROVEN: Final = 1e-9


class Deadline:
    """A point in time that several solves share."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    @property
    def left(self) -> float:
        """Seconds left; never less than a solve needs to say anything at all."""
        return max(LEAST_SECONDS, self._end - time.monotonic())

    @property
    def passed(self) -> bool:
        """Whether the time is up."""
        return time.monotonic() >= self._end


@dataclass(frozen=True, eq=False)
class Answer:
    """
    What the solver found: columns that are 1, if any, and what no solution exceeds.

    within: the rules with every column fixed that no solution of equal value can have otherwise.
    """

    selected: Flags | None
    bound: float
    state: Literal["solved", "cut_short", "infeasible"]
    within: Model


def solved(model: Model, deadline: Deadline, *, gap: float = 0.0) -> Answer:
    """
    The best whole solution; `selected` is None where none exists or none was found.

    With a `gap` above 0 the search may stop that near the best, as a share of its value: the bound says so.
    """
    if not model.gain.size:
        possible = _holds_empty(model, model.high)
        none = np.zeros(0, dtype=np.bool_)
        return Answer(none, 0.0, "solved", model) if possible else Answer(None, -np.inf, "infeasible", model)
    with quiet():
        found: Any = HIGHS.milp(
            -model.gain,
            integrality=model.whole,
            bounds=HIGHS.Bounds(model.floor, model.ceiling),
            constraints=HIGHS.LinearConstraint(model.rows, model.low, model.high),
            options={"time_limit": deadline.left, "mip_rel_gap": gap},
        )
    if found.status == INFEASIBLE:
        return Answer(None, -np.inf, "infeasible", model)
    bound = -found.mip_dual_bound if found.mip_dual_bound is not None else np.inf
    selected = None if found.x is None else np.asarray(found.x[: model.projects] > 0.5, dtype=np.bool_)
    proven = found.status == SOLVED and found.mip_gap <= PROVEN
    state: Literal["solved", "cut_short"] = "solved" if proven else "cut_short"
    return Answer(selected, float(bound), state, model)


@dataclass(frozen=True, eq=False)
class Relaxed:
    """Parts of projects allowed: the shares taken, the value, and what each column and budget is worth."""

    x: Floats
    bound: float
    reduced: Floats
    per_money: float


def relaxed(model: Model, *, budget: float | None = None) -> Relaxed | None:
    """
    The bound: the same rules with parts of projects; None where even so nothing satisfies them.

    Args:
        model: The rules; its first row is the budget.
        budget: Taken instead, in the scale of that row.
    """
    high = model.high.copy()
    if budget is not None:
        high[0] = budget
    if not model.gain.size:
        none = np.zeros(0)
        return Relaxed(none, 0.0, none, 0.0) if _holds_empty(model, high) else None
    above, below = np.isfinite(high), np.isfinite(model.low)
    from_both = _stacked(model, above, below)
    with quiet():
        found: Any = HIGHS.linprog(
            -model.gain,
            A_ub=from_both,
            b_ub=np.concatenate([high[above], -model.low[below]]),
            bounds=np.column_stack([model.floor, model.ceiling]),
            method="highs",
        )
    if found.x is None or found.status != SOLVED:
        return None
    reduced = np.asarray(found.lower.marginals + found.upper.marginals, dtype=np.float64)
    return Relaxed(np.asarray(found.x), -float(found.fun), reduced, -float(found.ineqlin.marginals[0]))


def _holds_empty(model: Model, high: Floats) -> bool:
    """Whether the rules hold where there is nothing to select."""
    return bool((model.low <= 0).all() and (high >= 0).all())


def _stacked(model: Model, above: Flags, below: Flags) -> Matrix:
    return sparse.vstack([model.rows[above], -model.rows[below]], format="csr")
