"""Sentences about drift: how far the money moved from the strategy, and what moved it. Plain text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from pmo_core import look
from pmo_core.answers.alignment.drift import Drift
from pmo_core.answers.alignment.words import arrow

CAUSES: Final = {
    "new": "new projects",
    "finished": "projects that finished or left",
    "data": "changed amounts and shares",
    "weights": "changed weights",
}
"""Fields of Drift that cause something → what to call them."""
_SAME: Final = 5e-4


def points(value: float) -> str:
    """A change of a share: '+2.1 points', '−0.4 points', '0 points'."""
    shown = look.number(100 * value, decimals=1)
    if abs(value) < _SAME:
        return "0 points"
    return f"{'' if value < 0 else '+'}{shown} points"


def causes(step: Drift) -> str:
    """What moved it from one state to the next, the strongest first: 'new projects +2.1 points'."""
    parts = {name: float(getattr(step, name)) for name in CAUSES}
    strong = sorted((name for name in parts if abs(parts[name]) >= _SAME), key=lambda one: -abs(parts[one]))
    return ", ".join(f"{CAUSES[name]} {points(parts[name])}" for name in strong) or "nothing moved it"


def whole(course: Sequence[Drift]) -> str:
    """The whole course in one sentence: from where to where, and what did most of it in that direction."""
    first, last = course[0], course[-1]
    sums = {name: sum(float(getattr(step, name)) for step in course) for name in CAUSES}
    most = (max if last.after > first.before else min)(sums, key=lambda name: sums[name])
    said = f"{arrow(look.share(first.before), look.share(last.after))} since {look.day(first.since)}"
    if abs(sums[most]) < _SAME:
        return f"{said}; nothing moved it"
    return f"{said}, most by {CAUSES[most]} ({points(sums[most])})"
