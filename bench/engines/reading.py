"""Readers beside a writer, the same for every engine: how long each answer and each commit takes."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from statistics import median, quantiles
from typing import Final

READERS: Final = 8
ASKS: Final = 40
"""Questions of each reader."""


@dataclass
class Latencies:
    """Seconds of every answer and of every commit beside them."""

    answers: list[float] = field(default_factory=list[float])
    commits: list[float] = field(default_factory=list[float])

    def figures(self) -> Mapping[str, float]:
        """Milliseconds: the middle and the slowest hundredth of the answers, the middle of the commits."""
        return {
            "p50_ms": 1e3 * median(self.answers),
            "p99_ms": 1e3 * quantiles(self.answers, n=100)[98],
            "commit_p50_ms": 1e3 * median(self.commits),
        }


def beside(
    latencies: Latencies, *, ask: Callable[[], float], write: Callable[[int], object]
) -> dict[str, float]:
    """
    Let eight readers ask while one writer commits until they are done; what they were told.

    A writer waits as long after each commit as it took, so that it is not all that happens.
    """
    done = threading.Event()

    def reader() -> list[float]:
        said: list[float] = []
        for _ in range(ASKS):
            began = time.perf_counter()
            said.append(ask())
            latencies.answers.append(time.perf_counter() - began)
        return said

    def writer() -> None:
        number = 0
        while not done.is_set():
            began = time.perf_counter()
            write(number)
            latencies.commits.append(time.perf_counter() - began)
            number += 1
            done.wait(latencies.commits[-1])

    with ThreadPoolExecutor(READERS + 1) as pool:
        writing = pool.submit(writer)
        try:
            told = [each.result() for each in [pool.submit(reader) for _ in range(READERS)]]
        finally:
            done.set()
        writing.result()
    every = {answer for answers in told for answer in answers}
    return {"balance": next(iter(every)), "different": len(every)}
