"""
One thread that stops statements whose time is up.

A timer of its own would cost a statement more than most of them take.
"""

from __future__ import annotations

import heapq
import threading
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass(order=True)
class Watch:
    """Something to stop at a moment of the monotonic clock, unless it ends before."""

    due: float
    stop: Callable[[], None] | None = field(compare=False)
    rang: bool = field(default=False, compare=False)


class Watchdog:
    """
    Stops what takes too long; its thread is started by the first watch and lasts as long as the process.

    What ended in time is struck out and leaves the queue when its moment comes: the thread sleeps through
    thousands of short statements.
    """

    def __init__(self) -> None:
        self._due: list[Watch] = []
        self._changed = threading.Condition()
        self._thread: threading.Thread | None = None

    @contextmanager
    def watching(self, stop: Callable[[], None], *, seconds: float) -> Generator[Watch, None, None]:
        """Call `stop`, from another thread, if the block runs longer; `rang` then says so."""
        watch = Watch(time.monotonic() + seconds, stop)
        self._add(watch)
        try:
            yield watch
        finally:
            with self._changed:  # a stop that is under way ends first: the next statement is not its own
                watch.stop = None

    def _add(self, watch: Watch) -> None:
        with self._changed:
            heapq.heappush(self._due, watch)
            if self._thread is None or not self._thread.is_alive():  # none yet, or another process's
                self._thread = threading.Thread(target=self._run, name="watchdog", daemon=True)
                self._thread.start()
            elif self._due[0] is watch:
                self._changed.notify()

    def _run(self) -> None:
        with self._changed:
            while True:
                while self._due and self._due[0].stop is None:
                    heapq.heappop(self._due)
                left = self._due[0].due - time.monotonic() if self._due else None
                if left is None or left > 0:
                    self._changed.wait(left)
                else:
                    self._ring(heapq.heappop(self._due))

    @staticmethod
    def _ring(watch: Watch) -> None:
        if watch.stop is not None:
            watch.rang = True
            watch.stop()
