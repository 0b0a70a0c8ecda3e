from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from datetime import date
from pathlib import Path

import pyarrow as pa
import pytest

from pmo_core.model import Grant, Kind
from pmo_core.store.database import Database
from pmo_core.store.versions import ImportRecord, SavedVersion, save_part

AS_OF = date(2026, 3, 31)
ACTIONS = frozenset({"import", "undo", "settings", "backup", "restore", "delete", "demo"})
ADMIN = Grant("tester", "admin", ACTIONS)
Save = Callable[..., SavedVersion]


def project_rows(
    names: Mapping[str, float | None], *, gone: Sequence[str] = (), as_of: date = AS_OF
) -> pa.Table:
    """Rows of projects: name → budget; `gone` are deletions."""
    keys = [*names, *gone]
    return pa.table(
        {
            "row": pa.array(range(2, len(keys) + 2), pa.int32()),
            "key": pa.array([f"{key}|{as_of}" for key in keys], pa.string()),
            "deleted": [key in gone for key in keys],
            "project_key": pa.array(keys, pa.string()),
            "name": pa.array(keys, pa.string()),
            "as_of": pa.array([as_of] * len(keys), pa.date32()),
            "budget": pa.array([names.get(key) for key in keys], pa.float64()),
        }
    )


def record_of(label: str, *, rows: int, portfolio: str = "main", **changes: object) -> ImportRecord:
    given = {
        "import_id": uuid.uuid4().hex,
        "portfolio": portfolio,
        "kind": Kind.PROJECTS,
        "label": label,
        "sha256": label,
        "mapping_sha256": "m",
        "mode": "replace",
        "rows_read": rows,
        "rows_loaded": rows,
        "rows_refused": 0,
        "rows_skipped": 0,
        "report": "{}",
    }
    return ImportRecord(**{**given, **changes})


@pytest.fixture
def save() -> Save:
    """Load projects: name → budget, in one transaction."""

    def run(
        db: Database,
        names: Mapping[str, float | None],
        *,
        gone: Sequence[str] = (),
        as_of: date = AS_OF,
        keep: bool = False,
        portfolio: str = "main",
        label: str = "file.csv",
        **changes: object,
    ) -> SavedVersion:
        rows = project_rows(names, gone=gone, as_of=as_of)
        record = record_of(label, rows=rows.num_rows, portfolio=portfolio, **changes)
        with db.writing() as tx:
            return save_part(tx, record, rows=rows, keep=keep, grant=ADMIN)

    return run


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "pmo.duckdb"


@pytest.fixture
def db(path: Path) -> Iterator[Database]:
    with closing(Database.open(path)) as opened:
        yield opened


@pytest.fixture
def memory() -> Iterator[Database]:
    with closing(Database.memory()) as opened:
        yield opened
