"""Many series of monthly readings as the product holds them: one part of a portfolio."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Final

import numpy as np
import pyarrow as pa

from bench.engines import monthly
from pmo_core.model import Kind, Snapshot
from pmo_core.settings import Mode
from pmo_core.sharing.roles import require
from pmo_core.store import versions
from pmo_core.store.database import Database
from pmo_core.store.versions import ImportRecord

PORTFOLIO: Final = "bench"


def held(series: int, folder: Path) -> tuple[Database, Snapshot]:
    """The readings of `monthly`, series by name in their order, loaded; and what is asked of them."""
    values = monthly.values(series).ravel()
    names = pa.array(np.repeat([f"{place:07}" for place in range(series)], monthly.READINGS))
    month = np.tile(np.arange("2024-01", monthly.READINGS, dtype="datetime64[M]"), series)
    starts = month.astype("datetime64[D]")
    rows = pa.table(
        {
            "row": pa.array(np.arange(values.size) + 2, pa.int32()),
            "key": pa.array(np.arange(values.size)).cast(pa.string()),
            "deleted": pa.array(np.zeros(values.size, bool)),
            "series": names,
            "name": names,
            "period": pa.array(month.astype(str)),
            "period_start": pa.array(starts),
            "period_end": pa.array((month + 1).astype("datetime64[D]") - 1),
            "grain": pa.array(np.repeat("month", values.size)),
            "value": pa.array(values),
        }
    )
    db = Database.open(folder / "pmo.duckdb")
    n = rows.num_rows
    record = ImportRecord("i", PORTFOLIO, Kind.KPIS, "bench", "s", "m", "replace", n, n, 0, 0, "{}")
    with db.writing() as tx:
        versions.save_part(
            tx,
            record,
            rows=rows,
            missing=_none("field", "kind", "raw"),
            scores=_none("name"),
            fields=(),
            rolling=False,
            keep=False,
            grant=require("import", mode=Mode.LOCAL),
        )
    return db, versions.snapshot(db, PORTFOLIO, as_of=date(2026, 12, 31))


def _none(*texts: str) -> pa.Table:
    empty = pa.table({name: pa.array([], pa.string()) for name in texts})
    whole = empty.append_column("row", pa.array([], pa.int32()))
    return whole if "name" not in texts else whole.append_column("value", pa.array([], pa.float64()))
