"""What the figures of one KPI say: signals, limits, trend, the way to its target. Plain text."""

from __future__ import annotations

import math
from datetime import date
from typing import Final

import numpy as np

from pmo_core import look
from pmo_core.answers.kpis import words
from pmo_core.answers.kpis.facts import Note
from pmo_core.answers.kpis.judgement import Judged
from pmo_core.measure.forecast import Forecast
from pmo_core.measure.trend import SHOWN

EPOCH: Final = date(1970, 1, 1).toordinal()


def coloured(judged: Judged, at: int) -> str:
    """The colour that the figures give, with why: 'Amber: met, with a signal against it'."""
    return f"{str(judged.colour.colour[at]).capitalize()}: {judged.colour.word[at]}"


def _colour(judged: Judged, at: int) -> str:
    """The colour by the figures, and how far the rating that people gave is from it."""
    text = f"By its figures it is {coloured(judged, at)}."
    given, steps = str(judged.facts.series.rating[at]), float(judged.disagreement[at])
    if not given:
        return text
    if math.isnan(steps) or not steps:
        return f"{text} People rate it {given}."
    way = "better" if steps > 0 else "worse"
    size = look.number(abs(steps), decimals=0 if steps == round(steps) else 1)
    noun = "step" if abs(steps) == 1 else "steps"
    return f"{text} People rate it {given}, {size} {noun} {way}: worth a conversation."


def reading(judged: Judged, at: int) -> str:
    """The last reading as a sentence of its own."""
    text = words.latest(judged, at)
    return f"{text[0].upper()}{text[1:]}."


def remarks(judged: Judged, at: int, ahead: Forecast) -> list[str]:
    """What the figures of one series say, and how far to trust them."""
    said = (_colour(judged, at), _signals(judged, at), _limits(judged, at), _phase(judged, at))
    return [
        text
        for text in (
            *said,
            _season(judged, at),
            _trend(judged, at),
            _road(judged, at),
            _ahead(judged, at, ahead),
        )
        if text
    ]


def _signals(judged: Judged, at: int) -> str:
    told = judged.facts.series.signals[at]
    outside = [one for one in told if one.rule == "R1"]
    runs = [one for one in told if one.rule == "R2"]
    said = []
    if runs:
        side = "above" if runs[-1].direction == "up" else "below"
        said.append(f"From {runs[-1].period} on, eight or more in a row lie {side} the mean.")
    if outside:
        before = f" and {len(outside) - 1} before" if len(outside) > 1 else ""
        said.append(f"Outside the limits: {outside[-1].period}{before}.")
    return " ".join([*said, "Look for the cause there, not in the other readings."] if said else [])


def _limits(judged: Judged, at: int) -> str:
    series = judged.facts.series
    points = int(series.points_in_phase[at])
    if math.isnan(float(series.lower[at])):
        return f"{look.plural(points, 'reading')}: from 6 on there are limits, from 10 on they are firm."
    name = words.unit(series, at)
    what = "what each period adds" if series.cumulative[at] else "a reading"
    if judged.yearly[at]:
        what = "the change from a year before"
    text = (
        f"Routine variation keeps {what} between {words.figure(float(series.lower[at]), name)} and "
        f"{words.figure(float(series.upper[at]), name)}, from {points} readings"
    )
    return (
        f"{text} (provisional below 10). {false_alarms(points)}"
        if points < 10
        else f"{text}. {false_alarms(points)}"
    )


def _phase(judged: Judged, at: int) -> str:
    began = judged.facts.series.phase_start[at]
    if np.isnat(began):
        return ""
    return f"A shift was accepted: the limits rest on the readings from {look.day(began.astype(object))} on."


def _trend(judged: Judged, at: int) -> str:
    """Whether a trend is shown, and how steep: '+1.2 % per month (0.4 to 1.9)'."""
    line, series = judged.trend, judged.facts.series
    p, slope = float(line.p[at]), float(line.slope[at])
    if math.isnan(p):
        return "No trend can be tested with fewer than 5 readings."
    if p >= SHOWN:
        return f"No trend is shown (p = {p:.2f})."
    name, per = words.unit(series, at), judged.slope_per[at]
    said = f"{'Rising' if line.s[at] > 0 else 'Falling'}: {words.signed(slope, name)} per {per}"
    low, high = float(line.slope_low[at]), float(line.slope_high[at])
    if not math.isnan(low):
        said += f" ({words.signed(low, name)} to {words.signed(high, name)})"
    doubt = (
        " Neighbouring readings are alike, so the trend may be less sure." if line.autocorrelated[at] else ""
    )
    return f"{said}, p {'< 0.001' if p < 0.001 else f'= {p:.3f}'}.{doubt}"


def _road(judged: Judged, at: int) -> str:
    """How far it has come from its baseline to its target, and whether that is on pace; '' if unknown."""
    attained, pace = float(judged.attainment[at]), float(judged.pace[at])
    if math.isnan(attained):
        return ""
    start = words.figure(float(judged.baseline[at]), words.unit(judged.facts.series, at))
    base = f"the baseline {start}" if judged.baseline_given[at] else f"its first reading, {start}"
    text = f"It has come {look.share(attained)} of the way from {base} to the target"
    if math.isnan(pace):
        return f"{text}."
    late = "ahead of" if pace >= 0 else "behind"
    points = look.number(abs(100 * pace))
    gone = look.share(float(judged.elapsed[at]))
    return f"{text}; {gone} of the time has gone: {points} points {late} an even road."


def _season(judged: Judged, at: int) -> str:
    """A warning where the same periods of each year are alike."""
    if not judged.season[at]:
        return ""
    if not judged.yearly[at]:
        return "The same periods of each year are alike: compare with last year's before looking for a cause."
    told, unit = judged.facts.readings, words.unit(judged.facts.series, at)
    last = int(told.starts[at + 1]) - 1
    text = "The same periods of each year are alike, so it is charted by its change from a year before"
    if math.isnan(told.x[last]):
        return f"{text}."
    return f"{text}: {words.signed(float(told.x[last]), unit)} in {told.period[last]}."


def _ahead(judged: Judged, at: int, found: Forecast) -> str:
    """Where it goes if it goes on like this; '' where that cannot be said."""
    if found.level is None:
        return ""
    due = judged.facts.series.target_date[at]
    chance = ""
    if found.chance is not None and not np.isnat(due):
        chance = f" {look.share(found.chance)} chance of meeting the target by {look.day(due.item())}."
    if found.hit is None:
        return f"Projection: {found.reason}.{chance}"
    low = found.hit if found.hit_low is None else found.hit_low
    until = "later than can be projected" if found.hit_high is None else _month(found.hit_high)
    return f"Projection: it reaches the target in {_month(found.hit)} ({_month(low)} to {until}).{chance}"


def _month(day: float) -> str:
    return look.day(date.fromordinal(EPOCH + round(day))).partition(" ")[2]


def false_alarms(points: int) -> str:
    """How often a chart of so many points shows a signal in pure noise."""
    size, share = words.false_alarm(points)
    return f"{look.share(share, decimals=1)} of charts with {size} points of pure noise show a signal."


def last_review(judged: Judged, at: int) -> Note | None:
    """What the last review of one series decided."""
    told = [one for one in judged.facts.notes[at] if one.type.casefold() == "review"]
    return max(told, key=lambda one: one.day, default=None)


def reviewed(judged: Judged, at: int) -> bool:
    """Whether somebody has reviewed one series since its last reading."""
    last, read = last_review(judged, at), judged.facts.series.period_end[at]
    return last is not None and bool(np.isnat(read) or last.day >= read)
