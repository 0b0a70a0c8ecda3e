"""Milestones and their dated states as they come from the store."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from pmo_core.measure.arrays import Days, Floats, Texts, Whole
from pmo_core.measure.links import plain
from pmo_core.measure.positions import Column, Positions, days, floats, texts


@dataclass(frozen=True, eq=False)
class Reports:
    """
    Every dated state of every milestone, by milestone, then by date; NaT = not told.

    starts: where the states of each milestone begin, and at the end their number: milestones + 1.
    as_of: the day of the report; NaT = the source has none, and stands first.
    """

    starts: Whole
    as_of: Days
    baseline: Days
    forecast: Days
    actual: Days


@dataclass(frozen=True, eq=False)
class Milestones:
    """
    One place per milestone; a text is None where nothing is written.

    key: its identity, the same in every report. project: place in `RoadFacts.positions`, objective: in
    `objectives`, kpi: in `kpis`; −1 where nothing is named, or what is named (`…_ref`) is not known.
    row: of its latest state in the user's file.
    """

    key: Texts
    id: Texts
    name: Texts
    project: Whole
    project_ref: Texts
    objective: Whole
    objective_ref: Texts
    kpi: Whole
    kpi_ref: Texts
    done_share: Floats
    row: Whole

    @property
    def size(self) -> int:
        """Number of milestones."""
        return int(self.key.size)


def found_places(references: Texts, known: Mapping[str, int]) -> Whole:
    """The place that each reference leads to, −1 where it leads nowhere."""
    place = {one: known.get(plain(one), -1) for one in set(references.tolist()) - {None}}
    return np.array([place.get(one, -1) for one in references.tolist()], dtype=np.int64)


def listed_milestones(
    told: Mapping[str, Column],
    *,
    projects: Mapping[str, int],
    goals: Mapping[str, int],
    measures: Mapping[str, int],
) -> Milestones:
    """Take the columns of `milestones.sql`; what they refer to is looked up by id or name."""
    read = {name: texts(told[name]) for name in ("key", "id", "name", "project", "objective", "kpi")}
    return Milestones(
        key=read["key"],
        id=read["id"],
        name=read["name"],
        project=found_places(read["project"], projects),
        project_ref=read["project"],
        objective=found_places(read["objective"], goals),
        objective_ref=read["objective"],
        kpi=found_places(read["kpi"], measures),
        kpi_ref=read["kpi"],
        done_share=floats(told["done_share"]),
        row=np.asarray(np.ma.filled(told["row"], 0), dtype=np.int64),
    )


def listed_finishes(positions: Positions) -> Milestones:
    """The finish of each project as its one milestone."""
    size = positions.size
    nothing, nowhere = np.full(size, None, dtype=object), np.full(size, -1)
    return Milestones(
        key=positions.key,
        id=nothing,
        name=np.full(size, "Finish", dtype=object),
        project=np.arange(size),
        project_ref=positions.key,
        objective=nowhere,
        objective_ref=nothing,
        kpi=nowhere,
        kpi_ref=nothing,
        done_share=np.full(size, np.nan),
        row=np.zeros(size, dtype=np.int64),
    )


def dated(told: Mapping[str, Column], size: int) -> Reports:
    """Take the columns of `reports.sql` or `finishes.sql`: the states of so many milestones."""
    place = np.asarray(told["place"], dtype=np.int64)
    return Reports(
        starts=np.searchsorted(place, np.arange(size + 1)).astype(np.int64),
        **{name: days(told[name]) for name in ("as_of", "baseline", "forecast", "actual")},
    )
