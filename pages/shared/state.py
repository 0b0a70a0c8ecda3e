"""One state of a portfolio as the pages show it, drawn up once for all sessions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TypeAlias

import streamlit as st

from pages.shared.session import database, place, today
from pmo_core.answers.balance import facts as balance
from pmo_core.answers.balance.facts import MixAtDate
from pmo_core.answers.overview import facts
from pmo_core.answers.overview.facts import Gathered
from pmo_core.answers.overview.judgement import Standing, stand, stand_before
from pmo_core.model import Grant, Kind, Snapshot
from pmo_core.scenario import PortfolioSettings
from pmo_core.store import contents, snapshots
from pmo_core.store.portfolio_settings import read_settings

_Versions: TypeAlias = tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Choices:
    """Dates that a snapshot's projects describe, newest first, and their departments by name."""

    dates: tuple[date, ...]
    departments: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class State:
    """
    A snapshot, or a department in it; each part is drawn up when it is first asked for.

    Targets and weights are applied to it afterwards, so that moving a slider asks the store nothing.
    """

    snapshot: Snapshot
    role: str
    department: str

    @cached_property
    def gathered(self) -> Gathered:
        """Facts of the whole portfolio."""
        if self.department:
            return _state_of(self.snapshot, self.role).gathered
        return facts.gather(database(), self.snapshot)

    @cached_property
    def standing(self) -> Standing:
        """What targets and weights are applied to."""
        return stand(self.gathered, department=self.department)

    @cached_property
    def before(self) -> Standing | None:
        """The state to compare with; None at the first date of the first version."""
        earlier = facts.previous(database(), self.snapshot)
        return stand_before(_state_of(earlier, self.role).gathered, self.standing) if earlier else None

    @cached_property
    def history(self) -> Sequence[MixAtDate]:
        """The mix at every date up to the snapshot's."""
        held = self.standing.balance.holdings
        return balance.history(
            database(),
            self.snapshot,
            rule=self.gathered.settings.rule,
            basis=held.basis,
            currency=held.currency,
            department=self.department,
        )


def state(snapshot: Snapshot, grant: Grant, *, department: str = "") -> State:
    """Give the state that all sessions of a role share."""
    return _state_of(snapshot, grant.role, department)


def newest(portfolio: str) -> Snapshot:
    """Give what counts now in a portfolio, at the latest date that its projects describe, else today."""
    held = snapshots.current(database(), portfolio)
    dates = _choices(place(), listed(held), held).dates
    return snapshots.of_versions(portfolio, held, as_of=dates[0] if dates else today())


def choices(snapshot: Snapshot) -> Choices:
    """Look up once what a snapshot has to choose from."""
    return _choices(place(), listed(snapshot.versions), snapshot.versions)


def declared(snapshot: Snapshot) -> PortfolioSettings:
    """Read once what a snapshot's settings declare; raises as `read_settings`."""
    return _declared(place(), snapshot.portfolio, snapshot.versions.get(Kind.SETTINGS, 0), snapshot)


def _state_of(snapshot: Snapshot, role: str, department: str = "") -> State:
    versions = listed(snapshot.versions)
    return _state(place(), snapshot.portfolio, versions, snapshot.as_of, role, department, snapshot)


def listed(versions: Mapping[Kind, int]) -> _Versions:
    """Not a snapshot's id: the state before an import has the versions of no remembered snapshot."""
    return tuple(sorted((kind.value, version) for kind, version in versions.items()))


@st.cache_resource(show_spinner=False, max_entries=32)
def _state(
    path: str,
    portfolio: str,
    versions: _Versions,
    as_of: date,
    role: str,
    department: str,
    _snapshot: Snapshot,
) -> State:
    return State(_snapshot, role, department)


@st.cache_resource(show_spinner=False, max_entries=64)
def _choices(path: str, versions: _Versions, _held: Mapping[Kind, int]) -> Choices:
    db = database()
    return Choices(tuple(contents.as_of_dates(db, _held)), tuple(contents.departments(db, _held)))


@st.cache_resource(show_spinner=False, max_entries=64)
def _declared(path: str, portfolio: str, version: int, _snapshot: Snapshot) -> PortfolioSettings:
    return read_settings(database(), _snapshot)
