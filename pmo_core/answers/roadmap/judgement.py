"""What the facts say of every promised date: where it stands, how far and how often it moved."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Literal, TypeAlias

import numpy as np

from pmo_core.answers.roadmap.facts import RoadFacts
from pmo_core.measure import milestones as formula
from pmo_core.measure.arrays import Days, Flags, Floats, Texts, Whole

NEAR: Final = 30
"""Due within so many days is due soon."""

Standing: TypeAlias = Literal[
    "done", "cancelled", "not reported", "no date", "late", "due soon", "moved", "on plan"
]
STANDINGS: Final[tuple[Standing, ...]] = (
    "done",
    "cancelled",
    "not reported",
    "no date",
    "late",
    "due soon",
    "moved",
    "on plan",
)
"""Where a milestone stands; the first that fits.

cancelled, not reported: its project is; it leaves every figure. late: its day has passed, and nothing says
that it was reached. due soon: within 30 days. moved: told for later than first promised.
"""


@dataclass(frozen=True, eq=False)
class Judged:
    """
    One place per milestone, in the order of `facts.milestones`; NaT and NaN = it cannot be said.

    baseline: the first promise: the first baseline told, else the first forecast where two or more reports
    tell one (`declared` is then False). forecast: as last told. actual: reached on that day. due: actual,
    else forecast, else baseline. slip_days: forecast (or actual) − baseline, + = late. rebaselined: how
    often the baseline was changed. velocity: days per day; churn: reports with a changed day; reports: their
    number. days_left: to `due` of what is not done, below 0 = overdue. last_told: day of the last report.
    """

    facts: RoadFacts
    standing: Texts
    baseline: Days
    declared: Flags
    forecast: Days
    actual: Days
    due: Days
    slip_days: Floats
    rebaselined: Whole
    velocity: Floats
    churn: Floats
    reports: Whole
    days_left: Floats
    last_told: Days

    @property
    def counted(self) -> Flags:
        """Milestones that figures are made of: not those of cancelled or no longer reported projects."""
        return ~np.isin(self.standing, ("cancelled", "not reported"))

    @property
    def open(self) -> Flags:
        """Milestones that are still to be reached."""
        return self.counted & np.isnat(self.actual)

    def label(self, place: int) -> str:
        """What to call a milestone: its name (and project where several have that name), else its id."""
        if self.facts.source == "finishes":
            return self.project(place)
        name = self._name(place)
        return f"{name} of {self.project(place)}" if name in self._shared and self.project(place) else name

    def _name(self, place: int) -> str:
        listed = self.facts.milestones
        return str(listed.name[place] or listed.id[place] or listed.key[place])

    @cached_property
    def _shared(self) -> frozenset[str]:
        """Names that several milestones bear, such as the gates of every project."""
        counts = Counter(map(self._name, range(self.facts.milestones.size)))
        return frozenset(name for name, count in counts.items() if count > 1)

    def project(self, place: int) -> str:
        """What to call the project of a milestone; as written where it is not known, '' where none is."""
        at = int(self.facts.milestones.project[place])
        return (
            self.facts.positions.label(at) if at >= 0 else str(self.facts.milestones.project_ref[place] or "")
        )


def judged(facts: RoadFacts) -> Judged:
    """Judge every milestone at once."""
    told, size = facts.reports, facts.milestones.size
    owner = formula.owners(told.starts)
    latest = formula.last_place(np.ones(owner.size, dtype=np.bool_), owner, size=size)
    forecast, actual = told.forecast[latest], told.actual[latest]
    kept = formula.until_done(told.actual, owner, size=size)
    expected = np.where(np.isnat(told.actual), told.forecast, told.actual)[kept]
    baseline, declared = _first_promise(facts, owner)
    due = np.where(np.isnat(actual), np.where(np.isnat(forecast), baseline, forecast), actual)
    slip = formula.days_between(np.where(np.isnat(actual), forecast, actual), baseline)
    as_of = np.datetime64(facts.snapshot.as_of, "D")
    left = np.where(np.isnat(actual), formula.days_between(due, np.full(size, as_of)), np.nan)
    return Judged(
        facts=facts,
        standing=_standing(facts, actual=actual, left=left, slip=slip),
        baseline=baseline,
        declared=declared,
        forecast=forecast,
        actual=actual,
        due=due,
        slip_days=slip,
        rebaselined=formula.changes(told.baseline, owner, size=size),
        velocity=formula.velocity(expected, told.as_of[kept], owner[kept], size=size),
        churn=formula.churn(expected, owner[kept], size=size),
        reports=np.diff(told.starts),
        days_left=left,
        last_told=told.as_of[latest],
    )


def _first_promise(facts: RoadFacts, owner: Whole) -> tuple[Days, Flags]:
    """The first baseline, else the first forecast where a later report can be held against it."""
    told, size = facts.reports, facts.milestones.size
    given = formula.first_told(told.baseline, owner, size=size)
    first = formula.first_told(told.forecast, owner, size=size)
    again = np.bincount(owner[~(np.isnat(told.forecast) & np.isnat(told.actual))], minlength=size) > 1
    declared = ~np.isnat(given)
    return np.where(declared, given, np.where(again, first, formula.NEVER)), declared


def _standing(facts: RoadFacts, *, actual: Days, left: Floats, slip: Floats) -> Texts:
    project = facts.milestones.project
    # a milestone without a known project is judged by its own dates: the last place says nothing against it
    cancelled = np.append(facts.positions.status_standard == "cancelled", False)[project]
    gone = np.append(~facts.positions.reported, False)[project]
    return np.select(
        [~np.isnat(actual), cancelled, gone, np.isnan(left), left < 0, left <= NEAR, slip > 0],
        [np.array(word, dtype=object) for word in STANDINGS[:-1]],
        default=np.array(STANDINGS[-1], dtype=object),
    )
