"""Computations that take longer than a reader should wait: beside the pages, a few at a time, kept by key."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any, Final, Generic, Protocol, TypeAlias, TypeVar

T = TypeVar("T")
THREADS: Final = 2
KEPT: Final = 48
PLACES: Final = 512
SECONDS: Final = 30.0
PAUSE: Final = 0.1
"""Seconds that a page has to paint, before what it does not wait for takes the processor."""


class Tell(Protocol):
    """What a computation calls as it goes on; it raises `Ended` where there is no more use in going on."""

    def __call__(self, share: float, so_far: object = None) -> None:
        """Say how far it is, 0–1, and what it has found until now."""


Work: TypeAlias = Callable[[Tell], T]


class Ended(Exception):
    """Nobody waits for the computation any more, or it has taken too long."""


@dataclass(frozen=True)
class Soon(Generic[T]):
    """
    What is known of a computation.

    value: its result once `done`, before that what it has found until now. problem: the sentence that it
    ended with where there is no result, or only a part of it.
    """

    value: T | None = None
    share: float = 0.0
    problem: str = ""
    done: bool = False


class Job:
    """One computation of a reader: waiting, under way, or done."""

    def __init__(self, work: Work[Any], *, reader: str, seconds: float, pause: float) -> None:
        self.work, self.reader, self.seconds, self.pause = work, reader, seconds, pause
        self.state: Soon[Any] = Soon()
        self.wanted = True
        self.over = threading.Event()

    def run(self, told: Callable[[Exception], str]) -> None:
        """Compute, after the pause; whatever goes wrong ends in a sentence."""
        time.sleep(self.pause)
        until, late = time.monotonic() + self.seconds, False

        def tell(share: float, so_far: object = None) -> None:
            nonlocal late
            found = self.state.value if so_far is None else so_far
            self.state = Soon(found, min(max(share, self.state.share), 1.0))
            late = time.monotonic() > until
            if late or not self.wanted:
                raise Ended

        try:
            self.state = Soon(self.work(tell), share=1.0, done=True)
        except Ended:
            said = f"This took longer than {self.seconds:.0f} seconds and was stopped." if late else ""
            self.state = Soon(self.state.value, self.state.share, said, done=late)
        except Exception as error:
            self.state = Soon(problem=told(error), done=True)


class Jobs:
    """
    Jobs by key, for all readers; each has one thread at most, so that nobody takes all of them.

    A reader asks from a place of a page. Another key asked from there stops what was asked before, unless
    it is wanted at another place too.
    """

    def __init__(self, told: Callable[[Exception], str], *, threads: int = THREADS, kept: int = KEPT) -> None:
        self._told, self._free, self._kept = told, threads, kept
        self._lock = threading.Lock()
        self._jobs: OrderedDict[Hashable, Job] = OrderedDict()
        self._asked: OrderedDict[tuple[str, str], Hashable] = OrderedDict()
        self._busy: set[str] = set()
        self._threads: list[threading.Thread] = []
        self._closed = False

    def soon(
        self,
        key: Hashable,
        work: Work[T],
        *,
        reader: str,
        place: str,
        wait: float = 0.15,
        seconds: float = SECONDS,
    ) -> Soon[T]:
        """
        Give the result if it comes within `wait` seconds, else how far it is.

        Args:
            key: Everything that the result depends on, as scalars.
            work: Computes it; of one reader's the shortest goes first.
            reader: Whose session.
            place: Where on the page it is shown.
            wait: Seconds to wait here.
            seconds: After so many it is told to end.
        """
        with self._lock:
            self._leave(reader, place, key)
            job = self._jobs.get(key)
            if job is None:
                job = self._jobs[key] = Job(
                    work, reader=reader, seconds=seconds, pause=0.0 if wait else PAUSE
                )
            self._jobs.move_to_end(key)
            job.wanted = True
            self._start()
        job.over.wait(wait)
        return job.state

    def leave(self, key: Hashable, *, reader: str, place: str) -> None:
        """Say what a place will ask for: anything else that it asked for ends and makes room."""
        with self._lock:
            self._leave(reader, place, key)

    def look(self, key: Hashable) -> Soon[Any]:
        """What is known of a key without asking for it; what nobody knows any more is done."""
        with self._lock:
            job = self._jobs.get(key)
        return job.state if job else Soon(done=True)

    def close(self, *, wait: float = 5.0) -> None:
        """Let nothing go on: what runs ends at its next step and is waited for, what waits never begins."""
        with self._lock:
            self._closed = True
            for job in self._jobs.values():
                job.wanted = False
            threads = list(self._threads)
        for thread in threads:
            thread.join(wait)

    def _leave(self, reader: str, place: str, key: Hashable) -> None:
        """Note what a place asks for now; what it asked for before ends, where nobody else waits for it."""
        before = self._asked.pop((reader, place), key)
        self._asked[reader, place] = key
        while len(self._asked) > PLACES:
            self._asked.popitem(last=False)
        job = self._jobs.get(before)
        if job is None or job.over.is_set() or before in self._asked.values():
            return
        job.wanted = False

    def _start(self) -> None:
        """Put free threads to work, while there is a reader who waits and has none."""
        while self._free and not self._closed and (found := self._next()):
            self._free -= 1
            self._busy.add(found.reader)
            thread = threading.Thread(target=self._run, args=[found], name="pmo job", daemon=True)
            self._threads = [one for one in self._threads if one.is_alive()] + [thread]
            thread.start()

    def _next(self) -> Job | None:
        """The shortest of those that wait; what nobody wants any more is dropped."""
        for key in [
            key for key, job in self._jobs.items() if not job.wanted and job.reader not in self._busy
        ]:
            del self._jobs[key]
        waiting = [j for j in self._jobs.values() if not j.over.is_set() and j.reader not in self._busy]
        return min(waiting, key=lambda job: job.seconds, default=None)

    def _run(self, job: Job) -> None:
        job.run(self._told)
        with self._lock:
            self._free += 1
            self._busy.discard(job.reader)
            if not job.state.done:  # nobody wanted it: whoever wants it again begins anew
                self._jobs = OrderedDict((k, j) for k, j in self._jobs.items() if j is not job)
            job.over.set()
            self._forget()
            self._start()

    def _forget(self) -> None:
        """Keep the results that were asked for last."""
        over = [key for key, job in self._jobs.items() if job.over.is_set()]
        for key in over[: max(0, len(over) - self._kept)]:
            del self._jobs[key]
