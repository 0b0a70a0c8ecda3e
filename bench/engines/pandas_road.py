"""
The roadmap as a page over a data frame: python -m bench.engines.pandas_road roadmap PROJECTS

The frame is unpickled for every run of the page, as Streamlit's cache of data hands it out.
"""

from __future__ import annotations

import pickle
import sys
from typing import Any

import numpy as np
import pandas as pd

from bench.answers import Answers
from bench.engines.dated import FIRST, LAST, roads, told
from bench.engines.measured import repeated

DAY = np.timedelta64(1, "D")


def velocity(told: pd.DataFrame) -> float:
    """Median slope over all pairs of reports; NaN below three."""
    if len(told) < 3:
        return np.nan
    expected, on = (told[name].to_numpy().astype("datetime64[D]").astype(float) for name in ("day", "as_of"))
    one, other = np.triu_indices(len(told), 1)
    return float(np.median((expected[other] - expected[one]) / (on[other] - on[one])))


def promised(reports: pd.DataFrame, shown: pd.DataFrame) -> pd.Series:
    """What became of each promise for the period as seen at its start."""
    then = reports[reports.as_of <= FIRST].groupby("milestone").tail(1).set_index("milestone")
    due = then.forecast.fillna(then.baseline)[then.actual.isna()]
    due = due[(due >= FIRST) & (due <= LAST)].reindex(shown.index)
    later = reports[(reports.as_of > FIRST) & reports.actual.isna()]
    latest = later.groupby("milestone").forecast.max().reindex(shown.index)
    kept, in_time, done = shown.actual <= due, latest > due, shown.actual.notna()
    cases = [
        (due.isna() & shown.due.between(FIRST, LAST) & ~then.actual.reindex(shown.index).notna(), "added"),
        (due.isna(), ""),
        (kept & ~in_time, "kept"),
        (kept, "moved back"),
        (done & (shown.actual <= LAST), "late"),
        (done | ~(shown.due <= LAST), "moved out"),
    ]
    outcome = np.select([case for case, _ in cases], [word for _, word in cases], default="late")
    return pd.Series(outcome, index=shown.index)


def page(reports: pd.DataFrame) -> tuple[pd.DataFrame, pd.Series]:
    """What the page shows of each milestone, out of a frame that is in memory."""
    reports = reports.sort_values(["milestone", "as_of"])
    shown = reports.groupby("milestone").tail(1).set_index("milestone")
    shown["due"] = shown.actual.fillna(shown.forecast).fillna(shown.baseline)
    shown["slip"] = (shown.actual.fillna(shown.forecast) - shown.baseline) / DAY
    done = reports.actual.notna()
    before = done.groupby(reports.milestone).cumsum() - done
    expected = reports.assign(day=reports.actual.fillna(reports.forecast))[before == 0].dropna(subset=["day"])
    by = expected.groupby("milestone")
    moved = by.day.diff().fillna(pd.Timedelta(0)) != pd.Timedelta(0)
    shown["churn"] = moved.groupby(expected.milestone).sum().where(by.size() > 1)
    shown["velocity"] = by[["day", "as_of"]].apply(velocity)
    return shown, promised(reports, shown)


def roadmap(projects: int) -> None:
    """Judge every milestone again and again."""
    cached = pickle.dumps(pd.DataFrame(dict(roads(projects).reports)))

    def tell(outcomes: list[Any]) -> Answers:
        shown, outcome = outcomes[-1]
        counts = outcome.value_counts().to_dict()
        names = ("kept", "moved back", "late", "moved out", "cancelled", "open", "unknown", "added")
        totals = {name: float(counts.get(name, 0)) for name in names}
        totals |= {
            "mean of all": shown.slip.mean(),
            "median of all": shown.slip.median(),
            "late of all": (shown.slip.dropna() > 0).mean(),
            "kept of all": totals["kept"] / sum(totals[name] for name in names[:4]),
        }
        figures = {name: shown[name].to_numpy(float) for name in ("slip", "velocity", "churn")}
        return told(figures, totals=totals)

    repeated(lambda _: page(pickle.loads(cached)), tell, times=3, packages=("pandas", "numpy"))


if __name__ == "__main__":
    roadmap(int(sys.argv[2]))
