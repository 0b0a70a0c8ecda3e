"""Start and finish in one cell: "Jan 2025 – Mar 2026" becomes a column of starts and one of finishes."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from pmo_core.intake.coded import coded
from pmo_core.intake.mapping.header_words import header_words
from pmo_core.intake.table import RawTable
from pmo_core.intake.values.days import Day, OpenDay, read_day
from pmo_core.intake.values.periods import Calendar, read_period
from pmo_core.intake.wording.headers import normalise
from pmo_core.model import Guess

ENOUGH: Final = 0.8
"""Share of the filled cells that must hold two dates."""

_BETWEEN: Final = re.compile(
    r"\s+(?:-|to|bis|until|till|à|au|a|al|até|tot|do|til|till)\s+|\s*[–—→]\s*|\s+-|-\s+", re.I
)


def parted_dates(raw: RawTable, *, pivot: int) -> RawTable | None:
    """
    The table with its column of time spans as two columns of dates; None without such a column.

    Args:
        raw: The table.
        pivot: The year around which years of two digits lie.
    """
    for header, texts in zip(raw.headers, raw.columns, strict=True):
        if normalise(header) not in header_words("spans"):
            continue
        column = coded(texts)
        filled = [text for text in column.used() if text.strip()]
        read = {text: _parts(text, pivot=pivot) for text in filled}
        if filled and sum(bool(found) for found in read.values()) >= ENOUGH * len(filled):
            return _parted(raw, header, read)
    return None


def _parts(text: str, *, pivot: int) -> tuple[str, str] | None:
    parts = [part.strip() for part in _BETWEEN.split(text) if part.strip()]
    if len(parts) != 2 or not all(_dated(part, pivot=pivot) for part in parts):
        return None
    return parts[0], parts[1]


def _dated(text: str, *, pivot: int) -> bool:
    if isinstance(read_day(text, pivot=pivot), Day | OpenDay):
        return True
    return read_period(text, calendar=Calendar(pivot)) is not None


def _parted(raw: RawTable, header: str, read: dict[str, tuple[str, str] | None]) -> RawTable:
    """Two columns in place of one; a cell without two dates stays whole, to be named as no date."""
    columns: dict[str, tuple[str, ...]] = {}
    for name, texts in zip(raw.headers, raw.columns, strict=True):
        if name != header:
            columns[name] = tuple(texts)
            continue
        for place, end in enumerate(("Start", "Finish")):
            title = f"{header} – {end}"
            columns[title] = tuple((read.get(text) or (text, text))[place] for text in texts)
    example = next(text for text, found in read.items() if found)
    guess = Guess("dates", f"{header}: start and finish", f"cells such as {example}", (), "likely")
    return replace(
        raw, headers=tuple(columns), columns=tuple(columns.values()), guesses=(*raw.guesses, guess)
    )
