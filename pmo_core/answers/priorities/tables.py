"""
The ranking in rows: what charts draw and tables list.

Every text is plain: it may hold names from the user's file, and pages pass it through `look.md`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Final

import numpy as np
import pandas as pd

from pmo_core import look
from pmo_core.answers.priorities.judgement import Ranking, SecondOpinion, break_evens, swap_weight
from pmo_core.answers.priorities.robust_words import SAFETY_NAMES
from pmo_core.answers.priorities.trying import Tried, safety, top_shares
from pmo_core.answers.priorities.weight_words import break_even, weight_span
from pmo_core.answers.priorities.words import listed, told_apart
from pmo_core.measure.arrays import Floats, Whole, figures
from pmo_core.measure.sensitivity import Swing

DRAWN: Final = 25
"""Projects in the picture of rank ranges; the others are in the table."""
GAP: Final = "Score missing"
UNDECIDED: Final = "Not decidable"
UNTRIED: Final = "Not tried"
DECISIONS: Final = ("Decide", "Discuss", "Drop")
"""Funded under all, some or none of the weightings tried."""
BETWEEN: Final = (DECISIONS[1], SAFETY_NAMES["open"])
"""Whom other weights would move in or out."""
MARKS: Final = (*DECISIONS, *SAFETY_NAMES.values(), GAP, UNDECIDED, UNTRIED)
"""What a project in the picture can be."""


def ranking_rows(ranking: Ranking, attempt: Tried, *, said: Sequence[str] | None = None) -> pd.DataFrame:
    """Every open project as a list shows it; what is not known is empty, never 0. said: as of range_rows."""
    low, high = _ranges(ranking, attempt)
    found = attempt.found
    rows = pd.DataFrame(
        {
            "Rank": _places(ranking.rank),
            "Project": ranking.labels,
            "Score": ranking.scores.score,
            "Moved": _places(ranking.moved),
            "Lowest score": ranking.scores.low,
            "Highest score": ranking.scores.high,
            "Best rank": _places(low),
            "Worst rank": _places(high),
            "Verdict": said or marks(ranking, attempt),
            f"Among the first {ranking.top}": top_shares(ranking, attempt),
            "First": np.full(len(low), np.nan) if found is None else found.first,
        }
    )
    return rows.iloc[ranking.shown].reset_index(drop=True)


def marks(ranking: Ranking, attempt: Tried) -> list[str]:
    """What each project's rank range says, or why it says nothing."""
    if attempt.found is None:
        return [UNTRIED if rank else GAP for rank in ranking.rank.tolist()]
    return [GAP if mark is None else SAFETY_NAMES[mark] for mark in safety(ranking, attempt)]


def _ranges(ranking: Ranking, attempt: Tried) -> tuple[Whole, Whole]:
    """Ranks under the weights tried; where these say nothing, what the missing scores leave open."""
    if attempt.found is None:
        return ranking.best, ranking.worst
    known = attempt.found.low > 0
    return (
        np.where(known, attempt.found.low, ranking.best),
        np.where(known, attempt.found.high, ranking.worst),
    )


def _places(ranks: Whole) -> pd.Series[int]:
    """Ranks or steps as whole numbers with gaps: 0 = none."""
    return pd.Series(ranks, dtype="Int64").mask(ranks == 0)


def range_rows(ranking: Ranking, attempt: Tried, *, said: Sequence[str] | None = None) -> pd.DataFrame:
    """
    Rows of the picture of rank ranges, in the order of the list.

    At most DRAWN projects: those to discuss, then in turn the first and those nearest to the border of the
    first places, the line. project: label, unlike all others. rank and before: NaN where there is none.
    mark: one of MARKS. span: '3–7'. label: span and mark, to the right of `end`.

    Args:
        ranking: The projects.
        attempt: The weights tried.
        said: A mark per project instead of that of its rank range, such as whether it is funded.
    """
    low, high = _ranges(ranking, attempt)
    given = list(said or marks(ranking, attempt))
    ranged = [place for place in ranking.shown.tolist() if low[place]]
    drawn = _drawn(ranged, [place for place in ranged if given[place] in BETWEEN], top=ranking.top)
    spans = [_span(int(low[place]), int(high[place])) for place in drawn]
    shown = [given[place] for place in drawn]
    names = _apart(ranking)
    rank = np.where(ranking.rank > 0, ranking.rank, np.nan)
    before = np.where(ranking.moved != 0, ranking.before, np.nan)
    return pd.DataFrame(
        {
            "project": [names[place] for place in drawn],
            # a bar covers its first and its last rank
            "low": low[drawn] - 0.5,
            "high": high[drawn] + 0.5,
            "rank": rank[drawn],
            "before": before[drawn],
            "end": np.fmax(high + 0.5, before + 0.5)[drawn],
            "mark": shown,
            "span": spans,
            "label": [f"{span} · {mark.lower()}" for span, mark in zip(spans, shown, strict=True)],
            "score": [_score(ranking, place) for place in drawn],
            "line": ranking.top + 0.5,
        }
    )


