"""KPI readings: the period as a span, the dimensions that split a series, the key of the series."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from datetime import date
from statistics import median
from typing import Any, Final

from pmo_core.intake.coded import Coded, coded, groups, together
from pmo_core.intake.values.cells import Column, Problem, Typed, typed
from pmo_core.intake.values.date_cells import DateColumn
from pmo_core.intake.values.date_orders import Orders
from pmo_core.intake.values.days import Day, Impossible, OpenDay
from pmo_core.intake.values.figures import read_number
from pmo_core.intake.values.missing import clean
from pmo_core.intake.values.periods import Calendar, Span, read_period, voted
from pmo_core.intake.wording.headers import read_header
from pmo_core.model import FieldType, Guess, Missing

DIMENSION_CHARACTERS: Final = 80
DIMENSION_SHARE: Final = 0.5
"""A column with more distinct texts than this share of the rows is a remark, not a dimension."""

NUMBERS_IN_DIMENSION: Final = 30

_UNREADABLE: Final = Problem(
    "period.unreadable", "Not a period. The row is loaded with the text as it stands.", "Write it as 2026-03."
)
_NOT_A_DIMENSION: Final = re.compile(
    r"(?:(?:observation|obs|value|record|data|reading|publication)\s)?(?:status|flags?|quality)|.*\bmultiplier|"
    r"(?:.*\s)?(?:codes?|geo ?codes?|ids?|urls?|links?)|comments?|notes?|footnotes?|(?:data )?sources?|"
    r"updated|last updated?|description|commentary|owner|e ?mail|decimals|created|remarks?|kommentar|"
    r"bemerkung|quelle|fuente|fonte|rank|row|index"
)

_JSON: Final = json.JSONEncoder(ensure_ascii=False, sort_keys=True).encode


def read_spans(column: DateColumn, *, orders: Orders, calendar: Calendar) -> tuple[Typed, Coded[Span | None]]:
    """
    The period of each reading as written, and as a span.

    Full dates that all begin or all end a month (a quarter) stand for it; other full dates for their day.
    """
    header = column.column.header

    def parse(text: str) -> object:
        reading = column.read.get(text)
        if isinstance(reading, Day):
            return Span(reading.value, reading.value, "day")
        if isinstance(reading, OpenDay):
            day = reading.as_date(day_first=orders.by.get((header, reading.family), True))
            return Span(day, day, "day") if day else _UNREADABLE
        if isinstance(reading, Impossible):
            return _UNREADABLE
        if found := column.serial(text):
            return Span(found, found, "day")
        return read_period(text, calendar=calendar) or _UNREADABLE

    result = typed(column.column, parse, type_=FieldType.PERIOD)
    spans = coded(result.values)
    days = {span.start for span in spans.used() if isinstance(span, Span) and span.grain == "day"}
    grain = _shared_grain(days)
    blank = column.column.lacking(FieldType.PERIOD)
    result.values = column.column.coded.map(
        lambda text: None if blank.get(text, Missing.UNPARSEABLE) != "unparseable" else clean(text)
    )
    if grain != "day":
        result.guesses.append(
            Guess("period", grain, f"{header}: every date begins or ends one", ("day",), "likely")
        )
    return result, spans.map(lambda span: _widened(span, grain) if isinstance(span, Span) else None)


def _shared_grain(days: set[date]) -> str:
    if len(days) < 2:
        return "day"
    first = all(day.day == 1 for day in days)
    last = all(_month_end(day) == day for day in days)
    if not first and not last:
        return "day"
    quarters = {1, 4, 7, 10} if first else {3, 6, 9, 12}
    if len({day.month for day in days}) == 1:
        return "year" if {day.month for day in days} <= ({1} if first else {12}) else "month"
    return "quarter" if {day.month for day in days} <= quarters else "month"


def _month_end(day: date) -> date:
    following = date(day.year + day.month // 12, day.month % 12 + 1, 1)
    return date.fromordinal(following.toordinal() - 1)


def _widened(span: Span, grain: str) -> Span:
    if grain == "day" or span.grain != "day":
        return span
    size = {"month": 1, "quarter": 3, "year": 12}[grain]
    first = date(span.start.year, span.start.month - (span.start.month - 1) % size, 1)
    end_month = first.month + size - 1
    return Span(first, _month_end(date(first.year, end_month, 1)), grain)


def dash_calendar(column: Column, calendar: Calendar) -> Calendar:
    """The calendar with `2011-12` decided by the column: a fiscal year or December 2011."""
    return voted(calendar, list(column.counts))


def describes(header: str) -> bool:
    """Whether a column can tell series apart: its header is none of a flag, a code, a note or a person."""
    return _NOT_A_DIMENSION.fullmatch(read_header(header).name) is None


def dimensions(columns: Sequence[Column], *, beside: Sequence[Column]) -> list[Column]:
    """
    The columns without a field that split a series: short repeated labels, no flags, codes or remarks.

    Args:
        columns: The columns without a field.
        beside: Name, unit and period: where these and the labels do not tell the readings apart, columns of a
            few repeated numbers (age, number of children) split the series too.
    """
    labels = [column for column in columns if _repeats(column) and not _numeric(column)]
    counts = [column for column in columns if _repeats(column) and _numeric(column)]
    if counts and _distinct([*beside, *labels]) < _distinct([*beside, *labels, *counts]):
        labels += [
            c for c in counts if len([text for text in c.counts if text.strip()]) <= NUMBERS_IN_DIMENSION
        ]
    order = {column.header: place for place, column in enumerate(columns)}
    return sorted(labels, key=lambda column: order[column.header])


def _distinct(columns: Sequence[Column]) -> int:
    return len(groups([column.coded for column in columns])[1])


def _numeric(column: Column) -> bool:
    filled = {text: n for text, n in column.counts.items() if text.strip()}
    return sum(n for text, n in filled.items() if read_number(text)) * 2 >= sum(filled.values())


def _repeats(column: Column) -> bool:
    filled = [text for text in column.counts if text.strip()]
    if not filled or not describes(column.header):
        return False
    few = len(filled) <= max(2, DIMENSION_SHARE * len(column.texts))
    return few and median(map(len, filled)) <= DIMENSION_CHARACTERS


def series_keys(
    names: Coded[Any], units: Coded[Any], *, split: Sequence[Column], grains: Coded[str | None]
) -> tuple[Coded[str | None], Coded[str | None]]:
    """
    The series of each reading: name, unit and the filled dimensions; and the dimensions as JSON.

    A row whose dimensions are all blank is the total and has no dimensions. Where one series comes in several
    grains (quarters and years), each grain is a series of its own.
    """
    headers = [column.header for column in split]
    described = together([names, units, *(column.coded for column in split)])
    made = described.map(lambda row: _series_key(row, headers)).merged()
    grained = together([made, grains])
    by_key: dict[str | None, set[str]] = {}
    for (key, _), grain in grained.used():
        by_key.setdefault(key, set()).update({grain} if grain else ())

    def key_of(row: tuple[tuple[str | None, str | None], str | None]) -> str | None:
        (key, _), grain = row
        return f"{key} | {grain}" if key and grain and len(by_key[key]) > 1 else key

    return grained.map(key_of).merged(), made.map(lambda row: row[1])


def _series_key(row: tuple[Any, ...], headers: Sequence[str]) -> tuple[str | None, str | None]:
    name, unit, *parts = row
    found: Mapping[str, str] = {
        header: clean(str(part)) for header, part in zip(headers, parts, strict=True) if clean(str(part))
    }
    text = _JSON(found) if found else None
    if name is None:
        return None, text
    key = " | ".join([clean(str(name)), clean(str(unit or "")), text or ""]).rstrip(" |")
    return key, text
