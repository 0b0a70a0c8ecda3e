"""The weights of objectives: as declared, all alike, or as a reader tries them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

import numpy as np

from pmo_core.answers.alignment.facts import Objective
from pmo_core.errors import ScenarioError
from pmo_core.measure.arrays import Floats, figures

Weighed: TypeAlias = Literal["declared", "equal", "asked", ""]
"""Where weights come from: the source, nowhere so that all count the same, the reader; '' = none hold."""

OBJECTIVES_LACKING: Final = "Upload objectives to see how much money serves the strategy."
NOT_DECLARED: Final = (
    "The objectives are only named by the projects: upload them, with weights if some matter more."
)
_ROUNDING: Final = 1e-9


@dataclass(frozen=True, eq=False)
class Weighing:
    """Weights of the objectives (K, sum 1) and where they come from; NaN with a reason where none hold."""

    values: Floats
    origin: Weighed
    reason: str = ""

    @property
    def holds(self) -> bool:
        """Whether money can be held against these weights."""
        return self.origin != ""


def weigh(objectives: Sequence[Objective], asked: Mapping[str, float] | None = None) -> Weighing:
    """
    Settle the weights; all blank in the source count the same, and where only some are blank none hold.

    Args:
        objectives: As declared.
        asked: The reader's own by key. Of all objectives: any positive multiple. Of some: shares of the
            whole, 0–1, or percent where one is above 1; the others share the rest as they did before.
    Raises:
        ScenarioError: If one is negative, no number, or of an objective that is not there, or some leave
            no rest.
    """
    declared = figures(one.weight for one in objectives)
    declared[~(declared >= 0)] = np.nan
    known = np.ones(declared.size) if np.isnan(declared).all() else declared
    if asked:
        known = _tried(objectives, known, asked)
    blanks = int(np.isnan(known).sum())
    if blanks:
        return _none_hold(
            known.size, f"{blanks} of {known.size} objectives have no weight: give all of them one, or none."
        )
    if not known.sum() > 0:
        return _none_hold(known.size, "The weights of the objectives add up to 0.")
    equal = bool(np.isnan(declared).all())
    return Weighing(known / known.sum(), "asked" if asked else "equal" if equal else "declared")


def bare(objectives: Sequence[Objective]) -> Weighing:
    """No weights: there are no objectives, or only the projects name them."""
    return _none_hold(len(objectives), NOT_DECLARED if objectives else OBJECTIVES_LACKING)


def _tried(objectives: Sequence[Objective], present: Floats, asked: Mapping[str, float]) -> Floats:
    """The weights with those asked for; NaN where an objective had none and is not asked for."""
    _check(objectives, asked)
    given = figures(asked.get(one.key) for one in objectives)
    others = np.isnan(given)
    if not others.any():
        return given
    shares = given / 100 if np.nanmax(given) > 1 else given
    rest = 1 - float(np.nansum(shares))
    if rest < -_ROUNDING:
        raise ScenarioError(
            f"The weights given add up to {100 * (1 - rest):g} %.", fix="Give 100 % at most, or all of them."
        )
    before = float(present[others].sum())
    spread = present[others] * (max(rest, 0.0) / before) if before > 0 else present[others]
    shares[others] = np.where(np.isnan(present[others]), np.nan, spread)
    return shares


def _check(objectives: Sequence[Objective], asked: Mapping[str, float]) -> None:
    known = [one.key for one in objectives]
    unknown = asked.keys() - set(known)
    if unknown:
        raise ScenarioError(
            f"There is no objective {min(unknown)!r}.",
            fix=f"Known ones: {', '.join(known[:20]) or 'none yet'}.",
        )
    for key, weight in asked.items():
        if not (np.isfinite(weight) and weight >= 0):
            raise ScenarioError(f"A weight of {weight:g} for {key!r} cannot hold.", fix="Give 0 or more.")


def _none_hold(size: int, reason: str) -> Weighing:
    return Weighing(np.full(size, np.nan), "", reason)
