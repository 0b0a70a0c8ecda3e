"""Everything that counts in a portfolio, kind by kind, in the form in which it comes back unchanged."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from pmo_core.fields import FIELDS
from pmo_core.model import Kind, Missing, Snapshot
from pmo_core.own_form.columns import CURRENCY, SCORE, OwnColumn, Units, dimension_header, own_column
from pmo_core.own_form.rows import Lacking, OwnRow, OwnTable, derived_names
from pmo_core.store import versions
from pmo_core.store.database import Database

Row = Mapping[str, Any]
Place = tuple[int, int]
"""Part and row: where a row stands in the store."""


def outgoing(db: Database, snapshot: Snapshot, *, kinds: Sequence[Kind] = tuple(Kind)) -> list[OwnTable]:
    """
    The rows of a snapshot, all as-of dates, deleted ones left out; kinds without rows are left out too.

    Args:
        db: The store; it is only read.
        snapshot: Whose rows; its as-of does not matter.
        kinds: Those that are wanted, in this order.
    """
    found = (_table(db, kind, version=snapshot.versions.get(kind, 0)) for kind in kinds)
    return [table for table in found if table is not None]


def _table(db: Database, kind: Kind, *, version: int) -> OwnTable | None:
    rows: list[dict[str, Any]] = versions.rows_of(db, kind, version=version).to_pylist() if version else []
    if not rows:
        return None
    parts: dict[int, tuple[bool, int]] = {
        part: (not rolling, at)
        for part, at, rolling in db.rows(__file__, "parts_of_version", version=version)
    }

    def place(row: Row) -> tuple[bool, int, int]:
        return *parts[row["part"]], row["row"]

    rows.sort(key=place)
    lacking = _missing(db, version)
    scores = _scores(db, version)
    units: Units = {
        field: (unit, currency)
        for field, unit, currency in db.rows(__file__, "fields_of_version", version=version)
    }
    sharers = Counter((row["part"], row["row"]) for row in rows)
    columns = _columns(
        kind,
        rows,
        mapped={*units, *(name for place in sharers for name in lacking.get(place, ()))},
        scored={name for place in sharers for name in scores.get(place, ())},
    )
    own = [
        OwnRow(
            values=_values(kind, row, scores.get((row["part"], row["row"]), {})),
            derived={name: row[name] for name in derived_names(kind)},
            missing=_reasons(row, lacking, shared=sharers[row["part"], row["row"]] > 1),
            rolling=bool(row.get("rolling")),
        )
        for row in rows
    ]
    return OwnTable(kind, columns, tuple(own), units)


def _missing(db: Database, version: int) -> dict[Place, dict[str, list[Lacking]]]:
    found: dict[Place, dict[str, list[Lacking]]] = {}
    for part, row, field, kind, raw in db.rows(__file__, "missing_of_version", version=version):
        found.setdefault((part, row), {}).setdefault(field, []).append((Missing(kind), raw))
    return found


def _reasons(
    row: Row, lacking: Mapping[Place, dict[str, list[Lacking]]], *, shared: bool
) -> dict[str, Lacking]:
    """
    Why cells of a row lack a value, by field.

    Rows that were one row of the source, a column per question or month, share its number: of them only those
    without a value have a reason, in their order.
    """
    found = lacking.get((row["part"], row["row"]), {})
    if not shared:
        return {field: reasons[0] for field, reasons in found.items()}
    own = [field for field in found if row[field] is None]
    return {field: found[field].pop(0) if len(found[field]) > 1 else found[field][0] for field in own}


def _scores(db: Database, version: int) -> dict[Place, dict[str, float]]:
    found: dict[Place, dict[str, float]] = {}
    for part, row, name, value in db.rows(__file__, "scores_of_version", version=version):
        found.setdefault((part, row), {})[name] = value
    return found


def _columns(kind: Kind, rows: Sequence[Row], *, mapped: set[str], scored: set[str]) -> tuple[OwnColumn, ...]:
    """The fields that a source had or a row holds, in their order; then what else the kind has."""
    names = [
        item.name
        for item in FIELDS[kind]
        if item.name in mapped or any(row[item.name] is not None for row in rows)
    ]
    if any(row.get(CURRENCY) for row in rows):
        names.append(CURRENCY)
    told = {name.removeprefix(SCORE) for name in mapped if name.startswith(SCORE)}
    names += [SCORE + name for name in sorted(scored | told)] if kind is Kind.PROJECTS else []
    if kind is Kind.KPIS:
        names += sorted({dimension_header(name) for row in rows for name in _dimensions(row)})
    return tuple(column for name in names if (column := own_column(kind, name)) is not None)


def _dimensions(row: Row) -> dict[str, str]:
    found: dict[str, str] = json.loads(row["dimensions"] or "{}")
    return found


def _values(kind: Kind, row: Row, scores: Mapping[str, float]) -> dict[str, object]:
    values: dict[str, object] = {item.name: row[item.name] for item in FIELDS[kind]}
    if CURRENCY in row:
        values[CURRENCY] = row[CURRENCY]
    if kind is Kind.KPIS:
        values |= {dimension_header(name): text for name, text in _dimensions(row).items()}
    return values | {SCORE + name: value for name, value in scores.items()}
