"""Runs of several engines in turns, each in a process of its own, so that a busy minute hits all alike."""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Final

from bench.contest import ROOT, Engine

SLOW_SECONDS: Final = 5.0
"""A peer that takes longer runs once; the product three times, the first of them being its warm-up."""
SLOW_RUNS: Final = 3
TIMEOUT_SECONDS: Final = 600.0


@dataclass(frozen=True)
class Run:
    """What one run cost and found."""

    wall_s: float
    cpu_s: float
    rss_mb: float
    answers: Mapping[str, float]
    versions: Mapping[str, str]
    disk_mb: float = 0.0
    figures: Mapping[str, float] = field(default_factory=dict[str, float])


@dataclass
class Record:
    """All runs of one engine that count, or why there are none."""

    runs: list[Run] = field(default_factory=list[Run])
    problem: str | None = None

    def cost(self) -> dict[str, float]:
        """Median and least wall, median CPU, greatest memory, what was kept on disk, what else was told."""
        return {
            "wall_s": round(median(run.wall_s for run in self.runs), 4),
            "wall_min_s": round(min(run.wall_s for run in self.runs), 4),
            "cpu_s": round(median(run.cpu_s for run in self.runs), 4),
            "rss_mb": round(max(run.rss_mb for run in self.runs), 1),
            "disk_mb": round(max(run.disk_mb for run in self.runs), 1),
            "runs": len(self.runs),
            **{
                name: round(median(run.figures[name] for run in self.runs), 4)
                for name in self.runs[0].figures
            },
        }


class EngineFailed(Exception):
    """An engine ended without figures; the text is the last line of what it said."""


Spawn = Callable[[Engine], Run]


def spawn(engine: Engine) -> Run:
    """
    Run an engine once in a fresh process with a fresh folder.

    Raises:
        EngineFailed: If it fails or takes longer than ten minutes.
    """
    with tempfile.TemporaryDirectory(prefix="pmo-bench-") as store:
        try:
            done = subprocess.run(
                engine.command(Path(store)),
                cwd=ROOT,
                env={**os.environ, "PYTHONWARNINGS": "ignore"},
                capture_output=True,
                text=True,
                timeout=TIMEOUT_SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise EngineFailed(f"no result after {TIMEOUT_SECONDS:.0f} s") from None
        kept = sum(file.stat().st_size for file in Path(store).rglob("*") if file.is_file())
    told = json.loads(done.stdout.splitlines()[-1]) if done.stdout else {}
    if done.returncode != 0 or not told:
        said = done.stderr.strip().splitlines() or [f"exit code {done.returncode}"]
        raise EngineFailed(told.get("problem") or said[-1][:400])
    return Run(**told, disk_mb=kept / 1e6)


def in_turns(
    engines: Mapping[str, Engine], *, runs: int, patient: Sequence[str], spawn: Spawn = spawn
) -> dict[str, Record]:
    """
    Run every engine in turns: one warm-up, then `runs` runs that count.

    Args:
        engines: Name → engine.
        runs: How many runs count.
        patient: Names of those that run SLOW_RUNS times when they are slow; the others then run once.
        spawn: How one run is done.
    """
    records = {name: Record() for name in engines}
    enough = dict.fromkeys(engines, runs)
    for turn in range(runs + 1):
        for name, engine in engines.items():
            record = records[name]
            if record.problem or len(record.runs) >= enough[name]:
                continue
            try:
                run = spawn(engine)
            except EngineFailed as failure:
                record.problem, record.runs = str(failure), []
                continue
            if turn == 0 and run.wall_s <= SLOW_SECONDS:
                continue
            if turn == 0:
                enough[name] = min(runs, SLOW_RUNS) if name in patient else 1
            record.runs.append(run)
    return records


def once(engines: Mapping[str, Engine], *, spawn: Spawn = spawn) -> dict[str, Record]:
    """Run every engine once: each warms up and repeats its work within its own process."""
    records = {name: Record() for name in engines}
    for name, engine in engines.items():
        try:
            records[name].runs.append(spawn(engine))
        except EngineFailed as failure:
            records[name].problem = str(failure)
    return records
