"""KPIs in rows: what charts draw and tables list. Every text is plain."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

import numpy as np
import pandas as pd

from pmo_core.answers.kpis import remarks, words
from pmo_core.answers.kpis.judgement import Judged
from pmo_core.export import Figure, csv_bytes
from pmo_core.measure.arrays import Floats
from pmo_core.measure.forecast import Forecast

DRAWN: Final = 10
SHORT_NOTE: Final = 24
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
            "kpi": _apart([words.named(series, at) for at in drawn]),
            "shown": [max(-FARTHEST, min(FARTHEST, far[at])) for at in drawn],
            "verdict": [words.met_word(judged, at) for at in drawn],
            "label": [f"{words.signed_share(far[at])} {words.met_word(judged, at)}" for at in drawn],
            "reading": [words.figure(float(series.latest[at]), words.unit(series, at)) for at in drawn],
            "target": [words.figure(words.goal(series, at), words.unit(series, at)) for at in drawn],
            "period": [series.period[at] for at in drawn],
        }
    )
    return drawn, rows


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
    unit, value = words.unit(series, at), told.x[part]
    lower, upper = told.lower[part], told.upper[part]
    if unit == "%" and value.size and np.nanmin(value) >= 0 and np.nanmax(value) <= 100:
        lower, upper = np.maximum(lower, 0.0), np.minimum(upper, 100.0)
    signs = {one.day: words.sign(str(series.direction[at]), one.direction) for one in series.signals[at]}
    signal = [signs.get(day, "") for day in told.day[part]]
    aims = np.full(value.size, np.nan) if series.cumulative[at] else told.target[part]
    if last is not None:
        aims = _in_sight(aims, value)
    return pd.DataFrame(
        {
            "sort": "reading",
            "day": told.day[part].astype("datetime64[ms]"),
            "period": told.period[part],
            "value": value,
            "reading": [words.figure(each, unit) for each in value.tolist()],
            "lower": lower,
            "upper": upper,
            "mean": told.mean[part],
            "target": aims,
            "signal": signal,
            "said": [_SAID[one] for one in signal],
            "phase": told.phase[part].astype(str),
        }
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


def listed(judged: Judged, places: Sequence[int]) -> pd.DataFrame:
    """Every series with its verdict, in the order of the places; the last readings as a line."""
    series, told = judged.facts.series, judged.facts.readings
    lines = [told.x[max(told.starts[at], told.starts[at + 1] - 24) : told.starts[at + 1]] for at in places]
    frame = pd.DataFrame(
        {
            "KPI": [words.named(series, at) for at in places],
            "Verdict": [words.change(judged, at) for at in places],
            "Last reading": series.latest[list(places)],
            "Unit": [words.unit(series, at) for at in places],
            "Period": [series.period[at] for at in places],
            "Target": series.target_of_latest[list(places)],
            "Against the target": [words.met_word(judged, at) for at in places],
            "Colour": [remarks.coloured(judged, at) for at in places],
            "Rating given": [str(series.rating[at]) for at in places],
            "Readings": series.n[list(places)],
            "Lower limit": series.lower[list(places)],
            "Mean": series.mean[list(places)],
            "Upper limit": series.upper[list(places)],
            "Course": [line[~np.isnan(line)].tolist() for line in lines],
            "Horizon": [str(series.horizon[at]).capitalize() for at in places],
            "Owner": [series.owner[at] for at in places],
        }
    )
    return frame.drop(
        columns=[name for name in ("Horizon", "Owner", "Unit", "Rating given") if not frame[name].any()]
    )


def readings(judged: Judged, places: Sequence[int]) -> pd.DataFrame:
    """Every reading of these series with the limits of its phase."""
    told, series = judged.facts.readings, judged.facts.series
    parts = [np.arange(told.starts[at], told.starts[at + 1]) for at in places]
    rows = np.concatenate(parts) if parts else np.zeros(0, np.int64)
    names = np.array([words.named(series, at) for at in range(series.size)], dtype=object)
    return pd.DataFrame(
        {
            "KPI": names[told.place[rows]],
            "Unit": series.unit[told.place[rows]],
            "Period": told.period[rows],
            "Value": told.value[rows],
            "Judged value": told.x[rows],
            "Target": told.target[rows],
            "Lower limit": told.lower[rows],
            "Mean": told.mean[rows],
            "Upper limit": told.upper[rows],
            "Outside": ["above" if side > 0 else "below" if side < 0 else "" for side in told.outside[rows]],
        }
    )


def csv(rows: pd.DataFrame) -> bytes:
    """Rows as CSV; a line of readings has no cell there."""
    plain = rows.drop(columns="Course", errors="ignore")
    return csv_bytes(list(plain.columns), (list(map(_text, row)) for row in plain.itertuples(index=False)))


def _text(cell: object) -> str:
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    value = float(str(cell)) if cell is not None else math.nan
    return "" if math.isnan(value) else Figure(f"{value:.12g}")


def detailed(judged: Judged, at: int, ahead: Forecast) -> pd.DataFrame:
    """The control chart of one series with its notes, the names of its lines, and the projection."""
    rows = control(judged, at)
    if not len(rows):
        return rows
    noted = pd.DataFrame(
        {
            "sort": "note",
            "day": [one.day.astype("datetime64[ms]") for one in judged.facts.notes[at]],
            "note": [one.text[:SHORT_NOTE] for one in judged.facts.notes[at]],
            "said": [one.text for one in judged.facts.notes[at]],
            "signal": "",
        }
    )
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
    parts = (rows, noted, ends, _projected(judged, at, ahead))
    return pd.concat([part for part in parts if len(part)], ignore_index=True)


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


def notes(judged: Judged, at: int) -> pd.DataFrame:
    """What was noted about one series, the latest first."""
    told = sorted(judged.facts.notes[at], key=lambda one: one.day, reverse=True)
    return pd.DataFrame(
        {
            "Date": [one.day.astype(object) for one in told],
            "Type": [one.type for one in told],
            "Note": [one.text for one in told],
            "Owner": [one.owner for one in told],
            "Outcome": [one.outcome for one in told],
        }
    )
