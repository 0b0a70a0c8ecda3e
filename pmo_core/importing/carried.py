"""What an update takes over from the rows that it changes: values, reasons why they lack, own criteria."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import pyarrow as pa
from pyarrow.compute import SetLookupOptions, call_function

from pmo_core.importing.before import Before
from pmo_core.intake.reading import Reading
from pmo_core.model import Kind


@dataclass(frozen=True)
class Content:
    """Rows of a part with what belongs to them."""

    rows: pa.Table
    missing: pa.Table | None
    scores: pa.Table | None


def completed(held: Before, reading: Reading, *, rows: pa.Table) -> Content:
    """
    Fill blank and absent cells from what is held, so that the newest row counts whole.

    A blank cell of an update never erases a value (docs/decisions.md); what was filled is no longer missing.
    Of a field that the update does not have, the reason why it lacks and the own criteria stay, too.
    """
    before = held.rows
    met = rows.set_column(rows.schema.get_field_index("key"), "key", _met(before, rows))
    place = call_function("index_in", [met["key"]], _among(before["key"]))
    filled: dict[str, pa.ChunkedArray] = {}
    for name in (n for n in before.column_names if n not in _OWN_COLUMNS):
        old = before[name].take(place)
        if name not in rows.column_names:
            rows = rows.append_column(name, old)
            continue
        filled[name] = rows["row"].filter(call_function("and", [rows[name].is_null(), old.is_valid()]))
        rows = rows.set_column(
            rows.schema.get_field_index(name),
            name,
            call_function("coalesce", [rows[name], old.cast(rows[name].type)]),
        )
    missing = _still_missing(reading.missing, filled)
    if reading.kind is not Kind.PROJECTS or not held.version:
        return Content(rows, missing, reading.scores)
    reasons = _standing(_kept(held.missing, rows=met), rows=rows, own=missing)
    scores = _kept(held.scores, rows=met)
    scored = pa.array([part.field.removeprefix("score.") for part in reading.fields], pa.string())
    scores = scores.filter(
        call_function("invert", [call_function("is_in", [scores["name"]], _among(scored))])
    )
    return Content(
        rows,
        _together(missing, reasons.drop_columns("place")),
        _together(reading.scores, scores.drop_columns("place")),
    )


_OWN_COLUMNS = frozenset(
    {"part", "row", "key", "deleted", "project_key", "series", "version", "rolling", "newest"}
)


def _met(before: pa.Table, rows: pa.Table) -> pa.Array:
    """
    The key of the row that each row changes: its own, or that of the project's last state before its date.

    A row that changes none keeps its own key, which no row before has.
    """
    keys: list[str] = rows["key"].to_pylist()
    if "project_key" not in before.column_names or "as_of" not in before.column_names:
        return pa.array(keys, pa.string())
    known = set(before["key"].to_pylist())
    if known.issuperset(keys):
        return pa.array(keys, pa.string())
    told: dict[str, list[tuple[date, str]]] = defaultdict(list)
    columns = (before[name].to_pylist() for name in ("project_key", "as_of", "key"))
    for project, on, key in zip(*columns, strict=True):
        told[project].append((on, key))
    dated = zip(keys, rows["project_key"].to_pylist(), rows["as_of"].to_pylist(), strict=True)
    return pa.array(
        [
            key if key in known else max((t for t in told[project] if t[0] <= on), default=(on, key))[1]
            for key, project, on in dated
        ],
        pa.string(),
    )


def _still_missing(missing: pa.Table | None, filled: Mapping[str, pa.ChunkedArray]) -> pa.Table | None:
    """What lacks a value after the cells of these rows, by field, were filled."""
    for name, numbers in filled.items():
        if missing is not None and len(numbers):
            same = call_function("equal", [missing["field"], name])
            told = call_function("is_in", [missing["row"]], _among(numbers.cast(missing["row"].type)))
            missing = missing.filter(call_function("invert", [call_function("and", [same, told])]))
    return missing


def _kept(found: pa.Table, *, rows: pa.Table) -> pa.Table:
    """What belongs to the rows that are changed: with their new numbers, and their places among the rows."""
    place = call_function("index_in", [found["key"]], _among(rows["key"]))
    found = found.append_column("row", rows["row"].take(place)).append_column("place", place)
    return found.filter(place.is_valid()).drop_columns(["key"])


def _standing(reasons: pa.Table, *, rows: pa.Table, own: pa.Table | None) -> pa.Table:
    """The reasons of cells that still lack a value and have none of their own in the update."""
    told = set() if own is None else set(zip(own["row"].to_pylist(), own["field"].to_pylist(), strict=True))
    cells = zip(*(reasons[name].to_pylist() for name in ("row", "field", "place")), strict=True)
    lacking = {name: rows[name].is_null() for name in reasons["field"].unique().to_pylist()}
    return reasons.filter(
        pa.array(
            [(row, name) not in told and lacking[name][at].as_py() for row, name, at in cells], pa.bool_()
        )
    )


def _among(values: pa.Array | pa.ChunkedArray) -> SetLookupOptions:
    return SetLookupOptions(
        value_set=values.combine_chunks() if isinstance(values, pa.ChunkedArray) else values
    )


def _together(one: pa.Table | None, more: pa.Table) -> pa.Table | None:
    if not more.num_rows:
        return one
    if one is None or not one.num_rows:
        return more
    return pa.concat_tables([one, more.select(one.column_names).cast(one.schema)])
