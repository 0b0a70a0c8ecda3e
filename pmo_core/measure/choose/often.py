"""Which projects are funded whatever the weights: the core of the portfolio, and its borderline."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeAlias

import numpy as np

from pmo_core.measure.arrays import Flags, Floats
from pmo_core.measure.choose.problem import Problem
from pmo_core.measure.choose.select import search
from pmo_core.measure.choose.solve import Deadline

Step: TypeAlias = Callable[[int, int], None]
"""Takes how many draws are done, of how many."""


@dataclass(frozen=True, eq=False)
class CoreIndex:
    """
    share: P shares, 0 to 1, of the draws whose best portfolio funds the project; NaN = not decidable.

    drawn: draws that were answered; asked: draws that were wanted. All NaN where nothing keeps the rules.
    """

    share: Floats
    drawn: int
    asked: int

    @property
    def core(self) -> Flags:
        """Funded in every weighting tried."""
        return np.asarray(self.share == 1, dtype=np.bool_)

    @property
    def exterior(self) -> Flags:
        """Funded in none."""
        return np.asarray(self.share == 0, dtype=np.bool_)

    @property
    def borderline(self) -> Flags:
        """Funded in some: what the meeting should spend its hour on."""
        return (self.share > 0) & (self.share < 1)


def core_index(
    problem: Problem,
    values: Floats,
    draws: Floats,
    *,
    seconds: float = 20.0,
    each: float = 1.0,
    step: Step | None = None,
) -> CoreIndex:
    """
    Count how often each project is in the best portfolio when the weights are drawn anew.

    Projects that nothing tells apart share what they get: an id is no reason to fund one of them.

    Args:
        problem: Budget and rules; its own value is of no account.
        values: P×K values on the criteria, 0 to 1; NaN = that project is not decidable.
        draws: M×K weights, each row ≥ 0 with sum 1; M = 200 usually.
        seconds: For all draws; what is not answered by then is left out and counted.
        each: For the search of one portfolio.
        step: Is told after each draw how far the work has come.
    Source: Liesiö, Mild & Salo 2007. M8: with budget for all, every project is core.
    """
    deadline = Deadline(seconds)
    hits, drawn = np.zeros(problem.size), 0
    undecidable = problem.undecidable | np.isnan(values).any(axis=1)
    for at, weights in enumerate(draws):
        if at and deadline.passed:
            break
        found = search(replace(problem, value=values @ weights), seconds=each, ties=False)
        if found.state == "infeasible":
            break
        if found.answered:
            hits += found.selected
            drawn += 1
        if step is not None:
            step(at + 1, len(draws))
    share = _shared(problem, values, hits) / drawn if drawn else np.full(problem.size, np.nan)
    return CoreIndex(np.where(undecidable, np.nan, share), drawn, len(draws))


def _shared(problem: Problem, values: Floats, hits: Floats) -> Floats:
    """Hits, the same for all projects with equal values, cost and part in every rule."""
    bound = problem.must | problem.must_not
    bound[[place for rule in (*problem.needs, *problem.groups) for place in rule]] = True
    alone = np.where(bound, np.arange(1, problem.size + 1), 0)
    parts = [cap.use for cap in problem.caps] + [share.members for share in problem.shares]
    parts += [problem.mix.members] if problem.mix else []
    _, twins = np.unique(np.column_stack([values, problem.cost, alone, *parts]), axis=0, return_inverse=True)
    return np.asarray((np.bincount(twins, hits) / np.bincount(twins))[twins])
