"""What the promised dates add up to: slip of all and by group, kept promises, what is due, what changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

import numpy as np

from pmo_core import look
from pmo_core.answers.roadmap.judgement import Judged
from pmo_core.answers.roadmap.metric import integrity as kept_share
from pmo_core.answers.roadmap.metric import slip
from pmo_core.answers.roadmap.promises import Promises
from pmo_core.answers.roadmap.wins import serving
from pmo_core.measure import milestones as formula
from pmo_core.measure.arrays import Flags, Floats, Whole
from pmo_core.measure.positions import HORIZONS
from pmo_core.model import Result

DUE_WITHIN: Final = (30, 60, 90)
"""Days ahead that what is due is listed by."""

By: TypeAlias = Literal["objective", "horizon", "department", "owner"]
"""What milestones, and the lanes of the roadmap, can be grouped by."""


@dataclass(frozen=True)
class Slips:
    """Mean and median slip in days, and the share later than promised, of some milestones."""

    mean: Result
    median: Result
    late: Result


@dataclass(frozen=True, eq=False)
class Group:
    """Milestones that go together, '' = without any such name, with their slip."""

    name: str
    places: Whole
    slips: Slips


@dataclass(frozen=True, eq=False)
class Since:
    """
    What changed in the dates after a day, as places among the milestones.

    moved: open ones with another date; moved_days: by how much, one per milestone, NaN where nothing moved.
    done: reached since. added: told for the first time since.
    """

    moved: Whole
    moved_days: Floats
    done: Whole
    added: Whole


def slips(found: Judged, chosen: Flags | None = None) -> Slips:
    """Slip of the milestones that count, or of the chosen ones among them."""
    counted = found.counted if chosen is None else found.counted & chosen
    return Slips(*slip(found.slip_days[counted]))


def grouped(found: Judged, by: By) -> tuple[Group, ...]:
    """Milestones that count by group, the greatest mean slip first; with several objectives it is in each."""
    groups = {name: np.flatnonzero(chosen & found.counted) for name, chosen in _groups(found, by).items()}
    made = [
        Group(name, places, Slips(*slip(found.slip_days[places])))
        for name, places in groups.items()
        if places.size
    ]

    def order(one: Group) -> tuple[float, str]:
        return (np.inf if one.slips.mean.value is None else -one.slips.mean.value, one.name.casefold())

    return tuple(sorted(made, key=order))


def _groups(found: Judged, by: By) -> Mapping[str, Flags]:
    facts = found.facts
    if by == "objective":
        links = serving(facts)
        named = {one.label: links[:, place] for place, one in enumerate(facts.objectives)}
        return {**named, "": np.asarray(~links.any(axis=1), dtype=np.bool_)}
    positions, project = facts.positions, facts.milestones.project
    if by == "horizon":
        names = np.array([horizon.value for horizon in HORIZONS], dtype=object)[facts.bucket]
    else:
        names = np.array([name or "" for name in getattr(positions, by)], dtype=object)
    own = np.append(names, "")[project]
    folded = np.array([str(name).casefold() for name in own], dtype=object)
    first = dict(zip(folded[::-1].tolist(), own[::-1].tolist(), strict=True))
    return {str(name): np.asarray(folded == plain, dtype=np.bool_) for plain, name in first.items()}


def integrity(promised: Promises, chosen: Flags | None = None) -> tuple[Result, Mapping[str, int]]:
    """Share of the promises that were kept, and how many had which outcome; of the chosen ones, or of all."""
    outcomes = promised.outcome if chosen is None else promised.outcome[chosen]
    counts = Counter(name for name in outcomes.tolist() if name)
    told = promised.judged.facts.tells_done
    rate = kept_share(counts, seen=promised.seen, tells_done=told, first=look.day(promised.period.first))
    return rate, counts


def due(found: Judged, *, within: int = DUE_WITHIN[-1]) -> Whole:
    """Places of the open milestones that are due within so many days, the earliest first."""
    near = found.open & (found.days_left >= 0) & (found.days_left <= within)
    places = np.flatnonzero(near)
    return places[np.argsort(found.days_left[places], kind="stable")]


def since(found: Judged, day: np.datetime64) -> Since:
    """Hold what is told now against what had been told up to a day."""
    told, size = found.facts.reports, found.facts.milestones.size
    owner = formula.owners(told.starts)
    before = formula.last_place(told.as_of <= day, owner, size=size)
    forecast, baseline, actual = (
        np.append(column, formula.NEVER)[before] for column in (told.forecast, told.baseline, told.actual)
    )
    moved_days = formula.days_between(found.due, np.where(np.isnat(forecast), baseline, forecast))
    moved = found.open & (moved_days != 0) & ~np.isnan(moved_days)
    return Since(
        moved=np.flatnonzero(moved),
        moved_days=np.where(moved, moved_days, np.nan),
        done=np.flatnonzero(found.counted & ~np.isnat(found.actual) & np.isnat(actual) & (before >= 0)),
        added=np.flatnonzero(found.counted & (before < 0)),
    )
