"""What is ranked, the same for every engine: projects with a value from 0 to 1 per criterion, and weights."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt

from bench.answers import Answers

Floats: TypeAlias = npt.NDArray[np.float64]

CRITERIA: Final = 6
TOP: Final = 20
TIMES: Final = 7
DRAWS: Final = 10_000
COUNTED: Final = 100
"""Weightings that the slow loop tries; both sides are compared on these."""
MOST_MOVES: Final = 100


def values(projects: int, *, seed: int = 7) -> Floats:
    """Projects × criteria, none the same as another."""
    return np.random.default_rng(seed).random((projects, CRITERIA))


def moves(projects: int) -> int:
    """How many moves of a slider make one time: a single one of few projects is too short for the clock."""
    return max(1, min(MOST_MOVES, 1_000_000 // projects))


def weights(turn: int) -> Floats:
    """The weights after the moves of a turn, new each time: moves × criteria."""
    random = np.random.default_rng(100 + turn)
    return random.dirichlet(np.ones(CRITERIA), MOST_MOVES)


def draws(*, seed: int = 7) -> Floats:
    """Any weights at all."""
    return np.random.default_rng(seed).dirichlet(np.ones(CRITERIA), DRAWS)


def order_told(ranks: Sequence[npt.NDArray[np.int64]]) -> Answers:
    """Ranks and the first of them as figures to compare."""
    last = np.asarray(ranks[-1], dtype=np.float64)
    first = np.flatnonzero(last <= TOP)
    return {
        "first": float(first.sum()),
        "ranks": float(last @ np.arange(last.size)),
        "turns": float(len(ranks)),
    }


def shares_told(hits: Floats) -> Answers:
    """Projects × ranks, counted over the same weightings, as figures to compare."""
    places = np.arange(hits.shape[0], dtype=np.float64)
    return {"ranks": float(places @ hits @ places), "first": float(places @ hits[:, 0])}
