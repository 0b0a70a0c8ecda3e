"""A file as a whole: one table as a rule; of a workbook in our own form every filled sheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final

import pyarrow as pa

from pmo_core.fields import PartField
from pmo_core.intake.options import Options
from pmo_core.intake.own.marked import told_options
from pmo_core.intake.reading import Reading, interpret_table
from pmo_core.intake.rows.tables import table
from pmo_core.intake.table import RawTable
from pmo_core.own_form.rows import OwnRow, OwnTable, derived_names

_OF_FIRST: Final = frozenset({"kind", "sheet", "cell", "rows_out"})
"""Answers about the first sheet alone; a column is meant wherever it stands."""


def interpret_whole(raw: RawTable, options: Options, *, today: date) -> Reading:
    """
    Make typed, checked rows of a file already read, with the rows of its other sheets beside.

    A question of any sheet keeps all of them from being loaded, so that a file goes in whole.
    """
    first = _interpreted(raw, options, today=today)
    if not raw.beside:
        return first
    others = [_interpreted(each, _of_sheet(each, options), today=today) for each in raw.beside]
    every = [*first.beside, *(part for other in others for part in (*other.beside, other))]
    questions = {one.id: one for reading in (*reversed(every), first) for one in reading.questions}
    lost = any(reading.table is None for reading in (first, *every))
    return replace(
        first,
        table=None if lost else first.table,
        rows_loaded=0 if lost else first.rows_loaded,
        issues=(*first.issues, *(issue for other in others for issue in other.issues)),
        questions=tuple(questions.values()),
        beside=tuple(every),
    )


def _of_sheet(raw: RawTable, options: Options) -> Options:
    """What the user said that can hold for another sheet than the first."""
    answers = {
        name: text
        for name, text in options.answers.items()
        if name.split(".")[0] not in _OF_FIRST and (name[:4] != "map." or text.strip() in raw.headers)
    }
    return replace(options, kind=None, mapping={}, answers=answers, units={})


def _interpreted(raw: RawTable, options: Options, *, today: date) -> Reading:
    if raw.own is None:
        return interpret_table(raw, told_options(raw, options), today=today)
    return _as_it_was(raw, raw.own)


def _as_it_was(raw: RawTable, own: OwnTable) -> Reading:
    """
    Rows as they were exported.

    Projects listed whole per date, and those that each have their own date, are two parts again.
    """
    rolling = [at for at, row in enumerate(own.rows) if row.rolling]
    full = [at for at, row in enumerate(own.rows) if not row.rolling]
    if not rolling or not full:
        return _reading(raw, own, rolling or full, skipped=raw.rows_skipped)
    beside = _reading(raw, own, rolling, skipped=0)
    return replace(_reading(raw, own, full, skipped=raw.rows_skipped), beside=(beside,))


def _reading(raw: RawTable, own: OwnTable, places: Sequence[int], *, skipped: int) -> Reading:
    rows, numbers = [own.rows[at] for at in places], [raw.rows[at] for at in places]
    values = _values(own, rows)
    count = len(rows)
    days = {day for day in values.get("as_of", ()) if isinstance(day, date)}
    parts = [
        PartField(c.header, c.header, *own.units.get(c.header, (None, None)))
        for c in own.columns
        if c.role in ("field", "score")
    ]
    return Reading(
        kind=own.kind,
        table=table(own.kind, {"row": numbers, "deleted": [False] * count, **values}, kept=None),
        missing=_missing(rows, numbers),
        scores=_scores(own, rows, numbers),
        fields=tuple(parts),
        mapping={part.field: part.column for part in parts},
        unmapped=(),
        guesses=raw.guesses,
        issues=raw.issues,
        questions=(),
        as_of=tuple(sorted(days)),
        as_of_assumed=False,
        date_order=None,
        rolling=rows[0].rolling,
        rows_read=count + skipped,
        rows_loaded=count,
        rows_refused=0,
        rows_skipped=skipped,
        source=raw.source,
        raw=raw,
    )


def _values(own: OwnTable, rows: Sequence[OwnRow]) -> dict[str, list[Any]]:
    """Columns of the schema: fields and currency as shown, the rest as the mark keeps it."""
    shown = {
        c.name: [row.values.get(c.header) for row in rows]
        for c in own.columns
        if c.role in ("field", "currency")
    }
    return shown | {name: [row.derived[name] for row in rows] for name in derived_names(own.kind)}


def _missing(rows: Sequence[OwnRow], numbers: Sequence[int]) -> pa.Table:
    cells = [
        (number, name, kind.value, raw)
        for number, row in zip(numbers, rows, strict=True)
        for name, (kind, raw) in row.missing.items()
    ]
    schema = pa.schema(
        [("row", pa.int32()), ("field", pa.string()), ("kind", pa.string()), ("raw", pa.string())]
    )
    return pa.table([list(part) for part in zip(*cells, strict=True)] or [[], [], [], []], schema=schema)


def _scores(own: OwnTable, rows: Sequence[OwnRow], numbers: Sequence[int]) -> pa.Table:
    cells = [
        (number, column.name, value)
        for column in own.columns
        if column.role == "score"
        for number, row in zip(numbers, rows, strict=True)
        if (value := row.values.get(column.header)) is not None
    ]
    schema = pa.schema([("row", pa.int32()), ("name", pa.string()), ("value", pa.float64())])
    return pa.table([list(part) for part in zip(*cells, strict=True)] or [[], [], []], schema=schema)
