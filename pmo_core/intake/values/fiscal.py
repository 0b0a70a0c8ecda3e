"""In which month a fiscal year begins: told, or April with the reading shown and the other months offered."""

from __future__ import annotations

from collections.abc import Iterable

from pmo_core.intake.values.date_cells import DateColumn
from pmo_core.intake.values.periods import Calendar, Span, read_period, voted
from pmo_core.model import Choice, Guess, Question

_MONTHS = {"1": "January", "4": "April", "7": "July", "10": "October"}


def _first(columns: Iterable[DateColumn], calendar: Calendar) -> tuple[str, str, Span] | None:
    """Header, text and span of the first fiscal year among the cells that are no days."""
    for column in columns:
        own = voted(calendar, list(column.column.counts))
        for text in sorted(text for text, reading in column.read.items() if reading is None):
            span = None if column.serial(text) else read_period(text, calendar=own)
            if span and span.grain == "fiscal_year":
                return column.column.header, text.strip(), span
    return None


def settle(
    columns: Iterable[DateColumn], *, calendar: Calendar, told: bool
) -> tuple[Guess | None, Question | None]:
    """How fiscal years are read, and the offer to read them otherwise; nothing where the file names none."""
    found = _first(columns, calendar)
    if found is None:
        return None, None
    header, text, span = found
    why = f"{header}: {text} is read as {span.start:%B %Y} to {span.end:%B %Y}"
    guess = Guess(
        "fiscal_start", str(calendar.fiscal_month), why, tuple(_MONTHS), "sure" if told else "likely"
    )
    if told:
        return guess, None
    choices = tuple(Choice(month, f"a fiscal year begins in {name}") for month, name in _MONTHS.items())
    asks = "In which month does a fiscal year of this file begin?"
    return guess, Question("fiscal_start", asks, choices, "--answer fiscal_start=1", why, column=header)
