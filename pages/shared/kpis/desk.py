"""What a run of the KPI page rests on, drawn up once for all sessions of a role."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

import streamlit as st

from pages.shared.address import Reader
from pages.shared.session import database, place
from pages.shared.state import listed
from pmo_core.answers.kpis.facts import gather
from pmo_core.answers.kpis.judgement import Judged, judged
from pmo_core.model import Grant, Snapshot
from pmo_core.scenario import Scenario

_Versions: TypeAlias = tuple[tuple[str, int], ...]


@dataclass(frozen=True, eq=False)
class Desk:
    """All KPIs of a snapshot, judged, and who asks."""

    judged: Judged
    scenario: Scenario
    grant: Grant
    newer: bool


def desk(reader: Reader, *, grant: Grant) -> Desk:
    """Draw up what this run rests on."""
    return Desk(judged_at(reader.snapshot, grant=grant), reader.scenario, grant, reader.newer)


def judged_at(snapshot: Snapshot, *, grant: Grant) -> Judged:
    """All KPIs of a snapshot, judged."""
    versions = listed(snapshot.versions)
    return _judged(place(), snapshot.portfolio, versions, snapshot.as_of, grant.role, snapshot)


@st.cache_resource(show_spinner=False, max_entries=16)
def _judged(
    path: str, portfolio: str, versions: _Versions, as_of: date, role: str, _snapshot: Snapshot
) -> Judged:
    return judged(gather(database(), _snapshot))
