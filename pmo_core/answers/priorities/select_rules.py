"""Rules as the command line names them: projects by id or name, shares by horizon, department, objective."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

from pmo_core.answers.priorities.facts import Gathered
from pmo_core.answers.priorities.portions import portions
from pmo_core.answers.priorities.related import named
from pmo_core.errors import NotFound, ScenarioError
from pmo_core.measure.links import places, plain
from pmo_core.model import Horizon
from pmo_core.plan import Rules

SHOWN: Final = 12


def with_said(
    gathered: Gathered, rules: Rules, *, must: Iterable[str], must_not: Iterable[str], shares: Iterable[str]
) -> Rules:
    """
    The rules with those said beside them; what is said of a project or a part replaces what was agreed.

    Args:
        gathered: Facts of the snapshot.
        rules: Those that the portfolio has agreed.
        must: Projects by id or name.
        must_not: Likewise.
        shares: `short=0.2:0.5`, `department:IT=:0.3`, `objective:O1=0.1:`.
    Raises:
        NotFound: If a project or a part of the portfolio is not there.
        ScenarioError: If a share cannot be read or cannot hold.
    """
    into, out = _keys(gathered, must), _keys(gathered, must_not)
    said = dict(_share(gathered, text) for text in shares)
    return replace(
        rules,
        must={**{key: why for key, why in rules.must.items() if key not in out}, **into},
        must_not={**{key: why for key, why in rules.must_not.items() if key not in into}, **out},
        shares={**rules.shares, **said},
    )


def _keys(gathered: Gathered, references: Iterable[str]) -> dict[str, str]:
    open_ones = gathered.held.positions
    at = places(named(open_ones))
    found: dict[str, str] = {}
    for reference in references:
        if plain(reference) not in at:
            raise NotFound(
                f"No open project has the id or name {reference!r}.",
                fix=f"Open projects: {_some(open_ones.labels())}.",
            )
        found[str(open_ones.key[at[plain(reference)]])] = ""
    return found


def _share(gathered: Gathered, text: str) -> tuple[str, tuple[float, float]]:
    name, _, limits = text.rpartition("=")
    low, colon, high = limits.partition(":")
    try:
        if not colon:
            raise ValueError
        return _part(gathered, name), (float(low or 0), float(high or 1))
    except ValueError:
        raise ScenarioError(
            f"{text!r} cannot be read as a share.", fix="Write for example --share short=0.2:0.5."
        ) from None


def _part(gathered: Gathered, name: str) -> str:
    """The name of a part as rules have it; a horizon comes before a department, that before an objective."""
    wanted = plain(name)
    if wanted in {horizon.value for horizon in Horizon}:
        return f"horizon:{wanted}"
    known: Mapping[str, str] = {
        spelled: part.name
        for part in reversed(portions(gathered))
        for spelled in (plain(part.name), plain(part.name.partition(":")[2]), plain(part.label))
    }
    if wanted not in known:
        there = _some([part.name for part in portions(gathered)])
        raise NotFound(f"No part of the portfolio is called {name!r}.", fix=f"There are: {there}.")
    return known[wanted]


def _some(names: list[str]) -> str:
    rest = len(names) - SHOWN
    return ", ".join(names[:SHOWN]) + (f" and {rest} more" if rest > 0 else "") or "none"
