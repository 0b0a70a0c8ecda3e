"""Traces of a date in title lines, notes and file names: days, and months, quarters or years."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Final

from pmo_core.intake.table import Source
from pmo_core.intake.values.days import Day, OpenDay, full_year, made, month_named, read_day
from pmo_core.intake.values.periods import Calendar, Span, read_period
from pmo_core.intake.wording.units import unit_in

TRACE_YEARS: Final = range(1990, 2080)
NEAR_WORD: Final = 4
"""So many characters may stand between "as of" and its date in a note below the table."""

NEAR_YEARS: Final = 10
_MADE: Final = re.compile(
    r"\b(?:prepared|printed|created|generated|exported|erstellt|gedruckt|produced)\b", re.I
)

_SAYS: Final = re.compile(
    r"\b(?:date of export|export date|as (?:of|at)|status|stand|stichtag|stand vom|per|effective|"
    r"report(?:ing)? date|dated|date|datum|datenstand|"
    r"état au|au|à la date du|situation au|arrêté au|fecha|a fecha de|al|data|em|posição em|"
    r"snapshot)\b",
    re.I,
)
_NUMERIC: Final = r"\d{4}[-/._]\d{1,2}[-/._]\d{1,2}|\d{1,2}[-/._]\d{1,2}[-/._](?:\d{4}|\d{2})|(?:19|20)\d{6}"
_NAMED: Final = (
    r"\d{1,2}(?:st|nd|rd|th|\.)?[\s_-]+(?:de\s+|of\s+)?[^\W\d_]{3,}\.?,?[\s_-]+(?:de\s+)?\d{4}|"
    r"[^\W\d_]{3,}\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4}|"
    r"\d{1,2}(?:st|nd|rd|th|\.)?[\s_-]+[^\W\d_]{3,9}\.?,?[\s_'’-]+\d{2}"
)
_DAY: Final = re.compile(rf"(?<![\d])(?:{_NUMERIC}|{_NAMED})(?!\d)")
_SPAN: Final = re.compile(
    r"(?<![\dA-Za-z])(?:fy\s?\d{2,4}(?:\s?[-/]\s?\d{2,4})?|(?:19|20)\d\d\s?[-/–]\s?\d{2,4}|[qh]\d[\s_-]*(?:19|20)\d\d|"
    r"(?:19|20)\d\d[\s_-]*[qh]\d|(?:19|20)\d\d[-_]?(?:0[1-9]|1[0-2])|(?:19|20)\d\d)"
    r"(?!\d)",
    re.I,
)
_MONTH: Final = re.compile(r"([^\W\d_]{3,10})\.?[\s_'’-]*((?:19|20)\d\d|(?<=[\s_'’-])\d\d)(?!\d)")
_SPACED: Final = re.compile(r"(?<!\d)(?:(\d{4}) (\d{1,2}) (\d{1,2})|(\d{1,2}) (\d{1,2}) (\d{4}))(?!\d)")
_SIX: Final = re.compile(r"(?<!\d)(\d{2})(\d{2})(\d{2})(?!\d)")
_SIX_YEARS: Final = (20, 1)
"""Six digits are a date up to so many years before and after this year; else they are a number."""


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


def _near(year: str, pivot: int) -> range:
    """The years that a month can be of; of two digits only the latest: Mar-26, while May 30 is a day."""
    return TRACE_YEARS if len(year) > 2 else range(pivot - NEAR_YEARS, pivot + 2)


def spans_in(text: str, *, calendar: Calendar) -> list[tuple[str, Span]]:
    """Every month, quarter or year that a line of text names, with the text of it."""
    named = [
        f"{word} {year}"
        for word, year in _MONTH.findall(text)
        if month_named(word) and full_year(year, pivot=calendar.pivot) in _near(year, calendar.pivot)
    ]
    pieces = ((piece, piece.replace("_", " ").strip()) for piece in [*named, *_SPAN.findall(text)])
    spans = ((piece, read_period(plain, calendar=calendar)) for piece, plain in pieces)
    return [
        (piece, span)
        for piece, span in spans
        if span and span.grain != "years" and span.start.year in TRACE_YEARS  # 2026–2028 dates nothing
    ]


def from_lines(
    lines: Iterable[str], *, day_first: bool | None, pivot: int
) -> tuple[date | OpenDay, str] | None:
    """The day that title lines state, those that say "as of" or the like first."""
    found = [(day, line) for line in lines for day in days_in(line, day_first=day_first, pivot=pivot)[:1]]
    said = [(day, line) for day, line in found if _SAYS.search(line)]
    return next(iter(said or found), None)


def name_spaced(stem: str) -> str:
    """A file name with the parts of a spaced date joined: `2026 03 31 export` → `2026-03-31 export`."""
    return _SPACED.sub(lambda match: "-".join(part for part in match.groups() if part), stem)


def six_digits(stem: str, *, pivot: int) -> list[date]:
    """The days near this year that six digits of a file name can mean: `310326`, `033126`, `260331`."""
    found: list[date] = []
    before, after = _SIX_YEARS
    for match in _SIX.finditer(stem):
        one, two, three = map(int, match.groups())
        century = pivot - pivot % 100
        ways = ((three, two, one), (three, one, two), (one, two, three))
        days = [made(century + year, month, day) for year, month, day in ways]
        found += [day for day in days if day and pivot - before <= day.year <= pivot + after]
    return list(dict.fromkeys(found))


def noted(lines: Iterable[str]) -> list[str]:
    """The lines below a table that say right before a date that it is the as-of, cut down to it."""
    found: list[str] = []
    for line in lines:
        for match in _DAY.finditer(line):
            said = list(_SAYS.finditer(line[: match.start()]))
            if said and match.start() - said[-1].end() <= NEAR_WORD and not _MADE.search(line):
                found.append(line[said[-1].start() : match.end()])
    return found


def stated_lines(source: Source) -> tuple[str, ...]:
    """Lines above and below the table; where none states a unit, those of a cover that do."""
    own = source.title_lines + source.note_lines
    if any(map(unit_in, own)):
        return own
    said = (line for line in source.cover if not re.search(r"\d", line.text) and unit_in(line.text))
    return (*own, *(f"{line.text} (sheet “{line.sheet}”)" for line in said))
