"""Is there a trend, and how steep: Mann–Kendall and Theil–Sen over many series at once."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np

from pmo_core.measure.arrays import Flags, Floats, Whole
from pmo_core.measure.score import TIE

MONTH: Final = 365.25 / 12
"""Days of a mean month."""
LEAST_SLOPE, LEAST_TEST, LEAST_INTERVAL = 3, 5, 6
"""Readings from which there is a slope, a test (four cannot reach 5 %), an interval of the slope."""
EXACT_BELOW: Final = 10
SHOWN: Final = 0.05
"""A trend is shown where p is below this."""
WIDTH: Final = 1.959963984540054
"""Standard deviations of a 95 % interval, either way."""
LONGEST: Final = 2_000
"""Of a longer series the last so many readings count: it has two million pairs already."""
BATCH_PAIRS: Final = 1 << 17
"""What stays in the processor's own memory."""


@dataclass(frozen=True, eq=False)
class Trends:
    """
    What the readings of each series say about a trend: arrays over the series; NaN = too few readings.

    n: readings that count. s: rises less falls over all pairs. p: two-sided, exact below 10 readings.
    tau: s over the number of pairs, −1 to 1. lag1: correlation of neighbouring readings, NaN where they are
    constant. autocorrelated: it is above 1.96/√n, which makes p too small. slope, slope_low, slope_high:
    Theil–Sen with its 95 % interval, in units of the series per `per` days. level: its line at the last date.
    """

    n: Whole
    s: Floats
    p: Floats
    tau: Floats
    lag1: Floats
    autocorrelated: Flags
    slope: Floats
    slope_low: Floats
    slope_high: Floats
    level: Floats

    @property
    def shown(self) -> Flags:
        """Series that rise or fall, p < .05. The others show no trend; that does not make them stable."""
        return np.asarray(self.p < SHOWN)


