"""KPI series and their readings as arrays: what each says of itself, its present phase, its signals."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, combinations
from typing import Any, Final

import numpy as np

from pmo_core.measure.arrays import Days, Flags, Floats, Texts, Whole

RUN: Final = 8
"""So many points in a row on one side of the mean are a signal (rule 2); the chart's query looks for them."""

REACH: Final = 2.66
"""So many mean moving ranges from the mean are the limits."""

SPLIT_BY: Final = 10
"""So many dimensions of a series are looked through for another one that says less."""


@dataclass(frozen=True)
class Signal:
    """
    Where a rule finds more than noise.

    rule: 'R1' a point outside the limits, 'R2' eight or more in a row on one side of the mean. period, day:
    of its first point. direction: 'up' or 'down'. ago: readings after its last point, 0 = it is the latest.
    """

    rule: str
    period: str
    day: np.datetime64
    direction: str
    ago: int


@dataclass(frozen=True, eq=False)
class Series:
    """
    One place per series, sorted by name, then dimensions; '' , NaN and NaT mean that there is no value.

    direction: 'higher' or 'lower' is better, else ''. horizon: short, medium, long or ''. objective: its name
    where known. project: its id. target: the last one stated. target_of_latest: what the latest value is
    held against, its own target, else `target`. blanks: readings without a value. undated: readings whose
    period could not be read, in no chart. total: the KPI as a whole, or as whole as it comes: no other
    series of it has only some of its dimensions. mean to phase_start: of the present phase, judged on
    `Readings.x`; limits are NaN below 6 points. signals: of the present phase, by day.
    """

    key: Texts
    name: Texts
    unit: Texts
    dimensions: tuple[Mapping[str, str], ...]
    direction: Texts
    horizon: Texts
    objective: Texts
    project: Texts
    project_name: Texts
    owner: Texts
    grain: Texts
    cumulative: Flags
    rating: Texts
    rated: Days
    target: Floats
    target_date: Days
    baseline: Floats
    baseline_date: Days
    latest: Floats
    target_of_latest: Floats
    period: Texts
    period_start: Days
    period_end: Days
    n: Whole
    blanks: Whole
    undated: Whole
    total: Flags
    mean: Floats
    moving_range: Floats
    lower: Floats
    upper: Floats
    points_in_phase: Whole
    phase_start: Days
    signals: tuple[tuple[Signal, ...], ...]

    @property
    def size(self) -> int:
        """Number of series."""
        return int(self.key.size)

    @cached_property
    def by_grain(self) -> Flags:
        """Which are told from another one by their grain alone: years beside quarters."""
        told = (tuple(sorted(own.items())) for own in self.dimensions)
        alike = list(zip(self.name, self.unit, self.project, told, strict=True))
        grains = Counter(one for one, _ in set(zip(alike, self.grain, strict=True)))
        return np.array([grains[one] > 1 for one in alike], dtype=np.bool_)


@dataclass(frozen=True, eq=False)
class Readings:
    """
    Every dated reading with a value, by series and day; those of series s are starts[s]:starts[s + 1].

    x: what the control chart judges, the value itself or what a cumulative series adds; NaN where that
    cannot be said. phase: day on which the phase was accepted, 0001-01-01 before any. mean to upper: of the
    reading's phase, NaN below 6 points. outside: −1 below, 1 above the limits. run: −1 or 1 where the eighth
    or a later point in a row lies on one side of the mean.
    """

    starts: Whole
    place: Whole
    day: Days
    value: Floats
    target: Floats
    period: Texts
    x: Floats
    phase: Days
    mean: Floats
    moving_range: Floats
    lower: Floats
    upper: Floats
    points: Whole
    outside: Whole
    run: Whole


@dataclass(frozen=True, eq=False)
class Present:
    """Values and days (since 1970) of all series one after the other, and where each series begins."""

    values: Floats
    days: Floats
    starts: Whole


def present_readings(readings: Readings) -> Present:
    """The readings of every series' present phase that can be judged."""
    size = readings.starts.size - 1
    if not readings.day.size:
        return Present(np.array([]), np.array([]), np.zeros(size + 1, dtype=np.int64))
    last = readings.phase[readings.starts[1:][readings.place] - 1]
    kept = (readings.phase == last) & np.isfinite(readings.x)
    counts = np.bincount(readings.place[kept], minlength=size)
    return Present(
        readings.x[kept], day_numbers(readings.day[kept]), np.concatenate([[0], np.cumsum(counts)])
    )


