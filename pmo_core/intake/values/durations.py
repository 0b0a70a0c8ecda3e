"""Durations as person-days of eight hours."""

from __future__ import annotations

import re
from statistics import median
from typing import Final

from pmo_core.errors import IntakeError
from pmo_core.intake.values.cells import Column, Problem, Typed, typed
from pmo_core.intake.values.figures import Signed, read_number
from pmo_core.intake.values.numbers import evidence
from pmo_core.intake.wording.headers import read_header
from pmo_core.model import FieldType, Guess

HOURS_PER_DAY: Final = 8
SECONDS_FROM: Final = 600
"""Plain integers in an estimate column with a median from here on are seconds."""

_ESTIMATES: Final = re.compile(
    r"\b(?:estimate|time spent|schatzung|estimation|estimativa|estimacion|tempo gasto)\b"
)
_UNITS: Final = (
    (
        "month",
        20.0,
        r"(?:(?:person|man)[- ]?)?months?|mos?\.?|monate?n?|mois|mes(?:es)?|mês|mes[ie]|maand(?:en)?|"
        r"miesiąc[ey]?|ay|måned(?:er)?|månad(?:er)?",
    ),
    (
        "week",
        5.0,
        r"(?:(?:person|man)[- ]?)?weeks?|wks?\.?|w|wochen?|wo\.?|semaines?|sem\.?|semanas?|settiman[ae]|"
        r"weken|tydzień|tygodni[ea]?|tyg\.?|hafta|veck(?:a|or)|uger?|uker?",
    ),
    (
        "day",
        1.0,
        r"(?:person[- ]?|man[- ]?)?days?|ed|d|t|tage?n?|tg\.?|jours?|j|j/h|jh|d[ií]as?|pd|pt|md|personentage|"
        r"giorn[oi]|gg|dag(?:en|ar|er?)?|dzień|dni|gün|adam[- ]?gün",
    ),
    (
        "hour",
        1 / HOURS_PER_DAY,
        r"hours?|hrs?\.?|h|stunden?|std\.?|heures?|horas?|or[ae]|uur|uren|godzin[ay]?|godz\.?|saat|timm(?:e|ar)|"
        r"timer?",
    ),
    ("minute", 1 / 480, r"minutes?|mins?\.?|m|minuten|minutos|minut[iy]?|dakika|dk"),
    ("second", 1 / 28800, r"seconds?|secs?|s|sekunden|secondes|segundos"),
    ("year", 220.0, r"years?|yrs?\.?|y|jahre?|ans?|années?|años?|anos?|anni|jaar|lata?|yıl|år"),
)
_PIECE: Final = re.compile(
    r"([\d.,]+)\s*(?:" + "|".join(f"(?P<{name}>{words})" for name, _, words in _UNITS) + r")(?![^\W\d])\??",
    re.I,
)
_CLOCK: Final = re.compile(r"(\d{1,4}):([0-5]\d)(?::[0-5]\d)?")
_ISO: Final = re.compile(
    r"P(?:(?P<week>\d+)W)?(?:(?P<day>\d+)D)?(?:T(?:(?P<hour>\d+)H)?(?:(?P<minute>\d+)M)?(?:(?P<second>\d+)S)?)?"
)
_HEADER_UNITS: Final = (
    (
        1 / HOURS_PER_DAY,
        "hours",
        re.compile(r"\b(?:h|hrs?|\w*hours?|(?:personen)?stunden|heures|horas)\b"),
    ),
    (5.0, "person-weeks", re.compile(r"\b(?:\w*weeks?|(?:personen)?wochen|semaines|semanas|pw)\b")),
    (20.0, "person-months", re.compile(r"\b(?:\w*months?|(?:personen)?monate?|mois|meses|pm)\b")),
    (220.0, "person-years", re.compile(r"\b\w*years?\b")),
)
_DAYS: Final = {name: days for name, days, _ in _UNITS}
_UNREADABLE: Final = Problem(
    "duration.unreadable", "Not a duration. The row is loaded without it.", "Write it as 5d or 40h."
)


