"""A small in-memory portfolio that tests fill row by row."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pyarrow as pa

from pmo_core.fields import FIELDS, PartField
from pmo_core.model import FieldType, Grant, Kind, Snapshot
from pmo_core.store import versions
from pmo_core.store.database import Database
from pmo_core.store.versions import ImportRecord

GRANT = Grant("test", "admin", frozenset({"import", "settings", "undo"}))
AS_OF = date(2026, 3, 31)
_ARROW: Mapping[FieldType, pa.DataType] = {
    FieldType.DATE: pa.date32(),
    FieldType.LIST: pa.list_(pa.string()),
    FieldType.LEVEL: pa.int32(),
    FieldType.INTEGER: pa.int32(),
    FieldType.FLAG: pa.bool_(),
    **dict.fromkeys(
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
    ),
}
_DERIVED: Mapping[str, pa.DataType] = {
    "project_key": pa.string(),
    "status_standard": pa.string(),
    "currency": pa.string(),
    "series": pa.string(),
    "period_start": pa.date32(),
    "period_end": pa.date32(),
    "grain": pa.string(),
    "dimensions": pa.string(),
}


class Shelf:
    """One portfolio in memory: lay rows in, ask for the snapshot."""

    def __init__(self) -> None:
        self.db = Database.memory()
        self.name = "main"
        self._numbers = itertools.count(1)

    def lay(
        self,
        kind: Kind,
        rows: Sequence[Mapping[str, Any]],
        *,
        keys: Sequence[str],
        missing: Sequence[tuple[int, str, str]] = (),
        scores: Sequence[tuple[int, str, float]] = (),
        fields: Sequence[PartField] = (),
        rolling: bool = False,
        keep: bool = False,
    ) -> int:
        """Save rows as a part; `missing` holds (position in rows, field, kind), `scores` (…, name, value)."""
        types = {f.name: _ARROW.get(f.type, pa.string()) for f in FIELDS[kind]} | _DERIVED
        used = sorted({name for row in rows for name in row})
        table = {name: pa.array([row.get(name) for row in rows], types[name]) for name in used}
        table["row"] = pa.array(range(2, len(rows) + 2), pa.int32())
        table["key"] = pa.array(list(keys), pa.string())
        table["deleted"] = pa.array([False] * len(rows), pa.bool_())
        cells = pa.table(
            {
                "row": pa.array([place + 2 for place, _, _ in missing], pa.int32()),
                "field": pa.array([field for _, field, _ in missing], pa.string()),
                "kind": pa.array([why for _, _, why in missing], pa.string()),
                "raw": pa.array(["" for _ in missing], pa.string()),
            }
        )
        own = pa.table(
            {
                "row": pa.array([place + 2 for place, _, _ in scores], pa.int32()),
                "name": pa.array([name for _, name, _ in scores], pa.string()),
                "value": pa.array([value for _, _, value in scores], pa.float64()),
            }
        )
        number, n = next(self._numbers), len(rows)
        record = ImportRecord(
            f"i{number}", self.name, kind, "test", f"s{number}", "m", "replace", n, n, 0, 0, "{}"
        )
        with self.db.writing() as tx:
            return versions.save_part(
                tx,
                record,
                rows=pa.table(table),
                missing=cells,
                scores=own,
                fields=fields,
                rolling=rolling,
                keep=keep,
                grant=GRANT,
            )

    def projects(self, *rows: Mapping[str, Any], **options: Any) -> int:
        """Save projects; id, key, name, currency and as-of date are filled in where not given."""
        filled = []
        for place, row in enumerate(rows):
            known = {"project_id": f"P{place + 1}", "as_of": AS_OF, "currency": "GBP", **row}
            known.setdefault("name", f"Project {known['project_id']}")
            known.setdefault("project_key", known["project_id"])
            filled.append(known)
        keys = [f"{row['project_key']}|{row['as_of']}" for row in filled]
        return self.lay(Kind.PROJECTS, filled, keys=keys, **options)

    def objectives(self, **weights: float | None) -> None:
        """Save objectives by id and weight."""
        rows = [{"objective_id": name, "name": name, "weight": weight} for name, weight in weights.items()]
        self.lay(Kind.OBJECTIVES, rows, keys=list(weights))

    def alignment(self, *links: tuple[str, str, float | None]) -> None:
        """Save links (project, objective, share)."""
        rows = [{"project_id": p, "objective_id": o, "share": share} for p, o, share in links]
        self.lay(Kind.ALIGNMENT, rows, keys=[f"{p}|{o}" for p, o, _ in links])

    def stakeholders(self, *rows: Mapping[str, Any]) -> None:
        """Save stakeholders."""
        self.lay(Kind.STAKEHOLDERS, rows, keys=[str(row["name"]) for row in rows])

    def costs(self, *rows: tuple[str, int, float], currency: str = "GBP") -> None:
        """Save costs (project, year, amount)."""
        told = [{"project_id": p, "year": y, "amount": amount, "currency": currency} for p, y, amount in rows]
        self.lay(Kind.PROJECT_COSTS, told, keys=[f"{p}|{y}" for p, y, _ in rows])

    def kpis(self, *rows: Mapping[str, Any]) -> None:
        """Save KPI readings; the series is the name unless given."""
        filled = [{"series": row["name"], "period_end": AS_OF, **row} for row in rows]
        self.lay(Kind.KPIS, filled, keys=[f"{row['series']}|{row['period_end']}" for row in filled])

    def settings(self, **values: str) -> None:
        """Save settings given as JSON."""
        rows = [{"name": name, "value": value} for name, value in values.items()]
        self.lay(Kind.SETTINGS, rows, keys=list(values))

    def snapshot(self, as_of: date | None = None) -> Snapshot:
        """What counts now."""
        return versions.snapshot(self.db, self.name, as_of=as_of)
