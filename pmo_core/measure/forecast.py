"""When a series reaches its target if it goes on as it went, and how likely it is there by a date."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from pmo_core.measure.arrays import Flags, Floats
from pmo_core.measure.score import TIE
from pmo_core.measure.trend import BATCH_PAIRS, LONGEST, SHOWN, middle, pairs, sorted_slopes, trends
from pmo_core.model import State

DRAWS: Final = 2_000
SEED: Final = 7
LEAST_READINGS, LEAST_DATES = 6, 3
DRAW_PAIRS: Final = 20_000
"""Some so many pairs make the slope of a draw; up to 141 readings these are all of them."""

FEW: Final = "fewer than 6 readings on 3 dates"
LEVEL: Final = "no trend shown: the projection is the level"
THERE: Final = "the level meets the target"
AWAY: Final = "not on the present trend"
FAR: Final = "too far to project"
NO_DATE: Final = "no target date"
PASSED: Final = "the target date is not after the last reading"
"""Why there is no date of reaching the target, or no chance of being there by its date."""


@dataclass(frozen=True)
class Forecast:
    """
    A projection, not a fact. Days are on the scale of the readings' dates; None = not projected.

    state: `ok`, or `not_enough_data`: then nothing is projected. level: where the Theil–Sen line is at the
    last reading. slope: how it goes on, per day; 0 where no trend is shown. hit: when it reaches the target,
    with a 95 % band (hit_high None = later than can be projected); `reason` = why it has no date.
    chance: 0–1, of meeting the target on its date; `chance_reason` = why there is none.
    horizon: the last day that may be projected, as far ahead as the history is long.
    """

    state: State
    reason: str
    chance_reason: str
    level: float | None = None
    slope: float | None = None
    hit: float | None = None
    hit_low: float | None = None
    hit_high: float | None = None
    chance: float | None = None
    horizon: float | None = None


def forecast(
    values: Floats, days: Floats, *, target: float, higher_is_better: bool, due: float | None, rising_p: float
) -> Forecast:
    """
    ℓ + β·h with the Theil–Sen line's level ℓ and slope β; hit = last date + (target − ℓ)/β.

    The band and the chance come from 2,000 draws, seed 7: each resamples the readings for β and ℓ and adds
    one residual. Chance = share of the draws that meet the target on its date.

    Args:
        values: Readings of one series in time order, since its last accepted shift; blanks leave.
        days: Their dates, in days.
        target: What is to be reached; equality meets.
        higher_is_better: Whether the target is met from below.
        due: The target's date.
        rising_p: Mann–Kendall p of the readings; from .05 on the projection is the level.
    Source: Theil 1950; Sen 1968; Efron 1979. An exact line has the exact date, and a chance of 0 or 1.
    """
    there = np.isfinite(values) & np.isfinite(days)
    values, days = values[there][-LONGEST:], days[there][-LONGEST:]
    if values.size < LEAST_READINGS or np.unique(days).size < LEAST_DATES:
        return Forecast(State.NOT_ENOUGH_DATA, FEW, FEW)
    line = trends(values, days, starts=np.array([0, values.size]), per=1)
    level, slope = float(line.level[0]), float(line.slope[0])
    last, history = float(days[-1]), float(days[-1] - days[0])
    levels, slopes = _drawn(values, days, residuals=values - (level + slope * (days - last)))
    trending = rising_p < SHOWN
    if not trending:
        slope, slopes = 0.0, np.zeros(slopes.size)
    goal = _Goal(target, 1 if higher_is_better else -1, TIE * max(abs(target), float(np.abs(values).max())))
    wait = float(goal.wait(np.array(level), np.array(slope)))
    reason = LEVEL if not trending else _why_no_date(wait, history)
    hit, low, high = (None, None, None)
    if not reason:
        hit = last + wait
        low, high = _band(goal.wait(levels, slopes), last, history)
    chance, why = None, _why_no_chance(due, last, history)
    if due is not None and not why:
        chance = float(goal.met(levels + slopes * (due - last)).mean())
    return Forecast(State.OK, reason, why, level, slope, hit, low, high, chance, last + history)


@dataclass(frozen=True)
class _Goal:
    """The target; 1 = met from below, −1 = from above; what still counts as equal."""

    target: float
    sign: int
    room: float

    def met(self, values: Floats) -> Flags:
        return np.asarray(self.sign * (values - self.target) >= -self.room)

    def wait(self, levels: Floats, slopes: Floats) -> Floats:
        """Days until lines meet the target: 0 where they do, infinite where they do not point at it."""
        points = self.sign * slopes > 0
        days = (self.target - levels) / np.where(points, slopes, 1)
        return np.where(self.met(levels), 0.0, np.where(points, days, np.inf))


def _why_no_date(wait: float, history: float) -> str:
    if wait == 0:
        return THERE
    return AWAY if np.isinf(wait) else FAR if wait > history else ""


def _why_no_chance(due: float | None, last: float, history: float) -> str:
    if due is None:
        return NO_DATE
    return PASSED if due <= last else FAR if due - last > history else ""


def _band(waits: Floats, last: float, history: float) -> tuple[float | None, float | None]:
    """Days between which 95 of 100 draws meet the target; None = later than can be projected."""
    waits = np.sort(waits)
    ends = waits[int(0.025 * waits.size)], waits[int(np.ceil(0.975 * waits.size)) - 1]
    low, high = (last + float(end) if end <= history else None for end in ends)
    return low, high


def _drawn(values: Floats, days: Floats, *, residuals: Floats) -> tuple[Floats, Floats]:
    """Level, with one residual on it, and slope of every draw; one with a single date has none and leaves."""
    random = np.random.default_rng(SEED)
    picks = random.integers(values.size, size=(DRAWS, values.size))
    strays = residuals[random.integers(values.size, size=DRAWS)]
    # the order of the readings in a draw is chance, so near places in it are any pairs of readings
    apart = max(1, DRAW_PAIRS // values.size)
    batch = max(1, BATCH_PAIRS // min(DRAW_PAIRS, values.size**2))
    parts = [picks[first : first + batch] for first in range(0, DRAWS, batch)]
    slopes = np.concatenate(
        [
            middle(*sorted_slopes(pairs(values[part], apart=apart), pairs(days[part], apart=apart)))
            for part in parts
        ]
    )
    levels = np.median(values[picks], axis=1) + slopes * (days[-1] - np.median(days[picks], axis=1)) + strays
    made = np.isfinite(slopes)
    return levels[made], slopes[made]
