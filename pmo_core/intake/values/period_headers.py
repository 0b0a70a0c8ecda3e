"""Headers that name a period, alone or beside another word: `Jan 2026`, `2025/26 £m`, `Jan – Actual`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from pmo_core.intake.values.days import Day, OpenDay, month_named, read_day
from pmo_core.intake.values.periods import Calendar, read_period
from pmo_core.intake.values.standard import comparable
from pmo_core.intake.wording.units import unit_of

LABEL_WORDS: Final = 4
"""A header with more words beside the period is a sentence about it."""

_APART: Final = re.compile(r"\s*[–—|:]\s*|\s+-\s+|[_()\[\]]+|\s+")
_QUARTER: Final = re.compile(r"[qt]\s?([1-4])", re.I)


@dataclass(frozen=True)
class PeriodHeader:
    """
    A header taken apart: `text` is its period, `label` the other words in comparable form, `unit` its unit.

    `part` is the number of the month or quarter where the period names no year, else 0; `yearly` says that
    the period is a year; `begins` sorts periods of one kind, those without a year before the others.
    """

    header: str
    text: str
    label: str = ""
    unit: str | None = None
    part: int = 0
    quarter: bool = False
    yearly: bool = False
    begins: str = ""


def read_period_header(header: str, *, calendar: Calendar) -> PeriodHeader | None:
    """The period that a header names at its beginning or its end; None without one."""
    whole = _period(header, header.strip(), calendar)
    if whole:
        return whole
    pieces = [word for word in _APART.split(header.strip()) if word]
    words, unit = _without_unit([word for word in pieces if not _said_twice(word, pieces)])
    for size in range(len(words), 0, -1):
        for own, rest in ((words[:size], words[size:]), (words[-size:], words[:-size])):
            found = _period(header, " ".join(own), calendar) if len(rest) <= LABEL_WORDS else None
            if found:
                label, inner = _without_unit(rest)
                return replace(found, label=comparable(" ".join(label)), unit=unit or inner)
    return None


def _said_twice(word: str, pieces: list[str]) -> bool:
    """Whether a word is a year with letters before it that stands beside it: `2018 [YR2018]`."""
    return word[-4:] in pieces and word[:-4].isalpha()


def _period(header: str, text: str, calendar: Calendar) -> PeriodHeader | None:
    if span := read_period(text, calendar=calendar):
        yearly = span.grain in ("year", "fiscal_year")
        return PeriodHeader(header, text, yearly=yearly, begins=span.start.isoformat())
    if month := month_named(text):
        return PeriodHeader(header, text, part=month, begins=f"{month:02d}")
    if quarter := _QUARTER.fullmatch(text):
        return PeriodHeader(header, text, part=int(quarter[1]), quarter=True, begins=quarter[1])
    day = read_day(text, pivot=calendar.pivot)
    if isinstance(day, Day):
        return PeriodHeader(header, text, begins=day.value.isoformat())
    return PeriodHeader(header, text) if isinstance(day, OpenDay) else None


def _without_unit(words: list[str]) -> tuple[list[str], str | None]:
    """The words of a header without the unit that ends them: `Budget £m` → `Budget` and `£m`."""
    for size in range(min(2, len(words)), 0, -1):
        tail = " ".join(words[-size:])
        unit = unit_of(tail)
        spelled = unit.magnitude and len(tail) > 1 and not any(c.isdigit() for c in tail)
        if tail == "%" or ((unit.currency or unit.shared) and not tail.isdecimal()) or spelled:
            return words[:-size], tail
    return words, None


def shared_unit(found: Iterable[PeriodHeader]) -> str | None:
    """The one unit that all these headers name; None if they name none or several."""
    units = {one.unit for one in found}
    return next(iter(units)) if len(units) == 1 else None
