"""What an engine answers: the selection, how good it is, and how sure that is."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np

from pmo_core.measure.arrays import Flags, Whole
from pmo_core.measure.choose.problem import SLACK, Problem, Rule

State: TypeAlias = Literal["optimal", "within_gap", "infeasible", "no_answer"]


@dataclass(frozen=True, eq=False)
class Chosen:
    """
    A selection with its proof.

    selected, undecidable: P flags. value, cost: sums over the selected. bound: what no selection can exceed.
    gap: (bound − value)/bound, a share. Without a selection value, cost and gap are NaN.
    conflict: where nothing can satisfy the rules, a smallest set of them that cannot hold together.
    """

    selected: Flags
    value: float
    cost: float
    bound: float
    gap: float
    state: State
    undecidable: Flags
    conflict: tuple[Rule, ...] = ()

    @property
    def answered(self) -> bool:
        """Whether there is a selection at all."""
        return self.state in ("optimal", "within_gap")


def chosen(problem: Problem, selected: Flags, *, bound: float) -> Chosen:
    """Sum a selection up; it is optimal when its value reaches the bound to 1e-9."""
    value = float(problem.value[selected].sum())
    gap = max(0.0, (bound - value) / abs(bound)) if bound else 0.0
    proven = gap <= SLACK
    return Chosen(
        selected,
        value,
        float(problem.cost[selected].sum()),
        value if proven else bound,
        0.0 if proven else gap,
        "optimal" if proven else "within_gap",
        problem.undecidable,
    )


def nothing(problem: Problem, state: State, *, bound: float = math.nan) -> Chosen:
    """No selection: the rules cannot hold together, or none was found in time."""
    empty = np.zeros(problem.size, dtype=np.bool_)
    return Chosen(empty, math.nan, math.nan, bound, math.nan, state, problem.undecidable)


def spread(problem: Problem, part: Chosen, *, places: Whole) -> Chosen:
    """The answer about some of the projects as an answer about all of them."""
    selected = np.zeros(problem.size, dtype=np.bool_)
    selected[places] = part.selected
    kept = part.value, part.cost, part.bound, part.gap, part.state
    return Chosen(selected, *kept, problem.undecidable, part.conflict)
