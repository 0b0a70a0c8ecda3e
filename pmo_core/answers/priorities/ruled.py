"""The rules of a plan as limits on these projects, and those that say nothing about them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

import numpy as np

from pmo_core.answers.priorities.facts import Gathered
from pmo_core.measure.arrays import Flags, Floats
from pmo_core.measure.choose import Cap, ShareLimit
from pmo_core.measure.links import plain
from pmo_core.measure.positions import HORIZONS
from pmo_core.plan import Rules

PEOPLE: Final = "people"
IdleKind: TypeAlias = Literal["project", "share", "year", "people"]


@dataclass(frozen=True)
class Idle:
    """A rule that says nothing here: a project that is not open any more, a year nobody has planned for."""

    kind: IdleKind
    name: str


def flagged(gathered: Gathered, keys: Collection[str]) -> Flags:
    """Which of the open projects are named."""
    return np.array([key in keys for key in gathered.held.positions.key], dtype=np.bool_)


def members(gathered: Gathered, name: str) -> Floats | None:
    """
    How much of each open project belongs to `horizon:short`, `department:IT` or `objective:O1`, 0–1.

    NaN = its share of the objective is not assessed; None = there is no such thing here.
    """
    kind, _, asked = name.partition(":")
    open_ones, wanted = gathered.held.positions, plain(asked)
    if kind == "horizon":
        places = [place for place, horizon in enumerate(HORIZONS) if horizon.value == wanted]
        return np.asarray(np.isin(gathered.held.bucket, places), dtype=np.float64) if places else None
    if kind == "department":
        inside = np.array([plain(one) == wanted for one in open_ones.department], dtype=np.float64)
        return inside if inside.any() else None
    at = [
        place for place, one in enumerate(gathered.objectives) if wanted in (plain(one.id), plain(one.name))
    ]
    if kind != "objective" or not at or gathered.shares is None:
        return None
    return gathered.shares[:, at[0]]


def share_limits(gathered: Gathered, rules: Rules) -> tuple[ShareLimit, ...]:
    """Shares of the money that is spent; a project that is not assessed counts as serving nothing."""
    belongs = {name: members(gathered, name) for name in rules.shares}
    return tuple(
        ShareLimit(name, np.nan_to_num(part), *rules.shares[name])
        for name, part in belongs.items()
        if part is not None
    )


def unassessed(gathered: Gathered, rules: Rules) -> Flags:
    """Projects whose share of an objective that a rule names is not known."""
    unknown = np.zeros(gathered.size, dtype=np.bool_)
    for name in rules.shares:
        part = members(gathered, name)
        unknown |= np.isnan(part) if part is not None else False
    return unknown


def caps(gathered: Gathered, rules: Rules) -> tuple[Cap, ...]:
    """Money per calendar year, then people; whoever has no figure for one of them is not decidable."""
    by_year = [
        Cap(str(year), gathered.costs[year], limit)
        for year, limit in sorted(rules.years.items())
        if year in gathered.costs
    ]
    effort = _effort(gathered)
    if rules.people is None or np.isnan(effort).all():
        return tuple(by_year)
    return (*by_year, Cap(PEOPLE, effort, rules.people))


def _effort(gathered: Gathered) -> Floats:
    effort = gathered.figures["effort"]
    return np.where(effort >= 0, effort, np.nan)


def idle(gathered: Gathered, rules: Rules) -> tuple[Idle, ...]:
    """Rules that say nothing about these projects, to be named."""
    return tuple(_idle(gathered, rules))


def _idle(gathered: Gathered, rules: Rules) -> Iterator[Idle]:
    here = set(map(str, gathered.held.positions.key))
    names: Mapping[str, str] = dict(
        zip(map(str, gathered.positions.key), gathered.positions.labels(), strict=True)
    )
    for key in (*rules.must, *rules.must_not):
        if key not in here:
            yield Idle("project", names.get(key, key))
    for name in rules.shares:
        if members(gathered, name) is None:
            yield Idle("share", name.partition(":")[2])
    for year in sorted(rules.years):
        if year not in gathered.costs:
            yield Idle("year", str(year))
    if rules.people is not None and np.isnan(_effort(gathered)).all():
        yield Idle("people", PEOPLE)