def trends(values: Floats, days: Floats, *, starts: Whole, per: float = MONTH) -> Trends:
    """
    S = Σ_{i<j} sgn(x_j − x_i); slope = median of (x_j − x_i)/(t_j − t_i); level = its line at the last date.

    A reading without value or date leaves. Values that are equal to 1e-9 of the series' largest are ties.

    Args:
        values: Readings of all series one after the other, each series in time order.
        days: Their dates, in days; equal ones of a series leave the slope.
        starts: Where each series begins, and at the end the number of readings: series + 1.
        per: Days that a slope is told for.
    Source: Mann 1945; Kendall 1975; Theil 1950; Sen 1968. S-MK. Metamorphic M13, M14.
    """
    there = np.isfinite(values) & np.isfinite(days)
    owner = np.repeat(np.arange(len(starts) - 1), np.diff(starts))[there]
    counted = np.bincount(owner, minlength=len(starts) - 1)
    n = np.minimum(counted, LONGEST)
    begins = np.cumsum(counted) - n
    values, days = values[there], days[there]
    found = np.full((8, n.size), np.nan)
    for length in np.unique(n[n >= LEAST_SLOPE]).tolist():
        same = np.flatnonzero(n == length)
        batch = max(1, BATCH_PAIRS // (length * (length - 1) // 2))
        for first in range(0, same.size, batch):
            rows = same[first : first + batch]
            cells = begins[rows, None] + np.arange(length)
            found[:, rows] = _of_one_length(values[cells], days[cells], per=per)
    s, p, tau, lag1, *line = found
    with np.errstate(divide="ignore"):
        autocorrelated = lag1 > 1.96 / np.sqrt(n)
    return Trends(n, s, p, tau, lag1, autocorrelated, *line)


def _of_one_length(values: Floats, days: Floats, *, per: float) -> Floats:
    """The eight figures of series with the same number of readings, series × readings each."""
    found = np.full((8, len(values)), np.nan)
    length = values.shape[1]
    equal = TIE * np.abs(values).max(axis=1)
    rows, sizes = _ties(values, equal)
    tied = np.bincount(rows, weights=_spread(sizes))
    rise = pairs(values)
    if length >= LEAST_TEST:
        s = np.asarray((rise > equal[:, None]).sum(axis=1) - (rise < -equal[:, None]).sum(axis=1))
        p = _exact(s, rows, sizes) if length < EXACT_BELOW else _normal(s, (_spread(length) - tied) / 18)
        found[:4] = s, p, s / rise.shape[1], _lag1(values, equal)
    slopes, usable = sorted_slopes(rise, pairs(days))
    slope = middle(slopes, usable)
    found[4] = slope * per
    if length >= LEAST_INTERVAL:
        dates = _ties(days, np.zeros(len(days)))
        variance = (_spread(length) - tied - np.bincount(dates[0], weights=_spread(dates[1]))) / 18
        found[5:7] = _interval(slopes, usable, variance) * per
    found[7] = np.median(values, axis=1) + slope * (days[:, -1] - np.median(days, axis=1))
    return found


def pairs(readings: Floats, *, apart: int = LONGEST) -> Floats:
    """Later less earlier reading for every pair in a row that is at most `apart` places apart."""
    rows, length = readings.shape
    reach = min(apart, length - 1)
    result = np.empty((rows, reach * (2 * length - reach - 1) // 2))
    at = 0
    for lag in range(1, reach + 1):
        more = at + length - lag
        np.subtract(readings[:, lag:], readings[:, :-lag], out=result[:, at:more])
        at = more
    return result


def sorted_slopes(rise: Floats, span: Floats) -> tuple[Floats, Whole]:
    """Slopes of the pairs, sorted in each row, in place of `rise`; how many: NaN, of equal dates, is last."""
    dated = span != 0
    span[~dated] = np.nan
    rise /= span
    rise.sort(axis=1)
    return rise, np.asarray(dated.sum(axis=1))


def middle(ordered: Floats, usable: Whole) -> Floats:
    """Median of the first `usable` figures of each row; NaN where there are none."""
    places = np.stack([(usable - 1) // 2, usable // 2], axis=1)
    return np.asarray(np.take_along_axis(ordered, places, axis=1).mean(axis=1))


def _interval(slopes: Floats, usable: Whole, variance: Floats) -> Floats:
    """Slopes that bound the 95 % interval: Sen's ranks, equation 2.6; NaN where they are undefined."""
    defined = (variance >= 0) & (usable > 0)
    reach = WIDTH * np.sqrt(np.where(defined, variance, 0))
    low = np.maximum(np.rint((usable - reach) / 2).astype(np.int64) - 1, 0)
    high = np.minimum(np.rint((usable + reach) / 2).astype(np.int64), usable - 1)
    bounds = np.take_along_axis(slopes, np.stack([low, high], axis=1), axis=1).T
    return np.where(defined, bounds, np.nan)


def _ties(readings: Floats, equal: Floats) -> tuple[Whole, Whole]:
    """Sizes of the groups of equal readings, 1 = alone, and the row of each group."""
    ordered = np.sort(readings, axis=1)
    opens = np.ones(readings.shape, dtype=np.bool_)
    opens[:, 1:] = np.diff(ordered, axis=1) > equal[:, None]
    places = np.flatnonzero(opens)
    return places // readings.shape[1], np.diff(places, append=readings.size)


def _spread(size: Whole | int) -> Floats:
    """n(n − 1)(2n + 5): eighteen times the variance of S over n readings in random order."""
    number = np.asarray(size, dtype=np.float64)
    return number * (number - 1) * (2 * number + 5)


def _normal(s: Whole, variance: Floats) -> Floats:
    """Two-sided p of S by the normal approximation, with its correction for continuity."""
    z = (np.abs(s) - (s != 0)) / np.sqrt(np.where(variance > 0, variance, 1))
    return np.asarray(np.vectorize(math.erfc, otypes=[np.float64])(z / math.sqrt(2)))


def _exact(s: Whole, rows: Whole, sizes: Whole) -> Floats:
    """Two-sided p of S, counted over all orders of the readings with their ties."""
    # how many groups there are of each size, as the digits of one number: few series differ in it
    pattern, kind = np.unique(np.bincount(rows, weights=10.0 ** (sizes - 1)), return_inverse=True)
    p = np.empty(s.shape)
    for place, digits in enumerate(pattern.astype(np.int64).tolist()):
        groups = tuple(size for size, count in enumerate(reversed(str(digits)), 1) for _ in range(int(count)))
        p[kind == place] = exact_chances(groups)[np.abs(s[kind == place])]
    return p


@lru_cache(maxsize=64)
def exact_chances(groups: tuple[int, ...]) -> Floats:
    """
    Chance that readings in random order have |S| ≥ 0, 1, 2 …: the two-sided p by |S|.

    Args:
        groups: Sizes of the groups of equal readings, 1 for one that has no equal; fewer than ten in all.
    Source: Gaussian multinomial coefficients; Kendall 1975. S-MK: 4, 5, 6 rising → .0833 .01667 .002778.
    """
    ways = _orders(sum(groups))
    for size in groups:
        ways = _divided(ways, _orders(size))
    top = len(ways) - 1
    s = np.abs(top - 2 * np.arange(top + 1))
    return np.array([float(ways[s >= least].sum() / ways.sum()) for least in range(top + 1)])


def _orders(count: int) -> Whole:
    """How many orders of so many different readings have 0, 1, 2 … pairs that fall."""
    ways = np.ones(1, dtype=np.int64)
    for more in range(2, count + 1):
        ways = np.convolve(ways, np.ones(more, dtype=np.int64))
    return ways


def _divided(ways: Whole, by: Whole) -> Whole:
    """A polynomial over one that divides it and begins with 1."""
    rest, result = ways.copy(), np.empty(len(ways) - len(by) + 1, dtype=np.int64)
    for place in range(len(result)):
        result[place] = rest[place]
        rest[place : place + len(by)] -= rest[place] * by
    return result


def _lag1(values: Floats, equal: Floats) -> Floats:
    """Correlation of each reading with the next; NaN where either side is constant."""
    before, after = (part - part.mean(axis=1, keepdims=True) for part in (values[:, :-1], values[:, 1:]))
    moves = np.minimum(np.ptp(before, axis=1), np.ptp(after, axis=1)) > equal
    size = np.sqrt((before**2).sum(axis=1) * (after**2).sum(axis=1))
    return np.asarray((before * after).sum(axis=1) / np.where(moves & (size > 0), size, np.nan))
