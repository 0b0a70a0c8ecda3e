"""One date text: taken apart as written, with day and month left open where the text does not say."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
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
_FLOAT: Final = re.compile(r"\.0+$")
_DAYS_TO_1904: Final = 1462
"""Workbooks of the old Macintosh kind count from 1 January 1904."""

_TIME: Final = re.compile(
    r"[T,\s]\s*\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?\s*(?:[ap]\.?\s?m\.?|uhr|h)?"
    r"\s*(?:z|utc|gmt|cet|cest|bst|[ecmp][sd]?t)?\s*(?:[+-]\d{1,2}:?\d{0,2})?\s*(?:\([^)]*\))?$",
    re.I,
)
_ZONE: Final = re.compile(r"(?<=\d-\d\d)(?:Z|[+-]\d\d:\d\d)$")
_YEAR_FIRST: Final = re.compile(r"(\d{4})\s?[-/.年]\s?(\d{1,2})\s?[-/.月]\s?(\d{1,2})\s?[日.]?")
_COMPACT: Final = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})")
_YEAR_LAST: Final = re.compile(r"(\d{1,2})\s?([/.\-])\s?(\d{1,2})\s?\2\s?(\d{4}|\d{2})\.?")
_WEEK_DAY: Final = re.compile(r"(\d{4})-?W(\d{2})-?([1-7])", re.I)
_GLUED: Final = re.compile(
    r"(\d{1,2})([^\W\d_]{3,9})(\d{4}|\d{2})"
)  # 05JAN2026, as statistics packages write it
_YEAR_WORD: Final = re.compile(r"(?<=\d)\s?r\.?$", re.I)  # Polish writes "r." for year behind it
_LETTERS: Final = str.maketrans({"ı": "i", "ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe"})
_DASHES: Final = str.maketrans(dict.fromkeys("‐‑‒–—−", "-"))
_ORDINAL: Final = re.compile(r"(?<=\d)(?:st|nd|rd|th|er|ers|º|ª|°|o|a)\b", re.I)
_LINKS: Final = frozenset({"de", "del", "of", "d", "the", "di", "il", "le", "el", "a", "den", "der", "do"})


@dataclass(frozen=True)
class Day:
    """A date that is certain as written; `weekday` is the one named beside it, 0 = Monday."""

    value: date
    weekday: int | None = field(default=None, compare=False)


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
    return "".join(c for c in decomposed if not unicodedata.combining(c)).translate(_LETTERS)


@cache
def _names(section: str) -> Mapping[str, int]:
    table = tomllib.loads((Path(__file__).parent / "months.toml").read_text(encoding="utf-8"))
    return {folded(name): int(number) for number, names in table[section].items() for name in names}


def month_named(word: str) -> int | None:
    """The number of a month by its name in one of the known languages, full or short."""
    return _names("months").get(folded(word).strip("."))


def _weekday(word: str) -> int | None:
    return _names("weekdays").get(folded(word).replace("-", " ").strip("."))


def _cut_weekday(text: str) -> tuple[str, int | None]:
    """
    The text without the name of a weekday before or behind the date, and that weekday.

    Some short names are months too (`mar` is Tuesday or March): they are cut where the rest is a whole date.
    """
    match = re.match(r"([^\W\d_]+(?:-feira)?)\.?,?\s+(?=\S)", text)
    found = _weekday(match[1]) if match else None
    if match and found is not None:
        rest = text[match.end() :]
        whole = len(re.findall(r"[^\W_]+", rest)) >= 3
        if month_named(match[1]) is None or (whole and not re.fullmatch(r"\d{1,2},?\s\d{4}\b.*", rest)):
            return rest, found
    match = re.search(r"(?<=\d)[,\s]+\(?([^\W\d_]+(?:-feira)?)\.?\)?$", text)
    found = _weekday(match[1]) if match else None
    behind = match and found is not None and month_named(match[1]) is None
    return (text[: match.start()], found) if match and behind else (text, None)


def without_time(text: str) -> str:
    """The date part of a text; the time of day and its zone are cut, never applied."""
    return _ZONE.sub("", _TIME.sub("", text)).strip().rstrip(",")


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


def serial(text: str, *, from_1904: bool = False) -> date | None:
    """An Excel serial number as a date, None if it is not one between 1954 and 2119."""
    try:
        number = int(float(text))
    except (ValueError, OverflowError):
        return None
    shift = _DAYS_TO_1904 if from_1904 else 0
    return _EXCEL_ZERO + timedelta(days=number + shift) if number in SERIALS else None


def epoch(text: str) -> date | None:
    """Ten digits as seconds, thirteen as milliseconds since 1970, if the result lies in 2000–2100."""
    text = _FLOAT.sub("", text)
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
    flat = " ".join(unicodedata.normalize("NFKC", text).translate(_DASHES).split())
    day_text, weekday = _cut_weekday(without_time(flat))
    day_text = _YEAR_WORD.sub("", without_time(day_text))
    if match := _YEAR_FIRST.fullmatch(day_text) or _COMPACT.fullmatch(day_text):
        return _certain(made(*(int(part) for part in match.groups())), weekday)
    if match := _YEAR_LAST.fullmatch(day_text):
        return _opened(match, weekday, pivot=pivot)
    if match := _WEEK_DAY.fullmatch(day_text):
        return _certain(_of_week(*(int(part) for part in match.groups())), weekday)
    if match := _GLUED.fullmatch(day_text):
        day_text = " ".join(match.groups())
    named = _named(day_text, pivot=pivot)
    if isinstance(named, Day):
        return Day(named.value, weekday)
    found = None if named else epoch(day_text)
    return named or (Day(found) if found else None)


def _certain(found: date | None, weekday: int | None) -> Day | Impossible:
    return Day(found, weekday) if found else Impossible()


def _opened(match: re.Match[str], weekday: int | None, *, pivot: int) -> OpenDay | Impossible:
    first, mark, second, year = match.groups()
    opened = OpenDay(int(first), int(second), full_year(year, pivot=pivot), f"{mark}{len(year)}", weekday)
    both = (opened.as_date(day_first=True), opened.as_date(day_first=False))
    return opened if any(both) else Impossible()


def _of_week(year: int, week: int, day: int) -> date | None:
    try:
        return date.fromisocalendar(year, week, day)
    except ValueError:
        return None
