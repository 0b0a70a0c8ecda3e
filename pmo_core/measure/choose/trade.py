"""Wins now against value later: what one costs in the other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from pmo_core.measure.arrays import Floats, total
from pmo_core.measure.choose.chosen import Chosen
from pmo_core.measure.choose.problem import SLACK, Cap, Problem
from pmo_core.measure.choose.select import best

STEPS: Final = 9
TOUCH: Final = 1e-5
"""Part of the other value in the aim, so that no point is worse than another in both (Mavrotas 2009)."""


@dataclass(frozen=True, eq=False)
class TradePoint:
    """A selection by what it holds of either value."""

    now: float
    later: float
    chosen: Chosen


def tradeoff(
    problem: Problem, now: Floats, later: Floats, *, steps: int = STEPS, seconds: float = 1.0
) -> Iterator[TradePoint]:
    """
    Walk from the most value later to the most value now: max later·x subject to now·x ≥ ε, for rising ε.

    Args:
        problem: Budget and rules; its own value is of no account.
        now: Short-term value per project, ≥ 0; NaN = not decidable.
        later: Long-term value per project, likewise.
        steps: Points at most, the ends included; 2 or more.
        seconds: For each point.
    Yields:
        Points one by one, each with more value now and less later; none where the rules cannot hold together.
    """
    first = _point(replace(problem, value=_aim(later, now)), now, later, seconds=seconds)
    last = _point(replace(problem, value=_aim(now, later)), now, later, seconds=seconds)
    if first is None or last is None:
        return
    yield first
    latest = first
    for least in np.linspace(first.now, last.now, steps)[1:-1].tolist():
        if least <= latest.now * (1 + SLACK):
            continue
        held = (*problem.caps, Cap("", now, least=least * (1 - SLACK)))
        found = _point(replace(problem, value=_aim(later, now), caps=held), now, later, seconds=seconds)
        if found is not None and latest.later > found.later > last.later:
            latest = found
            yield found
    if last.now > latest.now:
        yield last


def _aim(main: Floats, other: Floats) -> Floats:
    whole = total(other)
    return main + TOUCH * other * (total(main) / whole if whole and total(main) else 1.0)


def _point(problem: Problem, now: Floats, later: Floats, *, seconds: float) -> TradePoint | None:
    found = best(problem, seconds=seconds)
    if not found.answered:
        return None
    return TradePoint(float(now[found.selected].sum()), float(later[found.selected].sum()), found)
