"""The same ranking by pandas: python -m bench.engines.pandas_weighed slider PROJECTS"""

from __future__ import annotations

import sys

import pandas as pd

from bench.engines import weighed
from bench.engines.measured import repeated


def slider(projects: int) -> None:
    """Weighted sum of the columns and its full rank; the first twenty are those ranked so."""
    frame, moves = pd.DataFrame(weighed.values(projects)), weighed.moves(projects)

    def work(turn: int) -> weighed.Floats:
        for weights in weighed.weights(turn)[:moves]:
            rank = (frame @ weights).rank(ascending=False, method="min")
            rank.index[rank <= weighed.TOP]
        return rank.to_numpy()

    repeated(work, weighed.order_told, times=weighed.TIMES, packages=("pandas", "numpy"))


if __name__ == "__main__":
    slider(int(sys.argv[2]))
