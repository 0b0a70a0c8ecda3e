"""One period text: a span with its grain, from a day to a fiscal year."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from pmo_core.intake.values.days import full_year, month_named

DASHED: Final = re.compile(r"\s*(\d{4})-(\d{2})\s*")
"""2011-12: a fiscal year or a month."""

_YEARS: Final = range(1950, 2200)
_RANGE: Final = re.compile(
    r"(?:fy|gj|exercice|ej\.?)?\s?(\d{4})\s?(?:[/\-–]|to|bis|à|au|a)\s?(\d{4}|\d{2})", re.I
)
_FISCAL: Final = re.compile(r"(?:fy|gj)\s?(\d{4}|\d{2})", re.I)
_SHORT_RANGE: Final = re.compile(r"(?:fy|gj)\s?(\d{2})\s?[/\-–]\s?(\d{2})", re.I)
_YEAR: Final = re.compile(
    r"(?:(?:cy|calendar year|year|kalenderjahr|jahr|année|annee|año|ano|anno|jaar|rok)\s?)?"
    r"(\d{4})(?:\.0|\s?(?:r\.|yılı))?",
    re.I,
)
_WEEK: Final = "w|kw|cw|wk|week|woche|semaine|semana|settimana|sem|tydzień|hafta|uge|uke|vecka|v"
_QUARTER: Final = "q|t|ç|kv|quarter|quartal|trimestre|trim|kwartał|kwartal|kwartaal|çeyrek|ceyrek|kvartal"
_HALF: Final = "h|hj|s|half|halbjahr|semestre|halfjaar|półrocze|yarıyıl|halvår"
_PART: Final = (
    rf"(?:(?P<l>{_QUARTER}|{_HALF}|{_WEEK}|m)\s?\.?(?P<n>\d{{1,2}})|"
    rf"(?P<n2>\d{{1,2}}|i{{1,3}}|iv)\s?(?:\.|°|º|ª|er|ère|re|ro|do|e|ème|o|a|st|nd|rd|th|ste|de|:e)?\s?"
    rf"(?P<l2>{_QUARTER}|{_HALF}|{_WEEK})\.?)"
)
_OF: Final = r"\s?(?:(?:de|del|of|du|di)\s)?[\s/\-.']*\s?"
_YEARS_OF_PART: Final = r"(?P<fy>fy)?\s?(?P<y>\d{4}|\d{2})(?:\s?[/\-–]\s?(?P<y2>\d{2}|\d{4}))?"
_PART_FIRST: Final = re.compile(rf"{_PART}{_OF}{_YEARS_OF_PART}(?:\s?r\.)?", re.I)
_PART_LAST: Final = re.compile(
    rf"(?=(?:fy\s?)?\d{{4}}|(?:fy)?\d\d[\s\-/]){_YEARS_OF_PART}\s?[\s/\-.]*\s?{_PART}", re.I
)
_WEEKS: Final = frozenset(_WEEK.split("|"))
_QUARTERS: Final = frozenset(_QUARTER.split("|"))
_ROMAN: Final = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_MONTH_FIRST: Final = re.compile(r"(\d{1,2})\s?[/.\-]\s?(\d{4})")
_MONTH_LAST: Final = re.compile(r"(\d{4})\s?[/.\-]\s?(\d{1,2})")
_COMPACT: Final = re.compile(r"((?:19|20)\d{2})(0[1-9]|1[0-2])")
_NAMED: Final = re.compile(
    r"([^\W\d_]+)\.?[\s\-/.,']*(?:del?\s)?(\d{4}|\d{2})(?:\s?r\.)?|(\d{4})[\s\-/.,']*([^\W\d_]+)\.?"
)


@dataclass(frozen=True)
class Span:
    """From `start` to `end`, both included; grains: day, week … year, fiscal_year, years."""

    start: date
    end: date
    grain: str


@dataclass(frozen=True)
class Calendar:
    """
    How periods are read.

    Attributes:
        pivot: The year around which years of two digits lie.
        fiscal_month: The month in which a fiscal year begins, 1–12.
        dash_is_fiscal: Whether 2011-12 is a fiscal year rather than December 2011.
        dash_told: What the user said about it; it goes before what a column shows.
        s_is_week: Whether S1 2026 is a week (semaine, semana) rather than a half-year (semestre).
    """

    pivot: int
    fiscal_month: int = 4
    dash_is_fiscal: bool = True
    dash_told: bool | None = None
    s_is_week: bool = False


def months_span(year: int, month: int, *, count: int, grain: str) -> Span | None:
    """`count` whole months beginning with a month; None outside 1950–2199."""
    last = month - 1 + count
    if year not in _YEARS or not 1 <= month <= 12:
        return None
    end = date(year + last // 12, last % 12 + 1, 1) - timedelta(days=1)
    return Span(date(year, month, 1), end, grain)


def _fiscal(ending: int, calendar: Calendar) -> Span | None:
    start = ending if calendar.fiscal_month == 1 else ending - 1
    return months_span(start, calendar.fiscal_month, count=12, grain="fiscal_year")


def _years(first: int, second: str) -> Span | None:
    """Several whole years: 2018 to 2020. A short second part would be guesswork."""
    if len(second) < 4 or not first < int(second) < first + 30:
        return None
    return months_span(first, 1, count=12 * (int(second) - first + 1), grain="years")


def follows(first: int, second: str) -> bool:
    """Whether the second year text is the year after the first: 2014/15, 1999-00."""
    after = first + 1
    return int(second) == (after if len(second) == 4 else after % 100)


def _from_range(match: re.Match[str], calendar: Calendar) -> Span | None:
    first, second = int(match[1]), match[2]
    if not follows(first, second):
        return _years(first, second)
    if len(second) == 2 and 1 <= int(second) <= 12 and "-" in match[0] and not calendar.dash_is_fiscal:
        return months_span(first, int(second), count=1, grain="month")
    return _fiscal(first + 1, calendar)


def _from_part(match: re.Match[str], calendar: Calendar) -> Span | None:
    letter = (match["l"] or match["l2"]).casefold()
    roman = _ROMAN.get((match["n2"] or "").casefold())
    letter = "q" if roman and letter == "kw" else letter
    number = roman or int(match["n"] or match["n2"])
    first = full_year(match["y"], pivot=calendar.pivot)
    if letter in _WEEKS or (letter == "s" and calendar.s_is_week):
        # "3 kw." is a quarter in Polish and a week in German
        unclear = letter == "kw" and match["n2"] and number <= 4
        return None if unclear or match["y2"] or match["fy"] else _week(first, number)
    size, grain = (1, "month") if letter == "m" else (3, "quarter") if letter in _QUARTERS else (6, "half")
    if not 1 <= number <= 12 // size or (match["y2"] and not follows(first, match["y2"])):
        return None
    month = 1 + size * (number - 1)
    if match["fy"] or match["y2"]:
        shifted = calendar.fiscal_month - 1 + month
        base = first if calendar.fiscal_month == 1 or match["y2"] else first - 1
        return months_span(base + (shifted - 1) // 12, (shifted - 1) % 12 + 1, count=size, grain=grain)
    return months_span(first, month, count=size, grain=grain)


def _week(year: int, number: int) -> Span | None:
    try:
        monday = date.fromisocalendar(year, number, 1)
    except ValueError:
        return None
    return Span(monday, monday + timedelta(days=6), "week")


def _from_named(match: re.Match[str], calendar: Calendar) -> Span | None:
    word, year = (match[1], match[2]) if match[1] else (match[4], match[3])
    month = month_named(word)
    return (
        months_span(full_year(year, pivot=calendar.pivot), month, count=1, grain="month") if month else None
    )


_Reader = Callable[[re.Match[str], Calendar], Span | None]
_READERS: Final[tuple[tuple[re.Pattern[str], _Reader], ...]] = (
    (_YEAR, lambda match, _: months_span(int(match[1]), 1, count=12, grain="year")),
    (_RANGE, _from_range),
    (_FISCAL, lambda match, calendar: _fiscal(full_year(match[1], pivot=calendar.pivot), calendar)),
    (_SHORT_RANGE, lambda match, calendar: _fiscal(full_year(match[2], pivot=calendar.pivot), calendar)),
    (_PART_FIRST, _from_part),
    (_PART_LAST, _from_part),
    (_MONTH_FIRST, lambda match, _: months_span(int(match[2]), int(match[1]), count=1, grain="month")),
    (_MONTH_LAST, lambda match, _: months_span(int(match[1]), int(match[2]), count=1, grain="month")),
    (_COMPACT, lambda match, _: months_span(int(match[1]), int(match[2]), count=1, grain="month")),
    (_NAMED, _from_named),
)


def read_period(text: str, *, calendar: Calendar) -> Span | None:
    """The span that a period text names; None if it is not written as one (full dates: see days.py)."""
    flat = " ".join(unicodedata.normalize("NFKC", text).split())
    for pattern, read in _READERS:
        match = pattern.fullmatch(flat)
        span = read(match, calendar) if match else None
        if span:
            return span
    return None


def dash_votes(texts: list[str]) -> bool | None:
    """
    Whether `2011-12` in these texts is a fiscal year (True), a month (False), or could be either (None).

    Fiscal if any second part is 00 or above 12, or if every one follows its year and there are several years;
    a month otherwise.
    """
    pairs = [(int(m[1]), m[2]) for text in texts if (m := DASHED.fullmatch(text))]
    if not pairs:
        return None
    beyond = any(int(second) > 12 or int(second) == 0 for _, second in pairs)
    following = all(follows(first, second) for first, second in pairs)
    if beyond:
        return True
    if not following:
        return False
    return True if len({first for first, _ in pairs}) > 1 else None


_S_PART: Final = re.compile(
    r"\s*(?:(?:\d{4}|\d{2})[\s/\-.]*)?s\s?(\d{1,2})(?:[\s/\-.']*(?:\d{4}|\d{2}))?\s*", re.I
)


def voted(calendar: Calendar, texts: list[str]) -> Calendar:
    """The calendar with what the texts of a column decide: what `2011-12` is, and what S1 is."""
    numbers = [int(match[1]) for text in texts if (match := _S_PART.fullmatch(text))]
    weeks = any(number > 2 for number in numbers)
    dash = calendar.dash_told if calendar.dash_told is not None else bool(dash_votes(texts))
    return replace(calendar, dash_is_fiscal=dash, s_is_week=weeks)
