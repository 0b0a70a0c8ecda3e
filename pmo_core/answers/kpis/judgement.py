"""What the readings of every KPI say: signal or noise, target, pace, trend, colour; all series at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from pmo_core.answers.kpis.facts import KpiFacts
from pmo_core.answers.kpis.metric import (
    PERIOD_DAYS,
    PERIODS_PER_YEAR,
    attained,
    elapsed,
    meets,
    pace,
    seasonal,
    stale,
)
from pmo_core.measure.arrays import Days, Flags, Floats, Texts
from pmo_core.measure.colour import ADVERSE_POINTS, Colours, coloured, disagreement
from pmo_core.measure.forecast import Forecast, forecast
from pmo_core.measure.series import (
    Present,
    Readings,
    Series,
    Signal,
    day_numbers,
    mean_step,
    present_readings,
)
from pmo_core.measure.trend import MONTH, Trends, trends
from pmo_core.model import State

LEAST_POINTS, SURE_POINTS = 6, 10
"""Points from which there are limits, and from which they are not provisional."""

NOTHING: Final = "nothing changed"
CHANGED: Final = "changed"
CONSTANT: Final = "constant"
TOO_FEW: Final = "not enough data"

_SLOPE_PER: Final = {
    "week": ("week", "week"),
    "quarter": ("quarter", "quarter"),
    "half": ("half-year", "half"),
    "year": ("year", "year"),
    "fiscal_year": ("year", "year"),
    "years": ("year", "year"),
}
"""Grain → what a slope is told per, and how long that is; days are told per month."""


@dataclass(frozen=True, eq=False)
class Judged:
    """
    One place per series, in the order of `facts.series`; NaN, None and '' = it cannot be said.

    state: of the control chart. verdict: NOTHING, CHANGED, CONSTANT or TOO_FEW. newest: the signal that
    reaches furthest, the longest of several. changed_in: its first period. better: whether it went the right
    way. adverse: a signal the wrong way reaches into the last 8 points. met: True or False. baseline: where
    the way starts, with its date; `baseline_given`, else the first reading. trend: of the present phase, its
    slope per `slope_per`. season: alike a year apart, so signals may be the season.
    colour: by the figures, with its word. disagreement: steps by which the rating that people gave is better.
    """

    facts: KpiFacts
    state: Texts
    verdict: Texts
    newest: tuple[Signal | None, ...]
    changed_in: Texts
    better: Texts
    adverse: Flags
    met: Texts
    baseline: Floats
    baseline_date: Days
    baseline_given: Flags
    attainment: Floats
    attainment_reason: Texts
    elapsed: Floats
    pace: Floats
    trend: Trends
    slope_per: Texts
    stale: Flags
    season: Flags
    colour: Colours
    disagreement: Floats


def judged(facts: KpiFacts) -> Judged:
    """Judge all series of a snapshot; what needs draws is left to `projection`, one series at a time."""
    series, readings = facts.series, facts.readings
    as_of = np.datetime64(facts.snapshot.as_of, "D")
    present = present_readings(readings)
    line = trends(present.values, present.days, starts=present.starts)
    trend, slope_per = _told(line, series.grain)
    newest = tuple(_newest(found) for found in series.signals)
    baseline, baseline_date = _baseline(series, readings)
    way, why = attained(series.latest, baseline=baseline, target=series.target, direction=series.direction)
    gone = elapsed(baseline_date, series.target_date, as_of=as_of)
    met, adverse = meets(series.latest, series.target_of_latest, direction=series.direction), _adverse(series)
    old = stale(series.grain, series.period_end, step=mean_step(readings), as_of=as_of)
    colour = coloured(
        series.latest,
        series.target_of_latest,
        direction=series.direction,
        met=np.equal(met, True),
        adverse=adverse,
        pace=pace(way, gone),
        towards=_towards(series, line),
        stale=old,
    )
    return Judged(
        facts=facts,
        state=_state(series),
        verdict=_verdict(series, newest),
        newest=newest,
        changed_in=np.array([one.period if one else "" for one in newest], dtype=object),
        better=_better(newest, series.direction),
        adverse=adverse,
        met=met,
        baseline=baseline,
        baseline_date=baseline_date,
        baseline_given=~np.isnan(series.baseline),
        attainment=way,
        attainment_reason=why,
        elapsed=gone,
        pace=pace(way, gone),
        trend=trend,
        slope_per=slope_per,
        stale=old,
        season=_season(present, line, series.grain),
        colour=colour,
        disagreement=disagreement(series.rating, colour.colour, explicit=facts.settings.rating_scores),
    )


def projection(found: Judged, place: int) -> Forecast:
    """When one series reaches its target, and how likely by its date; a projection of its present phase."""
    series = found.facts.series
    target, way, due = series.target[place], series.direction[place], series.target_date[place]
    why = _not_projected(series, place)
    if why:
        return Forecast(State.NOT_APPLICABLE, why, why)
    present = present_readings(found.facts.readings)
    own = slice(*present.starts[place : place + 2])
    return forecast(
        present.values[own],
        present.days[own],
        target=float(target),
        higher_is_better=way == "higher",
        due=None if np.isnat(due) else float(day_numbers(due)),
        rising_p=float(found.trend.p[place]),
    )


def _not_projected(series: Series, place: int) -> str:
    if np.isnan(series.target[place]):
        return "no target"
    if not series.direction[place]:
        return "no direction"
    return "a cumulative KPI starts afresh and is not projected" if series.cumulative[place] else ""


def _told(line: Trends, grain: Texts) -> tuple[Trends, Texts]:
    """Trends with their slopes per period of the series."""
    per = [_SLOPE_PER.get(str(one), ("month", "month")) for one in grain]
    longer = np.array([PERIOD_DAYS[length] for _, length in per]) / MONTH
    slopes = {name: getattr(line, name) * longer for name in ("slope", "slope_low", "slope_high")}
    return replace(line, **slopes), np.array([name for name, _ in per], dtype=object)


def _newest(signals: Sequence[Signal]) -> Signal | None:
    return min(signals, key=lambda one: (one.ago, one.day), default=None)


def _towards(series: Series, line: Trends) -> Flags:
    return np.asarray(line.shown & (np.sign(line.slope) == np.sign(series.target_of_latest - series.latest)))


def _state(series: Series) -> Texts:
    points = series.points_in_phase
    few, some = points < LEAST_POINTS, points < SURE_POINTS
    return np.select([few, some], [State.NOT_ENOUGH_DATA, State.PROVISIONAL], State.OK).astype(object)


def _verdict(series: Series, newest: Sequence[Signal | None]) -> Texts:
    changed = np.array([one is not None for one in newest], dtype=np.bool_)
    few = series.points_in_phase < LEAST_POINTS
    return np.select([few, series.moving_range == 0, changed], [TOO_FEW, CONSTANT, CHANGED], NOTHING).astype(
        object
    )


def _better(newest: Sequence[Signal | None], direction: Texts) -> Texts:
    ways = {"higher": "up", "lower": "down"}
    found = [
        one.direction == ways[way] if one and way else None
        for one, way in zip(newest, direction, strict=True)
    ]
    return np.array(found, dtype=object)


def _adverse(series: Series) -> Flags:
    wrong = {"higher": "down", "lower": "up"}
    found = [
        any(one.ago < ADVERSE_POINTS and one.direction == wrong.get(way) for one in signals)
        for signals, way in zip(series.signals, series.direction, strict=True)
    ]
    return np.array(found, dtype=np.bool_)


def _baseline(series: Series, readings: Readings) -> tuple[Floats, Days]:
    """The given baseline with its date, else the first reading with its own; none for what adds up."""
    starts = readings.starts
    if not readings.day.size:
        return series.baseline, series.baseline_date
    first = np.minimum(starts[:-1], readings.day.size - 1)
    usable = (starts[1:] > starts[:-1]) & ~series.cumulative & np.isnan(series.baseline)
    return (
        np.where(usable, readings.value[first], series.baseline),
        np.where(usable, readings.day[first], series.baseline_date),
    )


def _season(present: Present, line: Trends, grain: Texts) -> Flags:
    n = np.diff(present.starts)
    if not present.values.size:
        return np.zeros(n.size, dtype=np.bool_)
    owner = np.repeat(np.arange(n.size), n)
    last = present.days[np.clip(present.starts[1:] - 1, 0, None)]
    strays = present.values - line.level[owner] - line.slope[owner] / MONTH * (present.days - last[owner])
    lag = np.array([PERIODS_PER_YEAR.get(str(one), 0) for one in grain], dtype=np.int64)
    return seasonal(np.nan_to_num(strays), present.starts, lag=lag)
