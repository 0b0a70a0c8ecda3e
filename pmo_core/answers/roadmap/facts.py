"""All that the roadmap is judged by: the promised dates as told at each report, and what hangs on them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, TypeAlias

import numpy as np

from pmo_core.answers.roadmap.told import Milestones, Reports, dated, listed_finishes, listed_milestones
from pmo_core.measure.arrays import Days, Flags, Floats, Whole
from pmo_core.measure.holdings import Holdings, buckets, holdings
from pmo_core.measure.links import places, plain
from pmo_core.measure.positions import Positions, days, floats, positions_of
from pmo_core.model import Kind, Snapshot
from pmo_core.scenario import PortfolioSettings
from pmo_core.store.database import Database
from pmo_core.store.portfolio_settings import read_settings
from pmo_core.store.standing import standing

Source: TypeAlias = Literal["milestones", "finishes"]
"""Where the dates come from: milestone files, or the finish of each project in its successive states."""


@dataclass(frozen=True)
class Objective:
    """What the portfolio wants; horizon 'short', 'medium', 'long' or None where the source has none."""

    id: str | None
    name: str | None
    horizon: str | None
    owner: str | None
    weight: float | None

    @property
    def label(self) -> str:
        """What to call it: its name, else its id."""
        return self.name or self.id or ""


@dataclass(frozen=True)
class Kpi:
    """A KPI that milestones can refer to; series: its key."""

    id: str | None
    name: str | None
    series: str


@dataclass(frozen=True, eq=False)
class RoadFacts:
    """
    All that the roadmap is judged by.

    positions: every project, also finished ones; per project: baseline_finish (first promised, NaT = none),
    percent_complete (0–1), bucket (place in HORIZONS; derived: by the rule of months), serves (projects ×
    objectives). held: the open projects with their money. known: the place of a project by what it can be
    called: id, name, earlier name, in plain form.
    """

    source: Source
    milestones: Milestones
    reports: Reports
    positions: Positions
    baseline_finish: Days
    percent_complete: Floats
    bucket: Whole
    derived: Flags
    held: Holdings
    objectives: tuple[Objective, ...]
    serves: Flags
    kpis: tuple[Kpi, ...]
    known: Mapping[str, int]
    snapshot: Snapshot
    settings: PortfolioSettings

    @property
    def tells_done(self) -> bool:
        """Whether the source has words for what is reached; without, nothing can be seen to be kept."""
        stages = set(self.positions.status_standard.tolist()) - {None, "", "unknown"}
        stated = self.source == "finishes" and bool(stages)
        shared = not np.isnan(self.milestones.done_share).all()
        return stated or shared or not np.isnat(self.reports.actual).all()

    @property
    def planned_end(self) -> Days:
        """The day on which all work of each project was first planned to be done; else its finish."""
        given = self.baseline_finish
        return np.where(np.isnat(given), self.positions.finish, given)


def present(db: Database, snapshot: Snapshot, *, today: date) -> Snapshot:
    """
    The snapshot at the day of the last report of milestones, if that is later than its own.

    Without any project, whose last date would count, the snapshot has no date but today's: the report's day
    counts, so that an old report is not judged as if nothing had happened since.
    """
    ((day,),) = db.rows(
        __file__, "latest_report", version=snapshot.versions.get(Kind.MILESTONES, 0), as_of=today
    )
    if day is None:
        return snapshot
    alone = not snapshot.versions.get(Kind.PROJECTS)
    return replace(snapshot, as_of=day if alone else max(snapshot.as_of, day))


def gather(db: Database, snapshot: Snapshot) -> RoadFacts:
    """
    Draw up all that the roadmap is judged by, of all projects at once.

    Raises:
        ScenarioError: If a declared setting cannot be read.
    """
    settings, positions = read_settings(db, snapshot), positions_of(standing(db, snapshot))
    version = {kind: snapshot.versions.get(kind, 0) for kind in Kind}
    projects = _projects(db, snapshot, positions)
    links = db.rows(
        __file__,
        "serving",
        alignment=version[Kind.ALIGNMENT],
        projects=version[Kind.PROJECTS],
        as_of=snapshot.as_of,
    )
    wanted = _objectives(db, version[Kind.OBJECTIVES], links)
    goals = places([(one.id, one.name) for one in wanted])
    told = db.columns(__file__, "milestones", **snapshot.of(Kind.MILESTONES))
    source: Source = "milestones" if told["key"].size else "finishes"
    kpis: tuple[Kpi, ...] = ()
    if source == "milestones":
        if not np.ma.getmaskarray(told["kpi"]).all():
            kpis = tuple(Kpi(*row) for row in db.rows(__file__, "kpis", version=version[Kind.KPIS]))
        measures = places([(one.id, one.name) for one in kpis])
        listed = listed_milestones(told, projects=projects, goals=goals, measures=measures)
        reports = db.columns(__file__, "reports", **snapshot.of(Kind.MILESTONES))
    else:
        listed = listed_finishes(positions)
        reports = db.columns(__file__, "finishes", **snapshot.of(Kind.PROJECTS))
    plans = db.columns(__file__, "plans", **snapshot.of(Kind.PROJECTS))
    bucket, derived = buckets(positions, settings.rule)
    return RoadFacts(
        source=source,
        milestones=listed,
        reports=dated(reports, listed.size),
        positions=positions,
        baseline_finish=days(plans["baseline"]),
        percent_complete=floats(plans["done_share"]),
        bucket=bucket,
        derived=derived,
        held=holdings(positions, settings),
        objectives=tuple(wanted),
        serves=_serves(links, (positions.size, len(wanted)), projects=projects, goals=goals),
        kpis=kpis,
        known=projects,
        snapshot=snapshot,
        settings=settings,
    )


def _objectives(
    db: Database, version: int, links: Sequence[tuple[str | None, str | None]]
) -> list[Objective]:
    """The objectives as listed; without a list those that projects name, of which no more is known."""
    listed = [Objective(*row) for row in db.rows(__file__, "objectives", version=version)]
    if listed:
        return listed
    first = {plain(name): name for _, name in reversed(links) if name}
    return [Objective(None, first[one], None, None, None) for one in sorted(first)]


def _projects(db: Database, snapshot: Snapshot, positions: Positions) -> Mapping[str, int]:
    """Place of a project by its id, by a name of its own, and by one it had before."""
    at = {str(key): place for place, key in enumerate(positions.key.tolist())}
    before = {
        plain(alias): at[key] for key, alias in db.rows(__file__, "aliases", **snapshot.of(Kind.PROJECTS))
    }
    by_key = {plain(key): place for key, place in at.items()}
    return {**before, **by_key, **places(list(zip(positions.project_id, positions.name, strict=True)))}


def _serves(
    links: Sequence[tuple[str | None, str | None]],
    shape: tuple[int, int],
    *,
    projects: Mapping[str, int],
    goals: Mapping[str, int],
) -> Flags:
    found = np.zeros(shape, dtype=np.bool_)
    for project, objective in links:
        row, column = projects.get(plain(project), -1), goals.get(plain(objective), -1)
        if row >= 0 and column >= 0:
            found[row, column] = True
    return found
