"""What there is to tell people about their projects: steps reached and to come, and benefits."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from pmo_core.answers.engagement.facts import EngagementFacts
from pmo_core.measure.links import places, plain
from pmo_core.model import Kind
from pmo_core.store.database import Database

LATELY: Final = 90
"""What landed in so many days up to the as-of date was delivered lately."""

_LIST: Final = re.compile(r"\s*;\s*")


@dataclass(frozen=True)
class Step:
    """A milestone of a project; None where a date is not given. baseline: the day first promised."""

    name: str
    baseline: date | None
    forecast: date | None
    actual: date | None


@dataclass(frozen=True)
class Benefit:
    """Benefit of a project that arrived lately; planned: for the same dates, None where nothing was."""

    currency: str
    realised: float
    planned: float | None


@dataclass(frozen=True)
class News:
    """
    All that updates are made of, for everybody.

    since: what landed after this day was delivered lately. steps, benefits: by place of the project in
    `EngagementFacts.positions`; promised: the finish first promised of each. names: everybody whom the
    portfolio names.
    """

    since: date
    steps: Mapping[int, tuple[Step, ...]]
    benefits: Mapping[int, tuple[Benefit, ...]]
    promised: Sequence[date | None]
    names: tuple[str, ...]


def news(db: Database, facts: EngagementFacts) -> News:
    """Draw up what there is to tell, of all projects at once."""
    snapshot = facts.snapshot
    since = snapshot.as_of - timedelta(days=LATELY)
    projects = places(list(zip(facts.positions.project_id, facts.positions.name, strict=True)))
    steps: dict[int, list[Step]] = defaultdict(list)
    for project, *told in db.rows(__file__, "milestones", **snapshot.of(Kind.MILESTONES)):
        if (at := projects.get(plain(project))) is not None:
            steps[at].append(Step(*told))
    benefits: dict[int, list[Benefit]] = defaultdict(list)
    for project, *told in db.rows(__file__, "benefits", **snapshot.of(Kind.BENEFITS), since=since):
        if (at := projects.get(plain(project))) is not None:
            benefits[at].append(Benefit(*told))
    return News(
        since=since,
        steps={at: tuple(found) for at, found in steps.items()},
        benefits={at: tuple(found) for at, found in benefits.items()},
        promised=[day for _, day in db.rows(__file__, "promised_finishes", **snapshot.of(Kind.PROJECTS))],
        names=_names(db, facts),
    )


def _names(db: Database, facts: EngagementFacts) -> tuple[str, ...]:
    versions = facts.snapshot.versions
    asked = {name: versions.get(Kind(name), 0) for name in ("stakeholders", "projects")}
    told = [one for (name,) in db.rows(__file__, "names", **asked) for one in _LIST.split(name)]
    return tuple(dict.fromkeys(filter(None, told)))
