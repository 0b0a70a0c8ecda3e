"""The product's control charts: python -m bench.engines.ours_charts xmr SERIES STORE"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

import numpy as np

from bench.answers import Answers
from bench.engines import monthly
from bench.engines.charted import held
from bench.engines.measured import repeated
from pmo_core.answers.kpis.facts import KpiFacts, gather

TIMES: Final = 5


def xmr(series: int, folder: Path) -> None:
    """Latest values, limits, signals and runs of the series, out of the store; compared on the first ones."""
    db, snapshot = held(series, folder)

    def told(outcomes: list[KpiFacts]) -> Answers:
        found = outcomes[-1].series
        some = slice(monthly.COUNTED)
        rules = [[one.rule for one in signals] for signals in found.signals[some]]
        counts = {rule: np.array([float(each.count(rule)) for each in rules]) for rule in ("R1", "R2")}
        figures = {name: getattr(found, name)[some] for name in ("latest", "mean", "lower", "upper")}
        return monthly.weighted(figures | counts)

    repeated(lambda _: gather(db, snapshot), told, times=TIMES, packages=("duckdb", "numpy"))
    db.close()


if __name__ == "__main__":
    xmr(int(sys.argv[2]), Path(sys.argv[3]))
