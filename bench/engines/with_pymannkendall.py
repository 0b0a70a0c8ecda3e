"""
Trends as a loop over pymannkendall: python -m bench.engines.with_pymannkendall kendall SERIES

The first 500 series, told as so many times as much.
"""

from __future__ import annotations

import sys

import numpy as np
from pymannkendall import original_test

from bench.engines import monthly
from bench.engines.measured import repeated


def kendall(series: int) -> None:
    """Test one series after the other; it has no interval, level or lag-1."""
    values = monthly.values(series)[: monthly.COUNTED]

    def work(_: int) -> monthly.Floats:
        tests = [original_test(readings) for readings in values]
        return np.array([(test.s, test.p, test.Tau, test.slope) for test in tests]).T

    repeated(
        work,
        lambda found: monthly.trends_told(*found[-1]),
        times=3,
        packages=("pymannkendall", "numpy"),
        stands_for=series // monthly.COUNTED,
    )


if __name__ == "__main__":
    kendall(int(sys.argv[2]))
