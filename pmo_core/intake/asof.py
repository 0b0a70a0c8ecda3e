"""The date that a file describes: a column, the user's word, title rows, the file name; else today."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import PurePath
from typing import Final

from pmo_core.errors import IntakeError
from pmo_core.intake.cells import Typed
from pmo_core.intake.dates import ORDER_WORDS, DateColumn
from pmo_core.intake.days import Day, OpenDay, made, month_named, read_day
from pmo_core.intake.missing import clean
from pmo_core.intake.options import Options
from pmo_core.intake.periods import Calendar, Span, read_period
from pmo_core.model import Choice, FieldType, Guess, Question

TRACE_YEARS: Final = range(1990, 2080)

_SAYS: Final = re.compile(
    r"\b(?:as (?:of|at)|status|stand|stichtag|stand vom|per|effective|report(?:ing)? date|dated|date|datum|"
    r"datenstand|état au|au|à la date du|situation au|arrêté au|fecha|a fecha de|al|data|em|posição em|"
    r"snapshot)\b",
    re.I,
)
_NUMERIC: Final = r"\d{4}[-/._]\d{1,2}[-/._]\d{1,2}|\d{1,2}[-/._]\d{1,2}[-/._](?:\d{4}|\d{2})|(?:19|20)\d{6}"
_NAMED: Final = (
    r"\d{1,2}(?:st|nd|rd|th|\.)?[\s_-]+(?:de\s+|of\s+)?[^\W\d_]{3,}\.?,?[\s_-]+(?:de\s+)?\d{4}|"
    r"[^\W\d_]{3,}\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4}"
)
_DAY: Final = re.compile(rf"(?<![\d])(?:{_NUMERIC}|{_NAMED})(?!\d)")
_SPAN: Final = re.compile(
    r"(?<![\dA-Za-z])(?:fy\s?\d{2,4}(?:\s?[-/]\s?\d{2,4})?|(?:19|20)\d\d\s?[-/]\s?\d{2,4}|[qh]\d[\s_-]*(?:19|20)\d\d|"
    r"(?:19|20)\d\d[\s_-]*[qh]\d|(?:19|20)\d\d[-_](?:0[1-9]|1[0-2])|(?:19|20)\d\d)"
    r"(?!\d)",
    re.I,
)
_MONTH: Final = re.compile(r"([^\W\d_]{3,10})\.?[\s_-]+((?:19|20)\d\d)(?!\d)")


@dataclass
class AsOf:
    """The as-of of every row (None = the same for all: `same`), and how it was found."""

    same: date | None = None
    rows: list[date | None] | None = None
    assumed: bool = False
    guesses: list[Guess] = field(default_factory=list[Guess])
    questions: list[Question] = field(default_factory=list[Question])


def told_as_of(options: Options) -> date | None:
    """
    The as-of that the user named by option or answer.

    Raises:
        IntakeError: If the answer is not a date.
    """
    if options.as_of or not (text := options.said("as_of")):
        return options.as_of
    reading = read_day(text, pivot=date.max.year // 5)
    if not isinstance(reading, Day):
        raise IntakeError(f"{text!r} is not a date.", fix="Answer with a date such as 2026-03-31.")
    return reading.value


def days_in(text: str, *, day_first: bool | None, pivot: int) -> list[date | OpenDay]:
    """Every day that a line of text names; open ones only if neither the text nor the file decides them."""
    found: list[date | OpenDay] = []
    for piece in _DAY.findall(text):
        reading = read_day(piece.replace("_", "-"), pivot=pivot)
        if isinstance(reading, OpenDay):
            order = reading.order if reading.order is not None else day_first
            order = True if order is None and (reading.same or reading.family.startswith(".")) else order
            placed = reading.as_date(day_first=order) if order is not None else None
            found.append(placed or reading)
        elif isinstance(reading, Day):
            found.append(reading.value)
    return [day for day in found if isinstance(day, OpenDay) or day.year in TRACE_YEARS]


def spans_in(text: str, *, calendar: Calendar) -> list[tuple[str, Span]]:
    """Every month, quarter or year that a line of text names, with the text of it."""
    named = [f"{word} {year}" for word, year in _MONTH.findall(text) if month_named(word)]
    pieces = ((piece, piece.replace("_", " ").strip()) for piece in [*named, *_SPAN.findall(text)])
    spans = ((piece, read_period(plain, calendar=calendar)) for piece, plain in pieces)
    return [(piece, span) for piece, span in spans if span and span.start.year in TRACE_YEARS]


def from_lines(
    lines: Iterable[str], *, day_first: bool | None, pivot: int
) -> tuple[date | OpenDay, str] | None:
    """The day that title lines state, those that say "as of" or the like first."""
    found = [(day, line) for line in lines for day in days_in(line, day_first=day_first, pivot=pivot)[:1]]
    said = [(day, line) for day, line in found if _SAYS.search(line)]
    return next(iter(said or found), None)


def settle(
    column: tuple[DateColumn, Typed] | None,
    *,
    lines: Sequence[str],
    label: str,
    options: Options,
    today: date,
    day_first: bool | None,
    calendar: Calendar,
) -> AsOf:
    """
    Find the as-of date of the rows of a file.

    Args:
        column: The mapped as-of column, taken apart and typed, if there is one.
        lines: Title and note lines.
        label: The file's name.
        options: What the user said.
        today: Used, and marked assumed, if the file bears no trace of a date.
        day_first: The order decided for the other dates of the file.
        calendar: How fiscal years in titles and names are read.
    """
    told = told_as_of(options)
    if column:
        return _from_column(*column, told=told, calendar=calendar)
    if told:
        return AsOf(told, guesses=[Guess("as_of", told.isoformat(), "as you said")])
    stem = PurePath(label).stem
    for texts, where in ((lines, "above the table"), ([stem], "in the file name")):
        found = from_lines(texts, day_first=day_first, pivot=calendar.pivot)
        if found and isinstance(found[0], date):
            return AsOf(found[0], guesses=[Guess("as_of", found[0].isoformat(), f"{where}: {found[1]}")])
        if found and isinstance(found[0], OpenDay):
            return AsOf(questions=[_open_question(found[0], where=where)])
    for text in (*lines, stem):
        for piece, span in spans_in(text, calendar=calendar):
            return AsOf(questions=[span_question({piece: span}, where=clean(text))])
    why = "nothing in the file says which date it describes"
    return AsOf(today, assumed=True, guesses=[Guess("as_of", today.isoformat(), why, (), "likely")])


def _from_column(column: DateColumn, typed: Typed, *, told: date | None, calendar: Calendar) -> AsOf:
    spans = {
        text: span
        for text in column.column.present(FieldType.DATE)
        if column.read.get(text) is None
        and not column.serials
        and (span := read_period(text, calendar=calendar))
    }
    if spans and told is None:
        return AsOf(questions=[span_question(spans, where=column.column.header)])
    header = column.column.header
    guess = Guess("as_of", "by row", f"column {header}")
    if not spans:
        days = [value for value in typed.values if isinstance(value, date)]
        fallback = told or max(days, default=None)
        rows = [value if isinstance(value, date) else fallback for value in typed.values]
        return AsOf(rows=rows, guesses=[guess])
    if told and len(spans) == 1:
        return AsOf(told, guesses=[Guess("as_of", told.isoformat(), "as you said")])
    by_text = {text: _within(span, told) for text, span in spans.items() if told}
    rows = [
        by_text.get(text) or (value if isinstance(value, date) else told)
        for text, value in zip(column.column.texts, typed.values, strict=True)
    ]
    return AsOf(rows=rows, guesses=[guess])


def _within(span: Span, told: date) -> date:
    """The told day and month within a span: 31 March of each year of a stack of years."""
    for year in (span.start.year, span.end.year):
        day = made(year, told.month, told.day)
        if day and span.start <= day <= span.end:
            return day
    return span.end


def span_question(spans: Mapping[str, Span], *, where: str) -> Question:
    """Ask for the day where the file names only a month, a quarter or a year."""
    text, span = max(spans.items(), key=lambda item: item[1].end)
    days = [span.end]
    if span.grain == "year":
        days += [date(span.end.year, 3, 31), date(span.end.year, 9, 30), date(span.end.year, 6, 30)]
    choices = tuple(Choice(day.isoformat(), f"{clean(text)} → {day.isoformat()}") for day in days)
    return Question(
        "as_of",
        "Which day does this file describe?",
        choices,
        f"--as-of {choices[0].value}",
        f"{where} says {clean(text)}, which is not a day.",
        field="as_of",
    )


def _open_question(day: OpenDay, *, where: str) -> Question:
    made_days = [(order, day.as_date(day_first=order)) for order in (True, False)]
    choices = tuple(
        Choice(found.isoformat(), f"{ORDER_WORDS[order]} → {found.isoformat()}")
        for order, found in made_days
        if found
    )
    return Question(
        "as_of",
        "Which day does this file describe?",
        choices,
        f"--as-of {choices[0].value}",
        f"A date {where} fits both orders of day and month.",
        field="as_of",
    )
