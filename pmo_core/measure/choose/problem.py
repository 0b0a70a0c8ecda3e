"""What is to be chosen from, and under which rules: the question that every engine answers."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final, Literal, NamedTuple, TypeAlias

import numpy as np

from pmo_core.errors import ScenarioError
from pmo_core.measure.arrays import Flags, Floats, Whole

SLACK: Final = 1e-9
"""Sums of money are compared to this part of themselves."""
Kind: TypeAlias = Literal[
    "budget", "must", "must_not", "undecidable", "needs", "group", "cap", "share", "mix"
]


class Rule(NamedTuple):
    """One thing asked of the selection: its kind, and its project or its place among those of its kind."""

    kind: Kind
    place: int = 0


@dataclass(frozen=True, eq=False)
class Cap:
    """
    least ≤ Σ use·x ≤ limit: a year's money, a team's days, a fund, a bucket of the budget.

    use: P amounts ≥ 0; a project whose use is NaN cannot be decided on.
    """

    name: str
    use: Floats
    limit: float = math.inf
    least: float = 0.0


@dataclass(frozen=True, eq=False)
class ShareLimit:
    """low·Σ cost·x ≤ Σ members·cost·x ≤ high·Σ cost·x; members: P shares, 0 to 1. Nothing selected holds."""

    name: str
    members: Floats
    low: float = 0.0
    high: float = 1.0


@dataclass(frozen=True, eq=False)
class MixLimit:
    """Distance of the selected money from a target mix, D ≤ at_most; members: P×H, target: H, shares."""

    members: Floats
    target: Floats
    at_most: float


@dataclass(frozen=True, eq=False)
class Problem:
    """
    max Σ value·x under a budget and rules, x ∈ {0, 1}.

    value, cost: P figures, cost ≥ 0; NaN in either = not decidable: never selected, never taken as 0.
    must, must_not: P flags. needs: (i, j) when i needs j. groups: places of which one at most is selected.
    ids decide between equals, so that rows in another order give the same selection.
    """

    ids: tuple[str, ...]
    value: Floats
    cost: Floats
    budget: float
    must: Flags = field(default_factory=lambda: np.zeros(0, dtype=np.bool_))
    must_not: Flags = field(default_factory=lambda: np.zeros(0, dtype=np.bool_))
    needs: tuple[tuple[int, int], ...] = ()
    groups: tuple[tuple[int, ...], ...] = ()
    caps: tuple[Cap, ...] = ()
    shares: tuple[ShareLimit, ...] = ()
    mix: MixLimit | None = None

    def __post_init__(self) -> None:
        """Flags that were not given are no; figures that cannot hold are refused."""
        for name in ("must", "must_not"):
            if not getattr(self, name).size:
                object.__setattr__(self, name, np.zeros(self.size, dtype=np.bool_))
        _check(self)

    @property
    def size(self) -> int:
        """Number of projects P."""
        return len(self.ids)

    @property
    def undecidable(self) -> Flags:
        """Projects that lack a value, a cost or an amount that a cap counts."""
        lacking = np.isnan(self.value) | np.isnan(self.cost)
        for cap in self.caps:
            lacking |= np.isnan(cap.use)
        return np.asarray(lacking, dtype=np.bool_)

    @property
    def plain(self) -> bool:
        """Whether the budget, must and must-not are all that is asked."""
        return not (self.needs or self.groups or self.caps or self.shares or self.mix)


def _check(problem: Problem) -> None:
    if not (math.isfinite(problem.budget) and problem.budget >= 0):
        raise ScenarioError(
            f"A budget of {problem.budget:g} cannot be spent.", fix="Set a budget of 0 or more."
        )
    if (problem.cost < 0).any() or np.isinf(problem.cost).any() or np.isinf(problem.value).any():
        raise ScenarioError("A cost is negative or a figure is endless.", fix="Leave that figure blank.")
    for cap in problem.caps:
        if (cap.use < 0).any() or math.isnan(cap.limit) or not 0 <= cap.least <= cap.limit:
            raise ScenarioError(
                f"The limit {cap.name!r} cannot hold.",
                fix="Set amounts of 0 or more, the least below the most.",
            )
    for share in problem.shares:
        if not 0 <= share.low <= share.high <= 1:
            raise ScenarioError(
                f"The share of {share.name!r} cannot lie between {share.low:g} and {share.high:g}.",
                fix="Set shares from 0 to 1, the lower first.",
            )
    if problem.mix is not None and not problem.mix.at_most >= 0:
        raise ScenarioError("A distance from the target mix is 0 or more.", fix="Set a distance from 0 to 1.")


def taken(problem: Problem, places: Whole) -> Problem:
    """The same question about some of the projects, in the order of `places`."""
    at = {int(place): new for new, place in enumerate(places)}
    groups = (tuple(sorted(at[i] for i in group if i in at)) for group in problem.groups)
    mix = problem.mix
    return replace(
        problem,
        ids=tuple(problem.ids[int(place)] for place in places),
        value=problem.value[places],
        cost=problem.cost[places],
        must=problem.must[places],
        must_not=problem.must_not[places],
        needs=tuple(sorted((at[i], at[j]) for i, j in problem.needs if i in at and j in at)),
        groups=tuple(sorted(group for group in groups if len(group) > 1)),
        caps=tuple(replace(cap, use=cap.use[places]) for cap in problem.caps),
        shares=tuple(replace(share, members=share.members[places]) for share in problem.shares),
        mix=mix and replace(mix, members=mix.members[places]),
    )


def barred(problem: Problem) -> Flags:
    """
    Projects that no selection can hold: must-not, undecidable, and those that need one of these.

    A project of value 0 or less is barred too, unless it is a must or one of worth needs it.
    """
    out = problem.must_not | problem.undecidable
    worth = ~out & (problem.must | (problem.value > 0))
    return _needing(problem, out | ~_needed(problem, worth))


def _needed(problem: Problem, wanted: Flags) -> Flags:
    """The projects wanted, and all that they need, through every link of a chain."""
    reached = wanted.copy()
    _spread(reached, [(i, j) for i, j in problem.needs])
    return reached


def _needing(problem: Problem, out: Flags) -> Flags:
    reached = out.copy()
    _spread(reached, [(j, i) for i, j in problem.needs])
    return reached


def _spread(reached: Flags, links: Sequence[tuple[int, int]]) -> None:
    """Reach along the links, from the first of each pair to the second, until nothing is new."""
    if not links:
        return
    pairs = np.array(links)
    while (new := pairs[:, 1][reached[pairs[:, 0]] & ~reached[pairs[:, 1]]]).size:
        reached[new] = True


def supporters(problem: Problem) -> dict[int, tuple[int, ...]]:
    """For each project of value 0 or less that is no must: those of worth that need it, near or far."""
    worth = problem.must | (problem.value > 0)
    found: dict[int, tuple[int, ...]] = {}
    for place in np.flatnonzero(~worth).tolist():
        here = np.zeros(problem.size, dtype=np.bool_)
        here[place] = True
        found[place] = tuple(np.flatnonzero(_needing(problem, here) & worth).tolist())
    return found


def holds(problem: Problem, selected: Flags) -> bool:
    """Whether a selection keeps every rule, in exact sums and not to a solver's tolerance."""
    return not broken(problem, selected)


