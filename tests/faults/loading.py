"""The process that is killed: it opens the database and loads one list after the other, telling each step."""

from __future__ import annotations

import itertools
import signal
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path

from pmo_core import importing
from pmo_core.store.database import Database
from tests.faults.lists import ADMIN, ProjectList, staged

_FORKING = get_context("forkserver")  # a fresh process in milliseconds, forked from one without threads
_FORKING.set_forkserver_preload([__name__])


def load_for_ever(path: Path, first: int, told: Connection) -> None:
    """What it tells survives it: the message is in the pipe before the next step begins."""
    with closing(Database.memory()) as warm:
        staged(warm, ProjectList(0))  # what is imported late is there before the clock runs
    told.send(("ready", -1))
    db = Database.open(path)
    told.send(("open", -1))
    for number in itertools.count(first):
        made = staged(db, ProjectList(number))
        told.send(("begun", number))
        importing.commit(db, made, grant=ADMIN)
        told.send(("acknowledged", number))


@dataclass
class Loader:
    """A process that loads, and what it has told so far."""

    child: BaseProcess
    ears: Connection
    begun: set[int] = field(default_factory=set)
    acknowledged: set[int] = field(default_factory=set)

    def wait_for(self, word: str) -> None:
        """Come back when it tells this next, or has ended; what it told before does not count."""
        with suppress(EOFError):
            while self.ears.poll():
                self._hear()
            while self._hear() != word:
                pass

    def kill(self) -> bool:
        """Kill it and hear the rest; False if it had ended by itself."""
        self.child.kill()
        with suppress(EOFError):
            while True:
                self._hear()
        self.child.join()
        return self.child.exitcode == -signal.SIGKILL

    def _hear(self) -> str:
        word, number = self.ears.recv()
        if word in ("begun", "acknowledged"):
            (self.begun if word == "begun" else self.acknowledged).add(number)
        return str(word)


@contextmanager
def loader(path: Path, *, first: int) -> Iterator[Loader]:
    """A process that loads from a number on, about to open the database; whatever happens, it ends."""
    ears, mouth = _FORKING.Pipe(duplex=False)
    child = _FORKING.Process(target=load_for_ever, args=(path, first, mouth), daemon=True)
    child.start()
    mouth.close()
    try:
        running = Loader(child, ears)
        running.wait_for("ready")
        yield running
    finally:
        child.kill()
        child.join()
        ears.close()
