"""What the readings of every KPI say: signal or noise, target, pace, trend, colour; all series at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from pmo_core.answers.kpis.facts import KpiFacts
from pmo_core.answers.kpis.metric import (
    PERIOD_DAYS,
    attained,
    elapsed,
    meets,
    pace,
    stale,
)
from pmo_core.answers.kpis.season import against_last_year, seasons
from pmo_core.measure.arrays import Days, Flags, Floats, Texts
from pmo_core.measure.colour import ADVERSE_POINTS, Colours, coloured, disagreement
from pmo_core.measure.series import (
    Readings,
    Series,
    Signal,
    mean_step,
    present_readings,
)
from pmo_core.measure.trend import MONTH, Trends, trends
from pmo_core.model import State
from pmo_core.thresholds import Thresholds

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
class Measured:
    """
    One place per series, in the order of `facts.series`; NaN, None and '' = it cannot be said.

    state: of the control chart. verdict: NOTHING, CHANGED, CONSTANT or TOO_FEW. newest: the signal that
    reaches furthest, the longest of several. changed_in: its first period. better: whether it went the right
    way. adverse: a signal the wrong way reaches into the last 8 points. met: True or False. baseline: where
    the way starts, with its date; `baseline_given`, else the first reading. trend: of the present phase, its
    slope per `slope_per`. season: alike a year apart, so signals may be the season. yearly: of these, those
    with enough readings to be charted by their change from the same period of the year before, which then is
    `facts.readings.x`; limits and signals are of that.
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
    yearly: Flags


@dataclass(frozen=True, eq=False)
class Judged(Measured):
    """
    What was measured, with its colours.

    colour: by the figures, with its word. disagreement: steps by which the rating that people gave is better.
    """

    colour: Colours
    disagreement: Floats


def judged(facts: KpiFacts) -> Judged:
    """Judge all series of a snapshot; what needs draws is left to `projecting`, one series at a time."""
    found, settings = measured(facts), facts.settings
    colour = colours(found, settings.thresholds)
    steps = disagreement(facts.series.rating, colour.colour, explicit=settings.rating_scores)
    return Judged(**vars(found), colour=colour, disagreement=steps)


def measured(facts: KpiFacts) -> Measured:
    """All that rests on the readings alone, whatever borders are declared."""
    readings = facts.readings
    as_of = np.datetime64(facts.snapshot.as_of, "D")
    present = present_readings(readings)
    line = trends(present.values, present.days, starts=present.starts)
    trend, slope_per = _told(line, facts.series.grain)
    season = seasons(present, line, facts.series.grain)
    facts, yearly = against_last_year(facts, season)
    series = facts.series
    newest = tuple(_newest(found) for found in series.signals)
    baseline, baseline_date = _baseline(series, readings)
    way, why = attained(series.latest, baseline=baseline, target=series.target, direction=series.direction)
    gone = elapsed(baseline_date, series.target_date, as_of=as_of)
    met, adverse = meets(series.latest, series.target_of_latest, direction=series.direction), _adverse(series)
    old = stale(series.grain, series.period_end, step=mean_step(readings), as_of=as_of)
    return Measured(
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
        season=season,
        yearly=yearly,
    )


def colours(found: Measured, thresholds: Thresholds) -> Colours:
    """The colours that the figures give, under these borders."""
    series = found.facts.series
    way = np.sign(series.target_of_latest - series.latest)
    return coloured(
        series.latest,
        series.target_of_latest,
        direction=series.direction,
        met=np.equal(found.met, True),
        adverse=found.adverse,
        pace=found.pace,
        towards=found.trend.shown & (np.sign(found.trend.slope) == way),
        stale=found.stale,
        thresholds=thresholds,
    )


def _told(line: Trends, grain: Texts) -> tuple[Trends, Texts]:
    """Trends with their slopes per period of the series."""
    per = [_SLOPE_PER.get(str(one), ("month", "month")) for one in grain]
    longer = np.array([PERIOD_DAYS[length] for _, length in per]) / MONTH
    slopes = {name: getattr(line, name) * longer for name in ("slope", "slope_low", "slope_high")}
    return replace(line, **slopes), np.array([name for name, _ in per], dtype=object)


def _newest(signals: Sequence[Signal]) -> Signal | None:
    return min(signals, key=lambda one: (one.ago, one.day), default=None)


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
