"""What earned value is judged by: budget, costs, and how the work of each project was planned over time."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pmo_core.answers.roadmap.facts import RoadFacts
from pmo_core.answers.roadmap.told import found_places
from pmo_core.measure.arrays import Days, Flags, Floats, Whole
from pmo_core.measure.earned import Curves
from pmo_core.measure.positions import days, floats, texts
from pmo_core.model import Kind
from pmo_core.store.database import Database


@dataclass(frozen=True, eq=False)
class Costs:
    """
    One place per project, in the order of `facts.positions`; NaN = not told.

    budget, actual_cost, planned_value: whole units of the project's currency. done_share: 0 to 1.
    curves: the plan over time in days since 1970, from the start with 0 to the planned end with all of it.
    by_year: the plan is that of the costs by year, because no state has a planned value.
    """

    facts: RoadFacts
    budget: Floats
    actual_cost: Floats
    planned_value: Floats
    done_share: Floats
    curves: Curves
    by_year: Flags


def gather_costs(db: Database, facts: RoadFacts) -> Costs:
    """Draw up all that earned value is judged by, of all projects at once."""
    snapshot, size = facts.snapshot, facts.positions.size
    now = db.columns(__file__, "costs", **snapshot.of(Kind.PROJECTS))
    states = db.columns(__file__, "planned_states", **snapshot.of(Kind.PROJECTS))
    years = db.columns(__file__, "planned_years", version=snapshot.versions.get(Kind.PROJECT_COSTS, 0))
    place = np.asarray(states["place"], dtype=np.int64)
    told = np.bincount(place, minlength=size) > 0
    end = facts.planned_end
    owner = found_places(texts(years["project"]), facts.known)
    mine = (owner >= 0) & ~np.append(told, True)[owner]
    year_end = _year_ends(floats(years["year"])[mine])
    last = end[owner[mine]]
    # the last year of the plan ends with the project, not in December
    day = np.where(np.isnat(last), year_end, np.minimum(year_end, last))
    return Costs(
        facts=facts,
        budget=facts.positions.budget,
        actual_cost=floats(now["actual_cost"]),
        planned_value=floats(now["planned_value"]),
        done_share=facts.percent_complete,
        curves=_curves(
            np.concatenate([place, owner[mine]]),
            np.concatenate([days(states["day"]), day]),
            planned=np.concatenate([floats(states["share"]), floats(years["share"])[mine]]),
            start=facts.positions.start,
            end=end,
        ),
        by_year=np.bincount(owner[mine], minlength=size) > 0,
    )


def _year_ends(years: Floats) -> Days:
    """31 December of each year."""
    next_year = (years.astype(np.int64) - 1969).astype("datetime64[Y]").astype("datetime64[D]")
    return np.asarray(next_year - np.timedelta64(1, "D"), dtype="datetime64[D]")


def _curves(owner: Whole, day: Days, *, planned: Floats, start: Days, end: Days) -> Curves:
    """The points told, between the start, where nothing is planned, and the planned end, where all is."""
    latest = np.full(start.size, np.datetime64("NaT", "D"))
    order = np.lexsort((day, owner))
    latest[owner[order]] = day[order]  # of equal places the last one assigned stays: the latest point
    begun = np.flatnonzero(~np.isnat(start) & ~np.isnat(latest))
    # without a point that is told there is no plan to stretch to the end
    ended = np.flatnonzero(~np.isnat(end) & (latest < end))
    after = ~(day <= start[owner])
    parts = [
        (begun, start[begun], np.zeros(begun.size)),
        (owner[after], day[after], planned[after]),
        (ended, end[ended], np.ones(ended.size)),
    ]
    owners, moments, shares = (np.concatenate(part) for part in zip(*parts, strict=True))
    order = np.lexsort((shares, moments, owners))
    on = moments.astype("datetime64[D]").astype(np.int64).astype(np.float64)
    return Curves(owners[order].astype(np.int64), on[order], shares[order])
