"""Many series of monthly readings as the product holds them: one part of a portfolio."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import pyarrow as pa

from bench.engines import monthly
from bench.engines.laid import asked, lay
from pmo_core.model import Kind, Snapshot
from pmo_core.store.database import Database


def held(series: int, folder: Path) -> tuple[Database, Snapshot]:
    """The readings of `monthly`, series by name in their order, loaded; and what is asked of them."""
    values = monthly.values(series).ravel()
    names = pa.array(np.repeat([f"{place:07}" for place in range(series)], monthly.READINGS))
    month = np.tile(np.arange("2024-01", monthly.READINGS, dtype="datetime64[M]"), series)
    starts = month.astype("datetime64[D]")
    db = Database.open(folder / "pmo.duckdb")
    lay(
        db,
        Kind.KPIS,
        {
            "series": names,
            "name": names,
            "period": pa.array(month.astype(str)),
            "period_start": pa.array(starts),
            "period_end": pa.array((month + 1).astype("datetime64[D]") - 1),
            "grain": pa.array(np.repeat("month", values.size)),
            "value": pa.array(values),
        },
    )
    return db, asked(db, date(2026, 12, 31))
