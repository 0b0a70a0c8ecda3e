"""Whether higher or lower is better, said for many KPIs at once: one version, undone like any other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

import pyarrow as pa

from pmo_core.errors import IntakeError
from pmo_core.importing.commit import commit
from pmo_core.importing.entry import Entered, staged
from pmo_core.importing.typed import Row, read_typed
from pmo_core.look import plural
from pmo_core.model import Grant, Kind
from pmo_core.store import versions
from pmo_core.store.database import Database

_LABEL: Final = 60


def set_directions(
    db: Database, portfolio: str, *, better: Mapping[str, str], grant: Grant, today: date
) -> Entered | None:
    """
    Say of KPI series whether higher or lower is better; every reading of them says so from then on.

    Args:
        db: The store.
        portfolio: Whose KPIs.
        better: Key of a series → 'higher' or 'lower'.
        grant: Must cover `import` of the portfolio.
        today: The date of the server.
    Returns:
        What was saved; None if every direction is there already.
    Raises:
        IntakeError: If a series is not there any more, or a direction cannot be read.
    """
    grant.allow("import", portfolio)
    version = versions.current(db, portfolio).get(Kind.KPIS, 0)
    told = db.rows(__file__, "kpi_keys", version=version)
    names = {shown: name for shown, _, _, name, _ in told}
    gone = [series for series in better if series not in names]
    if gone:
        lost = "is" if len(gone) == 1 else "are"
        raise IntakeError(
            f"{plural(len(gone), 'KPI')} of the table {lost} not there any more.",
            fix="Reload the page and set the directions that it shows.",
        )
    changed = [(shown, *row) for shown, *row, _, said in told if better.get(shown, said) != said]
    if not changed:
        return None
    moved = list(dict.fromkeys(shown for shown, _, _ in changed))
    whom = f"“{names[moved[0]][:_LABEL]}”" if len(moved) == 1 else plural(len(moved), "KPI")
    label = f"Entered: better direction of {whom}"
    typed: list[Row] = [
        {"name": f"series {at}", "period": "2020-06", "value": 0.0, "direction": better[series]}
        for at, series in enumerate(moved)
    ]
    reading = read_typed(Kind.KPIS, typed, label=label, today=today)
    assert reading.table is not None
    read = dict(zip(moved, reading.table["direction"].to_pylist(), strict=True))
    rows = _rows(changed, read, like=reading.table.schema)
    fields = tuple(part for part in reading.fields if part.field == "direction")
    # a cell that was not edited is not missing: it keeps what the current version says of it
    reading = replace(reading, fields=fields, missing=None, scores=None)
    loaded = commit(db, staged(reading, rows=rows, portfolio=portfolio, mode="update"), grant=grant)
    return Entered(label, loaded.made, cells=len(moved), rows=len(moved))


def _rows(changed: Sequence[tuple[str, ...]], better: Mapping[str, str], *, like: pa.Schema) -> pa.Table:
    """A row per reading that says the direction and no more; `changed`: series as shown, as stored, key."""
    count = len(changed)
    return pa.table(
        {
            "row": pa.array(range(1, count + 1), like.field("row").type),
            "deleted": pa.array([False] * count, pa.bool_()),
            "direction": pa.array([better[shown] for shown, _, _ in changed], like.field("direction").type),
            "key": pa.array([key for _, _, key in changed], pa.string()),
            "series": pa.array([series for _, series, _ in changed], pa.string()),
        }
    )
