"""What a run of the What-if page rests on: the same for every weight, budget and rule."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TypeAlias

import streamlit as st

from pages.shared.address import Reader
from pages.shared.plans import Usual
from pages.shared.session import database, place
from pages.shared.state import listed
from pmo_core.answers.priorities.criteria import criteria_of, presets, usual_plan, value_fields
from pmo_core.answers.priorities.department import within_department
from pmo_core.answers.priorities.facts import OWN, Gathered, gather
from pmo_core.measure.arrays import total
from pmo_core.model import Grant, Snapshot
from pmo_core.plan import Criterion, Plan
from pmo_core.plan.plan import SCORE
from pmo_core.scenario import Scenario

_Versions: TypeAlias = tuple[tuple[str, int], ...]


@dataclass(frozen=True, eq=False)
class Base:
    """Facts of a snapshot, or of a department in it, drawn up once for all sessions of a role."""

    gathered: Gathered
    criteria: tuple[Criterion, ...]
    plan: Plan
    values: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Desk:
    """A reader's base, the plan it is read against, and the key of all that is computed from it."""

    base: Base
    scenario: Scenario
    usual: Usual
    key: Hashable
    grant: Grant

    @property
    def gathered(self) -> Gathered:
        """The facts."""
        return self.base.gathered

    @property
    def criteria(self) -> tuple[Criterion, ...]:
        """All that could count, those that are off too; `Plan.points` has one entry for each."""
        return self.base.criteria

    @property
    def presets(self) -> Mapping[str, Mapping[str, float]]:
        """Ready-made points by name."""
        return presets(self.criteria)

    @cached_property
    def names(self) -> Mapping[str, str]:
        """What to call each open project, by key, in the order of their names."""
        open_ones = self.gathered.held.positions
        named = zip(map(str, open_ones.key), open_ones.labels(), strict=True)
        return dict(sorted(named, key=lambda pair: (pair[1].casefold(), pair[0])))

    @cached_property
    def cost_of_all(self) -> float:
        """What all open projects still cost."""
        return total(self.gathered.cost)

    @property
    def effort_of_all(self) -> float:
        """Person-days of all open projects; 0 where nobody has said any."""
        return total(self.gathered.figures["effort"])

    def value_name(self, field: str) -> str:
        """What is added up, in words."""
        if field == SCORE:
            return "score under these weights"
        named = {one.source: one.name for one in self.criteria}
        return named.get(field, field.removeprefix(OWN).replace("_", " ")).lower()

    def weighed(self, plan: Plan) -> tuple[Criterion, ...]:
        """The criteria that have a slider: those that are on, and what a link gives points to."""
        return tuple(one for one in self.criteria if one.on or plan.points.get(one.id, 0.0) > 0)


def desk(reader: Reader, *, grant: Grant) -> Desk:
    """Draw up what this run rests on."""
    snapshot, department = reader.snapshot, reader.scenario.department
    versions = listed(snapshot.versions)
    scalars = (place(), snapshot.portfolio, versions, snapshot.as_of, grant.role, department)
    base = _base(*scalars, snapshot)
    usual = Usual(snapshot.portfolio, department, base.plan, base.values)
    return Desk(base, reader.scenario, usual, scalars, grant)


@st.cache_resource(show_spinner=False, max_entries=16)
def _base(
    path: str,
    portfolio: str,
    versions: _Versions,
    as_of: date,
    role: str,
    department: str,
    _snapshot: Snapshot,
) -> Base:
    whole = gather(database(), _snapshot)
    criteria = criteria_of(whole)
    part = within_department(whole, department)
    return Base(part, criteria, usual_plan(part, criteria), value_fields(part))