def day_numbers(day: Days | np.datetime64) -> Floats:
    """Days since 1970, the scale of a projection."""
    return np.asarray((day - np.datetime64("1970-01-01", "D")) / np.timedelta64(1, "D"), dtype=np.float64)


def mean_step(readings: Readings) -> Floats:
    """Days from reading to reading, on average; NaN for one reading."""
    n = np.diff(readings.starts)
    if not readings.day.size:
        return np.full(n.size, np.nan)
    last = np.clip(readings.starts[1:] - 1, 0, None)
    first = np.minimum(readings.starts[:-1], readings.day.size - 1)
    span = (readings.day[last] - readings.day[first]) / np.timedelta64(1, "D")
    return np.where(n > 1, span / np.maximum(n - 1, 1), np.nan)


def present_phase(readings: Readings) -> dict[str, Any]:
    """Limits of the phase of each series' last reading; nothing for one without a dated reading."""
    starts = readings.starts
    has = starts[1:] > starts[:-1]
    last = np.where(has, starts[1:] - 1, 0)
    if not readings.day.size:
        none = np.full(has.size, np.nan)
        limits: dict[str, Any] = dict.fromkeys(("mean", "moving_range", "lower", "upper"), none)
        days_ = np.full(has.size, np.datetime64("NaT", "D"))
        return {**limits, "points_in_phase": np.zeros(has.size, np.int64), "phase_start": days_}
    found: dict[str, Any] = {
        name: np.where(has, getattr(readings, name)[last], np.nan)
        for name in ("mean", "moving_range", "lower", "upper")
    }
    phase = readings.phase[last]
    accepted = has & (phase > np.datetime64("0001-01-01", "D"))
    return {
        **found,
        "points_in_phase": np.where(has, readings.points[last], 0),
        "phase_start": np.where(accepted, phase, np.datetime64("NaT", "D")),
    }


def signals_of(readings: Readings) -> tuple[tuple[Signal, ...], ...]:
    """The signals of each series' present phase; a run counts once, from its first point."""
    size = readings.starts.size - 1
    found: list[tuple[Signal, ...]] = [()] * size
    if not readings.day.size:
        return tuple(found)
    ends = readings.starts[1:][readings.place]
    present = readings.phase == readings.phase[ends - 1]
    run, place = np.where(present, readings.run, 0), readings.place
    joins = (run[1:] == run[:-1]) & (place[1:] == place[:-1])
    first = np.flatnonzero((run != 0) & ~np.concatenate([[False], joins]))
    last = np.flatnonzero((run != 0) & ~np.concatenate([joins, [False]]))
    points = np.flatnonzero(present & (readings.outside != 0))
    listed = [("R1", at, at, readings.outside[at]) for at in points.tolist()]
    listed += [("R2", a - RUN + 1, b, run[b]) for a, b in zip(first.tolist(), last.tolist(), strict=True)]
    for rule, at, until, side in sorted(listed, key=lambda one: (one[1], one[0])):
        signal = Signal(
            rule=rule,
            period=str(readings.period[at]),
            day=readings.day[at],
            direction="up" if side > 0 else "down",
            ago=int(ends[at] - 1 - until),
        )
        found[int(place[at])] += (signal,)
    return tuple(found)


def totals(names: Texts, units: Texts, *, dimensions: Sequence[Mapping[str, str]]) -> Flags:
    """Which series stand for a KPI as a whole: no other series of it has only some of their dimensions."""
    if not any(dimensions):
        return np.ones(names.size, dtype=np.bool_)
    told = [tuple(sorted(own.items())) for own in dimensions]
    known = set(zip(names, units, told, strict=True))
    return np.array(
        [
            not any((name, unit, fewer) in known for fewer in _fewer(own))
            for name, unit, own in zip(names, units, told, strict=True)
        ],
        dtype=np.bool_,
    )


def _fewer(dimensions: tuple[tuple[str, str], ...]) -> Iterator[tuple[tuple[str, str], ...]]:
    """All there is with fewer dimensions; of very many dimensions only none, for each doubles the work."""
    most = len(dimensions) if len(dimensions) <= SPLIT_BY else min(1, len(dimensions))
    return chain.from_iterable(combinations(dimensions, size) for size in range(most))
