"""From costs to verdicts: ratios, what decides, and whether the target is met."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from bench.answers import differing
from bench.engines.measured import EXTRAPOLATED
from bench.rounds import Record

Row = dict[str, Any]
"""One row of results.json."""
Limits = Mapping[str, float]
"""Criterion → the most that the product may cost."""

RATIOS: Final = {"wall": "wall_s", "cpu": "cpu_s", "rss": "rss_mb"}
ABSOLUTE: Final = {"wall_s", "cpu_s", "rss_mb", "p99_ms", "sent_kb", "gap_percent"}
WALLS: Final = {"wall", "wall_s", "floor", "p99_ms", "cpu_s"}
"""
Criteria that say nothing while somebody else uses the machine.

Seconds of the processor are among them, for threads that share a core slow each other down; ratios hold.
"""
FAILING: Final = {"unequal", "missed", "failed"}
QUICK_SLACK: Final = 1.25


@dataclass(frozen=True)
class Conditions:
    """`loaded`: walls do not count. `slack`: factor on the limits of CPU ratios."""

    loaded: bool = False
    slack: float = 1.0


def rows(
    op: str,
    n: int,
    *,
    ours: Record,
    peer: tuple[str, Record],
    limits: Limits,
    floor_s: float | None,
    conditions: Conditions,
) -> list[Row]:
    """One row per criterion that has a target; wall or CPU comes first, whichever can decide."""
    name, theirs = peer
    row: Row = {"op": op, "n": n, "peer": {"name": name, "extrapolated": False}}
    problem = ours.problem or theirs.problem
    if problem or not ours.runs or not theirs.runs:
        skipped = problem and problem.startswith("skipped")
        return [{**row, "verdict": "skipped" if skipped else "failed", "reason": problem or "no runs"}]
    own, other = ours.cost(), theirs.cost()
    unequal = differing(ours.runs[-1].answers, theirs.runs[-1].answers)
    extrapolated = EXTRAPOLATED in other
    row |= {"runs": own["runs"], "ours": own}
    row["peer"] = {"name": name, **other, "extrapolated": extrapolated}
    row["ratio"] = {kind: _share(own[cost], other[cost]) for kind, cost in RATIOS.items()}
    if floor_s:
        row["floor"] = {"name": "cold read", "wall_s": round(floor_s, 4)}
        row["ratio"]["floor"] = _share(own["wall_s"], floor_s)
    row["equal"] = not unequal
    row |= {"reason": f"differs in {', '.join(unequal[:5])}"} if unequal else {}
    decisive = [
        criterion for criterion in _criteria(limits, conditions) if criterion in {*row["ratio"], *ABSOLUTE}
    ]
    return [judged(row, criterion, limits=limits, conditions=conditions) for criterion in decisive]


def _share(ours: float, theirs: float) -> float:
    return round(ours / theirs, 3) if theirs else math.inf


def _criteria(limits: Limits, conditions: Conditions) -> list[str]:
    first = "wall" if "wall" in limits and not conditions.loaded else "cpu"
    return [first, *sorted(set(limits) - {"wall", "cpu"})]


def judged(row: Row, criterion: str, *, limits: Limits, conditions: Conditions) -> Row:
    """The row with the criterion that decides, its target and the verdict."""
    value = row["ours"][criterion] if criterion in ABSOLUTE else row["ratio"][criterion]
    limit = limits.get(criterion)
    slack = conditions.slack if criterion in ("cpu", "exponent") else 1.0
    if not row["equal"]:
        verdict = "unequal"
    elif limit is None:
        verdict = "no target"
    elif conditions.loaded and criterion in WALLS:
        verdict = "loaded"
    else:
        verdict = "pass" if value <= limit * slack else "missed"
    return {**row, "decides": criterion, "value": value, "target": limit, "verdict": verdict}


def growth_name(n: int) -> str:
    """What stands in the place of a peer where two sizes are compared: 'growth from 1e6'."""
    return f"growth from 1e{round(math.log10(n))}"


def growth(op: str, small: tuple[int, Record], large: tuple[int, Record], *, limits: Limits) -> list[Row]:
    """How CPU grows with size: the exponent between two sizes, 1 = in proportion."""
    (n, few), (more, many) = small, large
    if not few.runs or not many.runs:
        return []
    own = many.cost()
    exponent = math.log(own["cpu_s"] / few.cost()["cpu_s"]) / math.log(more / n)
    row: Row = {
        "op": op,
        "n": more,
        "runs": own["runs"],
        "ours": own,
        "peer": {"name": growth_name(n), "extrapolated": False},
        "ratio": {"exponent": round(exponent, 3)},
        "equal": True,
    }
    return [judged(row, "exponent", limits=limits, conditions=Conditions())]
