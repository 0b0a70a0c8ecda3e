"""All that engagement is judged by: the people, what they are linked with, and the money of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Final

import numpy as np

from pmo_core.answers.engagement.people import Moods, OpenItem, People, read_register
from pmo_core.answers.engagement.surveys import Survey, read_surveys
from pmo_core.measure.arrays import Floats
from pmo_core.measure.holdings import Holdings, holdings
from pmo_core.measure.links import places, plain, share_matrix
from pmo_core.measure.positions import Column, Positions, positions_of
from pmo_core.model import Kind, Snapshot
from pmo_core.scenario import PortfolioSettings
from pmo_core.store.database import Database
from pmo_core.store.portfolio_settings import read_settings
from pmo_core.store.standing import standing

__all__ = [
    "EngagementFacts",
    "Moods",
    "OpenItem",
    "People",
    "answered",
    "gather",
    "levels",
    "present",
    "register_days",
]


ASKED: Final = ("question", "feedback")
"""Types of note that hold what a person said; decisions and actions are the PMO's own."""


@dataclass(frozen=True, eq=False)
class EngagementFacts:
    """
    All that engagement is judged by.

    projects: per person, places in `positions` of the projects of that person; `unknown`: references of the
    register that lead to no project. strangers: names of the log that the register lacks, with their
    contacts. held: the open projects with their money. objectives: their names; `serves`: shares of the open
    projects (places in `held.positions`) × objectives, NaN where not assessed. surveys: the latest first.
    """

    people: People
    moods: Moods
    strangers: tuple[tuple[str, int], ...]
    positions: Positions
    projects: tuple[tuple[int, ...], ...]
    unknown: tuple[tuple[str, ...], ...]
    held: Holdings
    objectives: tuple[str, ...]
    serves: Floats
    surveys: tuple[Survey, ...]
    snapshot: Snapshot
    settings: PortfolioSettings


def levels(db: Database, snapshot: Snapshot) -> dict[str, Column]:
    """Columns power, interest (1–5), current_level, desired_level (0–4), masked where blank."""
    return db.columns(__file__, "levels", version=snapshot.versions.get(Kind.STAKEHOLDERS, 0))


def present(db: Database, snapshot: Snapshot, *, today: date) -> Snapshot:
    """The snapshot at the day of the last contact or note, if that is later: a talk of today counts."""
    contacts, notes = (snapshot.versions.get(kind, 0) for kind in (Kind.CONTACTS, Kind.NOTES))
    ((day,),) = db.rows(__file__, "latest_contact", version=contacts, notes=notes, as_of=today)
    return snapshot if day is None else replace(snapshot, as_of=max(snapshot.as_of, day))


def register_days(db: Database, snapshot: Snapshot, *, most: int = 24) -> dict[str, Column]:
    """Columns day, power, interest and both levels, of the last days on which the register moved."""
    version = snapshot.versions.get(Kind.STAKEHOLDERS, 0)
    return db.columns(__file__, "register_days", version=version, most=most)


def gather(db: Database, snapshot: Snapshot) -> EngagementFacts:
    """
    Draw up all that engagement is judged by, of everybody at once.

    Raises:
        ScenarioError: If a declared setting cannot be read.
    """
    register = read_register(db, snapshot)
    positions, settings = positions_of(standing(db, snapshot)), read_settings(db, snapshot)
    held = holdings(positions, settings)
    projects, unknown = _linked(register.people, positions)
    objectives, serves = _objectives(db, snapshot, held)
    return EngagementFacts(
        people=register.people,
        moods=register.moods,
        strangers=register.strangers,
        positions=positions,
        projects=projects,
        unknown=unknown,
        held=held,
        objectives=objectives,
        serves=serves,
        surveys=read_surveys(db, snapshot),
        snapshot=snapshot,
        settings=settings,
    )


def _linked(
    people: People, positions: Positions
) -> tuple[tuple[tuple[int, ...], ...], tuple[tuple[str, ...], ...]]:
    """Places of each person's projects, and the references that lead to none."""
    at = places(list(zip(positions.project_id, positions.name, strict=True)))
    place = {one: at.get(plain(one)) for one in {one for listed in people.references for one in listed}}
    found = [[place[one] for one in listed] for listed in people.references]
    known = tuple(tuple(dict.fromkeys(one for one in mine if one is not None)) for mine in found)
    lost = tuple(tuple(one for one in listed if place[one] is None) for listed in people.references)
    return known, lost


def answered(db: Database, facts: EngagementFacts, place: int) -> list[tuple[date | None, str, str]]:
    """What one person asked, and what was done about it, the latest first: day, text, outcome."""
    people = facts.people
    own = {plain(people.id[place]), plain(people.name[place])} - {""}
    rows = db.rows(__file__, "notes", **facts.snapshot.of(Kind.NOTES))
    found = [
        (day, text, done)
        for _, who, sort, day, text, _, _, done in rows
        if text and done and plain(who) in own and plain(sort) in ASKED
    ]
    return found[::-1]


def _objectives(db: Database, snapshot: Snapshot, held: Holdings) -> tuple[tuple[str, ...], Floats]:
    wanted = db.rows(__file__, "objectives", version=snapshot.versions.get(Kind.OBJECTIVES, 0))
    links = db.rows(__file__, "serving", version=snapshot.versions.get(Kind.ALIGNMENT, 0))
    named = list(zip(held.positions.project_id, held.positions.name, strict=True))
    if not (wanted and links):
        return (), np.zeros((len(named), 0))
    return tuple(name or id_ for id_, name in wanted), share_matrix(named, wanted, links=links)
