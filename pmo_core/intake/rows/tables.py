"""Typed columns as Arrow tables with the columns of store/schema.sql, in its order, without the part."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np
import pyarrow as pa

from pmo_core.fields import FIELDS
from pmo_core.intake.coded import Coded
from pmo_core.model import FieldType, Kind

_ARROW: Final[Mapping[FieldType, pa.DataType]] = {
    FieldType.DATE: pa.date32(),
    FieldType.LIST: pa.list_(pa.string()),
    FieldType.FLAG: pa.bool_(),
    FieldType.INTEGER: pa.int32(),
    FieldType.LEVEL: pa.int32(),
} | dict.fromkeys(
    (
        FieldType.MONEY,
        FieldType.NUMBER,
        FieldType.PERCENT,
        FieldType.SHARE,
        FieldType.DURATION,
        FieldType.VALUE,
        FieldType.ORDINAL,
        FieldType.PRIORITY,
    ),
    pa.float64(),
)

_AFTER: Final[Mapping[tuple[Kind, str], tuple[tuple[str, pa.DataType], ...]]] = {
    # derived columns, behind the field they follow in the schema ("" = before the first field)
    (Kind.PROJECTS, ""): (("project_key", pa.string()),),
    (Kind.PROJECTS, "status"): (("status_standard", pa.string()),),
    (Kind.PROJECTS, "percent_complete"): (("currency", pa.string()),),
    (Kind.PROJECT_COSTS, "amount"): (("currency", pa.string()),),
    (Kind.BENEFITS, "realised"): (("currency", pa.string()),),
    (Kind.KPIS, ""): (("series", pa.string()),),
    (Kind.KPIS, "unit"): (("dimensions", pa.string()),),
    (Kind.KPIS, "period"): (
        ("period_start", pa.date32()),
        ("period_end", pa.date32()),
        ("grain", pa.string()),
    ),
}


def arrow_type(type_: FieldType) -> pa.DataType:
    """How the values of a field type are stored."""
    return _ARROW.get(type_, pa.string())


def schema(kind: Kind) -> pa.Schema:
    """The columns of a kind in the order of the schema, without the part."""
    columns: list[tuple[str, pa.DataType]] = [
        ("row", pa.int32()),
        ("key", pa.string()),
        ("deleted", pa.bool_()),
        *_AFTER.get((kind, ""), ()),
    ]
    for item in FIELDS[kind]:
        columns.append((item.name, arrow_type(item.type)))
        columns.extend(_AFTER.get((kind, item.name), ()))
    return pa.schema(columns)


def table(kind: Kind, values: Mapping[str, Sequence[object]], *, kept: Sequence[int] | None) -> pa.Table:
    """
    The Arrow table of a kind.

    Args:
        kind: The kind of rows.
        values: Column → values of all rows; a column that is not given is null throughout.
        kept: Positions of the rows that load, None for all.
    """
    count = len(values["row"])
    arrays = [
        _array(values[item.name], item.type) if item.name in values else pa.nulls(count, item.type)
        for item in schema(kind)
    ]
    whole = pa.Table.from_arrays(arrays, schema=schema(kind))
    return whole if kept is None else whole.take(pa.array(kept, type=pa.int64()))


def _array(values: Sequence[object], type_: pa.DataType) -> pa.Array:
    if isinstance(values, range):
        return pa.array(np.arange(values.start, values.stop, values.step), type=type_)
    return values.arrow(type_) if isinstance(values, Coded) else pa.array(values, type_)
