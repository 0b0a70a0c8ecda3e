"""The product's ranking: python -m bench.engines.ours_weighed OPERATION PROJECTS"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Final

import numpy as np

from bench.answers import Answers
from bench.engines import weighed
from bench.engines.measured import repeated
from pmo_core.measure.arrays import Whole
from pmo_core.measure.robust import Robust, robust
from pmo_core.measure.score import ranks, scored

PACKAGES: Final = ("numpy",)


def slider(projects: int) -> None:
    """New weights: score all projects, rank them, find the first twenty; some moves make one time."""
    values, moves = weighed.values(projects), weighed.moves(projects)

    def work(turn: int) -> Whole:
        for weights in weighed.weights(turn)[:moves]:
            rank = ranks(scored(values, weights).score)
            np.flatnonzero((rank > 0) & (rank <= weighed.TOP))
        return rank

    repeated(work, weighed.order_told, times=weighed.TIMES, packages=PACKAGES)


def smaa(projects: int) -> None:
    """Share of 10,000 weightings that give each project each rank; the loop is compared on the first ones."""
    values, draws = weighed.values(projects), weighed.draws()

    def told(_: list[Robust]) -> Answers:
        some = robust(values, draws[: weighed.COUNTED])
        return weighed.shares_told(some.acceptability * weighed.COUNTED)

    repeated(lambda _: robust(values, draws), told, times=weighed.TIMES, packages=PACKAGES)


OPERATIONS: Final[dict[str, Callable[[int], None]]] = {"slider": slider, "smaa": smaa}

if __name__ == "__main__":
    OPERATIONS[sys.argv[1]](int(sys.argv[2]))
