"""Imports in a process that may hardly take any more memory: refused, or dead, but never half or untrue."""

from __future__ import annotations

import resource
from contextlib import closing
from functools import partial
from pathlib import Path

from pmo_core import importing
from pmo_core.store.database import Database
from tests.faults.figures import Figure
from tests.faults.ledger import Ledger
from tests.faults.lists import ADMIN, large, staged
from tests.faults.loading import Tell, load, loader

MEGABYTE = 1024 * 1024
LEVELS = (0, 1, 2, 4, 8, 16, 32, 64, 96, 128, 192, 256)
"""Megabytes that a process may take beyond those it has."""


def little_memory(path: Path, *, every: int = 1) -> list[Figure]:
    """One process per level: it loads two large lists with so little, and a third with enough."""
    ledger, died = Ledger(), 0
    for megabytes in LEVELS[::every]:
        with loader(partial(_load, megabytes=megabytes), path, first=ledger.next_number) as running:
            died += running.hear_out() != 0
            ledger.ended(running)
        ledger.reopen(path)
    ended = f"{died} of {ledger.ends} processes died, {ledger.unanswered} imports were refused"
    return [*ledger.figures("little memory"), Figure("little memory: how it ended", ended, held=True)]


def _load(path: Path, first: int, tell: Tell, *, megabytes: int) -> None:
    with closing(Database.open(path)) as db:
        for number in range(first // 9, first // 9 + 2):
            made = staged(db, large(number))
            tell("begun", large(number).number)
            _limit(_taken() + megabytes * MEGABYTE)
            try:
                importing.commit(db, made, grant=ADMIN)
            except Exception as refused:
                tell(type(refused).__name__, -1)
            else:
                tell("acknowledged", large(number).number)
            finally:
                _limit(resource.RLIM_INFINITY)
        load(db, large(first // 9 + 2), tell)


def _limit(size: int) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (size, resource.RLIM_INFINITY))


def _taken() -> int:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    return pages * resource.getpagesize()
