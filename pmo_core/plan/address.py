"""The plan of an address, or of a scenario that was saved as one."""

from __future__ import annotations

import json
import math
from collections.abc import Collection, Mapping
from typing import Final

from pmo_core.errors import ScenarioError
from pmo_core.limits import PLAN_FIGURE_MOST
from pmo_core.plan.plan import POINTS, PRIORS, SCORE, Plan, Prior, check_points
from pmo_core.plan.rules import Rules, read_rules

SHOWN: Final = 60
"""Characters of a text that cannot hold which its sentence repeats."""
NAMED: Final = 3


def read_plan(asked: Mapping[str, str], *, default: Plan, values: Collection[str]) -> tuple[Plan, list[str]]:
    """
    Take the plan of an address: what is absent or cannot hold keeps its default, the latter is named.

    Args:
        asked: Parameters of the address, as text.
        default: The plan of a reader who has moved nothing; its points name the criteria there are.
        values: Fields that a portfolio can be chosen for, beside the score.
    Returns:
        The plan, and one sentence per value that did not fit.
    """
    problems: list[str] = []
    prior = asked.get("prior", default.prior)
    value = asked.get("value", default.value)
    if prior not in PRIORS:
        problems.append(
            f"The link tries weights {prior[:SHOWN]!r}, which there are not; {default.prior} is shown."
        )
    if value not in (SCORE, *values):
        problems.append(
            f"The link adds up {value[:SHOWN]!r}, which these projects do not have; the score is shown."
        )
    points = _read_points(asked, default.points, problems)
    locks = _read_locks(asked, default.locked)
    read = Plan(
        points=points,
        locked=locks & points.keys(),
        prior=_prior(prior) or default.prior,
        budget=_read_budget(asked, default.budget, problems),
        value=value if value in (SCORE, *values) else SCORE,
        known_only=asked.get("known", "1" if default.known_only else "0") == "1",
        fill=asked.get("fill", "1" if default.fill else "0") == "1",
        rules=_read_rules(asked, default.rules, problems),
    )
    return read, problems


def _prior(text: str) -> Prior | None:
    return next((each for each in PRIORS if each == text), None)


def _read_points(
    asked: Mapping[str, str], default: Mapping[str, float], problems: list[str]
) -> Mapping[str, float]:
    given = {name.removeprefix(POINTS): text for name, text in asked.items() if name.startswith(POINTS)}
    if not given:
        return default
    unknown = sorted(given.keys() - default.keys())
    if unknown:
        first, more = ", ".join(repr(id[:SHOWN]) for id in unknown[:NAMED]), len(unknown) - NAMED
        rest = f" and {more:,} more" if more > 0 else ""
        problems.append(f"The link weighs {first}{rest}, which this portfolio does not have.")
    try:
        points = {id: float(given.get(id, 0.0)) for id in default}
        check_points(points.values())
    except (ValueError, ScenarioError):
        problems.append("The weights of the link cannot hold; the usual ones are shown.")
        return default
    return points


def _read_locks(asked: Mapping[str, str], default: frozenset[str]) -> frozenset[str]:
    try:
        return frozenset(map(str, json.loads(asked["locked"]))) if "locked" in asked else default
    except (ValueError, TypeError, RecursionError):
        return default


def _read_budget(asked: Mapping[str, str], default: float | None, problems: list[str]) -> float | None:
    text = asked.get("budget", "")
    try:
        budget = float(text) if text else default
    except ValueError:
        budget = math.nan
    if budget is not None and not 0 <= budget <= PLAN_FIGURE_MOST:
        problems.append(f"The budget of the link ({text[:SHOWN]}) cannot be one; the usual one is shown.")
        return default
    return budget


def _read_rules(asked: Mapping[str, str], default: Rules, problems: list[str]) -> Rules:
    try:
        return read_rules(asked["rules"]) if "rules" in asked else default
    except ScenarioError as problem:
        problems.append(f"{problem.problem} None of the rules of the link is kept.")
        return Rules()
