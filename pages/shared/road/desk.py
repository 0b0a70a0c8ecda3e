"""What a run of the roadmap page rests on, drawn up once for all sessions of a role."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

import streamlit as st

from pages.shared.address import Reader
from pages.shared.session import database, place, today
from pages.shared.state import choices, listed
from pmo_core.answers.roadmap.costs import gather_costs
from pmo_core.answers.roadmap.earning import Earned, earned
from pmo_core.answers.roadmap.facts import gather, present
from pmo_core.answers.roadmap.judgement import Judged, judged
from pmo_core.answers.roadmap.reviews import Review, reviews
from pmo_core.model import Grant, Snapshot
from pmo_core.scenario import Scenario

_Versions: TypeAlias = tuple[tuple[str, int], ...]


@dataclass(frozen=True, eq=False)
class Desk:
    """All promised dates of a snapshot, judged, the reviews of them, and who asks."""

    judged: Judged
    reviews: tuple[Review, ...]
    reader: Reader
    grant: Grant

    @property
    def scenario(self) -> Scenario:
        """What the reader chose."""
        return self.reader.scenario

    @property
    def newer(self) -> bool:
        """Whether the data have changed since the ones that are shown."""
        return self.reader.newer


def desk(reader: Reader, *, grant: Grant) -> Desk:
    """
    Draw up what this run rests on.

    Beside the newest projects, dates are judged on the day of the last report of milestones: what was typed
    today counts at once.
    """
    snapshot, dates = reader.snapshot, choices(reader.snapshot).dates
    if not dates or snapshot.as_of >= dates[0]:
        snapshot = present(database(), snapshot, today=today())
    found, told = _judged(
        place(), snapshot.portfolio, listed(snapshot.versions), snapshot.as_of, grant.role, snapshot
    )
    return Desk(found, told, reader, grant)


def earned_value(desk: Desk) -> Earned:
    """Earned value of the same projects."""
    snapshot = desk.judged.facts.snapshot
    versions = listed(snapshot.versions)
    return _earned(place(), snapshot.portfolio, versions, snapshot.as_of, desk.grant.role, desk.judged)


@st.cache_resource(show_spinner=False, max_entries=16)
def _judged(
    path: str, portfolio: str, versions: _Versions, as_of: date, role: str, _snapshot: Snapshot
) -> tuple[Judged, tuple[Review, ...]]:
    return judged(gather(database(), _snapshot)), reviews(database(), _snapshot)


@st.cache_resource(show_spinner=False, max_entries=16)
def _earned(path: str, portfolio: str, versions: _Versions, as_of: date, role: str, _found: Judged) -> Earned:
    return earned(gather_costs(database(), _found.facts))
