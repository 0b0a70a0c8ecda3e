"""Criteria and scenarios as they are kept: plain values that JSON can hold, and back."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any, Final

from pmo_core.errors import ScenarioError
from pmo_core.limits import LABEL_CHARACTERS, PLAN_FIGURE_MOST
from pmo_core.plan.address import read_plan
from pmo_core.plan.criterion import Criterion
from pmo_core.plan.plan import POINTS, SCORE, Plan, SavedPlan

SCENARIO_SETTING: Final = "scenario."
"""Begins the name of the setting that keeps a scenario, before its name."""


def kept_criteria(criteria: Iterable[Criterion]) -> list[dict[str, Any]]:
    """The criteria as plain values."""
    return [asdict(one) for one in criteria]


def read_criteria(kept: Sequence[Mapping[str, Any]]) -> tuple[Criterion, ...]:
    """
    Criteria from plain values; `meaning`, `unit`, `points` and `on` may be left out.

    Raises:
        ScenarioError: If one cannot hold, two share an id, or none that is on has a weight.
    """
    try:
        criteria = tuple(_criterion(one) for one in kept)
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError) as problem:
        raise ScenarioError(
            f"The criteria cannot be read ({problem}).",
            fix="Give each an id, name, source, higher_is_better, low and high.",
        ) from None
    ids = [one.id for one in criteria]
    twice = next((id for id in ids if ids.count(id) > 1), None)
    if twice is not None:
        raise ScenarioError(f"There are two criteria {twice!r}.", fix="Give each its own id.")
    if criteria and not any(one.on and one.points > 0 for one in criteria):
        raise ScenarioError("No criterion has a weight.", fix="Turn at least one on, with a weight above 0.")
    return criteria


def _criterion(kept: Mapping[str, Any]) -> Criterion:
    on, higher = kept.get("on", True), kept["higher_is_better"]
    if not (isinstance(on, bool) and isinstance(higher, bool)):
        raise TypeError("on and higher_is_better are true or false")
    return Criterion(
        id=_text(kept["id"]),
        name=_text(kept["name"]),
        meaning=str(kept.get("meaning", "")),
        source=_text(kept["source"]),
        higher_is_better=higher,
        low=float(kept["low"]),
        high=float(kept["high"]),
        unit=str(kept.get("unit", "")),
        points=float(kept.get("points", 1.0)),
        on=on,
    )


def kept_plan(saved: SavedPlan) -> dict[str, Any]:
    """A scenario without its name: the address of its plan, and the data that it was made on."""
    return {
        "params": saved.plan.params(),
        "data": saved.data,
        "as_of": saved.as_of.isoformat(),
        "saved_on": saved.saved_on.isoformat(),
    }


def read_kept_plan(name: str, kept: Mapping[str, Any]) -> SavedPlan:
    """
    A scenario from plain values.

    Raises:
        ScenarioError: If it cannot hold.
    """
    try:
        params = {str(key): str(value) for key, value in kept["params"].items()}
        ids = [key.removeprefix(POINTS) for key in params if key.startswith(POINTS)]
        plan, problems = read_plan(
            params, default=Plan(points=dict.fromkeys(ids, 1.0)), values=[params.get("value", SCORE)]
        )
        if problems:
            raise ValueError(problems[0])
        on, saved_on = (date.fromisoformat(kept[part]) for part in ("as_of", "saved_on"))
        return SavedPlan(named(name), plan, str(kept["data"]), on, saved_on)
    except (KeyError, TypeError, ValueError, AttributeError) as problem:
        raise ScenarioError(
            f"The scenario {name!r} cannot be read ({problem}).",
            fix="Save it again on the What-if page, or delete it there.",
        ) from None


def named(name: str) -> str:
    """
    The name of a scenario, if people can tell it from others.

    Raises:
        ScenarioError: If it is empty, has blanks at its ends or several together, control characters, or is
            too long.
    """
    unseen = any(unicodedata.category(sign) in ("Cc", "Cs") for sign in name)
    if not name or unseen or name != " ".join(name.split()) or len(name) > LABEL_CHARACTERS:
        raise ScenarioError(
            f"{name[:LABEL_CHARACTERS]!r} cannot be the name of a scenario.",
            fix=f"Give up to {LABEL_CHARACTERS} characters on one line, without blanks at the ends.",
        )
    return name


def _text(kept: object) -> str:
    if not isinstance(kept, str) or not kept.strip():
        raise ValueError(f"{kept!r} is no name")
    return kept


def read_figure(kept: object) -> float:
    """
    A budget of 0 or more.

    Raises:
        ScenarioError: If it is none.
    """
    if isinstance(kept, bool) or not isinstance(kept, int | float) or not 0 <= kept <= PLAN_FIGURE_MOST:
        raise ScenarioError(
            f"A budget of {repr(kept)[:LABEL_CHARACTERS]} cannot hold.", fix="Give a number of 0 or more."
        )
    return float(kept)
