"""Titles of pictures of stakeholders, and what they say to somebody who cannot see them. Plain text."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from pmo_core import look
from pmo_core.answers.engagement import words
from pmo_core.answers.engagement.findings import Trend
from pmo_core.answers.engagement.judgement import Judged
from pmo_core.measure.engage import QUADRANTS


def grid_title(judged: Judged, places: Sequence[int]) -> str:
    """'8 people to manage closely: 5 are not where they are needed'; of whom it is unknown is said."""
    close = [at for at in places if judged.quadrant[at] == QUADRANTS[0]]
    if not close:
        return "Power and interest: nobody has both high"
    short = sum(bool(judged.gap[at] > 0) for at in close)
    unknown = sum(bool(np.isnan(judged.gap[at])) for at in close)
    verb = "is" if short == 1 else "are"
    whom = look.plural(len(close), "person", many="people")
    if unknown == len(close):
        return f"{whom} to manage closely: whether they are where they are needed is not known"
    rest = f", of {unknown} it is not known" if unknown else ""
    return f"{whom} to manage closely: {short} {verb} not where they are needed{rest}"


def grid_alt(judged: Judged, places: Sequence[int], *, roles_only: bool) -> str:
    """The grid in words: who is in which quadrant, the widest gaps first."""
    said = [grid_title(judged, places)]
    for name in QUADRANTS:
        inside = [at for at in places if judged.quadrant[at] == name]
        inside.sort(key=lambda at: -np.nan_to_num(judged.weighted_gap[at]))
        named = [_short(judged, at, roles_only=roles_only) for at in inside[:8]]
        more = f" and {len(inside) - 8} more" if len(inside) > 8 else ""
        said.append(f"{name.capitalize()}, {len(inside)}: {', '.join(named)}{more}" if inside else "")
    return ". ".join(part for part in said if part) + "."


def _short(judged: Judged, at: int, *, roles_only: bool) -> str:
    gap = float(judged.gap[at])
    name = words.called(judged, at, roles_only=roles_only)
    return f"{name} ({words.step(gap)} short)" if gap > 0 else name


def trend_title(found: Trend) -> str:
    """'Where they are needed: 60 % on 3 Mar 2026, 71 % on 5 May 2026'; of the first and the last day."""
    ends = [f"{look.share(one.value or 0.0)} on {look.day(day)}" for day, one in (found[0], found[-1])]
    return f"Where they are needed: {ends[0]}, {ends[1]}"


def trend_alt(found: Trend) -> str:
    """The trend in words: each day with its attainment."""
    said = [f"{look.day(day)}: {look.share(one.value or 0.0)}" for day, one in found]
    return f"{trend_title(found)}. {'; '.join(said)}."


def matrix_title(judged: Judged, places: Sequence[int]) -> str:
    """'9 of 22 people have to move: 17 steps'."""
    known = [at for at in places if not np.isnan(judged.gap[at])]
    short = [at for at in known if judged.gap[at] > 0]
    if not known:
        return "Nobody has both a current and a needed level"
    if not short:
        return f"All {len(known)} people with both levels stand where they are needed"
    steps = words.step(sum(float(judged.gap[at]) for at in short))
    verb = "has" if len(short) == 1 else "have"
    of = look.plural(len(known), "person", many="people")
    return f"{len(short)} of {of} {verb} to move, by {steps} in all"


def matrix_alt(judged: Judged, drawn: Sequence[int], *, places: Sequence[int], roles_only: bool) -> str:
    """The matrix in words, those that are drawn."""
    said = [f"{words.called(judged, at, roles_only=roles_only)}: {words.move(judged, at)}" for at in drawn]
    return f"{matrix_title(judged, places)}. {'; '.join(said)}."
