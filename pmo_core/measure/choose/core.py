"""More than 100 projects: a bound by parts of projects, then whole ones where it leaves a doubt."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import numpy as np

from pmo_core.measure.arrays import Flags
from pmo_core.measure.choose.linear import Model
from pmo_core.measure.choose.solve import Answer, Deadline, Relaxed, relaxed, solved

CORE: Final = 30
"""Projects decided on at first: those whose turning round would cost least (Balas & Zemel 1980)."""
CORE_MOST: Final = 400
"""More than these are not taken up again: the gap is printed instead."""
HAIR: Final = 1e-9


def by_core(model: Model, deadline: Deadline, *, gap: float = 0.0) -> Answer:
    """
    Decide on the projects in doubt, the core, and keep the others as the bound has them.

    To turn round a project outside the core costs its reduced cost at least. Where that is more than the gap
    for each of them, nothing better exists; else those that could still matter join the core, while time
    lasts. A core in which nothing holds is doubled.
    """
    parts = relaxed(model)
    if parts is None:
        return Answer(None, -np.inf, "infeasible", model)
    core = _nearest(model, parts, size=CORE)
    while True:
        found = solved(_within(model, parts, core), deadline, gap=gap)
        if found.selected is None:
            if found.state != "infeasible" or core.all():
                return replace(found, bound=min(found.bound, parts.bound))
            core = _nearest(model, parts, size=2 * int(core.sum()))
            continue
        value = float(model.gain[: model.projects] @ found.selected)
        doubtful = np.abs(parts.reduced) <= parts.bound - value + HAIR * abs(parts.bound)
        if not (doubtful & ~core).any():
            return replace(found, bound=min(found.bound, parts.bound))
        if deadline.passed or doubtful.sum() > CORE_MOST:
            return Answer(found.selected, parts.bound, "cut_short", model)
        core |= doubtful


def _nearest(model: Model, parts: Relaxed, *, size: int) -> Flags:
    """The columns that cost least to turn round, all that the bound splits, and the gaps of the mix."""
    split = np.abs(parts.x - np.rint(parts.x)) > HAIR
    core = np.asarray(split | (model.whole == 0), dtype=np.bool_)
    core[np.argsort(np.abs(parts.reduced), kind="stable")[:size]] = True
    return core


def _within(model: Model, parts: Relaxed, core: Flags) -> Model:
    kept = np.rint(parts.x)
    return replace(
        model, floor=np.where(core, model.floor, kept), ceiling=np.where(core, model.ceiling, kept)
    )
