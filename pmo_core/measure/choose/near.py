"""Portfolios almost as good as the best: a committee rejects a single answer."""

from __future__ import annotations

from typing import Final

import numpy as np

from pmo_core.measure.choose.chosen import Chosen, spread
from pmo_core.measure.choose.linear import model
from pmo_core.measure.choose.problem import SLACK, Problem, taken
from pmo_core.measure.choose.select import candidates, solve

APART: Final = 2


def alternatives(
    problem: Problem, chosen: Chosen, *, most: int = 3, within: float = 0.01, seconds: float = 1.0
) -> tuple[Chosen, ...]:
    """
    Find up to `most` selections of at least 99 % of the best value, each two projects away from all before.

    Each asks the same problem again with Σ_{S}(1 − x) + Σ_{not S} x ≥ 2 for the best and every one found.

    Args:
        problem: The problem that was answered.
        chosen: Its answer.
        most: How many are wanted.
        within: Share of the value that may be given up.
        seconds: For each of them.
    Returns:
        In the order found, each the best of what is left; empty where nothing comes near.
    """
    if not chosen.answered:
        return ()
    places = candidates(problem)
    part = taken(problem, places)
    written = model(part)
    least = chosen.value - within * abs(chosen.value)
    written = written.also(part.value, low=least - SLACK * abs(least))
    found: list[Chosen] = []
    latest = chosen.selected
    while len(found) < most:
        written = written.away_from(latest[places], by=APART)
        next_best = solve(part, seconds=seconds, ties=False, rows=written)
        if not next_best.answered:
            break
        found.append(spread(problem, next_best, places=places))
        latest = found[-1].selected
    return tuple(found)


def apart(one: Chosen, other: Chosen) -> int:
    """In how many projects two selections differ."""
    return int(np.count_nonzero(one.selected ^ other.selected))
