"""A process that loads one list after the other and tells each step, until it is killed or has done."""

from __future__ import annotations

import itertools
import signal
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path

from pmo_core import importing
from pmo_core.store.database import Database
from tests.faults.lists import ADMIN, ProjectList, staged

Tell = Callable[[str, int], None]
Work = Callable[[Path, int, Tell], None]
_FORKING = get_context("forkserver")  # a fresh process in milliseconds, forked from one without threads
_FORKING.set_forkserver_preload([__name__])


def load_for_ever(path: Path, first: int, tell: Tell) -> None:
    """Open the database and load, from a number on."""
    db = Database.open(path)
    tell("open", -1)
    for number in itertools.count(first):
        load(db, ProjectList(number), tell)


def load(db: Database, wanted: ProjectList, tell: Tell) -> None:
    """Load one list as the page does, and tell before and after the commit."""
    made = staged(db, wanted)
    tell("begun", wanted.number)
    importing.commit(db, made, grant=ADMIN)
    tell("acknowledged", wanted.number)


@dataclass
class Loader:
    """A process at work, and what it has told so far; that survives it, for it lies in a pipe."""

    child: BaseProcess
    ears: Connection
    begun: set[int] = field(default_factory=set)
    acknowledged: set[int] = field(default_factory=set)
    words: set[str] = field(default_factory=set)

    def wait_for(self, word: str) -> None:
        """Come back when it has told this, or has ended."""
        with suppress(EOFError):
            while word not in self.words:
                self._hear()

    def wait_for_next(self, word: str) -> None:
        """Come back when it tells this once more, or has ended; what it told before does not count."""
        with suppress(EOFError):
            while self.ears.poll():
                self._hear()
            while self._hear() != word:
                pass

    def hear_out(self) -> int:
        """Hear everything up to its end; gives how it ended, as `exitcode`."""
        with suppress(EOFError):
            while True:
                self._hear()
        self.child.join()
        return self.child.exitcode or 0

    def kill(self) -> bool:
        """Kill it and hear the rest; False if it had ended by itself."""
        self.child.kill()
        return self.hear_out() == -signal.SIGKILL

    def _hear(self) -> str:
        word, number = self.ears.recv()
        self.words.add(word)
        if word in ("begun", "acknowledged"):
            (self.begun if word == "begun" else self.acknowledged).add(number)
        return str(word)


@contextmanager
def loader(work: Work, path: Path, *, first: int) -> Iterator[Loader]:
    """A process that is about to open the database and load from a number on; whatever happens, it ends."""
    ears, mouth = _FORKING.Pipe(duplex=False)
    child = _FORKING.Process(target=_warm, args=(work, path, first, mouth), daemon=True)
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


def _warm(work: Work, path: Path, first: int, told: Connection) -> None:
    with closing(Database.memory()) as warm:
        staged(warm, ProjectList(0))  # what is imported late is there before the clock runs
    told.send(("ready", -1))
    work(path, first, lambda word, number: told.send((word, number)))
