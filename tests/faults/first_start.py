"""The very first start killed at a random moment: the next one makes up for it, and the demo is whole."""

from __future__ import annotations

import random
import time
from collections import Counter
from contextlib import closing
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path

from pages.shared import session
from pmo_core.errors import PmoError
from pmo_core.importing.demo import FILES
from pmo_core.store.audit import verify
from pmo_core.store.creation import UNFINISHED
from pmo_core.store.database import Database
from tests.faults.figures import Figure
from tests.faults.on_page import server_of

WINDOW_SECONDS = 4.0
_FORKING = get_context("forkserver")
_FORKING.set_forkserver_preload([__name__])


def start(path: Path, told: Connection) -> None:
    """What a server does with its database before the first visitor comes."""
    told.send("ready")
    session._begin(Database.open(path))


def first_starts(folder: Path, *, cycles: int, seed: int = 7) -> list[Figure]:
    """Kill the first start of so many new databases."""
    chance, wrong, found = random.Random(seed), [], Counter[int]()
    for cycle in range(cycles):
        path = folder / str(cycle) / "pmo.duckdb"
        _killed(path, seconds=chance.uniform(0, WINDOW_SECONDS))
        with server_of(path):
            problem, loads = _next_start(path)
        wrong += [problem] if problem else []
        found[loads] += 1
    more = f" ({', '.join(f'{count} with {loads} loads' for loads, count in sorted(found.items()))})"
    return [Figure.none_of("a first start that was killed is made up for", wrong, tried=cycles, more=more)]


def _killed(path: Path, *, seconds: float) -> None:
    ears, mouth = _FORKING.Pipe(duplex=False)
    child = _FORKING.Process(target=start, args=(path, mouth), daemon=True)
    child.start()
    mouth.close()
    ears.recv()
    time.sleep(seconds)
    child.kill()
    child.join()
    ears.close()


def _next_start(path: Path) -> tuple[str, int]:
    """What is wrong with it, and how many loads the kill had left."""
    every = len(list(FILES.glob("*.csv")))
    try:
        with closing(Database.open(path)) as db:
            left = len(db.rows(__file__, "every_load"))
            session._begin(db)
            made = len(db.rows(__file__, "every_load"))
            rests = [file.name for file in path.parent.iterdir() if UNFINISHED in file.name]
            sound = not rests and not db.read_only and verify(db).ok and left in (0, every) and made == every
    except PmoError as problem:
        return str(problem), -1
    return "" if sound else f"{left} loads left, then {made} of {every}", left
