"""Series with a season: each reading against the same period of the year before, charted by that change."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

import numpy as np

from pmo_core.measure.arrays import Days, Flags, Floats, Whole
from pmo_core.measure.score import TIE
from pmo_core.measure.series import REACH, RUN, Readings

LEAST: Final = 6
"""Changes from which they are charted."""
_WEEKS, _MONTHS = 52, 12
_FAR: Final = 10**7
"""More than there are periods, so that those of different series never meet."""


def year_changes(readings: Readings, lag: Whole) -> Floats:
    """
    What each reading changed from the same period a year before, within its phase; NaN where there is none.

    Args:
        readings: Of all series.
        lag: Periods per year of each series; 0 = it has no season.
    """
    own = lag[readings.place]
    moment = readings.place * _FAR + _period(readings.day, own)
    before = np.minimum(np.searchsorted(moment, moment - own), max(moment.size - 1, 0))
    found = (own > 0) & (moment[before] == moment - own) & (readings.phase[before] == readings.phase)
    return np.where(found, readings.x - readings.x[before], np.nan)


def _period(day: Days, lag: Whole) -> Whole:
    """The number of the period that ends on a day."""
    month = day.astype("datetime64[M]").astype(np.int64)
    week = day.astype("datetime64[D]").astype(np.int64) // 7
    return np.where(lag == _WEEKS, week, month // np.maximum(_MONTHS // np.maximum(lag, 1), 1))


def recharted(readings: Readings, x: Floats, *, chosen: Flags) -> Readings:
    """
    The same readings, those of the chosen series judged by `x`: limits, points outside, runs.

    As the query of the control chart does it: per phase, mean ± 2.66 · mean moving range from 6 points on.

    Args:
        readings: Of all series.
        x: What is judged instead, for every reading; NaN = nothing can be said.
        chosen: One flag per series.
    """
    rows = np.flatnonzero(chosen[readings.place])
    own, place, phase = x[rows], readings.place[rows], readings.phase[rows]
    starts = np.concatenate([[True], (place[1:] != place[:-1]) | (phase[1:] != phase[:-1])])[: rows.size]
    group = np.cumsum(starts) - 1
    points, middle, width = (part[group] for part in _limits(own, group))
    few, reach = points < LEAST, REACH * width
    quiet = few | (width == 0) | np.isnan(own)
    off, slack = own - middle, TIE * np.abs(middle)
    beyond = np.abs(off) - reach > TIE * np.abs(middle + np.sign(off) * reach)
    near = np.isnan(own) | (np.abs(off) <= np.maximum(slack, TIE * width))
    found: dict[str, Any] = {
        "x": own,
        "mean": np.where(few, np.nan, middle),
        "moving_range": np.where(few, np.nan, width),
        "lower": np.where(few, np.nan, middle - reach),
        "upper": np.where(few, np.nan, middle + reach),
        "points": points,
        "outside": np.where(quiet | ~beyond, 0, np.sign(off)),
        "run": np.where(quiet, 0, _runs(np.where(near, 0, np.sign(off)), group)),
    }
    changed: dict[str, Any] = {
        name: _put(getattr(readings, name), rows, part) for name, part in found.items()
    }
    return replace(readings, **changed)


def _limits(x: Floats, group: Whole) -> tuple[Whole, Floats, Floats]:
    """Points, mean and mean moving range per group; NaN without points."""
    size = int(group[-1]) + 1 if group.size else 0
    told = np.flatnonzero(~np.isnan(x))
    value, of = x[told], group[told]
    points = np.bincount(of, minlength=size)
    joined = of[1:] == of[:-1]
    moves = np.bincount(of[1:][joined], minlength=size)
    moved = np.bincount(of[1:][joined], np.abs(np.diff(value))[joined], minlength=size)
    mean = np.bincount(of, value, minlength=size) / np.where(points, points, np.nan)
    return points, mean, moved / np.where(moves, moves, np.nan)


def _runs(side: Floats, group: Whole) -> Whole:
    """−1 or 1 where this and the seven before it lie on one side, in one group."""
    run = np.zeros(side.size, np.int64)
    if side.size >= RUN:
        sums = np.convolve(side, np.ones(RUN), "valid")
        together = group[RUN - 1 :] == group[: side.size - RUN + 1]
        run[RUN - 1 :] = np.where(together & (np.abs(sums) == RUN), np.sign(sums), 0).astype(np.int64)
    return run


def _put(column: Floats, rows: Whole, part: Floats) -> Floats:
    changed = column.copy()
    changed[rows] = part
    return changed
