"""What an update takes over from the rows that it changes: values, reasons why they lack, own criteria."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import pyarrow as pa
from pyarrow.compute import SetLookupOptions, call_function

from pmo_core.intake.reading import Reading
from pmo_core.model import Kind
from pmo_core.store import versions
from pmo_core.store.database import Database


@dataclass(frozen=True)
class Content:
    """Rows of a part with what belongs to them."""

    rows: pa.Table
    missing: pa.Table | None
    scores: pa.Table | None


def completed(db: Database, portfolio: str, reading: Reading, *, rows: pa.Table) -> Content:
    """
    Fill blank and absent cells from the current version, so that the newest row counts whole.

    A blank cell of an update never erases a value (docs/decisions.md); what was filled is no longer missing.
    Of a field that the update does not have, the reason why it lacks and the own criteria stay, too.
    """
    version = versions.current(db, portfolio).get(reading.kind, 0)
    before = versions.rows_of(db, reading.kind, version=version)
    place = call_function(
        "index_in", [rows["key"]], SetLookupOptions(value_set=before["key"].combine_chunks())
    )
    filled: set[tuple[int, str]] = set()
    numbers = rows["row"].to_pylist()
    for name in (n for n in before.column_names if n not in _OWN_COLUMNS):
        old = before[name].take(place)
        if name not in rows.column_names:
            rows = rows.append_column(name, old)
            continue
        taken = call_function("and", [rows[name].is_null(), old.is_valid()]).to_pylist()
        filled |= {(number, name) for number, was in zip(numbers, taken, strict=True) if was}
        rows = rows.set_column(
            rows.schema.get_field_index(name),
            name,
            call_function("coalesce", [rows[name], old.cast(rows[name].type)]),
        )
    missing = _still_missing(reading.missing, filled)
    if reading.kind is not Kind.PROJECTS or not version:
        return Content(rows, missing, reading.scores)
    had = {part.field for part in reading.fields}
    reasons = _kept(db, "missing_now", version, rows=rows, named="field", had=had)
    scored = {name.removeprefix("score.") for name in had}
    scores = _kept(db, "scores_now", version, rows=rows, named="name", had=scored)
    return Content(rows, _together(missing, reasons), _together(reading.scores, scores))


_OWN_COLUMNS = frozenset(
    {"part", "row", "key", "deleted", "project_key", "series", "version", "rolling", "newest"}
)


def _still_missing(missing: pa.Table | None, filled: set[tuple[int, str]]) -> pa.Table | None:
    if missing is None or not filled:
        return missing
    cells = zip(missing["row"].to_pylist(), missing["field"].to_pylist(), strict=True)
    return missing.filter(pa.array([cell not in filled for cell in cells], pa.bool_()))


def _kept(
    db: Database, query: str, version: int, *, rows: pa.Table, named: str, had: Collection[str]
) -> pa.Table:
    """Entries of the rows that are changed, under their new numbers, but for the fields that the update has."""
    frame = db.frame(__file__, query, version=version)
    found = pa.Table.from_pandas(frame[~frame[named].isin(list(had))], preserve_index=False)
    place = call_function(
        "index_in",
        [found["key"].cast(pa.string())],
        SetLookupOptions(value_set=rows["key"].combine_chunks()),
    )
    found = found.append_column("row", rows["row"].take(place)).filter(place.is_valid())
    return found.drop_columns(["key"])


def _together(one: pa.Table | None, more: pa.Table) -> pa.Table | None:
    if not more.num_rows:
        return one
    if one is None or not one.num_rows:
        return more
    return pa.concat_tables([one, more.select(one.column_names).cast(one.schema)])
