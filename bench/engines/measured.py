"""What one engine run costs, told as one JSON line on stdout."""

from __future__ import annotations

import json
import os
import resource
import sys
import time
from collections.abc import Callable, Mapping
from importlib.metadata import version
from pathlib import Path
from statistics import median
from typing import Final, TypeVar

from bench.answers import Answers

T = TypeVar("T")
Figures = Mapping[str, float]
"""What is told besides seconds and memory."""

EXTRAPOLATED: Final = "extrapolated"
"""Figure that says how many times as much as was done the seconds stand for."""

PER_MEGABYTE: Final = 1024 if sys.platform == "linux" else 1024 * 1024
"""`ru_maxrss` counts kilobytes on Linux, bytes on macOS."""


def measured(work: Callable[[], T], tell: Callable[[T], Answers], *, packages: tuple[str, ...] = ()) -> None:
    """
    Do the work once; print seconds, CPU seconds and peak memory with children, and what came out.

    `tell` makes comparable figures of the outcome, off the clock.
    """
    repeated(lambda _: work(), lambda found: tell(found[0]), times=1, warm=0, packages=packages)


def repeated(
    work: Callable[[int], T],
    tell: Callable[[list[T]], Answers],
    *,
    times: int,
    warm: int = 1,
    packages: tuple[str, ...] = (),
    figures: Callable[[], Figures] = dict,
    stands_for: int = 1,
) -> None:
    """
    Do the work again and again, `warm` times off the clock; print the medians of one time, as `measured`.

    Three quarters of the machine's memory is the most it gets: then it fails, instead of everybody's machine.

    Args:
        work: What is done; it is told which time it is, so that it can ask something new.
        tell: Makes comparable figures of all outcomes that count.
        times: How many count.
        warm: How many do not.
        packages: Whose versions are told.
        figures: What else was measured, by name with its unit: p99_ms.
        stands_for: Of how many such pieces the whole work consists: seconds are told for the whole.
    """
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    resource.setrlimit(resource.RLIMIT_DATA, (memory * 3 // 4, resource.RLIM_INFINITY))
    walls, cpus, outcomes = list[float](), list[float](), list[T]()
    try:
        for turn in range(-warm, times):
            cpu, began = _cpu(), time.perf_counter()
            outcome = work(turn)
            if turn >= 0:
                walls.append(time.perf_counter() - began)
                cpus.append(_cpu() - cpu)
                outcomes.append(outcome)
    except Exception as problem:
        sys.stdout.write(json.dumps({"problem": f"{type(problem).__name__}: {problem}"[:400]}) + "\n")
        raise
    more = {**figures(), **({EXTRAPOLATED: stands_for} if stands_for > 1 else {})}  # may solve what is told
    seconds = median(walls) * stands_for, median(cpus) * stands_for
    say(seconds, tell(outcomes), packages=packages, figures=more)


def say(
    seconds: tuple[float, float],
    answers: Answers,
    *,
    packages: tuple[str, ...] = (),
    figures: Figures | None = None,
) -> None:
    """Print what one run cost, wall and CPU in seconds, with its answers."""
    told = {
        "wall_s": seconds[0],
        "cpu_s": seconds[1],
        "rss_mb": _peak(),
        "versions": {"python": sys.version.split()[0], **{name: version(name) for name in packages}},
        "figures": dict(figures or {}),
        "answers": dict(answers),
    }
    sys.stdout.write(json.dumps(told) + "\n")
    sys.stdout.flush()


def _cpu() -> float:
    return sum(
        spent.ru_utime + spent.ru_stime
        for spent in (resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN))
    )


def _peak() -> float:
    """Linux hands `ru_maxrss` on from the program that started this one: it is asked about children only."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / PER_MEGABYTE
    status = Path("/proc/self/status")
    if not status.exists():
        return max(children, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / PER_MEGABYTE)
    own = next(line for line in status.read_text(encoding="ascii").splitlines() if line.startswith("VmHWM"))
    return max(children, int(own.split()[1]) / 1024)
