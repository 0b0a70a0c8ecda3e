"""What a KPI is judged by: its target, the way to it, its season; and the share that meets its target."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Protocol

import numpy as np

from pmo_core.measure.arrays import Days, Flags, Floats, Texts, Whole
from pmo_core.measure.colour import STALE_PERIODS
from pmo_core.model import Metric, Result, State

PERIOD_DAYS: Final = {
    "day": 1.0,
    "week": 7.0,
    "month": 365.25 / 12,
    "quarter": 365.25 / 4,
    "half": 365.25 / 2,
    "year": 365.25,
    "fiscal_year": 365.25,
}
PERIODS_PER_YEAR: Final = {"week": 52, "month": 12, "quarter": 4, "half": 2}

KPIS: Final = Metric(
    id="kpis",
    name="KPIs on target",
    unit="points",
    range="0 to 100",
    better="higher",
    meaning="Share of the KPIs whose last value meets its target, of those with target, direction and value.",
    formula="100 · met / KPIs with target, direction and a value; met: value ≥ target where higher is "
    "better, ≤ where lower is",
    source="Readings as reported; a direction is never guessed",
    golden="S-INDEX",
)


KPI_SIGNAL: Final = Metric(
    id="kpi_signal",
    name="Signal or noise",
    unit="verdict",
    range="nothing changed, changed in a period, constant, not enough data",
    better="none: inside the limits nobody is asked why",
    meaning="Whether a KPI did more than vary as it always does, and since when.",
    formula="limits: mean ± 2.66 · mean moving range, of the present phase. Signal: a point outside, or 8 "
    "in a row on one side of the mean. From 6 points, provisional below 10",
    source="Shewhart 1931; Western Electric 1956; Wheeler 1993",
    golden="G8",
)
FALSE_ALARMS: Final = Metric(
    id="kpi_false_alarms",
    name="False alarms",
    unit="share of charts",
    range="0 to 1",
    better="lower",
    meaning="How many charts of pure noise show a signal: what a signal may be worth nothing.",
    formula="simulated: 2.8 % with 12 points, 8.6 % with 24, 14.8 % with 36",
    source="400,000 charts of normal noise; limits from the same points",
    golden="S-FALSE",
)
KPI_ATTAINMENT: Final = Metric(
    id="kpi_attainment",
    name="Attainment",
    unit="share of the way",
    range="unlimited: below 0 it went backwards, above 1 it overshot",
    better="higher",
    meaning="How far a KPI has come from its baseline to its target.",
    formula="(latest − baseline) / (target − baseline); without a baseline the first reading, and said",
    source="Not clamped: clamping hides going backwards and overshooting",
    golden="S-ATT",
)
KPI_PACE: Final = Metric(
    id="kpi_pace",
    name="Pace",
    unit="share of the way",
    range="unlimited; 0 is on pace",
    better="higher",
    meaning="How far ahead of or behind an even road to the target date a KPI is.",
    formula="attainment − elapsed share; elapsed = (as-of date − baseline date) / (target date − baseline "
    "date), 0 to 1",
    source="An even road is assumed",
    golden="S-ATT",
)


class Reading(Protocol):
    """What is asked of a KPI: its last value, target and direction."""

    @property
    def value(self) -> float | None:
        """Last value."""
        ...

    @property
    def target(self) -> float | None:
        """Target of that reading, else the standing one."""
        ...

    @property
    def direction(self) -> str | None:
        """'higher' or 'lower' is better."""
        ...


def met(reading: Reading) -> bool | None:
    """Whether the last value meets the target, equality included; None where that cannot be said."""
    value, target = reading.value, reading.target
    if value is None or target is None or reading.direction not in ("higher", "lower"):
        return None
    return value >= target if reading.direction == "higher" else value <= target


def kpis_on_target(readings: Sequence[Reading]) -> Result:
    """
    Share of the judged KPIs that meet their target.

    Returns:
        0 to 100; `coverage` is judged / all; `inputs` count met, missed, no_target, no_direction, no_value.
    Source: KPIS. Two of three met, a fourth without a target → 66.67 with coverage .75.
    """
    verdicts = [met(reading) for reading in readings]
    judged = sum(verdict is not None for verdict in verdicts)
    counts = {
        "met": verdicts.count(True),
        "missed": verdicts.count(False),
        "no_target": sum(r.target is None for r in readings),
        "no_direction": sum(r.direction not in ("higher", "lower") for r in readings),
        "no_value": sum(r.value is None for r in readings),
    }
    if not judged:
        reason = (
            f"None of the {len(readings)} KPIs has a target, a direction and a value."
            if readings
            else "Upload KPI readings with targets to see how many are met."
        )
        return Result(None, "points", State.NOT_MEASURED, reason, n_total=len(readings), inputs=counts)
    return Result(
        100 * counts["met"] / judged,
        "points",
        n_used=judged,
        n_total=len(readings),
        coverage=judged / len(readings),
        inputs=counts,
    )


def meets(latest: Floats, target: Floats, *, direction: Texts) -> Texts:
    """Whether each latest value meets its target, equality included; None where that cannot be said."""
    higher, lower = direction == "higher", direction == "lower"
    found = np.where(higher, latest >= target, latest <= target).astype(object)
    found[np.isnan(latest) | np.isnan(target) | ~(higher | lower)] = None
    return found


def attainment(latest: Floats, *, baseline: Floats, target: Floats) -> Floats:
    """
    Share of the way from baseline to target, unclamped; NaN where both are the same, or one is missing.

    Source: KPI_ATTAINMENT. Base 10, target 20, value 15 → .5; base 20, target 10, value 12 → .8 (S-ATT).
    """
    way = target - baseline
    return (latest - baseline) / np.where(way == 0, np.nan, way)


def attained(latest: Floats, *, baseline: Floats, target: Floats, direction: Texts) -> tuple[Floats, Texts]:
    """Attainment where the way to the target is the one that the direction asks for; else why not."""
    way = np.sign(target - baseline)
    against = ((direction == "higher") & (way < 0)) | ((direction == "lower") & (way > 0))
    lacks = {
        "no value": np.isnan(latest),
        "no target": np.isnan(target),
        "no baseline": np.isnan(baseline),
        "baseline and target are the same": way == 0,
        "the baseline is beyond the target": against,
    }
    why = np.select(list(lacks.values()), list(lacks), "").astype(object)
    return np.where(why == "", attainment(latest, baseline=baseline, target=target), np.nan), why


def elapsed(start: Days, end: Days, *, as_of: np.datetime64) -> Floats:
    """Share of the time that has gone, 0 to 1; NaN without both dates, or if they are not in order."""
    whole, gone = ((day - start) / np.timedelta64(1, "D") for day in (end, as_of))
    return np.clip(gone / np.where(whole > 0, whole, np.nan), 0.0, 1.0)


def pace(attained: Floats, gone: Floats) -> Floats:
    """Attainment less elapsed share: −.25 is a quarter of the road behind. Source: KPI_PACE, S-ATT."""
    return attained - gone


def stale(grain: Texts, end: Days, *, step: Floats, as_of: np.datetime64) -> Flags:
    """
    Which last readings are older than two periods of their grain.

    Args:
        grain: What one period is; days that are not reported daily count by `step`.
        end: Last day of the last period.
        step: Days from reading to reading, on average.
        as_of: The date that is asked about.
    """
    period = np.array([PERIOD_DAYS.get(str(one), np.nan) for one in grain], dtype=np.float64)
    period = np.where((grain == "day") | np.isnan(period), np.fmax(period, step), period)
    age = (as_of - end) / np.timedelta64(1, "D")
    return np.asarray(age > STALE_PERIODS * period)


def seasonal(strays: Floats, starts: Whole, *, lag: Whole) -> Flags:
    """
    Which series repeat themselves after a year: two years and more, more alike a year apart than chance and
    than neighbours are.

    Args:
        strays: What the trend does not explain of each reading, all series one after the other.
        starts: Where each series begins, and at the end the number of readings.
        lag: Periods per year of each series; 0 = it has no season.
    """
    n = np.diff(starts)
    owner = np.repeat(np.arange(n.size), n)
    at = np.arange(strays.size)

    spread = np.bincount(owner, strays**2, minlength=n.size) / np.maximum(n, 1)

    def alike(apart: Whole) -> Floats:
        after = at + apart[owner]
        within = after < starts[1:][owner]
        product = np.where(within, strays * strays[np.where(within, after, 0)], 0.0)
        whole = np.maximum(n - apart, 1) * np.where(spread > 0, spread, np.nan)
        return np.asarray(np.bincount(owner, product, minlength=n.size) / whole)

    year, neighbour = alike(lag), alike(np.ones_like(lag))
    chance = 1.96 / np.sqrt(np.maximum(n - lag, 1))
    return np.asarray((lag > 0) & (n >= 2 * lag) & (year > chance) & (year > neighbour))
