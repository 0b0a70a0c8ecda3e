"""Whatever the store can hold goes out and comes back: any text, odd numbers, reasons, criteria."""

from __future__ import annotations

from contextlib import closing
from datetime import date
from typing import Any

import pyarrow as pa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from pmo_core.fields import FIELDS, PartField
from pmo_core.intake.rows.tables import schema, table
from pmo_core.intake.values.missing import TEXT_TYPES
from pmo_core.model import Field, FieldType, Kind, Missing
from pmo_core.store import versions
from pmo_core.store.database import Database
from pmo_core.store.parts import ImportRecord
from tests.importing.conftest import ADMIN
from tests.importing.own.copies import by_csv, by_workbook, content, now

SIGNS = some.characters(exclude_categories=["Cs"], exclude_characters="\x00")
WORDS = some.one_of(
    some.text(SIGNS, max_size=12),
    some.sampled_from(
        [
            "=1+1",
            "'=x",
            "''@",
            " -5",
            "a;b",
            "a | b",
            "0042",
            "1e5",
            "true",
            "TBC",
            "x\ny",
            "_x0041_",
            "，",
            "\u202ex",
        ]
    ),
)
FILLED = WORDS.filter(str.strip)
NUMBERS = some.one_of(
    some.floats(-1e15, 1e15, allow_nan=False).map(lambda value: value + 0.0),
    some.sampled_from([0.1 + 0.2, 1 / 3, 1e-9, -2.5, 40e6, 0.0]),
)
SHARES = some.one_of(some.floats(0, 1), some.sampled_from([0.07, 0.29, 1 / 3, 1.0]))
DATES = some.dates(date(1950, 1, 1), date(2100, 1, 1))
OF_TYPE: dict[FieldType, some.SearchStrategy[Any]] = {
    FieldType.LIST: some.lists(FILLED, max_size=3),
    FieldType.DATE: DATES,
    FieldType.MONEY: NUMBERS,
    FieldType.NUMBER: NUMBERS,
    FieldType.DURATION: NUMBERS,
    FieldType.PRIORITY: NUMBERS,
    FieldType.PERCENT: SHARES,
    FieldType.SHARE: SHARES,
    FieldType.ORDINAL: some.floats(1, 5),
    FieldType.VALUE: some.floats(0, 10),
    FieldType.INTEGER: some.integers(-(2**31), 2**31 - 1),
    FieldType.LEVEL: some.integers(0, 4),
    FieldType.FLAG: some.booleans(),
    FieldType.HORIZON: some.sampled_from(["short", "medium", "long"]),
    FieldType.DIRECTION: some.sampled_from(["higher", "lower", "none"]),
}


@some.composite
def rows_of(draw: some.DrawFn, kind: Kind) -> tuple[pa.Table, pa.Table]:
    """A few rows of a kind with the reasons of cells that lack a value, some beside a value."""
    count = draw(some.integers(1, 3))
    values: dict[str, list[Any]] = {name: [None] * count for name in schema(kind).names}
    values |= {"row": [3 * at + 2 for at in range(count)], "deleted": [False] * count}
    reasons: list[tuple[int, str, str, str]] = []
    for item in FIELDS[kind]:
        for at in range(count):
            values[item.name][at] = draw(some.none() | OF_TYPE.get(item.type, WORDS))
            if draw(some.integers(0, 3)) == 0 and item.type not in TEXT_TYPES:
                reasons.append((values["row"][at], *draw(_reason(item))))
    values["key"] = [f"k{at}" for at in range(count)]
    if kind is Kind.PROJECTS:
        values["project_key"] = values["key"]
        values["currency"] = draw(
            some.lists(some.sampled_from([None, "GBP"]), min_size=count, max_size=count)
        )
    names = ("row", "field", "kind", "raw")
    return table(kind, values, kept=None), pa.table(
        [list(c) for c in zip(*reasons, strict=True)] or [[]] * 4, names
    )


@some.composite
def _reason(draw: some.DrawFn, item: Field) -> tuple[str, str, str]:
    kind = draw(some.sampled_from(list(Missing)))
    return item.name, kind.value, "" if kind is Missing.BLANK else draw(WORDS)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    kind=some.sampled_from([Kind.PROJECTS, Kind.STAKEHOLDERS, Kind.MILESTONES, Kind.CONTACTS]),
    data=some.data(),
)
def test_any_row_comes_back_as_it_was(kind: Kind, data: some.DataObject) -> None:
    rows, reasons = data.draw(rows_of(kind))
    with closing(Database.memory()) as db:
        record = ImportRecord("x", "main", kind, "x", "x", "x", "replace", 1, 1, 0, 0, "{}")
        fields = [PartField(item.name, item.name) for item in FIELDS[kind]]
        with db.writing() as tx:
            versions.save_part(tx, record, rows=rows, missing=_typed(reasons), fields=fields, grant=ADMIN)
        before = content(db, "main")
        for way in (by_csv, by_workbook):
            way(db, "main", way.__name__)
            assert content(db, way.__name__) == before
        assert now(db, "by_csv").as_of


def _typed(reasons: pa.Table) -> pa.Table:
    types = [pa.int32(), pa.string(), pa.string(), pa.string()]
    return reasons.cast(pa.schema(list(zip(("row", "field", "kind", "raw"), types, strict=True))))
