"""What a person types, as a small table that goes through the same intake as any file."""

from __future__ import annotations

import hashlib
import json
import math
import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Final, Literal, TypeAlias

import pyarrow as pa

from pmo_core.errors import IntakeError
from pmo_core.fields import FIELDS
from pmo_core.intake.options import Options
from pmo_core.intake.reading import Reading, interpret_table
from pmo_core.intake.rows.keys import plain_text
from pmo_core.intake.table import RawTable, Source
from pmo_core.intake.values.grades import RANGES
from pmo_core.limits import LABEL_CHARACTERS, TYPED_CHARACTERS
from pmo_core.model import FieldType, Kind, Severity

Value: TypeAlias = str | float | bool | date
Row: TypeAlias = Mapping[str, Value]

_DECIMAL_COMMA: Final = re.compile(r",(?=\d{1,2}(?!\d))(?!.*[.,]\d)")
"""The last separator, before one or two figures."""

SAID: Final[Mapping[str, str]] = {
    # a person who types says what a file would be asked for
    "memory": "none",
    "unpivot": "none",
    "money_unit": "one",
    "target_zero": "zero",
    "similar": "new",
    "renumbered": "new",
    "levels": "0-4",
}
WORDS: Final[Mapping[str, str]] = {
    "short_term_value": "short-term value",
    "long_term_value": "long-term value",
    "project_id": "project",
    "two_way": "two-way",
    "follow_up": "follow-up",
    "name": "name",
}
"""Fields whose name is not what one says."""


def said_of(field: str) -> str:
    """A field in words: short-term value, target date."""
    return WORDS.get(field, field.replace("_", " "))


def read_typed(
    kind: Kind,
    rows: Sequence[Row],
    *,
    label: str,
    today: date,
    currency: str | None = None,
    source: Literal["full", "rolling"] | None = None,
) -> Reading:
    """
    Read typed rows like a file of that kind; what was typed is what is read, or it is refused.

    Args:
        kind: The kind of rows.
        rows: Field → value of each; a field that is not there has no value.
        label: What the history calls them.
        today: As-of date of projects without one.
        currency: Of the amounts, where they name none.
        source: Whether projects are one list per date or each has its own.
    Raises:
        IntakeError: If a value cannot hold; nothing was changed.
    """
    types = {item.name: item.type for item in FIELDS[kind]}
    fields = [name for name in types if any(name in row for row in rows)]
    for row in rows:
        _check(row, types)
    options = Options(
        kind=kind,
        mapping={name: name for name in fields},
        answers=SAID,
        currency=currency,
        dates="day-first",
        decimal="point",
        source=source,
    )
    reading = interpret_table(_table(fields, rows, types, label=label), options, today=today)
    _refuse_unread(reading, count=len(rows))
    for at, row in enumerate(rows):
        _compare(reading, row, types, at=at)
    return reading


def _table(
    fields: Sequence[str], rows: Sequence[Row], types: Mapping[str, FieldType], *, label: str
) -> RawTable:
    cells = [[_written(row[name], types[name]) if name in row else "" for row in rows] for name in fields]
    content = json.dumps([label, fields, cells]).encode()
    source = Source(label[:LABEL_CHARACTERS], hashlib.sha256(content).hexdigest())
    return RawTable(tuple(fields), tuple(cells), range(1, len(rows) + 1), source, rows_read=len(rows))


def _written(value: Value, type_: FieldType) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        return _pointed(value) if type_ is FieldType.MONEY else value
    figure = format(Decimal(repr(value)), "f")
    # "4/5" names its scale, so that three low grades are not taken for a scale of their own
    return f"{figure}/{RANGES[type_][1]:g}" if type_ in RANGES else figure


def _pointed(amount: str) -> str:
    """'2,5m' as '2.5m': one or two figures after the last comma are no thousands."""
    found = _DECIMAL_COMMA.search(amount)
    return f"{amount[: found.start()].replace('.', '')}.{amount[found.end() :]}" if found else amount


def _check(row: Row, types: Mapping[str, FieldType]) -> None:
    """Refuse what no column of that type holds, before it is rescaled or rounded, and texts without end."""
    for name, value in row.items():
        if isinstance(value, str) and len(value) > TYPED_CHARACTERS:
            raise IntakeError(
                f"The {said_of(name)} has {len(value):,} characters.",
                fix=f"Shorten it to {TYPED_CHARACTERS:,}; longer texts come with a file.",
            )
        if isinstance(value, bool) or not isinstance(value, int | float):
            continue
        low, high = RANGES.get(types[name], (-math.inf, math.inf))
        if not math.isfinite(value) or not low <= value <= high:
            allowed = f"from {low:g} to {high:g}" if math.isfinite(low) else "that is finite"
            raise _refused(name, value, f"Give a number {allowed}.")


def _refuse_unread(reading: Reading, *, count: int) -> None:
    """A question or a refusal of the intake, as one sentence about what was typed."""
    if reading.kind is Kind.KPIS and reading.table is not None:
        text = next((t for t, day in _periods(reading.table) if day is None), None)
        if text is not None:
            raise _refused("period", text, _way_out(FieldType.PERIOD, None))
    if reading.table is not None and reading.rows_loaded == count:
        return
    if reading.questions:
        asked = reading.questions[0]
        raise IntakeError(f"This cannot be saved as it stands: {asked.text}", fix=asked.evidence)
    found = next((one for one in reading.issues if one.severity is Severity.ERROR), None)
    problem = found.problem if found else "It repeats what another row says."
    where = f"“{found.value}” as {said_of(found.column)}: " if found and found.column and found.value else ""
    raise IntakeError(where + problem, fix=found.fix if found else "Save it once.")


def _compare(reading: Reading, row: Row, types: Mapping[str, FieldType], *, at: int) -> None:
    """What is read must be what was typed: a word that stands for "no value" is no value to save."""
    assert reading.table is not None
    for name, value in row.items():
        read = reading.table[name][at].as_py()
        if not _same(read, value, types[name]):
            raise _refused(name, value, _way_out(types[name], read))


def _same(read: object, value: Value, type_: FieldType) -> bool:
    if isinstance(value, str):
        if type_ is FieldType.LIST or not isinstance(read, str):
            return read is not None  # a list, or a figure typed as text such as 1.5m
        return plain_text(read) == plain_text(value) or type_ in (FieldType.HORIZON, FieldType.DIRECTION)
    if isinstance(read, bool) or isinstance(value, bool | date):
        return read == value
    return isinstance(read, int | float) and math.isclose(read, value, rel_tol=1e-12, abs_tol=1e-300)


def _way_out(type_: FieldType, read: object) -> str:
    if read is not None:
        return f"It would be read as “{str(read)[:80]}”; write it plainly."
    wanted = {
        FieldType.MONEY: "Write an amount such as 1.5m or 250000.",
        FieldType.PERSON: "Write a name, or leave it empty.",
        FieldType.PERIOD: "Write a period such as 2026-03, 2026-Q1 or 2026.",
        FieldType.DATE: "Write a date such as 2026-03-31.",
    }
    return wanted.get(type_, "Write it in another way, or leave it empty.")


def _refused(field: str, value: Value, fix: str) -> IntakeError:
    shown = f"{value:g}" if isinstance(value, float) else str(value)
    return IntakeError(f"“{shown[:80]}” cannot be saved as {said_of(field)}.", fix=fix)


def _periods(rows: pa.Table) -> zip[tuple[str, date | None]]:
    return zip(rows["period"].to_pylist(), rows["period_start"].to_pylist(), strict=True)
