"""
The most that the product may cost: python -m bench.targets

A target comes from the first honest run and is only ever tightened: the command takes what bench/results.json
holds, adds room for chance, and writes what is lower than before. It never raises a target.
"""

from __future__ import annotations

import json
import math
import sys
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final

FILE: Final = Path(__file__).with_name("targets.toml")
RESULTS: Final = Path(__file__).with_name("results.json")
ROOM: Final = 1.15
"""What two runs on a quiet machine may differ by."""
TIGHTENED: Final = ("wall", "cpu", "rss")
"""Criteria that follow the measurements; the others are promises with a number of their own."""
ASKED_FOR: Final = "rss"
"""Memory is judged only where targets.toml names it: most of it is what libraries take before any work."""
WAITING: Final = frozenset({"commit", "interrupt", "readers", "repaint"})
"""What counts here is how long somebody waits, in seconds; beside next to no work a ratio says nothing."""

Targets = dict[str, dict[str, float]]
"""`op/n/peer` → criterion → limit."""


def key(op: str, n: int, peer: str) -> str:
    """Name of a comparison in targets.toml and history.jsonl."""
    return f"{op}/{n}/{peer}"


def read_targets(text: str) -> Targets:
    """Targets of a targets.toml."""
    return {name: dict(limits) for name, limits in tomllib.loads(text).items()}


def tightened(targets: Targets, rows: Iterable[Mapping[str, Any]], *, loaded: bool) -> Targets:
    """
    Lower every target to what was measured with some room, and add those of new comparisons.

    Args:
        targets: What holds now.
        rows: Rows of results.json.
        loaded: The machine was busy: walls are not taken.
    """
    result = {name: dict(limits) for name, limits in targets.items()}
    for row in rows:
        if not row.get("equal"):
            continue
        limits = result.setdefault(key(row["op"], row["n"], row["peer"]["name"]), {})
        for criterion, ratio in row["ratio"].items():
            unasked = criterion == ASKED_FOR and criterion not in limits
            waiting = criterion == "cpu" and row["op"] in WAITING
            if criterion not in TIGHTENED or unasked or waiting or (criterion == "wall" and loaded):
                continue
            limits[criterion] = min(limits.get(criterion, math.inf), _rounded_up(ratio * ROOM))
    return {name: limits for name, limits in sorted(result.items()) if limits}


def _rounded_up(ratio: float) -> float:
    """Up to two significant digits."""
    step = 10.0 ** (math.floor(math.log10(ratio)) - 1)
    return round(math.ceil(round(ratio / step, 6)) * step, 6)


def as_toml(targets: Targets) -> str:
    """The text of targets.toml."""
    parts = [
        f'["{name}"]\n' + "".join(f"{criterion} = {limit:g}\n" for criterion, limit in sorted(limits.items()))
        for name, limits in targets.items()
    ]
    return HEAD + "\n".join(parts)


HEAD: Final = """\
# The most that the product may cost, per operation / size / peer: wall, cpu and rss are ratios ours / peer,
# floor is our wall / a cold read of the files, exponent is how CPU grows with size, wall_s, cpu_s, p99_ms,
# rss_mb and sent_kb are seconds, milliseconds, megabytes and kilobytes, gap_percent what a better choice
# could add. Only ever tightened, by `python -m bench.targets` after a run of make bench.

"""

if __name__ == "__main__":
    if not RESULTS.exists():
        sys.exit("There are no results yet: make bench.")
    results = json.loads(RESULTS.read_text(encoding="utf-8"))
    known = read_targets(FILE.read_text(encoding="utf-8")) if FILE.exists() else {}
    lower = tightened(known, results["rows"], loaded=results["machine"]["loaded"])
    FILE.write_text(as_toml(lower), encoding="utf-8")
