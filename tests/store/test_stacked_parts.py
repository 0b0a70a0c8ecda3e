"""KPI readings of parts that are stacked: the newest part counts per key, and a deletion is a row too."""

from __future__ import annotations

import random
from typing import Final

import pyarrow as pa
import pytest

from pmo_core.model import Kind
from pmo_core.store.database import Database
from pmo_core.store.versions import rows_of, save_part
from tests.store.conftest import ADMIN, record_of

Part = dict[str, float | None]
KEYS: Final = "ABCDEFGH"


def save(db: Database, part: Part, *, keep: bool) -> int:
    """Save readings as a part: key → value, None = deleted."""
    rows = pa.table(
        {
            "row": pa.array(range(2, len(part) + 2), pa.int32()),
            "key": pa.array(list(part), pa.string()),
            "deleted": pa.array([value is None for value in part.values()], pa.bool_()),
            "value": pa.array(list(part.values()), pa.float64()),
        }
    )
    with db.writing() as tx:
        record = record_of("readings", rows=len(part), kind=Kind.KPIS)
        return save_part(tx, record, rows=rows, keep=keep, grant=ADMIN)


def counted(db: Database, version: int) -> Part:
    rows = rows_of(db, Kind.KPIS, version=version, columns=["key", "value"])
    assert len(set(rows["key"].to_pylist())) == rows.num_rows
    return dict(zip(rows["key"].to_pylist(), rows["value"].to_pylist(), strict=True))


@pytest.mark.parametrize("seed", range(6))
def test_the_newest_part_of_a_version_counts_per_key(memory: Database, seed: int) -> None:
    draw = random.Random(seed)
    expected: dict[int, Part] = {}
    now: Part = {}
    for _ in range(6):
        keep = draw.random() < 0.8
        keys = draw.sample(KEYS, draw.randint(1, 5))
        part: Part = {key: draw.choice([None, draw.random()]) for key in keys}
        now = {**(now if keep else {}), **part}
        expected[save(memory, part, keep=keep)] = {k: v for k, v in now.items() if v is not None}
    for version, rows in expected.items():
        assert counted(memory, version) == rows
