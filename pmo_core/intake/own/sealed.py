"""Exports that come back as they went out: every row bears its seal, so nothing is guessed or asked."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Final

from pmo_core.errors import EmptyUpload
from pmo_core.intake.options import Options
from pmo_core.intake.table import RawTable, Source
from pmo_core.intake.values.guards import unguarded_text
from pmo_core.intake.values.offers import STATUSES
from pmo_core.limits import IntakeLimits
from pmo_core.model import FieldType, Guess, Horizon, Kind
from pmo_core.own_form.columns import DICTIONARY, NAME, OwnColumn, own_column, read_mark_header
from pmo_core.own_form.rows import OwnRow, OwnTable, sealed_row

HEAD_BYTES: Final = 16_384
ELSEWHERE: Final = frozenset({"memory", "mode", "renumbered", "similar"})
"""Answers that say where rows go, not how the file is read."""

_RANGES: Final[Mapping[FieldType, tuple[float, float]]] = {
    FieldType.ORDINAL: (1, 5),
    FieldType.VALUE: (0, 10),
}
_WORDS: Final[Mapping[FieldType, frozenset[str]]] = {
    FieldType.HORIZON: frozenset(horizon.value for horizon in Horizon),
    FieldType.DIRECTION: frozenset({"higher", "lower", "none"}),
}


def untold(options: Options, kind: Kind) -> bool:
    """Whether the user said nothing about how the file is read, beyond its kind."""
    answers = {name: text for name, text in options.answers.items() if name.split(".")[0] in ELSEWHERE}
    nothing = Options(kind=options.kind, answers=answers, usual_currency=options.usual_currency)
    return options.kind in (None, kind) and options == nothing


def sealed_text(content: bytes, source: Source, *, options: Options, limits: IntakeLimits) -> RawTable | None:
    """
    A text file as it was exported; None if it is another, or was edited.

    Raises:
        EmptyUpload: If it is a template without rows, or the data dictionary.
    """
    if NAME.encode() not in content[:HEAD_BYTES] or len(content) > limits.irregular:
        return None
    try:
        text = content.decode("utf-8-sig")
        records = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except (UnicodeDecodeError, csv.Error):
        return None
    refuse_unfilled(records)
    placed = Source(source.label, source.sha256, encoding="utf-8", delimiter="comma")
    return sealed_rows(records, placed, first_row=1, options=options, limits=limits)


def refuse_unfilled(records: Sequence[Sequence[str]]) -> None:
    """
    Refuse a template without rows, and the data dictionary.

    Raises:
        EmptyUpload: If it is one of them.
    """
    head = records[0] if records else []
    if DICTIONARY in head:
        raise EmptyUpload(
            "This is the data dictionary: it explains the templates and holds no rows.",
            fix="Fill in a template and drop that.",
        )
    if any(read_mark_header(cell) for cell in head) and not any(map(any, records[1:])):
        raise EmptyUpload(
            "The template is not filled in yet.", fix="Write your rows below its headers, one per line."
        )


def sealed_rows(
    records: Sequence[Sequence[str]],
    source: Source,
    *,
    first_row: int,
    options: Options,
    limits: IntakeLimits,
) -> RawTable | None:
    """
    Records as they were exported, the first of them the header.

    Args:
        records: Cells as written.
        source: Where they stand.
        first_row: Number of the header row in the file.
        options: What the user said; where it says how the file is to be read, the seals do not count.
        limits: How much is taken in.
    """
    found = _head(records, options)
    if found is None or not _within(records, limits):
        return None
    table, headers, at = found
    taken: dict[int, OwnRow] = {}
    kept: list[list[str]] = []
    try:
        for number, record in enumerate(records[1:], first_row + 1):
            cells = [unguarded_text(cell) for cell in record]
            if any(cells):
                named = dict(zip(headers, cells, strict=True))
                taken[number] = _checked(table, sealed_row(table, named, cells[at]))
                kept.append([*cells[:at], *cells[at + 1 :]])
    except ValueError:
        return None
    if not taken or len({row.derived["key"] for row in taken.values()}) < len(taken):
        return None
    names = tuple(column.header for column in table.columns)
    return RawTable(
        headers=names,
        columns=tuple(tuple(row[place] for row in kept) for place in range(len(names))),
        rows=tuple(taken),
        source=source,
        guesses=(_as_exported(len(taken)),),
        rows_read=len(records) - 1,
        rows_skipped=len(records) - 1 - len(taken),
        told=table.kind,
        own=replace(table, rows=tuple(taken.values())),
    )


def _as_exported(count: int) -> Guess:
    bear = "the only row bears" if count == 1 else f"all {count:,} rows bear"
    return Guess("own form", "as exported", f"{bear} the seal of this program, unchanged")


def _head(records: Sequence[Sequence[str]], options: Options) -> tuple[OwnTable, list[str], int] | None:
    """Kind, columns and units by the header, all headers, and the place of the mark."""
    headers = [unguarded_text(cell) for cell in records[0]] if records else []
    marks = [at for at, header in enumerate(headers) if read_mark_header(header)]
    told = read_mark_header(headers[marks[0]]) if len(marks) == 1 else None
    if told is None or len(set(headers)) < len(headers) or not untold(options, told[0]):
        return None
    kind, units = told
    columns: list[OwnColumn] = []
    for header in (header for at, header in enumerate(headers) if at not in marks):
        column = own_column(kind, header)
        if column is None:
            return None
        columns.append(column)
    return OwnTable(kind, tuple(columns), (), units), headers, marks[0]


def _within(records: Sequence[Sequence[str]], limits: IntakeLimits) -> bool:
    """Whether the ordinary stages would take so much; if not, they say so."""
    count, width = len(records) - 1, len(records[0])
    sizes = ((limits.records, count), (limits.columns, width), (limits.cells, count * width))
    longest = max((len(cell) for record in records for cell in record), default=0)
    return all(most is None or size <= most for most, size in sizes) and longest <= limits.cell_characters


def _checked(table: OwnTable, row: OwnRow) -> OwnRow:
    """
    The row, if every value lies where an import would have put it.

    Raises:
        ValueError: If one does not: a seal can be forged.
    """
    _one_of(row.derived.get("status_standard"), STATUSES)
    key, identity = row.derived["key"], row.derived.get("project_key")
    if table.kind is Kind.PROJECTS and not (identity and str(key).startswith(str(identity))):
        raise ValueError(key)
    for column in table.columns:
        value = row.values.get(column.header)
        if column.type in _WORDS:
            _one_of(value, _WORDS[column.type])
        elif column.type in _RANGES and isinstance(value, float):
            low, high = _RANGES[column.type]
            if not low <= value <= high:
                raise ValueError(column.header)
    return row


def _one_of(value: object, known: Collection[object]) -> None:
    if value is not None and value not in known:
        raise ValueError(value)
