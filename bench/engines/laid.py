"""Rows that an engine makes itself, laid into a store of the product as one part."""

from __future__ import annotations

from datetime import date
from typing import Final

import numpy as np
import pyarrow as pa

from pmo_core.model import Kind, Snapshot
from pmo_core.settings import Mode
from pmo_core.sharing.roles import require
from pmo_core.store import versions
from pmo_core.store.database import Database
from pmo_core.store.versions import ImportRecord

PORTFOLIO: Final = "bench"


def lay(db: Database, kind: Kind, columns: dict[str, pa.Array]) -> None:
    """Save rows that count from now on: their fields by name; row, key and deleted are filled in."""
    n = len(next(iter(columns.values())))
    beside = {
        "row": pa.array(np.arange(n) + 2, pa.int32()),
        "key": pa.array(np.arange(n)).cast(pa.string()),
        "deleted": pa.array(np.zeros(n, bool)),
    }
    record = ImportRecord(kind.value, PORTFOLIO, kind, "bench", kind.value, "m", "replace", n, n, 0, 0, "{}")
    with db.writing() as tx:
        versions.save_part(
            tx,
            record,
            rows=pa.table({**beside, **columns}),
            missing=_none("field", "kind", "raw"),
            scores=_none("name"),
            fields=(),
            rolling=False,
            keep=False,
            grant=require("import", mode=Mode.LOCAL),
        )


def asked(db: Database, as_of: date) -> Snapshot:
    """What is asked of all that was laid."""
    return versions.snapshot(db, PORTFOLIO, as_of=as_of)


def _none(*texts: str) -> pa.Table:
    empty = pa.table({name: pa.array([], pa.string()) for name in texts})
    whole = empty.append_column("row", pa.array([], pa.int32()))
    return whole if "name" not in texts else whole.append_column("value", pa.array([], pa.float64()))
