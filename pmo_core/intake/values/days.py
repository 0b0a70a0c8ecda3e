"""One date text: taken apart as written, with day and month left open where the text does not say."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Final

EARLIEST: Final = date(1950, 1, 1)
LATEST: Final = date(2199, 12, 31)
"""Dates outside are stand-ins such as 1900-01-01 or 9999-12-31."""

EPOCH_YEARS: Final = range(2000, 2101)
SERIALS: Final = range(20_000, 80_001)
_EXCEL_ZERO: Final = date(1899, 12, 30)

_TIME: Final = re.compile(
    r"[T,\s]\s*\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?\s*(?:[ap]\.?\s?m\.?|uhr|h)?"
    r"\s*(?:z|utc|gmt|cet|cest|bst|[ecmp][sd]?t)?\s*(?:[+-]\d{1,2}:?\d{0,2})?\s*(?:\([^)]*\))?$",
    re.I,
)
_YEAR_FIRST: Final = re.compile(r"(\d{4})\s?[-/.年]\s?(\d{1,2})\s?[-/.月]\s?(\d{1,2})\s?[日.]?")
_COMPACT: Final = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})")
_YEAR_LAST: Final = re.compile(r"(\d{1,2})\s?([/.\-])\s?(\d{1,2})\s?\2\s?(\d{4}|\d{2})\.?")
_ORDINAL: Final = re.compile(r"(?<=\d)(?:st|nd|rd|th|er|ers|º|ª|°|o|a)\b", re.I)
_LINKS: Final = frozenset({"de", "del", "of", "d", "the", "di", "le", "el", "a", "den", "der"})


@dataclass(frozen=True)
class Day:
    """A date that is certain as written."""

    value: date


@dataclass(frozen=True)
class OpenDay:
    """Two numbers and a year; which is the day is decided by the column. `family` is the way of writing."""

    first: int
    second: int
    year: int
    family: str
    weekday: int | None = None

    def as_date(self, *, day_first: bool) -> date | None:
        """The date under an order; None if there is no such day."""
        day, month = (self.first, self.second) if day_first else (self.second, self.first)
        return made(self.year, month, day)

    @property
    def order(self) -> bool | None:
        """True if only day-first is possible, False if only month-first, None if both or neither are."""
        one, two = self.as_date(day_first=True), self.as_date(day_first=False)
        if one and two and self.weekday is not None and one != two:
            fits = (one.weekday() == self.weekday, two.weekday() == self.weekday)
            return fits[0] if fits[0] != fits[1] else None
        return None if (one is None) == (two is None) else one is not None

    @property
    def same(self) -> bool:
        """Whether both orders give one date, as in 05/05/2026."""
        return self.first == self.second


@dataclass(frozen=True)
class Impossible:
    """Looks like a date, but there is no such day."""


def made(year: int, month: int, day: int) -> date | None:
    """The date of the parts, None if it does not exist."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def full_year(year: str, *, pivot: int) -> int:
    """Four digits as they are, two within 50 years before and 49 after the pivot year."""
    if len(year) > 2:
        return int(year)
    near = pivot - pivot % 100 + int(year)
    if near > pivot + 49:
        return near - 100
    return near + 100 if near < pivot - 50 else near


def folded(text: str) -> str:
    """Lower case without accents, for comparing names."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c)).replace("ı", "i")


@cache
def _names(section: str) -> Mapping[str, int]:
    table = tomllib.loads((Path(__file__).parent / "months.toml").read_text(encoding="utf-8"))
    return {folded(name): int(number) for number, names in table[section].items() for name in names}


def month_named(word: str) -> int | None:
    """The number of a month by its name in one of the known languages, full or short."""
    return _names("months").get(folded(word).strip("."))


def _cut_weekday(text: str) -> tuple[str, int | None]:
    match = re.match(r"([^\W\d_]+)\.?,?\s+(?=\S)", text)
    weekday = _names("weekdays").get(folded(match.group(1))) if match else None
    if match is None or weekday is None or month_named(match.group(1)) is not None:
        return text, None
    return text[match.end() :], weekday


def without_time(text: str) -> str:
    """The date part of a text; the time of day and its zone are cut, never applied."""
    return _TIME.sub("", text).strip().rstrip(",")


def _named(text: str, *, pivot: int) -> Day | Impossible | None:
    words = [
        w for w in re.split(r"[\s/.,\-]+", _ORDINAL.sub("", text.replace("’", " ").replace("'", " "))) if w
    ]
    words = [w for w in words if folded(w) not in _LINKS]
    if len(words) != 3:
        return None
    months = [(place, month) for place, w in enumerate(words) if (month := month_named(w)) is not None]
    rest = [w for w in words if w.isascii() and w.isdecimal()]
    if len(months) != 1 or len(rest) != 2:
        return None
    year_first = len(rest[0]) == 4
    day, year = (rest[1], rest[0]) if year_first else (rest[0], rest[1])
    if len(day) > 2 or len(year) not in (2, 4) or (months[0][0] == 2 and not year_first):
        return None
    found = made(full_year(year, pivot=pivot), months[0][1], int(day))
    return Day(found) if found else Impossible()


def serial(text: str) -> date | None:
    """An Excel serial number as a date, None if it is not one between 1954 and 2119."""
    try:
        number = int(float(text))
    except (ValueError, OverflowError):
        return None
    return _EXCEL_ZERO + timedelta(days=number) if number in SERIALS else None


def epoch(text: str) -> date | None:
    """Ten digits as seconds, thirteen as milliseconds since 1970, if the result lies in 2000–2100."""
    if not (text.isascii() and text.isdecimal() and len(text) in (10, 13)):
        return None
    seconds = int(text) if len(text) == 10 else int(text) / 1000
    found = datetime.fromtimestamp(seconds, tz=UTC).date() if seconds < 2**33 else None
    return found if found and found.year in EPOCH_YEARS else None


def read_day(text: str, *, pivot: int) -> Day | OpenDay | Impossible | None:
    """
    Take a date text apart; None if it is not written as a day.

    Args:
        text: The cell, not missing. A time of day is cut; the date stays as written, no zone is applied.
        pivot: The year around which two-digit years lie.
    """
    flat = " ".join(unicodedata.normalize("NFKC", text).split())
    day_text, weekday = _cut_weekday(without_time(flat))
    day_text = without_time(day_text)
    if match := _YEAR_FIRST.fullmatch(day_text) or _COMPACT.fullmatch(day_text):
        found = made(*(int(part) for part in match.groups()))
        return Day(found) if found else Impossible()
    if match := _YEAR_LAST.fullmatch(day_text):
        first, mark, second, year = match.groups()
        family = f"{mark}{len(year)}"
        opened = OpenDay(int(first), int(second), full_year(year, pivot=pivot), family, weekday)
        both = (opened.as_date(day_first=True), opened.as_date(day_first=False))
        return opened if any(both) else Impossible()
    if named := _named(day_text, pivot=pivot):
        return named
    found = epoch(day_text)
    return Day(found) if found else None
