"""Processes killed at a random moment of an import: what was acknowledged is there, and nothing by half."""

from __future__ import annotations

import random
import time
from pathlib import Path

from tests.faults.figures import Figure
from tests.faults.ledger import Ledger
from tests.faults.loading import Loader, load_for_ever, loader

WINDOW_SECONDS = 0.4
_OPENING = 0.15
"""Share of the kills that come while the database is opened, mostly while a log is read."""
_AIMED = 0.5
"""Share of the others that wait for the next commit to begin, and come within its time."""
COMMIT_SECONDS = 0.04


def kills(path: Path, *, cycles: int, seed: int = 5) -> list[Figure]:
    """Load, kill, open again, compare, send again."""
    chance, ledger = random.Random(seed), Ledger()
    for _ in range(cycles):
        _killed(path, ledger, chance=chance)
        while chance.random() < _OPENING:
            _killed_while_opening(path, ledger, chance=chance)
        ledger.reopen(path)
    return ledger.figures("kill -9")


def _killed(path: Path, ledger: Ledger, *, chance: random.Random) -> None:
    """Let a process load for a while."""
    with loader(load_for_ever, path, first=ledger.next_number) as running:
        running.wait_for("open")
        time.sleep(chance.uniform(0, WINDOW_SECONDS))
        if chance.random() < _AIMED:
            running.wait_for_next("begun")
            time.sleep(chance.uniform(0, COMMIT_SECONDS))
        _end(running, ledger)


def _killed_while_opening(path: Path, ledger: Ledger, *, chance: random.Random) -> None:
    """The next process finds the log of the last one, and does not live to read all of it."""
    with loader(load_for_ever, path, first=ledger.next_number) as running:
        time.sleep(chance.uniform(0, WINDOW_SECONDS / 4))
        _end(running, ledger)


def _end(running: Loader, ledger: Ledger) -> None:
    if not running.kill():
        ledger.not_opened.append("a process ended before it was killed")
    ledger.ended(running)
