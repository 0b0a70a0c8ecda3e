"""The criteria that somebody names, with the weights that they give them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from pmo_core.errors import ScenarioError
from pmo_core.plan import Criterion
from pmo_core.plan.plan import check_points


def asked_for(criteria: Sequence[Criterion], weights: Mapping[str, float]) -> tuple[Criterion, ...]:
    """
    The criteria that are named, turned on, with their weights as points.

    Args:
        criteria: Those that there are.
        weights: Criterion, by id or by name in any case, → weight, any multiple.
    Raises:
        ScenarioError: If one is unknown, with those that are known, or the weights cannot hold.
    """
    named = {_known(name, criteria): weight for name, weight in weights.items()}
    check_points(named.values())
    return tuple(replace(one, points=named[one.id], on=True) for one in criteria if one.id in named)


def _known(name: str, criteria: Sequence[Criterion]) -> str:
    if any(one.id == name for one in criteria):
        return name
    wanted = name.casefold()
    alike = [one.id for one in criteria if wanted in (one.id.casefold(), one.name.casefold())]
    if len(alike) == 1:
        return alike[0]
    known = ", ".join(one.id for one in criteria) or "none, for the projects hold nothing to rank by"
    raise ScenarioError(f"There is no criterion {name!r}.", fix=f"Known ones: {known}.")
