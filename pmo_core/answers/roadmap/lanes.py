"""Which rows the picture of the roadmap has: the part of time, the lanes, and the projects that fit in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

import numpy as np

from pmo_core.answers.roadmap.facts import RoadFacts
from pmo_core.answers.roadmap.findings import By
from pmo_core.answers.roadmap.judgement import STANDINGS, Judged
from pmo_core.look import HORIZON_NAMES
from pmo_core.measure.arrays import Days, Flags, Floats, Texts, Whole
from pmo_core.measure.positions import HORIZONS

ZOOMS: Final[Mapping[str, int]] = {"quarter": 3, "year": 12, "three years": 36, "decade": 120}
"""Months that the picture spans; a quarter of them lie before the date."""
BYS: Final[tuple[By, ...]] = ("objective", "horizon", "department", "owner")
ROWS: Final = 30
"""Rows of the whole picture, as far as the lanes alone are not more."""
LANES: Final = 12
"""Lanes that are drawn at once."""
PAGE: Final = 24
"""Projects on a page of the lane that is open."""
MARKS: Final = 30
"""Milestones on one row, those that press most."""
FARTHEST: Final = 40
"""Steps, each of half the span, that the picture can be moved by."""
_PRESSING: Final = ("late", "due soon", "moved", "on plan")


@dataclass(frozen=True)
class Window:
    """First and last day that are drawn."""

    first: date
    last: date

    @property
    def ends(self) -> tuple[np.datetime64, np.datetime64]:
        """The same as numpy has them."""
        return np.datetime64(self.first, "D"), np.datetime64(self.last, "D")


@dataclass(frozen=True, eq=False)
class Chosen:
    """What passes the filters: flags over the projects and over the milestones."""

    projects: Flags
    milestones: Flags


@dataclass(frozen=True)
class Lane:
    """
    Projects that go together, those whose dates press most first.

    name: '' = without any. loose: places of its milestones that belong to no known project.
    """

    name: str
    projects: tuple[int, ...]
    loose: tuple[int, ...]


@dataclass(frozen=True)
class Row:
    """
    A row of the picture: a lane as a whole (project −1), or one of its projects.

    milestones: places of those on it; on a lane those of the projects that have no row of their own.
    """

    lane: Lane
    project: int
    milestones: tuple[int, ...]


def window(as_of: date, *, zoom: str, shift: int = 0) -> Window:
    """The months around a date, moved by so many halves of the span."""
    months = ZOOMS[zoom]
    begun = 12 * as_of.year + as_of.month - 1 - max(1, months // 4) + shift * max(1, months // 2)
    return Window(_first(begun), _first(begun + months) - timedelta(days=1))


def _first(month: int) -> date:
    return date(month // 12, month % 12 + 1, 1)


def drawable(found: Judged, chosen: Chosen, span: Window) -> Flags:
    """Projects that have a bar or a milestone in this part of time; neither cancelled nor left out."""
    facts = found.facts
    first, last = span.ends
    begin, end = bars(facts)
    bar = (begin <= last) & (end >= first)
    seen = _seen(found, chosen, span)
    marked = np.bincount(facts.milestones.project[seen] + 1, minlength=facts.positions.size + 1)[1:] > 0
    kept = facts.positions.reported & (facts.positions.status_standard != "cancelled")
    return np.asarray(chosen.projects & kept & (bar | marked), dtype=np.bool_)


def _seen(found: Judged, chosen: Chosen, span: Window) -> Whole:
    """Places of the milestones that are drawn in this part of time."""
    first, last = span.ends
    return np.flatnonzero(
        chosen.milestones & found.counted & (found.due >= first) & (found.due <= last)
    ).astype(np.int64)


def bars(facts: RoadFacts) -> tuple[Days, Days]:
    """From when to when each project runs, as last told: to the day it was done, else to its finish."""
    positions = facts.positions
    return positions.start, np.where(np.isnat(positions.done), positions.finish, positions.done)


def lanes(found: Judged, chosen: Chosen, *, by: By, span: Window) -> tuple[Lane, ...]:
    """The lanes with something to draw; objectives and horizons in their order, others by what presses."""
    drawn, rank = drawable(found, chosen, span), _rank(found, chosen)
    order = np.argsort(rank, kind="stable")
    first, last = span.ends
    seen = chosen.milestones & found.counted & (found.due >= first) & (found.due <= last)
    made = [
        Lane(
            name, tuple(order[(inside & drawn)[order]].tolist()), tuple(np.flatnonzero(loose & seen).tolist())
        )
        for name, inside, loose in _members(found.facts, by)
    ]
    filled = [lane for lane in made if lane.projects or lane.loose]
    if by in ("objective", "horizon"):
        return tuple(filled)
    pressing = rank < 2
    return tuple(
        sorted(
            filled,
            key=lambda lane: (not lane.name, -int(pressing[list(lane.projects)].sum()), -len(lane.projects)),
        )
    )


def _rank(found: Judged, chosen: Chosen) -> Floats:
    """How much the dates of each project press: by its most pressing milestone, then by its nearest day."""
    facts, size, own = found.facts, found.facts.positions.size, _pressing(found)
    best = np.full(size + 1, float(len(STANDINGS) + 1))
    np.minimum.at(best, facts.milestones.project[chosen.milestones], own[chosen.milestones])
    return best[:size]


def lane_names(facts: RoadFacts, by: By) -> list[str]:
    """Names of the lanes that any project or lone milestone is in; '' = without any."""
    return [name for name, inside, loose in _members(facts, by) if inside.any() or loose.any()]


def _pressing(found: Judged) -> Floats:
    """How much the date of each milestone presses, the least first: by its standing, then by its day."""
    standing = np.full(found.standing.size, float(len(STANDINGS)))
    for place, name in enumerate(_PRESSING):
        standing[np.asarray(found.standing == name, dtype=np.bool_)] = place
    left = np.nan_to_num(np.abs(found.days_left), nan=1e5)
    return np.asarray(standing + np.minimum(left, 1e5) / 1e6, dtype=np.float64)


def _members(facts: RoadFacts, by: By) -> Sequence[tuple[str, Flags, Flags]]:
    """Name of every lane with flags over its projects and over its milestones without a project."""
    lost = facts.milestones.project < 0
    if by == "objective":
        named = [
            (one.label, facts.serves[:, at], lost & (facts.milestones.objective == at))
            for at, one in enumerate(facts.objectives)
        ]
        rest = lost & (facts.milestones.objective < 0)
        return [*named, ("", np.asarray(~facts.serves.any(axis=1), dtype=np.bool_), rest)]
    if by == "horizon":
        return [
            (HORIZON_NAMES[name], facts.bucket == at, lost & (at == len(HORIZONS) - 1))
            for at, name in enumerate(HORIZONS)
        ]
    names: Texts = np.array([name or "" for name in getattr(facts.positions, by)], dtype=object)
    folded = np.array([str(name).casefold() for name in names], dtype=object)
    first = dict(zip(folded[::-1].tolist(), names[::-1].tolist(), strict=True)) | {"": ""}
    return [
        (str(name), np.asarray(folded == plain, dtype=np.bool_), lost & (plain == ""))
        for plain, name in first.items()
    ]


def rows(
    found: Judged, chosen: Chosen, drawn: Sequence[Lane], *, span: Window, opened: str = "", page: int = 0
) -> tuple[Row, ...]:
    """
    The rows that fit: each lane with its most pressing projects, or the lane that is open with a page of all.

    Args:
        found: Every milestone.
        chosen: What passes the filters.
        drawn: The lanes.
        span: The part of time that is drawn; milestones outside it are on no row.
        opened: Name of the lane that is open; '' = none.
        page: Which of its pages, from 0.
    """
    seen = _seen(found, chosen, span)
    seen = seen[np.argsort(_pressing(found)[seen], kind="stable")]
    owner: Whole = found.facts.milestones.project[seen]
    alone = [lane for lane in drawn if opened and lane.name == opened]
    if alone:
        return _of_lane(seen, owner, alone[0], alone[0].projects[page * PAGE : (page + 1) * PAGE])
    some = drawn[:LANES]
    room = _shared([len(lane.projects) for lane in some], max(ROWS - len(some), len(some)))
    return tuple(
        row
        for lane, most in zip(some, room, strict=True)
        for row in _of_lane(seen, owner, lane, lane.projects[:most])
    )


def _shared(wanted: Sequence[int], room: int) -> list[int]:
    """Rooms given in turn, one at a time, to those who still want one."""
    given = [0] * len(wanted)
    while room > 0 and any(own < wish for own, wish in zip(given, wanted, strict=True)):
        for at, wish in enumerate(wanted):
            if given[at] < wish and room > 0:
                given[at] += 1
                room -= 1
    return given


def _of_lane(seen: Whole, owner: Whole, lane: Lane, projects: Sequence[int]) -> tuple[Row, ...]:
    """The lane as a whole, then these of its projects; `seen`: milestones, the most pressing first."""
    rest = set(lane.projects) - set(projects)
    folded = seen[np.isin(owner, list(rest))][:MARKS].tolist()
    own = [Row(lane, one, tuple(seen[owner == one][:MARKS].tolist())) for one in projects]
    return (Row(lane, -1, (*lane.loose[:MARKS], *folded)), *own)
