"""Two states of a table, cell by cell: what is new, gone, changed. Columns only, no walk over rows."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt
import pyarrow as pa
from pyarrow.compute import SetLookupOptions, call_function

from pmo_core.fields import FIELDS
from pmo_core.measure.arrays import Flags
from pmo_core.model import FieldType, Kind
from pmo_core.scenario import rating_key

Value: TypeAlias = str | float | bool | date
Line: TypeAlias = Mapping[str, Value | None]
Places: TypeAlias = npt.NDArray[np.int64]

CRITERION: Final = "score."
"""Begins the name of a column that holds an own criterion."""
CLOSE: Final = 1e-9
"""Figures that differ by less of their size are the same figure."""
_NOT_COMPARED: Final = frozenset({"as_of", "aliases", "period"})
"""The date is what differs between two lists; names once borne are ours; a period is in the key."""


@dataclass(frozen=True, eq=False)
class Comparison:
    """
    Two tables held against each other by an identity.

    came: rows of the later table that the earlier one lacks. left: rows of the earlier one that are gone.
    was, now: places of the rows that both have, in pairs. differs: pair × field, true where a cell changed.
    dropped: fields without a column in the file, with how many pairs have a value that would be lost.
    """

    came: Places
    left: Places
    was: Places
    now: Places
    fields: tuple[str, ...]
    differs: Flags
    dropped: Mapping[str, int]

    @property
    def changed(self) -> Flags:
        """Which pairs have a cell that changed."""
        return np.asarray(self.differs.any(axis=1), dtype=np.bool_)


def compared(
    before: pa.Table,
    after: pa.Table,
    *,
    by: str,
    kind: Kind,
    mapped: Collection[str],
    kept: pa.ChunkedArray | None = None,
) -> Comparison:
    """
    Hold the rows of a file against those that count now.

    Args:
        before: Rows that count now, `by` unique.
        after: Rows of the file, `by` unique.
        by: Column of the identity.
        kind: What the rows are.
        mapped: Fields that the file has a column for; another one that is empty in all its rows is `dropped`.
        kept: Identities that stay although the file does not name them; None = none of them.
    """
    place = places(after[by], among=before[by])
    found = np.asarray(call_function("is_valid", [place]))
    was = np.asarray(place.filter(call_function("is_valid", [place])), dtype=np.int64)
    now = np.flatnonzero(found)
    stays = np.zeros(before.num_rows, dtype=np.bool_)
    stays[was] = True
    if kept is not None:
        stays |= np.asarray(call_function("is_valid", [places(before[by], among=kept)]))
    shared, dropped = _shared_fields(before, after, kind=kind)
    columns: list[Flags] = []
    names: list[str] = []
    lost: dict[str, int] = {}
    for name, kept in {**dict.fromkeys(shared, True), **dict.fromkeys(dropped, False)}.items():
        old = _at(before[name], was)
        new = _at(after[name], now) if kept else pa.nulls(len(now), old.type)
        if name not in mapped and new.null_count == len(new):
            lost[name] = len(old) - old.null_count
            continue
        names.append(name)
        columns.append(_differ(old, new, type_=_TYPES[kind].get(name)))
    differs = np.stack(columns, axis=1) if columns else np.zeros((len(now), 0), dtype=np.bool_)
    return Comparison(
        came=np.flatnonzero(~found),
        left=np.flatnonzero(~stays),
        was=was,
        now=now,
        fields=tuple(names),
        differs=differs,
        dropped={name: count for name, count in lost.items() if count},
    )


_TYPES: Final[Mapping[Kind, Mapping[str, FieldType]]] = {
    kind: {item.name: item.type for item in items} for kind, items in FIELDS.items()
}


def _shared_fields(before: pa.Table, after: pa.Table, *, kind: Kind) -> tuple[list[str], list[str]]:
    """Fields that can be compared, and those of the earlier table alone."""
    own = [name for name in before.column_names if name.startswith(CRITERION)]
    wanted = [name for name in (*_TYPES[kind], "currency", *own) if name not in _NOT_COMPARED]
    held = [name for name in wanted if name in before.column_names]
    there = set(after.column_names)
    return [n for n in held if n in there], [n for n in held if n not in there]


def places(wanted: pa.ChunkedArray, *, among: pa.ChunkedArray) -> pa.Array:
    """Where each value stands in another column; null where it does not."""
    options = SetLookupOptions(value_set=_whole(among))
    return call_function("index_in", [_whole(wanted)], options)


def _whole(column: pa.ChunkedArray | pa.Array) -> pa.Array:
    return column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column


def _at(column: pa.ChunkedArray, rows: Places) -> pa.Array:
    whole = _whole(column)
    in_order = len(rows) == len(whole) and bool((rows == np.arange(len(rows))).all())
    return whole if in_order else whole.take(pa.array(rows))


def _differ(old: pa.Array, new: pa.Array, *, type_: FieldType | None) -> Flags:
    """Where two columns differ; a cell without a value differs from every value, and from no other such."""
    known, knows = (np.asarray(call_function("is_valid", [each])) for each in (old, new))
    both = known & knows
    unlike = known != knows
    if not both.any():
        return np.asarray(unlike, dtype=np.bool_)
    if pa.types.is_floating(old.type):
        a, b = (np.asarray(each.cast(pa.float64()).fill_null(0.0)) for each in (old, new))
        apart = np.abs(a - b) > CLOSE * np.maximum(np.abs(a), np.abs(b))
    else:
        first, then = _plain(old, type_), _plain(new, type_)
        apart = np.asarray(call_function("not_equal", [first, then.cast(first.type)]).fill_null(False))
    return np.asarray(unlike | (both & apart), dtype=np.bool_)


def _plain(column: pa.Array, type_: FieldType | None) -> pa.Array:
    """Lists as one text, ratings without regard to case and blanks around the slash."""
    if pa.types.is_list(column.type) or pa.types.is_large_list(column.type):
        return call_function("binary_join", [column.cast(pa.list_(pa.string())), "\n"])
    if type_ is not FieldType.RATING:
        return column
    coded = column.dictionary_encode()
    keys = pa.array([rating_key(label) for label in coded.dictionary.to_pylist()], pa.string())
    return keys.take(coded.indices)


def first_cells(found: Comparison, order: Places, *, most: int | None) -> list[tuple[int, int]]:
    """
    The first changed cells as (pair, field).

    Args:
        found: A comparison.
        order: Pairs in the order to list them.
        most: So many; None = all.
    """
    rows = order[found.changed[order]]
    rows = rows if most is None else rows[:most]
    pairs = [(int(row), int(field)) for row in rows for field in np.flatnonzero(found.differs[row])]
    return pairs if most is None else pairs[:most]


def lines(table: pa.Table, rows: Iterable[int], *, names: Iterable[str]) -> dict[int, Line]:
    """Some rows by their places, each as field → value; None where there is none or no such column."""
    chosen, named = list(dict.fromkeys(rows)), list(dict.fromkeys(names))
    few = table.select([name for name in named if name in table.column_names]).take(
        pa.array(chosen, pa.int64())
    )
    empty = dict.fromkeys(named)
    return {row: {**empty, **_joined(line)} for row, line in zip(chosen, few.to_pylist(), strict=True)}


def _joined(line: Mapping[str, Value | list[str] | None]) -> dict[str, Value | None]:
    return {name: "; ".join(held) if isinstance(held, list) else held for name, held in line.items()}
