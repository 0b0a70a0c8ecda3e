"""Between selections of equal value: the one with fewer projects, then lower cost, then the smallest ids."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np

from pmo_core.measure.arrays import Flags, Floats
from pmo_core.measure.choose.linear import Model
from pmo_core.measure.choose.problem import SLACK
from pmo_core.measure.choose.solve import Deadline, solved

AT_ONCE: Final = 20
"""Ids decided in one solve, by weights 2¹⁹ … 1."""


def settled(model: Model, first: Flags, *, cost: Floats, deadline: Deadline) -> Flags:
    """
    Find the selection that a link reproduces; `first` itself where it is the only one of its value.

    Each step is another solve with the former aims held, so this is for small problems solved to the end;
    where the time is up, the steps decided so far stand.
    """
    value = model.gain[: model.projects]
    best = float(value @ first)
    equal = model.also(value, low=best - SLACK * max(abs(best), SLACK))
    if solved(equal.away_from(first, by=1), deadline).state == "infeasible":
        return first
    chosen = first
    for aim, slack in _aims(cost):
        found = solved(equal.asking(-aim), deadline)
        if found.selected is None or found.state != "solved":
            return chosen
        chosen = found.selected
        least = float(aim @ chosen)
        equal = equal.also(aim, high=least + slack * abs(least))
    return chosen


def _aims(cost: Floats) -> Iterator[tuple[Floats, float]]:
    """What is to be as small as possible, one after the other, and how exact its sum is."""
    yield np.ones(cost.size), 0.0
    yield cost, SLACK
    for start in range(0, cost.size, AT_ONCE):
        early = np.zeros(cost.size)
        block = early[start : start + AT_ONCE]
        block[:] = -(2.0 ** np.arange(block.size)[::-1])
        yield early, 0.0
