"""The circumstances of a run: which commit, how busy the machine, how long a cold read takes."""

from __future__ import annotations

import os
import resource
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from bench.contest import ROOT

WRITTEN: Final = ("bench/results.json", "bench/history.jsonl", "bench/targets.toml")
"""What the benchmark itself changes; it does not make another state of the product."""


def commit(root: Path = ROOT) -> str:
    """Short hash of the commit that is measured, with + if tracked files differ from it; '' without git."""
    try:
        head = _git(root, "rev-parse", "--short=12", "HEAD")
        changed = _git(root, "status", "--porcelain", "-uno", "--", ".", *(f":!{path}" for path in WRITTEN))
    except (OSError, subprocess.CalledProcessError):
        return ""
    return f"{head}+" if changed else head


def _git(root: Path, *said: str) -> str:
    asked = ["git", "-C", str(root), *said]
    return subprocess.run(asked, capture_output=True, text=True, check=True).stdout.strip()


@dataclass
class Watch:
    """How busy the machine was with other work, from the making of this object to `told`."""

    before: float = field(default_factory=lambda: os.getloadavg()[0])
    began: float = field(default_factory=time.monotonic)
    spent: float = field(default_factory=lambda: _own_cpu())

    def told(self) -> dict[str, Any]:
        """
        Cores, 1-minute load at start and end, the load that the benchmark itself made, and `loaded`.

        Loaded: at the start, or at the end without our own share, more than half of the cores were busy.
        """
        cores, after = os.cpu_count() or 1, os.getloadavg()[0]
        own = (_own_cpu() - self.spent) / max(time.monotonic() - self.began, 1e-9)
        return {
            "cores": cores,
            "load1": [round(self.before, 2), round(after, 2)],
            "own_load": round(own, 2),
            "loaded": self.before > cores / 2 or after - own > cores / 2,
        }


def _own_cpu() -> float:
    whose = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return sum(used.ru_utime + used.ru_stime for used in map(resource.getrusage, whose))


def cold_read(files: Sequence[Path]) -> float | None:
    """Seconds to read the files from the disk; None where their pages cannot be put out of memory."""
    if not hasattr(os, "posix_fadvise"):
        return None
    for file in files:
        with file.open("rb") as opened:
            os.fsync(opened.fileno())
            os.posix_fadvise(opened.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
    began = time.perf_counter()
    for file in files:
        with file.open("rb", buffering=0) as opened:
            while opened.read(1 << 20):
                pass
    return time.perf_counter() - began