def spelled_days(text: str, *, signed: Signed) -> float | None:
    """Person-days of a spelled duration (`2w 3d`, `180 hrs`, `38:30`, `PT8H`); None if it is not one."""
    flat = " ".join(text.split()).rstrip(".")
    if match := _CLOCK.fullmatch(flat):
        return (int(match[1]) + int(match[2]) / 60) / HOURS_PER_DAY
    if (match := _ISO.fullmatch(flat)) and any(match.groups()):
        return sum(float(n) * _DAYS[name] for name, n in match.groupdict().items() if n)
    return _summed(flat, signed=signed)


def _summed(flat: str, *, signed: Signed) -> float | None:
    total, end = 0.0, 0
    for match in _PIECE.finditer(flat):
        number = read_number(match[1])
        own = evidence(number[0]) if number else None
        sign = Signed(own) if own in ("comma", "point") else signed
        value = sign.value(number[0]) if number else None
        if value is None or flat[end : match.start()].strip(" ,+") or match.lastgroup is None:
            return None
        total, end = total + value * _DAYS[match.lastgroup], match.end()
    return total if end and not flat[end:].strip() else None


def told_unit(text: str) -> str:
    """
    The unit of plain numbers that a user named: hours, `h`, person-days, Wochen.

    Raises:
        IntakeError: If the word is no unit of time.
    """
    match = _PIECE.fullmatch(f"1 {text.strip()}")
    if match is None or match.lastgroup is None:
        known = ", ".join(f"{name}s" for name in _DAYS)
        raise IntakeError(f"{text!r} is not a unit of effort.", fix=f"Use one of {known}.")
    return match.lastgroup


def _bare_days(column: Column, values: list[float], *, tool: str | None) -> tuple[float, str]:
    """Days per unit of the plain numbers of a column, and the name of that unit."""
    if tool is not None:
        return _DAYS[tool], f"{tool}s"
    header = read_header(column.header)
    hint = f"{header.unit or ''} {header.name}".casefold()
    estimate = bool(_ESTIMATES.search(header.name))
    if estimate and values and median(values) >= SECONDS_FROM and all(v == round(v) for v in values):
        return 1 / 28800, "seconds"
    for size, unit, words in _HEADER_UNITS:
        if words.search(hint):
            return size, unit
    return (1 / HOURS_PER_DAY, "hours") if estimate else (1.0, "person-days")


def type_duration(
    column: Column, *, signed: Signed, tool: str | None = None, told: str | None = None
) -> Typed:
    """
    Durations as person-days; the unit of plain numbers is a guess shown with its reason.

    Args:
        column: The column.
        signed: How its numbers are read.
        tool: The unit in which the tool writes plain numbers (hour, day), if that is known.
        told: The unit of plain numbers that the user named; it goes before everything.

    Raises:
        IntakeError: If the user named no unit of time.
    """
    present = column.present(FieldType.DURATION)
    bare = {
        text: value
        for text in present
        if (number := read_number(text)) and (value := signed.value(number[0])) is not None
    }
    size, unit = _bare_days(column, list(bare.values()), tool=told_unit(told) if told else tool)

    def parse(text: str) -> object:
        if text in bare:
            return round(bare[text] * size, 6)
        found = spelled_days(text, signed=signed)
        return _UNREADABLE if found is None else round(found, 6)

    result = typed(column, parse, type_=FieldType.DURATION)
    result.unit = unit if bare else None
    if bare:
        middle = median(bare.values())
        days = f"{middle * size:,.2f}".rstrip("0").rstrip(".")
        why = f"{column.header}: {middle:,.0f}, the middle value, is {days} person-days of 8 hours"
        result.guesses.append(Guess("effort_unit", unit, why, (), "sure" if told else "likely"))
    return result
