"""Room on the disk: asked for before every write, and again by whoever shows the banner."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Final

from pmo_core.limits import MEGABYTE

FREE_AT_LEAST: Final = 4 * MEGABYTE
FULL_NOTICE: Final = "The disk is almost full. Nothing can be loaded until there is room again."


def has_room(path: Path, *, size: int = 0) -> bool:
    """
    Whether a write can begin.

    Args:
        path: The database file.
        size: Bytes to be written; three times as much must be free, and what folding the log in may take.
    """
    log = path.with_name(path.name + ".wal")
    folding = log.stat().st_size if log.exists() else 0
    return shutil.disk_usage(path.parent).free >= max(FREE_AT_LEAST, 3 * size) + folding
