"""What one engine run costs, told as one JSON line on stdout."""

from __future__ import annotations

import json
import os
import resource
import sys
import time
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Final, TypeVar

from bench.answers import Answers

T = TypeVar("T")

PER_MEGABYTE: Final = 1024 if sys.platform == "linux" else 1024 * 1024
"""`ru_maxrss` counts kilobytes on Linux, bytes on macOS."""


def measured(work: Callable[[], T], tell: Callable[[T], Answers], *, packages: tuple[str, ...] = ()) -> None:
    """
    Do the work once; print seconds, CPU seconds and peak memory with children, and what came out.

    `tell` makes comparable figures of the outcome, off the clock.
    Three quarters of the machine's memory is the most it gets: then it fails, instead of everybody's machine.
    """
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    resource.setrlimit(resource.RLIMIT_DATA, (memory * 3 // 4, resource.RLIM_INFINITY))
    cpu, began = _cpu(), time.perf_counter()
    try:
        outcome = work()
    except Exception as problem:
        sys.stdout.write(json.dumps({"problem": f"{type(problem).__name__}: {problem}"[:400]}) + "\n")
        raise
    wall, spent, peak = time.perf_counter() - began, _cpu() - cpu, _peak()
    told = {
        "wall_s": wall,
        "cpu_s": spent,
        "rss_mb": peak,
        "versions": {"python": sys.version.split()[0], **{name: version(name) for name in packages}},
        "answers": dict(tell(outcome)),
    }
    sys.stdout.write(json.dumps(told) + "\n")


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
