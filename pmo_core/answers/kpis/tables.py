"""KPIs in rows as charts draw them. Every text is plain."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

import numpy as np
import pandas as pd

from pmo_core.answers.kpis import words
from pmo_core.answers.kpis.facts import Note
from pmo_core.answers.kpis.judgement import Judged
from pmo_core.measure.arrays import Floats
from pmo_core.measure.forecast import Forecast

DRAWN: Final = 10
BESIDE: Final = 29
"""Characters of a name beside a bar."""
SHORT_NOTE: Final = 24
NOTE_LINES: Final = 4
"""Lines for the words of notes that lie close together."""
NOTE_ROOM: Final = 0.25
"""Share of the picture's width, on a narrow page, that the words of a note take."""
_SAID: Final = {
    "": "routine variation",
    "changed": "signal",
    "better": "signal, for the better",
    "worse": "signal, for the worse",
}
FARTHEST: Final = 0.5
"""A bar ends here, as a share of the target; the figure beside it is always true."""


def aims(judged: Judged, places: Sequence[int]) -> tuple[list[int], pd.DataFrame]:
    """The KPIs that are farthest from their targets, the worst first, and how far; which they are."""
    far = {at: gap for at in places if (gap := words.distance(judged, at)) is not None}
    drawn = sorted(far, key=lambda at: (far[at], words.named(judged.facts.series, at)))[:DRAWN]
    series = judged.facts.series
    rows = pd.DataFrame(
        {
            "kpi": _apart([_short(words.named(series, at)) for at in drawn]),
            "name": [words.named(series, at) for at in drawn],
            "shown": [max(-FARTHEST, min(FARTHEST, far[at])) for at in drawn],
            "verdict": [words.met_word(judged, at) for at in drawn],
            "label": [f"{words.signed_share(far[at])} {words.met_word(judged, at)}" for at in drawn],
            "reading": [words.figure(float(series.latest[at]), words.unit(series, at)) for at in drawn],
            "target": [words.figure(words.goal(series, at), words.unit(series, at)) for at in drawn],
            "period": [series.period[at] for at in drawn],
        }
    )
    return drawn, rows


def _short(name: str) -> str:
    """A name as long as there is room beside a bar; names that are alike differ at their ends."""
    return name if len(name) <= BESIDE else f"{name[: BESIDE - 16].rstrip()} … {name[-13:].lstrip()}"


def _apart(names: list[str]) -> list[str]:
    """Two rows of one name would be drawn on one line."""
    return [
        f"{name} ({names[:at].count(name) + 1})" if names.count(name) > 1 else name
        for at, name in enumerate(names)
    ]


def control(judged: Judged, at: int, *, last: int | None = None) -> pd.DataFrame:
    """
    The readings of one series with the limits of their phases and their signals.

    Args:
        judged: All KPIs.
        at: Which of them.
        last: Only so many of its readings; None = all.
    """
    series, told = judged.facts.series, judged.facts.readings
    part = slice(int(told.starts[at]), int(told.starts[at + 1]))
    part = slice(part.start if last is None else max(part.start, part.stop - last), part.stop)
    part = _from_first_change(judged, at, part)
    unit, value = words.unit(series, at), told.x[part]
    lower, upper = told.lower[part], told.upper[part]
    moves = bool(series.cumulative[at] or judged.yearly[at])
    if unit == "%" and not moves and value.size and np.nanmin(value) >= 0 and np.nanmax(value) <= 100:
        lower, upper = np.maximum(lower, 0.0), np.minimum(upper, 100.0)
    signs = {one.day: words.sign(str(series.direction[at]), one.direction) for one in series.signals[at]}
    signal = [signs.get(day, "") for day in told.day[part]]
    aims = np.full(value.size, np.nan) if moves else told.target[part]
    if last is not None:
        aims = _in_sight(aims, value)
    return pd.DataFrame(
        {
            "sort": "reading",
            "day": told.day[part].astype("datetime64[ms]"),
            "period": told.period[part],
            "value": value,
            "reading": [_reading(judged, at, each) for each in value.tolist()],
            "lower": lower,
            "upper": upper,
            "mean": told.mean[part],
            "target": aims,
            "signal": signal,
            "said": [_SAID[one] for one in signal],
            "phase": told.phase[part].astype(str),
        }
    )


def _from_first_change(judged: Judged, at: int, part: slice) -> slice:
    """A chart of changes from a year before begins with the first of them."""
    known = np.flatnonzero(~np.isnan(judged.facts.readings.x[part]))
    return slice(part.start + int(known[0]), part.stop) if judged.yearly[at] and known.size else part


