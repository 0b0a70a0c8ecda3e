"""The same facts for the projects of one department."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from pmo_core.answers.priorities.facts import Gathered
from pmo_core.measure.arrays import Flags, Floats
from pmo_core.measure.holdings import Holdings


def within_department(gathered: Gathered, department: str) -> Gathered:
    """
    Only the projects of one department, spelled in any case; '' = all.

    What they need of another department is not decided here, so it binds nobody; nor does the budget that
    the whole portfolio has declared.
    """
    if not department:
        return gathered
    wanted = department.casefold()
    named = gathered.held.positions.department
    here = np.array([(name or "").casefold() == wanted for name in named], dtype=np.bool_)
    at = {int(place): new for new, place in enumerate(np.flatnonzero(here))}
    groups = {
        name: tuple(at[place] for place in members if place in at)
        for name, members in gathered.groups.items()
    }
    return replace(
        gathered,
        settings=replace(gathered.settings, budget=None),
        positions=gathered.positions.within_department(department),
        held=_held(gathered.held, here),
        figures=_rows(gathered.figures, here),
        elsewhere={name: flags[here] for name, flags in gathered.elsewhere.items()},
        own=_rows(gathered.own, here),
        second_rating=gathered.second_rating[here],
        alignment=gathered.alignment[here],
        support=gathered.support[here],
        shares=None if gathered.shares is None else gathered.shares[here],
        costs={year: amounts[here] for year, amounts in gathered.costs.items()},
        needs=tuple((at[i], at[j]) for i, j in gathered.needs if i in at and j in at),
        unmet={at[place]: names for place, names in gathered.unmet.items() if place in at},
        groups={name: members for name, members in groups.items() if len(members) > 1},
    )


def _held(held: Holdings, here: Flags) -> Holdings:
    return replace(
        held,
        positions=held.positions.take(here),
        amounts=held.amounts[here],
        bucket=held.bucket[here],
        derived=held.derived[here],
    )


def _rows(columns: Mapping[str, Floats], here: Flags) -> dict[str, Floats]:
    return {name: column[here] for name, column in columns.items()}
