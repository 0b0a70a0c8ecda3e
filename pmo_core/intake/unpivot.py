"""Wide tables: one column per month or year becomes one row per month or year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from pmo_core.intake.figures import read_number
from pmo_core.intake.headers import normalise, synonyms
from pmo_core.intake.missing import missing_kind
from pmo_core.intake.money import read_cell
from pmo_core.intake.periods import Calendar, read_period
from pmo_core.intake.table import RawTable
from pmo_core.model import FieldType, Guess, Kind

PERIODS: Final = 3
"""From this many neighbouring headers that are periods on, a table is wide."""

_NAMES: Final[Mapping[Kind, tuple[str, str, str]]] = {
    # the field that must stand beside the periods, and the headers of the two columns made of them
    Kind.KPIS: ("name", "period", "value"),
    Kind.PROJECT_COSTS: ("project_id", "year", "amount"),
}


def period_headers(raw: RawTable, *, pivot: int) -> list[str]:
    """The headers that name a period and stand over numbers."""
    calendar = Calendar(pivot)
    found: list[str] = []
    for header, texts in zip(raw.headers, raw.columns, strict=True):
        present = [t for t in texts if missing_kind(t, FieldType.NUMBER) is None]
        numbers = sum(bool(read_number(text) or read_cell(text)) for text in present)
        if read_period(header.strip(), calendar=calendar) and present and numbers * 5 >= len(present) * 4:
            found.append(header)
    return found


def unpivot(
    raw: RawTable, *, kinds: Sequence[Kind], pivot: int, mostly: bool
) -> tuple[Kind, RawTable] | None:
    """
    The table with a row per period, and its kind; None if it is not wide.

    Args:
        raw: The table as it was read.
        kinds: The kinds that may be meant, the likeliest first.
        pivot: The year around which years of two digits lie.
        mostly: Whether at least as many columns must be periods as not.
    """
    wide = period_headers(raw, pivot=pivot)
    beside = [header for header in raw.headers if header not in wide]
    if len(wide) < PERIODS or (mostly and len(wide) < len(beside)):
        return None
    for kind in kinds:
        if kind not in _NAMES:
            continue
        key, period, value = _NAMES[kind]
        named = any(
            synonym.field == key for header in beside for synonym in synonyms(kind).get(normalise(header), ())
        )
        if named and not {period, value} & set(beside):
            return kind, _long(raw, wide, beside, names=(period, value))
    return None


def _long(raw: RawTable, wide: Sequence[str], beside: Sequence[str], *, names: tuple[str, str]) -> RawTable:
    values = [raw.column(header) for header in wide]
    count = len(wide)
    kept = [tuple(text for text in raw.column(header) for _ in wide) for header in beside]
    periods = tuple(header.strip() for _ in raw.rows for header in wide)
    cells = tuple(column[at] for at in range(len(raw.rows)) for column in values)
    guess = Guess("unpivot", f"{count} periods", f"columns {wide[0]} to {wide[-1]}", ("none",), "likely")
    return replace(
        raw,
        headers=(*beside, *names),
        columns=(*kept, periods, cells),
        rows=tuple(row for row in raw.rows for _ in wide),
        rows_read=raw.rows_read * count,
        rows_skipped=raw.rows_skipped * count,
        rows_refused=raw.rows_refused * count,
        guesses=(*raw.guesses, guess),
        repeated={h: group for h, group in raw.repeated.items() if set(group) <= set(beside)},
    )