def _reading(judged: Judged, at: int, value: float) -> str:
    """What is charted, in words: the reading, or its change from a year before."""
    unit = words.unit(judged.facts.series, at)
    return (
        f"{words.signed(value, unit)} on the year before" if judged.yearly[at] else words.figure(value, unit)
    )


def _in_sight(aims: Floats, value: Floats) -> Floats:
    """Targets so far away that nothing else could be seen beside them leave a small picture."""
    if not np.isfinite(value).any():
        return aims
    low, high = float(np.nanmin(value)), float(np.nanmax(value))
    room = (high - low) or abs(high) or 1.0
    return np.where((aims >= low - room) & (aims <= high + room), aims, np.nan)


def ranges(judged: Judged, at: int) -> pd.DataFrame:
    """How much one series moved from reading to reading, with the most that routine variation moves."""
    told, unit = judged.facts.readings, words.unit(judged.facts.series, at)
    part = slice(int(told.starts[at]), int(told.starts[at + 1]))
    part = _from_first_change(judged, at, part)
    moved = np.abs(np.diff(told.x[part]))
    moved[told.phase[part][1:] != told.phase[part][:-1]] = np.nan
    return pd.DataFrame(
        {
            "day": told.day[part][1:].astype("datetime64[ms]"),
            "period": told.period[part][1:],
            "range": moved,
            "phase": told.phase[part][1:].astype(str),
            "limit": 3.268 * told.moving_range[part][1:],
            "size": [words.figure(each, unit) for each in moved.tolist()],
        }
    )


def detailed(judged: Judged, at: int, ahead: Forecast) -> pd.DataFrame:
    """The control chart of one series with its notes, the names of its lines, and the projection."""
    rows = control(judged, at)
    if not len(rows):
        return rows
    further = _projected(judged, at, ahead)
    drawn = pd.concat([rows["day"], *([further["day"]] if len(further) else [])])
    noted = _noted(judged.facts.notes[at], drawn)
    last = rows.iloc[-1]
    lines = [("upper", "upper limit"), ("mean", "mean"), ("lower", "lower limit"), ("target", "target")]
    named = [(float(last[line]), name) for line, name in lines if not math.isnan(last[line])]
    ends = pd.DataFrame(
        {
            "sort": "name",
            "day": [last["day"]] * len(named),
            "at": [height for height, _ in named],
            "name": [name for _, name in named],
            "signal": "",
        }
    )
    parts = (rows, noted, ends, further)
    return pd.concat([part for part in parts if len(part)], ignore_index=True)


def _noted(notes: Sequence[Note], drawn: pd.Series) -> pd.DataFrame:
    """
    Notes at their dates, each on the first line of the picture where its words have room.

    One for which no line has room is drawn without words: the table below has them.
    """
    days = [pd.Timestamp(one.day.astype("datetime64[ms]")) for one in notes]
    whole = max([drawn.max(), *days]) - min([drawn.min(), *days])
    free: list[pd.Timestamp | None] = [None] * NOTE_LINES
    lines = []
    for one, on in zip(notes, days, strict=True):
        line = next((at for at, day in enumerate(free) if day is None or day <= on), None)
        if line is not None:
            free[line] = on + whole * (NOTE_ROOM * len(one.text[:SHORT_NOTE]) / SHORT_NOTE)
        lines.append(line)
    return pd.DataFrame(
        {
            "sort": "note",
            "day": days,
            "line": lines,
            "note": [one.text[:SHORT_NOTE] for one in notes],
            "said": [one.text for one in notes],
            "signal": "",
        }
    )


def _projected(judged: Judged, at: int, ahead: Forecast) -> pd.DataFrame:
    """From the level at the last reading to the target's date, as far as may be projected."""
    told, due = judged.facts.readings, judged.facts.series.target_date[at]
    last = told.day[int(told.starts[at + 1]) - 1]
    if ahead.level is None or ahead.slope is None or ahead.horizon is None or not due > last:
        return pd.DataFrame()
    until = min(due, np.datetime64("1970-01-01", "D") + round(ahead.horizon))
    days = (until - last) / np.timedelta64(1, "D")
    return pd.DataFrame(
        {
            "sort": "projection",
            "day": np.array([last, until]).astype("datetime64[ms]"),
            "value": [ahead.level, ahead.level + ahead.slope * float(days)],
            "signal": "",
        }
    )
