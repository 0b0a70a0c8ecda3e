"""Room on the disk: asked for before every write, and again by whoever shows the banner."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Final

import duckdb

from pmo_core.errors import DiskFull
from pmo_core.limits import MEGABYTE
from pmo_core.store.connection import in_our_words

FREE_AT_LEAST: Final = 4 * MEGABYTE
FULL_NOTICE: Final = "The disk is almost full. Nothing can be loaded until there is room again."

_NO_ROOM: Final = ("no space left", "disk full", "not enough space", "file too large", "could not write")


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


def worded(problem: Exception) -> Exception:
    """Word a failed write, where the disk is the usual suspect; a fault of ours comes back as it is."""
    no_room = any(words in str(problem).lower() for words in _NO_ROOM)
    if no_room or isinstance(problem, duckdb.FatalException):
        return DiskFull("Nothing was changed: the disk is full.", fix="Free some space, then try again.")
    return (in_our_words(problem) if isinstance(problem, duckdb.Error) else None) or problem
