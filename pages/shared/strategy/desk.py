"""What a run of the Alignment page rests on, drawn up once for all sessions of a role."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

import streamlit as st

from pages.shared.address import Reader
from pages.shared.session import database, place
from pages.shared.state import listed
from pmo_core.answers.alignment.belongings import Belongings, belongings
from pmo_core.answers.alignment.facts import StrategyFacts, gather
from pmo_core.model import Grant, Snapshot
from pmo_core.scenario import Scenario

_Versions: TypeAlias = tuple[tuple[str, int], ...]


@dataclass(frozen=True, eq=False)
class Desk:
    """The objectives of a snapshot with what serves them, and who asks."""

    facts: StrategyFacts
    scenario: Scenario
    grant: Grant
    newer: bool

    @property
    def portfolio(self) -> str:
        """Whose strategy it is."""
        return self.scenario.portfolio

    @property
    def belongings(self) -> Belongings:
        """What hangs on the projects, drawn up when it is first asked for."""
        snapshot = self.facts.snapshot
        versions = listed(snapshot.versions)
        return _belongings(place(), snapshot.portfolio, versions, snapshot.as_of, self.grant.role, self.facts)


def desk(reader: Reader, *, grant: Grant) -> Desk:
    """Draw up what this run rests on."""
    snapshot = reader.snapshot
    versions = listed(snapshot.versions)
    facts = _facts(place(), snapshot.portfolio, versions, snapshot.as_of, grant.role, snapshot)
    return Desk(facts, reader.scenario, grant, reader.newer)


@st.cache_resource(show_spinner=False, max_entries=16)
def _facts(
    path: str, portfolio: str, versions: _Versions, as_of: date, role: str, _snapshot: Snapshot
) -> StrategyFacts:
    return gather(database(), _snapshot)


@st.cache_resource(show_spinner=False, max_entries=16)
def _belongings(
    path: str, portfolio: str, versions: _Versions, as_of: date, role: str, _facts: StrategyFacts
) -> Belongings:
    return belongings(database(), _facts)
