"""What a run of the stakeholder page rests on, drawn up once for all sessions of a role."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

import streamlit as st

from pages.shared.address import Reader
from pages.shared.session import database, place, today
from pages.shared.state import choices, listed
from pmo_core.answers.engagement.facts import gather, present, register_days
from pmo_core.answers.engagement.findings import SinglePoint, Trend, attainment_trend, single_points
from pmo_core.answers.engagement.judgement import Judged, judged
from pmo_core.answers.engagement.news import News, news
from pmo_core.model import Grant, Snapshot
from pmo_core.scenario import Scenario

_Versions: TypeAlias = tuple[tuple[str, int], ...]
_Drawn: TypeAlias = tuple[Judged, tuple[SinglePoint, ...], News, Trend]


@dataclass(frozen=True, eq=False)
class Desk:
    """All stakeholders of a snapshot, judged, what there is to tell them, and who asks."""

    judged: Judged
    points: tuple[SinglePoint, ...]
    news: News
    trend: Trend
    scenario: Scenario
    grant: Grant
    newer: bool


def desk(reader: Reader, *, grant: Grant) -> Desk:
    """
    Draw up what this run rests on.

    Beside the newest projects, people are judged on the day of the last contact: a talk counts at once.
    """
    snapshot, dates = reader.snapshot, choices(reader.snapshot).dates
    if not dates or snapshot.as_of >= dates[0]:
        snapshot = present(database(), snapshot, today=today())
    found, points, told, trend = _drawn_up(snapshot, grant)
    return Desk(found, points, told, trend, reader.scenario, grant, reader.newer)


def people_at(snapshot: Snapshot, *, grant: Grant) -> Judged:
    """All stakeholders of a snapshot, judged."""
    return _drawn_up(snapshot, grant)[0]


def _drawn_up(snapshot: Snapshot, grant: Grant) -> _Drawn:
    versions = listed(snapshot.versions)
    return _judged(place(), snapshot.portfolio, versions, snapshot.as_of, grant.role, snapshot)


@st.cache_resource(show_spinner=False, max_entries=16)
def _judged(
    path: str, portfolio: str, versions: _Versions, as_of: date, role: str, _snapshot: Snapshot
) -> _Drawn:
    db = database()
    found, trend = judged(gather(db, _snapshot)), attainment_trend(register_days(db, _snapshot))
    return found, single_points(found.facts), news(db, found.facts), trend
