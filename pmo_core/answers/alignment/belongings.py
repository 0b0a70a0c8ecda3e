"""What hangs on projects and objectives: milestones to come, KPIs and people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields

import numpy as np

from pmo_core.answers.alignment.facts import StrategyFacts, named
from pmo_core.measure.arrays import Days, Flags, Texts, Whole
from pmo_core.measure.links import places, plain
from pmo_core.measure.positions import Column, days, texts
from pmo_core.model import Kind
from pmo_core.store.database import Database


@dataclass(frozen=True, eq=False)
class Things:
    """
    Things of one sort, each with what it hangs on.

    project, objective: places in `held.positions` and `objectives` of the facts, −1 = none of them.
    day: of a milestone to come, NaT where none is told and for other things.
    """

    project: Whole
    objective: Whole
    name: Texts
    day: Days

    def of(self, projects: Flags) -> Whole:
        """Places of the things of some projects (flags per project), in their order."""
        return np.flatnonzero(np.append(projects, False)[self.project])

    def serving(self, objectives: Flags) -> Whole:
        """Places of the things that name some objectives themselves (flags per objective)."""
        return np.flatnonzero(np.append(objectives, False)[self.objective])

    def counts(self, projects: int) -> Whole:
        """How many each project has."""
        return np.bincount(self.project[self.project >= 0], minlength=projects)

    def among(self, chosen: Flags) -> Things:
        """Those that hang on some of the projects, or on none of them but on an objective."""
        at = np.append(np.where(chosen, np.cumsum(chosen) - 1, -1), -1)[self.project]
        kept = (at >= 0) | ((self.project < 0) & (self.objective >= 0))
        return Things(at[kept], self.objective[kept], self.name[kept], self.day[kept])


@dataclass(frozen=True, eq=False)
class Belongings:
    """What hangs on the projects and objectives of one snapshot; a person stands once per project."""

    milestones: Things
    kpis: Things
    people: Things

    def among(self, chosen: Flags) -> Belongings:
        """What hangs on some of the projects, to stand beside the facts of those alone."""
        return Belongings(**{each.name: getattr(self, each.name).among(chosen) for each in fields(self)})


def belongings(db: Database, facts: StrategyFacts) -> Belongings:
    """Draw up what hangs on the open projects and on the objectives of the facts."""
    asked = {kind: facts.snapshot.of(kind) for kind in (Kind.MILESTONES, Kind.KPIS, Kind.STAKEHOLDERS)}
    return Belongings(
        milestones=_things(db.columns(__file__, "milestones", **asked[Kind.MILESTONES]), facts),
        kpis=_things(db.columns(__file__, "kpis", **asked[Kind.KPIS]), facts),
        people=_things(db.columns(__file__, "people", **asked[Kind.STAKEHOLDERS]), facts),
    )


def _things(told: Mapping[str, Column], facts: StrategyFacts) -> Things:
    """Things whose references lead to an open project or an objective; the others are left out."""
    size = told["name"].size
    project = _places(texts(told["project"]), places(named(facts.held.positions)))
    wanted = places([(one.id, one.name) for one in facts.objectives])
    objective = _places(texts(told["objective"]), wanted) if "objective" in told else np.full(size, -1)
    day = days(told["day"]) if "day" in told else np.full(size, np.datetime64("NaT", "D"))
    kept = (project >= 0) | (objective >= 0)
    return Things(project[kept], objective[kept], texts(told["name"])[kept], day[kept])


def _places(references: Texts, at: Mapping[str, int]) -> Whole:
    known = {one: at.get(plain(one), -1) for one in set(references.tolist())}
    return np.array([known[one] for one in references.tolist()], dtype=np.int64)
