"""
Control charts as a loop over pandas series: python -m bench.engines.pandas_charts xmr SERIES

The first 500 series, told as so many times as much.
"""

from __future__ import annotations

import sys
from itertools import groupby

import numpy as np
import pandas as pd

from bench.engines import monthly
from bench.engines.measured import repeated

RUN = 8


def chart(readings: pd.Series) -> tuple[float, ...]:
    """Latest value, limits, points outside, and runs of eight or more on one side of the mean."""
    mean, moving = readings.mean(), readings.diff().abs().mean()
    lower, upper = mean - 2.66 * moving, mean + 2.66 * moving
    outside = ((readings < lower) | (readings > upper)).sum()
    on_mean = 1e-9 * max(abs(mean), moving)
    sides = [0 if abs(stray) <= on_mean else 1 if stray > 0 else -1 for stray in readings - mean]
    long = sum(side != 0 and len(list(run)) >= RUN for side, run in groupby(sides))
    return float(readings.iloc[-1]), mean, lower, upper, float(outside), float(long)


def xmr(series: int) -> None:
    """Chart one series after the other."""
    values = monthly.values(series)[: monthly.COUNTED]
    frames = [pd.Series(readings) for readings in values]
    names = ("latest", "mean", "lower", "upper", "R1", "R2")

    def work(_: int) -> monthly.Floats:
        return np.array([chart(readings) for readings in frames]).T

    repeated(
        work,
        lambda found: monthly.weighted(dict(zip(names, found[-1], strict=True))),
        times=3,
        packages=("pandas", "numpy"),
        stands_for=series // monthly.COUNTED,
    )


if __name__ == "__main__":
    xmr(int(sys.argv[2]))
