"""What a single weight would have to be, or do, for the order to change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

import numpy as np

from pmo_core.measure.arrays import Floats
from pmo_core.measure.score import TIE, ranks, scored
from pmo_core.measure.weigh import whole_weights

DELTA: Final = 0.2
FROM_NOTHING: Final = 0.05
"""What a criterion without a weight is tried with."""

BreakEvenVerdict: TypeAlias = Literal["weight", "never", "parallel", "equal", "not_applicable"]


@dataclass(frozen=True)
class BreakEven:
    """
    The weight of one criterion at which two projects score the same, the other weights keeping proportion.

    weight: 0–1 where the verdict is `weight`, else None. verdict: `never` = the same one leads at any weight;
    `parallel` = by always the same distance; `equal` = they always score the same; `not_applicable` = a score
    is missing, or the criterion holds all the weight. ahead: row of the project that leads at the present
    weight, None = neither. gains: row of the one that more weight helps, None = neither. now: present weight.
    """

    weight: float | None
    verdict: BreakEvenVerdict
    ahead: int | None
    gains: int | None
    now: float


def break_even(values: Floats, weights: Floats, *, criterion: int, one: int, other: int) -> BreakEven:
    """
    w* = (R_m − R_i) / [(v_ik − v_mk) + (R_m − R_i)] with R_i = Σ_{j≠k} w_j v_ij / (1 − w_k).

    Args:
        values: Projects × criteria, 0–1, NaN where missing.
        weights: One per criterion, as whole_weights takes them.
        criterion: Column of the weight that varies.
        one: Row of a project.
        other: Row of the one it is compared with.
    Source: linear algebra. S-BE → 6/13 on criterion 3, 1/7 on criterion 2, never on criterion 1.
    """
    shares = whole_weights(weights)
    now = float(shares[criterion])
    rest = shares.copy()
    rest[criterion] = 0.0
    lead = values[one] - values[other]
    counts = rest > 0
    if not counts.any() or np.isnan(lead[counts]).any() or np.isnan(lead[criterion]):
        return BreakEven(None, "not_applicable", None, None, now)
    without = float(lead[counts] @ rest[counts]) / float(rest.sum())
    alone = float(lead[criterion])
    rise, present = alone - without, now * alone + (1 - now) * without
    ahead = None if abs(present) <= TIE else one if present > 0 else other
    if abs(rise) <= TIE:
        return BreakEven(None, "equal" if ahead is None else "parallel", ahead, None, now)
    gains = one if rise > 0 else other
    weight = -without / rise
    if not -TIE <= weight <= 1 + TIE:
        return BreakEven(None, "never", ahead, gains, now)
    return BreakEven(min(max(weight, 0.0), 1.0), "weight", ahead, gains, now)


@dataclass(frozen=True)
class Shift:
    """A weight tried, 0–1: the greatest change in rank it brings, rows that enter or leave the first n."""

    weight: float
    moves: int
    enters: tuple[int, ...]
    leaves: tuple[int, ...]


@dataclass(frozen=True)
class Swing:
    """What a criterion's weight does to the order when it is taken up and down."""

    criterion: int
    up: Shift
    down: Shift

    @property
    def moves(self) -> int:
        """The greatest change in rank, either way."""
        return max(self.up.moves, self.down.moves)

    @property
    def changed(self) -> int:
        """The most projects that enter or leave the first n, either way."""
        return max(len(shift.enters) + len(shift.leaves) for shift in (self.up, self.down))


def tornado(values: Floats, weights: Floats, *, top: int, delta: float = DELTA) -> tuple[Swing, ...]:
    """
    Change in rank, and in who is among the first `top`, when each weight in turn is w·(1 ± delta).

    The others keep proportion; a weight of 0 is tried at .05, and at 1 it goes no higher. Only projects
    without missing scores are ranked.

    Source: Howard 1988. It misses joint moves of weights: robust covers them.
    """
    shares = whole_weights(weights)
    base = ranks(scored(values, shares).score)

    def tried(place: int, weight: float) -> Shift:
        rank = ranks(scored(values, _with(shares, place, weight)).score)
        both = (rank > 0) & (base > 0)
        then, now = (rank > 0) & (rank <= top), (base > 0) & (base <= top)
        return Shift(
            weight,
            int(np.abs(rank - base)[both].max(initial=0)),
            tuple(np.flatnonzero(then & ~now).tolist()),
            tuple(np.flatnonzero(now & ~then).tolist()),
        )

    return tuple(
        Swing(
            place,
            tried(place, min(weight * (1 + delta), 1.0) if weight > 0 else FROM_NOTHING),
            tried(place, max(weight * (1 - delta), 0.0)),
        )
        for place, weight in enumerate(shares.tolist())
    )


def _with(shares: Floats, place: int, weight: float) -> Floats:
    """The weights with one of them set; the others keep proportion, equal where they were all 0."""
    rest = shares.copy()
    rest[place] = 0.0
    if shares.size == 1:
        return shares
    if rest.sum() <= 0:
        rest = np.where(np.arange(shares.size) == place, 0.0, 1.0)
    result = rest / rest.sum() * (1 - weight)
    result[place] = weight
    return np.asarray(result, dtype=np.float64)
