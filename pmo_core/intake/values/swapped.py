"""Dates that a spreadsheet swapped on opening: days up to 12 became months, the others stayed text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from pmo_core.errors import IntakeError
from pmo_core.intake.values.cells import examples
from pmo_core.intake.values.date_cells import DateColumn, Reading
from pmo_core.intake.values.days import Day, OpenDay, made
from pmo_core.model import Choice, Question

ENOUGH: Final = 2
"""From this many real dates and as many texts on, the pattern is no chance."""

_REAL: Final = re.compile(r"\d{4}-\d{2}-\d{2}(?:T[\d:]+)?")


def _real(column: DateColumn) -> dict[str, Day]:
    return {
        text: reading
        for text, reading in column.read.items()
        if isinstance(reading, Day) and _REAL.fullmatch(text)
    }


def looks_swapped(column: DateColumn) -> bool:
    """Whether all real dates have days up to 12, and all text dates one part above: the sign of a swap."""
    real = _real(column)
    texts = [reading for reading in column.read.values() if isinstance(reading, OpenDay)]
    return (
        len(real) >= ENOUGH
        and len(texts) >= ENOUGH
        and all(day.value.day <= 12 for day in real.values())
        and len({day.value.day for day in real.values()}) > 1
        and all(reading.order is not None for reading in texts)
    )


def repaired(column: DateColumn) -> DateColumn:
    """The column with day and month of its real dates swapped back."""
    swapped: Mapping[str, Reading] = {
        text: Day(day)
        for text, reading in _real(column).items()
        if (day := made(reading.value.year, reading.value.day, reading.value.month))
    }
    return replace(column, read={**column.read, **swapped})


def settle(column: DateColumn, *, answer: str | None) -> tuple[DateColumn, Question | None]:
    """
    Repair the column, keep it, or ask.

    Raises:
        IntakeError: If the answer is neither `swap` nor `keep`.
    """
    if not looks_swapped(column):
        return column, None
    if answer not in (None, "swap", "keep"):
        raise IntakeError(f"{answer!r} does not say what to do.", fix="Answer swap or keep.")
    if answer:
        return (repaired(column) if answer == "swap" else column), None
    text, day = min(_real(column).items())
    back = made(day.value.year, day.value.day, day.value.month) or day.value
    question = Question(
        "dates_swapped",
        "Did a spreadsheet swap day and month in part of this column?",
        (
            Choice("swap", f"{text} → {back.strftime('%-d %B %Y')}"),
            Choice("keep", f"{text} → {day.value.strftime('%-d %B %Y')}"),
        ),
        "--answer dates_swapped=swap",
        f"In {column.column.header} every real date has a day up to 12, every text a part above: "
        f"{examples(t for t, r in column.read.items() if isinstance(r, OpenDay))}.",
        column=column.column.header,
    )
    return column, question
