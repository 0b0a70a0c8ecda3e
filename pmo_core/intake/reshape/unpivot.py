"""Wide tables: one column per month or year becomes one row per month or year."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from pmo_core.intake.options import Options
from pmo_core.intake.reshape.wide import Wide, find_wide, kind_question, meant
from pmo_core.intake.table import RawTable
from pmo_core.intake.wording.headers import normalise, synonyms
from pmo_core.model import Guess, Kind

_NAMES: Final[Mapping[Kind, tuple[str, str, str]]] = {
    # the field that must stand beside the periods, and the headers of the two columns made of them
    Kind.KPIS: ("name", "period", "value"),
    Kind.PROJECT_COSTS: ("project_id", "year", "amount"),
}


def unpivot(
    raw: RawTable, *, told: Kind | None, options: Options, pivot: int, mostly: bool
) -> tuple[Kind, RawTable] | None:
    """
    The table with a row per period, and its kind; None if it is not wide. Its questions tell what is open.

    Args:
        raw: The table as it was read.
        told: The kind that the user named.
        options: What the user said.
        pivot: The year around which years of two digits lie.
        mostly: Whether at least as many columns must be periods as not.
    """
    wide = find_wide(raw, options, pivot=pivot)
    if wide is None or (mostly and len(wide.periods) < len(wide.beside)):
        return None
    kinds = (told,) if told else meant(wide, raw)
    if len(kinds) > 1:
        return kinds[0], replace(raw, questions=(*raw.questions, kind_question(wide, kinds)))
    for kind in (*kinds, *(() if told else (Kind.PROJECT_COSTS,))):
        key, period, value = _NAMES.get(kind, ("", "", ""))
        named = any(s.field == key for h in wide.beside for s in synonyms(kind).get(normalise(h), ()))
        if named and not {period, value} & set(wide.beside):
            return kind, _long(raw, wide, names=(period, value))
    return None


def _long(raw: RawTable, wide: Wide, *, names: tuple[str, str]) -> RawTable:
    headers, beside = list(wide.periods), wide.beside
    values = [raw.column(header) for header in headers]
    count = len(headers)
    kept = [tuple(text for text in raw.column(header) for _ in headers) for header in beside]
    periods = tuple(text for _ in raw.rows for text in wide.periods.values())
    cells = tuple(column[at] for at in range(len(raw.rows)) for column in values)
    guess = Guess(
        "unpivot", f"{count} periods", f"columns {headers[0]} to {headers[-1]}", ("none",), "likely"
    )
    return replace(
        raw,
        headers=(*beside, *names),
        columns=(*kept, periods, cells),
        rows=tuple(row for row in raw.rows for _ in headers),
        rows_read=raw.rows_read * count,
        rows_skipped=raw.rows_skipped * count,
        rows_refused=raw.rows_refused * count,
        guesses=(*raw.guesses, guess, *((wide.guess,) if wide.guess else ())),
        questions=(*raw.questions, *((wide.question,) if wide.question else ())),
        repeated={h: group for h, group in raw.repeated.items() if set(group) <= set(beside)},
    )
