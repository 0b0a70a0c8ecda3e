"""The same ranking by scikit-criteria: python -m bench.engines.with_skcriteria slider PROJECTS"""

from __future__ import annotations

import sys

import numpy as np
import skcriteria
from skcriteria.agg import simple

from bench.engines import weighed
from bench.engines.measured import repeated


def slider(projects: int) -> None:
    """A decision matrix with the new weights, its weighted sum, and the ranks that come with it."""
    values, moves = weighed.values(projects), weighed.moves(projects)
    rising = [1] * weighed.CRITERIA

    def work(turn: int) -> weighed.Floats:
        for weights in weighed.weights(turn)[:moves]:
            matrix = skcriteria.mkdm(values, rising, weights=weights)
            rank = simple.WeightedSumModel().evaluate(matrix).rank_
            np.argpartition(rank, weighed.TOP)[: weighed.TOP]
        return rank

    repeated(work, weighed.order_told, times=weighed.TIMES, packages=("scikit-criteria", "numpy"))


if __name__ == "__main__":
    slider(int(sys.argv[2]))
