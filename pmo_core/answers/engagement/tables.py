"""Stakeholders in rows: what the pictures draw. Every text is plain."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np
import pandas as pd

from pmo_core.answers.engagement import words
from pmo_core.answers.engagement.judgement import Judged

MOST: Final = 120
"""People in the grid."""
MOVES: Final = 20
"""People in the matrix."""
CELL: Final = 0.8
"""How much of a cell of the grid its people fill."""


def reach(gap: float) -> str:
    """How far somebody is from where they are needed, as the pictures tell it."""
    if math.isnan(gap):
        return "level missing"
    return "where needed" if gap == 0 else "1 step short" if gap == 1 else "2 steps or more"


def grid(
    judged: Judged, places: Sequence[int], *, numbers: Mapping[int, int], roles_only: bool
) -> pd.DataFrame:
    """
    People side by side in the cells of power and interest, the widest gaps first, at most MOST.

    Args:
        judged: All people.
        places: Those shown.
        numbers: Place → number in the list of the next conversations.
        roles_only: Whether names stay out.
    """
    people = judged.facts.people
    drawn = [at for at in places if judged.quadrant[at]]
    drawn.sort(key=lambda at: (at not in numbers, -np.nan_to_num(judged.weighted_gap[at])))
    drawn = drawn[:MOST]
    high = judged.facts.settings.thresholds.high_standing
    cells = [(_cell(float(people.interest[at]), high), _cell(float(people.power[at]), high)) for at in drawn]
    spots = [_spot(cells[:row].count(cell), cells.count(cell)) for row, cell in enumerate(cells)]
    return pd.DataFrame(
        {
            "person": [words.called(judged, at, roles_only=roles_only) for at in drawn],
            "x": [cell[0] + spot[0] for cell, spot in zip(cells, spots, strict=True)],
            "y": [cell[1] + spot[1] for cell, spot in zip(cells, spots, strict=True)],
            "reach": [reach(float(judged.gap[at])) for at in drawn],
            "number": [str(numbers[at]) if at in numbers else "" for at in drawn],
            "power": people.power[drawn],
            "interest": people.interest[drawn],
            "move": [words.move(judged, at) or "level missing" for at in drawn],
            "waiting": [words.waiting(judged, at) for at in drawn],
        }
    )


def _cell(value: float, high: float) -> int:
    """The cell of a value between 1 and 5; it lies on the side of the border where the value counts."""
    near, first = int(value + 0.5), math.ceil(high)
    return min(near, first - 1) if value < high else max(near, first)


def _spot(rank: int, count: int) -> tuple[float, float]:
    """Where the person of this rank stands in a cell of so many: rows from its upper left corner."""
    wide = math.ceil(math.sqrt(count))
    apart, middle = CELL / wide, (wide - 1) / 2
    return (rank % wide - middle) * apart, (middle - rank // wide) * apart


def matrix(judged: Judged, places: Sequence[int], *, roles_only: bool) -> tuple[list[int], pd.DataFrame]:
    """Those who have to move, the heaviest first, with level now and level needed; which they are."""
    worth = np.where(np.isnan(judged.weighted_gap), judged.gap, judged.weighted_gap)
    drawn = sorted((at for at in places if judged.gap[at] > 0), key=lambda at: -float(worth[at]))[:MOVES]
    people = judged.facts.people
    rows = pd.DataFrame(
        {
            "person": [words.called(judged, at, roles_only=roles_only) for at in drawn],
            "now": people.current[drawn],
            "needed": people.desired[drawn],
            "reach": [reach(float(judged.gap[at])) for at in drawn],
            "move": [words.move(judged, at) for at in drawn],
        }
    )
    return drawn, rows.assign(person=_apart(list(rows["person"])))


def _apart(names: list[str]) -> list[str]:
    """Two rows of one name would be drawn on one line."""
    return [
        f"{name} ({names[:at].count(name) + 1})" if names.count(name) > 1 else name
        for at, name in enumerate(names)
    ]
