"""Parts of a portfolio that a rule can give a least and a most share of what is spent."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from pmo_core.answers.priorities.facts import Gathered
from pmo_core.look import HORIZON_NAMES
from pmo_core.measure.arrays import Floats, total
from pmo_core.measure.positions import HORIZONS

HORIZON, DEPARTMENT, OBJECTIVE = "horizon", "department", "objective"


@dataclass(frozen=True, eq=False)
class Portion:
    """
    One horizon, department or objective.

    name: as `Rules.shares` names it, `horizon:short`. members: share of each project that counts, 0–1.
    share: of what all projects still cost, 0–1; NaN where none has a cost.
    """

    name: str
    kind: str
    label: str
    members: Floats
    share: float


def portions(gathered: Gathered) -> tuple[Portion, ...]:
    """Horizons, departments and objectives with at least one open project in them."""
    return tuple(_portions(gathered))


def _portions(gathered: Gathered) -> Iterator[Portion]:
    held = gathered.held
    for place, horizon in enumerate(HORIZONS):
        members = (held.bucket == place).astype(np.float64)
        if members.any():
            yield _portion(gathered, HORIZON, horizon.value, HORIZON_NAMES[horizon], members)
    spelled = [" ".join((name or "").split()) for name in held.positions.department]
    folded = np.array([name.casefold() for name in spelled], dtype=object)
    for name in sorted({name for name in folded if name}):
        first = spelled[int(np.flatnonzero(folded == name)[0])]
        yield _portion(gathered, DEPARTMENT, first, first, (folded == name).astype(np.float64))
    if gathered.shares is not None:
        for place, objective in enumerate(gathered.objectives):
            members = np.nan_to_num(gathered.shares[:, place])
            if members.any():
                yield _portion(gathered, OBJECTIVE, objective.id or objective.label, objective.label, members)


def _portion(gathered: Gathered, kind: str, id: str, label: str, members: Floats) -> Portion:
    cost = gathered.cost
    whole = total(cost)
    share = total(members * cost) / whole if whole else np.nan
    return Portion(f"{kind}:{id}", kind.capitalize(), label, members, float(share))
