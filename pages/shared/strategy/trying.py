"""The weights that a reader tries: held for the session, whole in the address, always 100 % together."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
import streamlit as st

from pmo_core.answers.alignment.facts import StrategyFacts
from pmo_core.answers.alignment.weighing import weigh
from pmo_core.measure.weigh import moved

PREFIX: Final = "a.w."
"""Begins the name of an objective's weight in an address, before its key."""
HELD, ASKED, MISFITS = "weights tried", "weights asked for", "misfits of the weights"
LONGEST: Final = 60
_WHOLE: Final = 100.0

Points = Mapping[str, float]
"""Key of an objective → 0–100; all together 100."""


@dataclass(frozen=True)
class Held:
    """The points of the session, and what they were read against: declared ones that moved end them."""

    portfolio: str
    usual: Points
    points: Points


def hold(asked: Mapping[str, str]) -> None:
    """Hold what an opened address says of the weights; one without any changes nothing."""
    said = {name.removeprefix(PREFIX): text for name, text in asked.items() if name.startswith(PREFIX)}
    if said:
        st.session_state[ASKED] = said


def usual(facts: StrategyFacts) -> Points:
    """The weights that everybody begins with: as declared, or all alike."""
    found = weigh(facts.objectives)
    values = found.values if found.holds else np.full(len(facts.objectives), 1 / len(facts.objectives))
    keys = [one.key for one in facts.objectives]
    return dict(zip(keys, (_WHOLE * values).tolist(), strict=True))


def take(facts: StrategyFacts) -> list[str]:
    """Settle the weights of this run; gives one sentence per weight of the address that cannot hold."""
    portfolio, own = facts.snapshot.portfolio, usual(facts)
    said: Mapping[str, str] | None = st.session_state.pop(ASKED, None)
    if said is not None:
        points, problems = read(said, own)
        st.session_state[HELD], st.session_state[MISFITS] = Held(portfolio, own, points), problems
    held: Held | None = st.session_state.get(HELD)
    if held is None or held.portfolio != portfolio or held.usual != own:
        st.session_state[HELD] = Held(portfolio, own, own)
        return []
    return list(st.session_state.get(MISFITS, []))


def read(said: Mapping[str, str], usual: Points) -> tuple[Points, list[str]]:
    """
    The points that an address asks for; one weight that cannot hold leaves all of them as usual.

    Args:
        said: Key of an objective → what the address says.
        usual: The points of all objectives before anybody moved one.
    """
    lost = [key for key in said if key not in usual]
    wrong = [key for key, text in said.items() if key in usual and _number(text) is None]
    problems = [
        *(f"The link weighs the objective {key[:LONGEST]!r}, which is not here." for key in lost),
        *(f"The link asks for a weight of {said[key][:LONGEST]!r}, which is no share." for key in wrong),
    ]
    points = {key: _number(said.get(key, "")) or 0.0 for key in usual}
    whole = math.fsum(points.values())
    if problems or not whole > 0:
        return usual, problems
    return {key: _WHOLE * one / whole for key, one in points.items()}, []


def _number(text: str) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return value if math.isfinite(value) and value >= 0 else None


def now() -> Points:
    """The points as they stand."""
    held: Held = st.session_state[HELD]
    return held.points


def tried() -> bool:
    """Whether they are others than the usual ones."""
    held: Held = st.session_state[HELD]
    return any(abs(held.points[key] - one) > 1e-6 for key, one in held.usual.items())


def change(points: Points) -> None:
    """Take over other points, from a callback."""
    held: Held = st.session_state[HELD]
    st.session_state.pop(MISFITS, None)
    st.session_state[HELD] = Held(held.portfolio, held.usual, dict(points))


def begin_anew() -> None:
    """Back to the usual ones."""
    held: Held = st.session_state[HELD]
    change(held.usual)


def move(key: str, to: float) -> None:
    """One slider is at `to`; the others share the rest as they did before."""
    points = now()
    keys = list(points)
    free = np.zeros(len(keys), dtype=np.bool_)
    after = moved(np.array(list(points.values())), at=keys.index(key), to=to, locked=free)
    change(dict(zip(keys, after.tolist(), strict=True)))


def params() -> dict[str, str]:
    """What the address says of them: all of them."""
    return {PREFIX + key: f"{value:.10g}" for key, value in now().items()}
