"""How far the money drifted from the strategy between two states, and what moved it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import Final

import numpy as np
import numpy.typing as npt

from pmo_core.answers.alignment.facts import gather
from pmo_core.answers.alignment.judgement import Judged, judged
from pmo_core.measure import align as formula
from pmo_core.measure.arrays import Flags, Floats
from pmo_core.measure.links import places, plain
from pmo_core.measure.shapley import split
from pmo_core.model import Kind, Snapshot
from pmo_core.store.database import Database

CAUSES: Final = ("new", "finished", "data", "weights")
_KINDS: Final = (Kind.PROJECTS, Kind.OBJECTIVES, Kind.ALIGNMENT)


@dataclass(frozen=True)
class Drift:
    """
    Misallocation (0–1) of one state and of the next, and what each cause did to it.

    new, finished: projects that came, and that finished or went. data: amounts and shares of the projects in
    both. weights: of the objectives, also those that came or went. The four add up to after − before.
    """

    since: date
    on: date
    before: float
    after: float
    new: float
    finished: float
    data: float
    weights: float


@dataclass(frozen=True, eq=False)
class Point:
    """A state in the course: its day, of the data or of the version, and what it is judged as."""

    day: date
    judged: Judged


def by_date(db: Database, snapshot: Snapshot, *, most: int = 12) -> tuple[Point, ...]:
    """The last dates that the projects describe, under the links and weights of this snapshot."""
    asked = snapshot.of(Kind.PROJECTS)
    days = [day for (day,) in db.rows(__file__, "drift_dates", **asked, most=most)][::-1]
    return tuple(Point(day, judged(gather(db, replace(snapshot, as_of=day)))) for day in days)


def by_version(db: Database, snapshot: Snapshot, *, most: int = 12) -> tuple[Point, ...]:
    """The last days on which projects, objectives or links were changed, as they stood that evening."""
    lines = {
        kind: db.rows(__file__, "drift_versions", version=snapshot.versions.get(kind, 0)) for kind in _KINDS
    }
    days = sorted({day for line in lines.values() for day, _ in line})[-most:]
    states = [
        (day, replace(snapshot, versions={**snapshot.versions, **_evening(lines, day)})) for day in days
    ]
    return tuple(Point(day, judged(gather(db, state))) for day, state in states)


def course(points: Sequence[Point]) -> tuple[Drift, ...]:
    """From each state to the next; states without a misallocation are passed over."""
    told = [one for one in points if one.judged.totals.misallocation.value is not None]
    return tuple(drift(one.judged, then.judged, since=one.day, on=then.day) for one, then in pairwise(told))


def drift(before: Judged, after: Judged, *, since: date, on: date) -> Drift:
    """
    Split the change of the misallocation by cause, over all orders of the causes alike.

    Where a set of causes would leave no aligned money, nothing is misplaced: 0 stands for it.
    """
    old, new = _columns(before, after)
    width = max([*old, *new], default=-1) + 1
    was, now = _of_state(before, old, width=width), _of_state(after, new, width=width)
    stayed, still = _shared(before, after), _shared(after, before)

    def misallocation(causes: frozenset[str]) -> float:
        spent = now.spend(still) if "data" in causes else was.spend(stayed)
        spent = spent + (now.spend(~still) if "new" in causes else 0.0)
        spent = spent + (0.0 if "finished" in causes else was.spend(~stayed))
        weights = now.weights if "weights" in causes else was.weights
        return formula.misallocation(spent, weights) if spent.sum() > 0 else 0.0

    parts = split(misallocation, CAUSES)
    return Drift(since, on, misallocation(frozenset()), misallocation(frozenset(CAUSES)), **parts)


@dataclass(frozen=True, eq=False)
class _State:
    """Money of each project by objective (P × K) and weights (K), in the columns that both states share."""

    money: Floats
    weights: Floats

    def spend(self, projects: Flags) -> Floats:
        return np.asarray(self.money[projects].sum(axis=0), dtype=np.float64)


def _of_state(found: Judged, columns: Sequence[int], *, width: int) -> _State:
    facts = found.facts
    money, weights = np.zeros((facts.held.amounts.size, width)), np.zeros(width)
    known = np.where(found.counted, facts.held.amounts, 0.0)[:, np.newaxis] * np.nan_to_num(facts.shares)
    money[:, columns] = known
    weights[columns] = found.weighing.values
    return _State(money, weights)


def _columns(before: Judged, after: Judged) -> tuple[list[int], list[int]]:
    """A column for every objective of both states; one that is in both by id or name has one."""
    new = [(one.id, one.name) for one in after.facts.objectives]
    at, following = places(new), len(new)
    old: list[int] = []
    for one in before.facts.objectives:
        found = at.get(plain(one.id), at.get(plain(one.name)))
        if found is None or found in old:
            found, following = following, following + 1
        old.append(found)
    return old, list(range(len(new)))


def _shared(of: Judged, other: Judged) -> Flags:
    """Open projects of one state that are open in the other too."""
    return np.isin(_keys(of), _keys(other))


def _keys(found: Judged) -> npt.NDArray[np.str_]:
    return found.facts.held.positions.key.astype(np.str_)


def _evening(lines: Mapping[Kind, Sequence[tuple[date, int]]], day: date) -> dict[Kind, int]:
    """The version of each kind at the end of a day; 0 = none yet."""
    return {kind: max((v for on, v in line if on <= day), default=0) for kind, line in lines.items()}