def broken(problem: Problem, selected: Flags) -> tuple[Rule, ...]:
    """The rules that a selection breaks; sums are compared to 1e-9 of themselves."""
    cost = np.where(selected, np.nan_to_num(problem.cost), 0.0)
    spent = float(cost.sum())
    found = [Rule("budget")] if spent > problem.budget + SLACK * max(problem.budget, spent) else []
    found += [Rule("must", int(i)) for i in np.flatnonzero(problem.must & ~selected)]
    found += [Rule("must_not", int(i)) for i in np.flatnonzero(problem.must_not & selected)]
    found += [Rule("undecidable", int(i)) for i in np.flatnonzero(problem.undecidable & selected)]
    found += [Rule("needs", k) for k, (i, j) in enumerate(problem.needs) if selected[i] and not selected[j]]
    found += [Rule("group", k) for k, group in enumerate(problem.groups) if selected[list(group)].sum() > 1]
    for k, cap in enumerate(problem.caps):
        used = float(np.where(selected, np.nan_to_num(cap.use), 0.0).sum())
        if used > cap.limit + SLACK * used or used < cap.least * (1 - SLACK):
            found.append(Rule("cap", k))
    for k, share in enumerate(problem.shares):
        part = float(share.members @ cost)
        if not share.low * spent - SLACK * spent <= part <= share.high * spent + SLACK * spent:
            found.append(Rule("share", k))
    if problem.mix is not None and distance(problem.mix, cost) > problem.mix.at_most + SLACK:
        found.append(Rule("mix"))
    return tuple(found)


def distance(mix: MixLimit, spent: Floats) -> float:
    """D = ½ Σ |share − target| of the money spent per project; 0 where nothing is spent."""
    whole = float(spent.sum())
    if not whole:
        return 0.0
    return float(np.abs(mix.members.T @ spent / whole - mix.target).sum() / 2)
