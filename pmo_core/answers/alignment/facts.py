"""Objectives, what serves them, and the money of it, drawn up from one snapshot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

import numpy as np

from pmo_core.measure.arrays import Flags, Floats
from pmo_core.measure.holdings import Holdings, holdings
from pmo_core.measure.links import Link, Linked, Named, linked, places, plain
from pmo_core.measure.positions import Positions, positions_of
from pmo_core.model import Kind, Snapshot
from pmo_core.scenario import PortfolioSettings
from pmo_core.store.database import Database
from pmo_core.store.standing import settings_in_force, standing

Origin: TypeAlias = Literal["table", "column", ""]
"""Where links come from: an alignment table, the projects' own objective column, nowhere."""


@dataclass(frozen=True)
class Objective:
    """One objective as declared; None where the source has no value. horizon: short, medium or long."""

    id: str | None
    name: str | None
    weight: float | None = None
    horizon: str | None = None
    owner: str | None = None

    @property
    def key(self) -> str:
        """What it is addressed by: its id, else its name."""
        return self.id or self.name or ""

    @property
    def label(self) -> str:
        """What to call it: its name, else its id."""
        return self.name or self.id or ""


@dataclass(frozen=True, eq=False)
class Strategy:
    """
    Objectives and links as loaded; None where there are none.

    declared: the objectives come from a list of them; else they are only those that the links name.
    """

    objectives: tuple[Objective, ...] | None
    links: tuple[Link, ...] | None
    origin: Origin = "table"
    declared: bool = True


@dataclass(frozen=True, eq=False)
class StrategyFacts:
    """
    All that alignment is judged by: P open, reported projects as in `held.positions`, and K objectives.

    declared, origin: as Strategy. shares: P × K, 0–1; a NaN row is not assessed, a row of zeros an orphan.
    written: P × K, the same before rows are left out, also above 1 together. unscored: P, links without any
    share where others have one. split: no link has a share, so that they were split equally.
    unknown_projects, unknown_objectives: references that lead nowhere, as written, with the number of links.
    """

    snapshot: Snapshot
    settings: PortfolioSettings
    held: Holdings
    objectives: tuple[Objective, ...]
    declared: bool
    origin: Origin
    shares: Floats
    written: Floats
    unscored: Flags
    split: bool
    unknown_projects: tuple[tuple[str, int], ...]
    unknown_objectives: tuple[tuple[str, int], ...]

    @property
    def sums(self) -> Floats:
        """What the shares of each project add up to as written; above 1 they cannot hold."""
        return np.asarray(self.written.sum(axis=1), dtype=np.float64)

    def among(self, chosen: Flags) -> StrategyFacts:
        """The same of some of the projects (P)."""
        held = self.held
        fewer = replace(
            held,
            positions=held.positions.take(chosen),
            amounts=held.amounts[chosen],
            bucket=held.bucket[chosen],
            derived=held.derived[chosen],
        )
        own = {name: getattr(self, name)[chosen] for name in ("shares", "written", "unscored")}
        return replace(self, held=fewer, **own)


def strategy(db: Database, snapshot: Snapshot) -> Strategy:
    """Everything loaded about objectives; without an alignment table, links are those the projects name."""
    rows = db.rows(__file__, "objectives", version=snapshot.versions.get(Kind.OBJECTIVES, 0))
    wanted = tuple(Objective(*row) for row in rows)
    links, origin = _links(db, snapshot)
    found = wanted or tuple(_named(links))
    return Strategy(found or None, links or None, origin, declared=bool(wanted))


def gather(db: Database, snapshot: Snapshot) -> StrategyFacts:
    """
    Draw up all that alignment is judged by.

    Raises:
        ScenarioError: If a declared setting cannot be read.
    """
    settings, positions = settings_in_force(db, snapshot), positions_of(standing(db, snapshot))
    told, held = strategy(db, snapshot), holdings(positions, settings)
    objectives, links = told.objectives or (), told.links or ()
    found = linked(named(held.positions), [(one.id, one.name) for one in objectives], links=links)
    return StrategyFacts(
        snapshot=snapshot,
        settings=settings,
        held=held,
        objectives=objectives,
        declared=told.declared,
        origin=told.origin,
        shares=found.shares,
        written=found.written,
        unscored=found.unscored,
        split=found.split and bool(links),
        unknown_projects=_strange([link[0] for link in links], _lost_projects(links, found, positions)),
        unknown_objectives=_strange([link[1] for link in links], found.column < 0),
    )


def named(positions: Positions) -> list[Named]:
    """What each project is referred to by."""
    return list(zip(positions.project_id, positions.name, strict=True))


def _links(db: Database, snapshot: Snapshot) -> tuple[tuple[Link, ...], Origin]:
    table = db.rows(__file__, "links", version=snapshot.versions.get(Kind.ALIGNMENT, 0))
    if table:
        return tuple((row[0], row[1], row[2]) for row in table), "table"
    column = db.rows(__file__, "column_links", **snapshot.of(Kind.PROJECTS))
    return tuple((project, objective, None) for project, objective in column), "column" if column else ""


def _named(links: Sequence[Link]) -> list[Objective]:
    """The objectives that links name, each spelling of one once, by name."""
    spelled: dict[str, str] = {}
    for _, reference, _ in links:
        spelled.setdefault(plain(reference), reference or "")
    return [Objective(None, spelled[one]) for one in sorted(spelled) if one]


def _lost_projects(links: Sequence[Link], found: Linked, positions: Positions) -> Flags:
    """Links of projects that the portfolio does not have; a finished one is known, though not judged."""
    known = places(named(positions))
    lost = found.row < 0
    closed = [bool(at) and plain(links[place][0]) in known for place, at in enumerate(lost)]
    return np.asarray(lost & ~np.array(closed, dtype=np.bool_), dtype=np.bool_)


def _strange(references: Sequence[str | None], lost: Flags) -> tuple[tuple[str, int], ...]:
    """References that lead nowhere with their number of links, the most first."""
    counts: dict[str, int] = {}
    for place in np.flatnonzero(lost).tolist():
        counts[references[place] or ""] = counts.get(references[place] or "", 0) + 1
    return tuple(sorted(counts.items(), key=lambda one: (-one[1], one[0])))
