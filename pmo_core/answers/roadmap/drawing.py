"""The roadmap in rows as charts draw them. Every text is plain."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final, TypeAlias

import numpy as np
import pandas as pd

from pmo_core import look
from pmo_core.answers.roadmap import words
from pmo_core.answers.roadmap.findings import By
from pmo_core.answers.roadmap.judgement import Judged
from pmo_core.answers.roadmap.lanes import Row, Window, bars
from pmo_core.measure.arrays import Days

BESIDE: Final = 34
"""Characters of a name beside a bar."""
NAMES_HIGH: Final = 22
"""Names that the trend chart has room for, one above the other."""
LANE: Final = "\u2060"
"""Ends the name of a lane, invisible: the picture draws it bold."""
_BLANK: Final = ("", "", "", "", "")
_APART: Final = "\u200b"
_COLUMNS: Final = ("sort", "row", "from", "until", "name", "project", "standing", "said", "key")


def drawn(judged: Judged, rows: Sequence[Row], *, span: Window, by: By) -> pd.DataFrame:
    """
    Bars and milestones of these rows, and the date, cut at the ends of the time that is drawn.

    Of sort edge (the ends of the time), lane, now (the date judged at), baseline, past, ahead or milestone.
    """
    names = _named(judged, rows, by=by)
    told = [part for row, name in zip(rows, names, strict=True) for part in _row(judged, row, name, span)]
    first, last = span.ends
    edges = [("edge", name, at, at, *_BLANK) for name in names for at in (first, last)]
    now = words.as_day(judged.facts.snapshot.as_of)
    today = [("now", name, now, now, *_BLANK) for name in names[:1] if first <= now <= last]
    frame = pd.DataFrame([*edges, *today, *told], columns=_COLUMNS)
    for end in ("from", "until"):
        frame[end] = frame[end].astype("datetime64[ms]")
    return frame


_Part: TypeAlias = tuple[str, str, np.datetime64, np.datetime64, str, str, str, str, str]


def _named(judged: Judged, rows: Sequence[Row], *, by: By) -> list[str]:
    """What each row is called; rows of one name are told apart by signs that nobody sees."""
    met: dict[str, int] = {}
    named: list[str] = []
    for row in rows:
        lane = row.project < 0
        text = words.lane(row.lane.name, by) if lane else judged.facts.positions.label(row.project)
        text = _short(text)
        met[text] = met.get(text, -1) + 1
        named.append(text + _APART * met[text] + (LANE if lane else ""))
    return named


def _short(name: str) -> str:
    """A name as long as there is room; names that are alike differ at their ends."""
    return name if len(name) <= BESIDE else f"{name[: BESIDE - 14].rstrip()} … {name[-11:].lstrip()}"


def _row(judged: Judged, row: Row, name: str, span: Window) -> list[_Part]:
    begin, end = bars(judged.facts)
    if row.project < 0:
        parts = [_whole(row, name, begin, end)] if row.lane.projects else []
    else:
        parts = _bars(judged, row.project, name)
    cut = [shown for part in parts if (shown := _cut(part, span)) is not None]
    return [*cut, *(_mark(judged, at, name) for at in row.milestones)]


def _whole(row: Row, name: str, begin: Days, end: Days) -> _Part:
    inside = list(row.lane.projects)
    known = [at for at in inside if not (np.isnat(begin[at]) or np.isnat(end[at]))]
    said = look.plural(len(inside), "project")
    if not known:
        never = np.datetime64("NaT", "D")
        return "lane", name, never, never, said, "", "", "", ""
    first, last = begin[known].min(), end[known].max()
    return "lane", name, first, last, said, "", "", f"{words.on(first)} to {words.on(last)}", ""


def _bars(judged: Judged, at: int, name: str) -> list[_Part]:
    """The project as first promised (baseline), what has passed of it, and what lies ahead."""
    facts = judged.facts
    begin, end = bars(facts)
    first, last, promised = begin[at], end[at], _promised(judged, at)
    now = words.as_day(facts.snapshot.as_of)
    label = facts.positions.label(at)
    moved = (last - promised) / np.timedelta64(1, "D") if not np.isnat(promised) else float("nan")
    said = f"{words.on(first)} to {words.on(last)}"
    said += "" if np.isnan(moved) or not moved else f", {words.days(moved, sign=True)} against the baseline"
    told = [("baseline", first, promised)]
    if not np.isnat(facts.positions.done[at]):
        told.append(("past", first, last))
    else:
        told += [("past", first, min(now, last)), ("ahead", max(now, first), last)]
    return [
        (sort, name, start, stop, label, "", "", said, "")
        for sort, start, stop in told
        if not (np.isnat(start) or np.isnat(stop)) and stop > start
    ]


def _promised(judged: Judged, at: int) -> np.datetime64:
    """The finish of a project as first promised, or told first where no baseline is."""
    facts = judged.facts
    promised: np.datetime64 = (judged.baseline if facts.source == "finishes" else facts.baseline_finish)[at]
    return promised


def _cut(part: _Part, span: Window) -> _Part | None:
    """What of a bar lies in the time that is drawn."""
    sort, name, first, last, label, project, standing, said, key = part
    begin, end = span.ends
    if np.isnat(first) or np.isnat(last) or first > end or last < begin:
        return None
    return sort, name, max(first, begin), min(last, end), label, project, standing, said, key


def _mark(judged: Judged, at: int, name: str) -> _Part:
    said = f"{words.on(judged.due[at])}, {words.moved(judged, at)}"
    kpi = words.kpi_of(judged, at)
    return (
        "milestone",
        name,
        judged.due[at],
        judged.due[at],
        judged.label(at),
        judged.project(at),
        str(judged.standing[at]),
        f"{said}; KPI: {kpi}" if kpi else said,
        str(judged.facts.milestones.key[at]),
    )


def trend(judged: Judged, places: Sequence[int]) -> pd.DataFrame:
    """
    What each report told of these milestones, and the diagonal on which a milestone is due.

    Columns: sort (told, diagonal), key, milestone, standing, report, told (day expected, or reached), said;
    end and at: the name of a milestone at its last report, and the height at which it can be read.
    """
    parts = [part for at in places if len(part := _told(judged, at))]
    if not parts:
        return pd.DataFrame()
    whole = pd.concat(parts, ignore_index=True)
    ends = [whole["report"].min(), whole["report"].max()]
    named = whole.index[whole["end"] != ""]
    whole.loc[named, "at"] = _apart(whole.loc[named, "told"], room=whole["told"].max() - whole["told"].min())
    diagonal = pd.DataFrame({"sort": "diagonal", "report": ends, "told": ends, "end": ""})
    return pd.concat([whole, diagonal], ignore_index=True)


def _told(judged: Judged, at: int) -> pd.DataFrame:
    told = judged.facts.reports
    part = slice(int(told.starts[at]), int(told.starts[at + 1]))
    expected = np.where(np.isnat(told.actual[part]), told.forecast[part], told.actual[part])
    known = ~(np.isnat(told.as_of[part]) | np.isnat(expected))
    reported, expected = told.as_of[part][known], expected[known]
    return pd.DataFrame(
        {
            "sort": "told",
            "key": str(judged.facts.milestones.key[at]),
            "milestone": judged.label(at),
            "standing": str(judged.standing[at]),
            "report": reported.astype("datetime64[ms]"),
            "told": expected.astype("datetime64[ms]"),
            "said": [f"told for {words.on(one)}" for one in expected],
            "end": ["" for _ in reported[1:]] + [_short(judged.label(at)) for _ in reported[:1]],
            "at": np.datetime64("NaT", "ms"),
        }
    )


def _apart(heights: pd.Series, *, room: pd.Timedelta) -> pd.Series:
    """Heights of names, moved up as far as it takes to read each."""
    least, told = room / NAMES_HIGH, heights.sort_values()
    for before, here in pairwise(told.index):
        told[here] = max(told[here], told[before] + least)
    return told
