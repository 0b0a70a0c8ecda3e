"""Plans side by side: what each funds, what that is worth under the weights of now, and who differs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np
import pandas as pd

from pmo_core.answers.priorities.judgement import Ranking
from pmo_core.answers.priorities.selection import Selection
from pmo_core.answers.priorities.words import listed, told_apart
from pmo_core.look import HORIZON_NAMES, plural, share
from pmo_core.measure.arrays import Flags, total
from pmo_core.measure.positions import HORIZONS

NOW: Final = "This plan"
NAMED: Final = 12


def side_by_side(
    plans: Mapping[str, Selection], ranking: Ranking, indices: Mapping[str, float | None]
) -> pd.DataFrame:
    """
    One row per plan, the first to compare with.

    Args:
        plans: Name → portfolio, of the same projects.
        ranking: Its scores are those that all are measured by, so that they can be compared.
        indices: Name → balance index, if only what it funds went on.
    """
    first = next(iter(plans.values()))
    rows = [
        {
            "plan": name,
            "budget": each.question.problem.budget,
            "funded": int(each.chosen.selected.sum()) if each.chosen.answered else None,
            "cost": each.chosen.cost,
            "score by the weights of now": total(ranking.scores.score[each.chosen.selected]),
            "mix": mix_words(each),
            "balance index": indices.get(name),
            "funds instead": _names(each, each.chosen.selected & ~first.chosen.selected),
            "leaves out": _names(each, first.chosen.selected & ~each.chosen.selected),
        }
        for name, each in plans.items()
    ]
    return pd.DataFrame(rows)


def mix_words(selection: Selection) -> str:
    """Shares of the money to be committed: 'short 60 %, medium 30 %, long 10 %'."""
    picked = selection.chosen.selected
    cost = np.where(picked, np.nan_to_num(selection.question.problem.cost), 0.0)
    whole = float(cost.sum())
    if not whole:
        return ""
    bucket = selection.question.gathered.held.bucket
    parts = [(horizon, float(cost[bucket == place].sum()) / whole) for place, horizon in enumerate(HORIZONS)]
    return ", ".join(f"{HORIZON_NAMES[horizon].lower()} {share(part)}" for horizon, part in parts if part)


def who_differs(plans: Mapping[str, Selection]) -> pd.DataFrame:
    """The projects that not all plans treat alike: a column per plan, whether it funds them."""
    picked = [each.chosen.selected for each in plans.values()]
    apart = np.flatnonzero(np.any(picked, axis=0) & ~np.all(picked, axis=0)).tolist()
    label = next(iter(plans.values())).question.gathered.held.positions.label
    columns = {"project": [label(place) for place in apart]}
    heads = told_apart(plans, taken=columns)
    return pd.DataFrame(
        columns
        | {name: [bool(flags[place]) for place in apart] for name, flags in zip(heads, picked, strict=True)}
    )


def differing(count: int) -> str:
    """How many projects the plans do not treat alike."""
    if not count:
        return "All of these fund the same projects"
    are = "is" if count == 1 else "are"
    return f"{plural(count, 'project')} {are} funded by some of these and not by others"


def _names(selection: Selection, flags: Flags) -> str:
    label = selection.question.gathered.held.positions.label
    names: Sequence[str] = [label(place) for place in np.flatnonzero(flags).tolist()]
    return ", ".join(names) if len(names) <= NAMED else listed(list(names))
