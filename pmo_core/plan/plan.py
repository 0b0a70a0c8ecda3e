"""All that a reader has chosen on the What-if page."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final, Literal, TypeAlias, get_args

from pmo_core.errors import ScenarioError
from pmo_core.limits import PLAN_FIGURE_MOST
from pmo_core.plan.rules import Rules

Prior: TypeAlias = Literal["any", "order", "band"]
"""Weights that are tried: any at all, any in the order of the present ones, or those within 20 % of them."""
PRIORS: Final[tuple[Prior, ...]] = get_args(Prior)

SCORE: Final = "score"
"""The value that a portfolio is chosen for, unless it is a field of the projects."""
POINTS_MAX: Final = 100.0
POINTS: Final = "c."
"""Begins the name of a criterion's points in an address, before its id."""


@dataclass(frozen=True)
class Plan:
    """
    All that a reader has chosen on the What-if page.

    points: criterion → 0–100; they add up to 100, those that are off have none. locked: criteria whose points
    stay when others move. budget: whole money or person-days; None = the usual one. value: `score`, or the
    numeric field of projects that is added up. known_only: whether a project that lacks a score is as good
    there as it is on the others. fill: whether missing scores are drawn at random when weights are tried.
    """

    points: Mapping[str, float] = field(default_factory=dict[str, float])
    locked: frozenset[str] = frozenset()
    prior: Prior = "band"
    budget: float | None = None
    value: str = SCORE
    known_only: bool = False
    fill: bool = False
    rules: Rules = field(default_factory=Rules)

    def __post_init__(self) -> None:
        if self.budget is not None and not 0 <= self.budget <= PLAN_FIGURE_MOST:
            raise ScenarioError(f"A budget of {self.budget:g} cannot hold.", fix="Give 0 or more.")
        check_points(self.points.values())

    def params(self) -> dict[str, str]:
        """The plan's part of an address, every value of it."""
        return {
            **{POINTS + id: _figure(points) for id, points in self.points.items()},
            "locked": json.dumps(sorted(self.locked), separators=(",", ":"), ensure_ascii=False),
            "prior": self.prior,
            "budget": "" if self.budget is None else _figure(self.budget),
            "value": self.value,
            "known": "1" if self.known_only else "0",
            "fill": "1" if self.fill else "0",
            "rules": self.rules.text(),
        }


@dataclass(frozen=True)
class SavedPlan:
    """A scenario under a name: the plan, and the data that it was made on."""

    name: str
    plan: Plan
    data: str
    as_of: date
    saved_on: date


def _figure(value: float) -> str:
    """The shortest text that gives the same figure back."""
    return f"{int(value)}" if value == int(value) else repr(float(value))


def check_points(points: Iterable[float]) -> None:
    """Raise ScenarioError unless all are 0 or more and one is above 0; none at all is fine."""
    held = list(points)
    if held and not (all(0 <= p <= PLAN_FIGURE_MOST for p in held) and any(held)):
        raise ScenarioError(
            "These weights cannot hold.", fix="Give numbers of 0 or more, at least one of them above 0."
        )
