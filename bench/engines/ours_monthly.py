"""The product's trends: python -m bench.engines.ours_monthly kendall SERIES"""

from __future__ import annotations

import sys
from typing import Final

import numpy as np

from bench.answers import Answers
from bench.engines import monthly
from bench.engines.measured import repeated
from pmo_core.measure.trend import Trends, trends

TIMES: Final = 7


def kendall(series: int) -> None:
    """All there is about the trends of the series; they are compared on the first ones."""
    values = monthly.values(series).ravel()
    months = np.tile(np.arange(float(monthly.READINGS)), series)
    starts = np.arange(series + 1) * monthly.READINGS

    def told(outcomes: list[Trends]) -> Answers:
        last, some = outcomes[-1], slice(monthly.COUNTED)
        return monthly.trends_told(last.s[some], last.p[some], last.tau[some], last.slope[some])

    repeated(lambda _: trends(values, months, starts=starts, per=1), told, times=TIMES, packages=("numpy",))


if __name__ == "__main__":
    kendall(int(sys.argv[2]))