def _drawn(ranged: list[int], open_ones: list[int], *, top: int) -> list[int]:
    """Which rows a picture has room for, in the order of the list."""
    near = sorted(range(len(ranged)), key=lambda at: (abs(at + 0.5 - top), at))
    in_turn = chain.from_iterable(zip(ranged, (ranged[at] for at in near), strict=True))
    wanted = set(list(dict.fromkeys([*open_ones, *in_turn]))[:DRAWN])
    return [place for place in ranged if place in wanted]


def _apart(ranking: Ranking) -> list[str]:
    """Labels that tell all projects apart: those that several share get their id, else their key."""
    counts = Counter(ranking.labels)
    open_ones = ranking.gathered.held.positions
    ids = zip(ranking.labels, open_ones.project_id, open_ones.key, strict=True)
    return [label if counts[label] == 1 else f"{label} ({id or key})" for label, id, key in ids]


def _span(low: int, high: int) -> str:
    return f"{low}" if low == high else f"{low}–{high}"


def _score(ranking: Ranking, place: int) -> str:
    low, high = (
        look.number(float(each[place]), decimals=2) for each in (ranking.scores.low, ranking.scores.high)
    )
    return low if low == high else f"{low} to {high}"


def criteria_rows(ranking: Ranking) -> pd.DataFrame:
    """What counts how much, on which scale, and for how many projects it is not known."""
    criteria = ranking.criteria
    return pd.DataFrame(
        {
            "Criterion": [one.name for one in criteria],
            "Weight": ranking.weights,
            "Nothing at": [one.low if one.higher_is_better else one.high for one in criteria],
            "Full at": [one.high if one.higher_is_better else one.low for one in criteria],
            "Unit": [one.unit for one in criteria],
            "Missing": ranking.missing.sum(axis=0),
            "Outside the scale": ranking.clipped.sum(axis=0),
            "Meaning": [one.meaning for one in criteria],
        }
    )


def share_rows(ranking: Ranking, place: int) -> pd.DataFrame:
    """How one project comes to its score: value 0–1 times weight, per criterion; empty where missing."""
    values = ranking.values[place]
    return pd.DataFrame(
        {
            "Criterion": [one.name for one in ranking.criteria],
            "Value": values,
            "Weight": ranking.weights,
            "Part of the score": np.where(ranking.weights > 0, values * ranking.weights, 0.0),
        }
    )


def pair_rows(ranking: Ranking, *, one: int, other: int) -> pd.DataFrame:
    """For two projects, the weight of each criterion at which they swap, in numbers and as a sentence."""
    found = break_evens(ranking, one=one, other=other)
    return pd.DataFrame(
        {
            "Criterion": [each.name for each in ranking.criteria],
            "Weight now": [each.now for each in found],
            "They swap at": figures(map(swap_weight, found)),
            "In words": [
                break_even(ranking, each, criterion=place, one=one, other=other)
                for place, each in enumerate(found)
            ],
        }
    )


def swing_rows(ranking: Ranking, found: Sequence[Swing]) -> pd.DataFrame:
    """What 20 % more and less of each weight does, the weight that matters most first."""
    both = ((swing, shift) for swing in found for shift in (swing.up, swing.down))
    pairs = [(swing, shift) for swing, shift in both if shift.weight != ranking.weights[swing.criterion]]
    return pd.DataFrame(
        {
            "Criterion": [ranking.criteria[swing.criterion].name for swing, _ in pairs],
            "Weight": [weight_span(ranking, swing, shift) for swing, shift in pairs],
            "Ranks moved at most": [shift.moves for _, shift in pairs],
            "Come in": [_names(ranking, shift.enters) for _, shift in pairs],
            "Go out": [_names(ranking, shift.leaves) for _, shift in pairs],
        }
    )


def _names(ranking: Ranking, places: Iterable[int]) -> str:
    return listed([ranking.labels[place] for place in places])


def opinion_rows(ranking: Ranking, found: SecondOpinion) -> pd.DataFrame:
    """Both methods side by side, in the order of the list."""
    rows = pd.DataFrame(
        {
            "Project": ranking.labels,
            "Rank": _places(ranking.rank),
            "Rank by the second method": _places(found.rank),
            "Score": ranking.scores.score,
            "Nearness (TOPSIS)": found.nearness,
        }
    )
    return rows.iloc[ranking.shown].reset_index(drop=True)


def first_rows(ranking: Ranking, attempt: Tried) -> pd.DataFrame:
    """Who comes first how often, and the mean weights that put it there; those that never do are left out."""
    if attempt.found is None:
        return pd.DataFrame({"Project": [], "First": []})
    share: Floats = np.nan_to_num(attempt.found.first)
    places = sorted(
        np.flatnonzero(share > 0).tolist(), key=lambda place: (-share[place], ranking.labels[place])
    )
    named = {"Project": [ranking.labels[place] for place in places], "First": share[places]}
    heads = told_apart((ranking.criteria[place].name for place in attempt.criteria), taken=named)
    weights = {name: attempt.found.central[places, column] for column, name in enumerate(heads)}
    return pd.DataFrame(named | weights)
