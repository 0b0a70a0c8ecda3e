"""
Rank acceptability as a loop over pymcdm: python -m bench.engines.with_pymcdm smaa PROJECTS

A hundred of 10,000 weightings, told as a hundred times as much.
"""

from __future__ import annotations

import sys

import numpy as np
from pymcdm.helpers import rrankdata
from pymcdm.methods import WSM

from bench.engines import weighed
from bench.engines.measured import repeated


def smaa(projects: int) -> None:
    """Score and rank the projects under one weighting after the other, and count."""
    values, draws = weighed.values(projects), weighed.draws()[: weighed.COUNTED]
    places, types = np.arange(projects), np.ones(weighed.CRITERIA)
    model = WSM(normalization_function=lambda column, cost=False: column)

    def work(_: int) -> weighed.Floats:
        hits = np.zeros((projects, projects))
        for weights in draws:
            rank = rrankdata(model(values, weights, types)).astype(np.int64)
            hits[places, rank - 1] += 1
        return hits

    repeated(
        work,
        lambda found: weighed.shares_told(found[-1]),
        times=3,
        packages=("pymcdm", "numpy"),
        stands_for=weighed.DRAWS // weighed.COUNTED,
    )


if __name__ == "__main__":
    smaa(int(sys.argv[2]))
