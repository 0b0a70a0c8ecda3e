"""Processes that end without closing, and bits that flip."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CRASH = """
import os, sys
from pathlib import Path
from pmo_core.store.database import Database
from pmo_core.store.versions import save_part
from tests.store.conftest import ADMIN, project_rows, record_of

db = Database.open(Path(sys.argv[1]))
for label in sys.argv[2:]:
    with db.writing() as tx:
        rows = project_rows({f"{label} {n}": 1.0 for n in range(300)})
        save_part(tx, record_of(label, rows=300, import_id=label), rows=rows, keep=True, grant=ADMIN)
os._exit(0)
"""


def crash_after(path: Path, *labels: str) -> Path:
    """Load in another process that ends without closing, so that a log is left; return the log."""
    subprocess.run([sys.executable, "-c", CRASH, str(path), *labels], cwd=ROOT, check=True, timeout=120)
    log = path.with_name(path.name + ".wal")
    assert log.exists()
    return log


def flip(file: Path, *, at: int | None = None, chance: random.Random | None = None) -> None:
    content = bytearray(file.read_bytes())
    place = at if at is not None else (chance or random.Random(7)).randrange(len(content))
    content[place] ^= 1 << (place % 8)
    file.write_bytes(content)
