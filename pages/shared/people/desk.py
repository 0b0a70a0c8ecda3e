"""What a run of the stakeholder page rests on, drawn up once for all sessions of a role."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

import streamlit as st

from pages.shared.address import Reader
from pages.shared.session import database, place
from pages.shared.state import listed
from pmo_core.answers.engagement.facts import gather
from pmo_core.answers.engagement.findings import SinglePoint, single_points
from pmo_core.answers.engagement.judgement import Judged, judged
from pmo_core.model import Grant, Snapshot
from pmo_core.scenario import Scenario

_Versions: TypeAlias = tuple[tuple[str, int], ...]


@dataclass(frozen=True, eq=False)
class Desk:
    """All stakeholders of a snapshot, judged, and who asks."""

    judged: Judged
    points: tuple[SinglePoint, ...]
    scenario: Scenario
    grant: Grant
    newer: bool


def desk(reader: Reader, *, grant: Grant) -> Desk:
    """Draw up what this run rests on."""
    snapshot = reader.snapshot
    found, points = _judged(
        place(), snapshot.portfolio, listed(snapshot.versions), snapshot.as_of, grant.role, snapshot
    )
    return Desk(found, points, reader.scenario, grant, reader.newer)


@st.cache_resource(show_spinner=False, max_entries=16)
def _judged(
    path: str, portfolio: str, versions: _Versions, as_of: date, role: str, _snapshot: Snapshot
) -> tuple[Judged, tuple[SinglePoint, ...]]:
    found = judged(gather(database(), _snapshot))
    return found, single_points(found.facts)
