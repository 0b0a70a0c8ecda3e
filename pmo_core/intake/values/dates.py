"""Date columns as dates, with what their cells leave open or contradict."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Final

from pmo_core.intake.values.cells import Problem, Typed, examples, issues_of, typed
from pmo_core.intake.values.date_cells import DateColumn
from pmo_core.intake.values.date_orders import Orders
from pmo_core.intake.values.days import EARLIEST, LATEST, Day, Impossible, OpenDay, read_day, serial
from pmo_core.intake.values.periods import Calendar, read_period
from pmo_core.model import FieldType, Missing, Severity

_STAND_IN_YEAR: Final = re.compile(r"(?<!\d)(?:1[0-8]\d\d|19[0-4]\d|9999)(?!\d)")
_IMPOSSIBLE: Final = Problem(
    "date.impossible", "There is no such day. The row is loaded without it.", "Correct the date in the cell."
)
_UNREADABLE: Final = Problem(
    "date.unreadable",
    "Not a date. The row is loaded without it.",
    "Write it as 2026-03-31, or clear the cell.",
)
_WEEKDAY: Final = Problem(
    "date.weekday",
    "The date falls on another weekday than the one written. The date counts.",
    "Correct whichever is wrong.",
)
_CONTRADICTS: Final = Problem(
    "date.contradicts",
    "Fits only the other order of day and month than the rest of the column. The row is loaded without it.",
    "Write it as 2026-03-31.",
)
APPROXIMATE: Final = "date.approximate"
"""Code of the note that a period was read as one of its days."""


def type_dates(column: DateColumn, *, orders: Orders, calendar: Calendar, last_day: bool) -> Typed:
    """
    Turn a column into dates.

    Args:
        column: The column taken apart.
        orders: The decided orders; what is undecided has its question, so its reading here does not count.
        calendar: How years and fiscal years are read where a cell names a period instead of a day.
        last_day: Whether such a period stands for its last day (a finish) or its first (a start).
    """
    header = column.column.header
    approximate: set[str] = set()

    def parse(text: str) -> object:
        reading = column.read.get(text)
        if isinstance(reading, Impossible):
            return Missing.PLACEHOLDER if _STAND_IN_YEAR.search(text) else _IMPOSSIBLE
        if isinstance(reading, OpenDay):
            return _placed(reading, orders.by.get((header, reading.family), True))
        if isinstance(reading, Day):
            return _plausible(reading.value)
        if found := column.serial(text):
            return found
        if span := read_period(text, calendar=calendar):
            approximate.add(text)
            return span.end if last_day else span.start
        return _UNREADABLE

    result = typed(column.column, parse, type_=FieldType.DATE)
    _flag_weekdays(column, result)
    if approximate:
        cells = sum(column.column.counts[text] for text in approximate)
        naming = "1 cell names" if cells == 1 else f"{cells:,} cells name"
        day = "last" if last_day else "first"
        problem = Problem(
            APPROXIMATE,
            f"{naming} a month, quarter or year ({examples(approximate)}); {day} day taken.",
            "Write the day if it matters.",
            Severity.NOTE,
        )
        result.issues.append(column.column.issue(problem))
    return result


def _flag_weekdays(column: DateColumn, result: Typed) -> None:
    """Name the dates that fall on another weekday than the one written beside them."""
    named = {
        text: reading.weekday
        for text, reading in column.read.items()
        if isinstance(reading, Day | OpenDay) and reading.weekday is not None
    }
    if not named:
        return
    cells = [
        (row, text)
        for row, text, value in zip(column.column.rows, column.column.texts, result.values, strict=True)
        if text in named and isinstance(value, date) and value.weekday() != named[text]
    ]
    result.issues.extend(issues_of(_WEEKDAY, cells, column=column.column.header))


def _placed(reading: OpenDay, day_first: bool) -> object:
    found = reading.as_date(day_first=day_first)
    return _CONTRADICTS if found is None else _plausible(found)


def _plausible(found: date) -> object:
    return found if EARLIEST <= found <= LATEST else Missing.PLACEHOLDER


def date_share(texts: Mapping[str, int], *, pivot: int) -> float:
    """The share of cells that read as a date, an Excel serial or a period; 1 without any cells."""
    calendar = Calendar(pivot)
    total = sum(texts.values())
    good = sum(
        n
        for text, n in texts.items()
        if isinstance(read_day(text, pivot=pivot), Day | OpenDay)
        or serial(text)
        or read_period(text, calendar=calendar)
    )
    return good / total if total else 1.0
