"""Proof that the log of an unclean end is replayed to its last act, before anything is written."""

from __future__ import annotations

import mmap
import re
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Final

import duckdb

from pmo_core.store.connection import connect

_COMMITTED: Final = b"\x64\x00\x64\xff\xff"  # the engine's last entry of every commit
_HASH: Final = rb"[0-9a-f]{64}"


def hides_acts(path: Path, *, logs: Sequence[Path]) -> bool:
    """
    Whether a log ends with a whole commit, yet holds an act that the engine would silently leave out.

    The engine checks the entries of its log, but not the log's head and the lengths of entries: one
    flipped bit there makes it take the log for another file's, or for one that was cut off, and drop
    what follows. Each act carries the hash of the one before it, so the log itself shows whether
    something follows the last act that the engine sees.

    Args:
        path: The database file.
        logs: The logs that lie beside it.
    Raises:
        DatabaseBusy: If another process has the database.
    """
    written = [log for log in logs if log.stat().st_size]
    if not written or not path.exists():
        return False
    try:
        with closing(connect(path, read_only=True)) as con:
            last = _last_act(con)
    except duckdb.Error:
        return False  # the engine refuses by itself, which is handled where it is opened
    return any(_follows(log, last) for log in written)


def _last_act(con: duckdb.DuckDBPyConnection) -> str:
    if not con.execute("select 1 from duckdb_tables() where table_name = 'audit'").fetchall():
        return ""
    found = con.execute("select hash from audit order by seq desc limit 1").fetchall()
    return found[0][0] if found else ""


def _follows(log: Path, last: str) -> bool:
    # prev_hash and hash are neighbours in a row, a column header apart; two acts of one commit share it
    pattern = re.escape(last.encode()) + rb"(?:" + _HASH + rb")?.{8,48}?" + _HASH if last else _HASH
    with log.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        if content[-len(_COMMITTED) :] != _COMMITTED:
            return False  # cut off while it was written: that commit was never acknowledged
        return re.search(pattern, content, re.DOTALL) is not None
