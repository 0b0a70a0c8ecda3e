"""What stands out among the people: groups, single points of failure, new projects without anybody."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal, TypeAlias

import numpy as np

from pmo_core.answers.engagement.facts import EngagementFacts
from pmo_core.answers.engagement.judgement import Judged
from pmo_core.answers.engagement.metric import attainment, on_time
from pmo_core.measure.arrays import Flags, Floats, total
from pmo_core.measure.engage import LEVELS
from pmo_core.measure.positions import HORIZONS, Column, floats
from pmo_core.measure.positions import days as as_days
from pmo_core.model import Horizon, Result

FIRST_QUARTER: Final = 92
"""Days after its start in which a project is in its first quarter."""

ON_BOARD: Final = LEVELS.index("supportive")
"""From this level on somebody speaks for a project."""

ALONE: Final = 0.5
"""From this share of the money that is spoken for on, one person is a single point of failure."""


@dataclass(frozen=True)
class Group:
    """
    People of one group, '' = of none.

    gap: points. overdue: people of the `paced` ones, who have a cadence. debt: currency·days, NaN where it is
    known of nobody.
    """

    name: str
    people: int
    assessed: int
    gap: Result
    attainment: Result
    paced: int
    overdue: int
    debt: float


@dataclass(frozen=True)
class SinglePoint:
    """
    A horizon or an objective that one person (`place`) carries.

    money: of the `projects` that hang on that person alone. spoken_for: of all projects that anybody on
    board is linked with. whole: of all open projects of it. None where none of them has an amount. only:
    nobody else is on board at all.
    """

    kind: Literal["horizon", "objective"]
    name: str
    place: int
    money: float | None
    spoken_for: float | None
    whole: float | None
    projects: int
    only: bool


@dataclass(frozen=True)
class Unattended:
    """A project in its first quarter that nobody is linked with: its place in `held.positions`."""

    place: int
    start: np.datetime64
    money: float | None


def overall(found: Judged) -> tuple[Result, Result, Result]:
    """Attainment (0–1), weighted gap (points), share of people spoken to on time (0–1)."""
    people = found.facts.people
    reached, gap = attainment(people.power, people.interest, current=people.current, desired=people.desired)
    return reached, gap, on_time(found.overdue_ratio)


Trend: TypeAlias = tuple[tuple[date, Result], ...]
"""Days on which the register moved, each with the attainment at its end."""


def attainment_trend(days: Mapping[str, Column]) -> Trend:
    """
    Attainment at the end of each day on which the register moved, by day.

    Args:
        days: As `facts.register_days` reads them. Levels are dated by when they were told: a register that
            was loaded once is one point, and no trend.
    """
    day = as_days(days["day"])
    names = ("power", "interest", "current_level", "desired_level")
    power, interest, current, desired = (floats(days[name]) for name in names)
    found: list[tuple[date, Result]] = []
    for one in np.unique(day):
        on = day == one
        reached, _ = attainment(power[on], interest[on], current=current[on], desired=desired[on])
        found.append((one.item(), reached))
    return tuple(found)


def groups(found: Judged) -> tuple[Group, ...]:
    """The people by group, the widest gap first, then by name."""
    people = found.facts.people
    plain = np.array([name.casefold() for name in people.group], dtype=object)
    made = [_group(found, plain == name) for name in dict.fromkeys(plain)]
    return tuple(sorted(made, key=lambda one: (-(one.gap.value or 0.0), one.name.casefold())))


def _group(found: Judged, chosen: Flags) -> Group:
    people = found.facts.people
    reached, gap = attainment(
        people.power[chosen],
        people.interest[chosen],
        current=people.current[chosen],
        desired=people.desired[chosen],
    )
    debts = found.debt[chosen]
    return Group(
        name=str(people.group[chosen][0]),
        people=int(chosen.sum()),
        assessed=int(found.assessed[chosen].sum()),
        gap=gap,
        attainment=reached,
        paced=int((~np.isnan(found.overdue_ratio[chosen])).sum()),
        overdue=int(found.overdue[chosen].sum()),
        debt=total(debts) if not np.isnan(debts).all() else float("nan"),
    )


def single_points(facts: EngagementFacts) -> tuple[SinglePoint, ...]:
    """Horizons, then objectives, that one person carries, as SINGLE_POINTS says; the most money first."""
    links = _on_board(facts)
    wholes: dict[tuple[Literal["horizon", "objective"], str], Floats] = {
        ("horizon", HORIZONS[place].value): (facts.held.bucket == place).astype(np.float64)
        for place in range(len(HORIZONS))
        if HORIZONS[place] is not Horizon.UNCLASSIFIED
    }
    wholes |= {
        ("objective", name): np.nan_to_num(facts.serves[:, place])
        for place, name in enumerate(facts.objectives)
    }
    points = [
        _point(facts, links, kind=kind, name=name, share=share) for (kind, name), share in wholes.items()
    ]
    listed = [one for one in points if one is not None]
    return tuple(sorted(listed, key=lambda one: (one.kind != "horizon", -(one.money or 0.0), one.name)))


def _on_board(facts: EngagementFacts) -> Mapping[int, frozenset[int]]:
    """Places of the open projects → the people on board who are linked with them."""
    at = {key: place for place, key in enumerate(facts.held.positions.key)}
    keys = facts.positions.key
    found: dict[int, set[int]] = {}
    for person in np.flatnonzero(facts.people.current >= ON_BOARD).tolist():
        for project in facts.projects[person]:
            if keys[project] in at:
                found.setdefault(at[keys[project]], set()).add(person)
    return {project: frozenset(people) for project, people in found.items()}


def _point(
    facts: EngagementFacts,
    links: Mapping[int, frozenset[int]],
    *,
    kind: Literal["horizon", "objective"],
    name: str,
    share: Floats,
) -> SinglePoint | None:
    """The person who carries this whole: its projects are those with a share above 0."""
    within = np.flatnonzero(share > 0).tolist()
    money = facts.held.amounts * share
    alone: dict[int, list[int]] = {}
    for project in within:
        if len(links.get(project, ())) == 1:
            alone.setdefault(next(iter(links[project])), []).append(project)
    if not alone:
        return None
    carried = {person: total(money[projects]) for person, projects in alone.items()}
    person = max(carried, key=lambda one: (carried[one], len(alone[one]), -one))
    linked = [project for project in within if project in links]
    only = len(frozenset[int]().union(*(links[project] for project in linked))) == 1
    spoken_for = total(money[linked])
    if not (only or (spoken_for > 0 and carried[person] >= ALONE * spoken_for)):
        return None
    known = not np.isnan(money[linked]).all()
    return SinglePoint(
        kind,
        name,
        person,
        money=carried[person] if known else None,
        spoken_for=spoken_for if known else None,
        whole=total(money[within]) if known else None,
        projects=len(alone[person]),
        only=only,
    )


def unattended(facts: EngagementFacts) -> tuple[Unattended, ...]:
    """Open projects in their first quarter that no registered stakeholder is linked with, by money."""
    held, as_of = facts.held, np.datetime64(facts.snapshot.as_of, "D")
    linked = {facts.positions.key[place] for mine in facts.projects for place in mine}
    age = (as_of - held.positions.start) / np.timedelta64(1, "D")
    young = (age >= 0) & (age <= FIRST_QUARTER)
    found = [
        Unattended(
            place,
            held.positions.start[place],
            None if np.isnan(held.amounts[place]) else float(held.amounts[place]),
        )
        for place in np.flatnonzero(young).tolist()
        if held.positions.key[place] not in linked
    ]
    keys = held.positions.key
    return tuple(sorted(found, key=lambda one: (-(one.money or 0.0), str(keys[one.place]))))
