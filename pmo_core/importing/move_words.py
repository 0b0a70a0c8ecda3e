"""What moved on the projects that changed, in words. Plain text: it holds names from the user's file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

import numpy as np

from pmo_core import look
from pmo_core.answers.overview.changes import Change
from pmo_core.importing.difference import Moves
from pmo_core.measure.confidence import delivery_confidence

NAMED: Final = 3
"""So many projects are named in one breath."""
_YEAR: Final = 365.25
_MONTH: Final = _YEAR / 12
_IN_MONTHS: Final = 45
"""From so many days on a slip is told in months."""
_IN_YEARS: Final = 4 * 365
_LONGEST: Final = 60


def moved(moves: Moves) -> list[str]:
    """What to tell of the projects: finished, amounts, finish dates, ratings; each a part of one sentence."""
    told = [
        _finished(moves),
        *_amounts(moves),
        _amounts_known(moves),
        *_finishes(moves),
        *_ratings(moves),
    ]
    return [each for each in told if each]


def of_what(moves: Moves, what: str) -> list[Change]:
    """The moves of one sort, such as new or finish."""
    return [change for change in moves.found if change.what == what]


def _finished(moves: Moves) -> str:
    found = of_what(moves, "finished")
    return f"{len(found)} finished ({_names(found)})" if found else ""


def _amounts(moves: Moves) -> list[str]:
    """Per currency: how much the amounts of projects on both lists rose or fell in all."""
    found = [change for change in of_what(moves, "amount") if change.moved is not None]
    units = dict.fromkeys([moves.unit, *(change.unit for change in found)])
    return [_sum(unit, [change for change in found if change.unit == unit], moves.noun) for unit in units]


def _sum(unit: str, found: Sequence[Change], noun: str) -> str:
    if not found:
        return ""
    ordered = sorted(found, key=lambda change: -abs(change.moved or 0.0))
    whole = sum(change.moved or 0.0 for change in found)
    shown = look.amount(abs(whole), unit)
    verb = "rose" if whole > 0 else "fell"
    if len(found) == 1:
        return f"the {noun} of {_name(found[0])} {verb} by {shown}"
    first = [f"{_name(change)} {look.signed(change.moved or 0.0, unit)}" for change in ordered[:NAMED]]
    names = listed(first, of=len(ordered))
    subject = noun if noun == "effort" else f"{noun}s"
    if shown == look.amount(0.0, unit):
        return f"{subject} moved, but not in all ({names})"
    return f"{subject} {verb} by {shown} in all ({names})"


def _amounts_known(moves: Moves) -> str:
    found = of_what(moves, "amount")
    lost = [change for change in found if change.after is None]
    known = [change for change in found if change.before is None]
    said = [
        f"{len(some)} {word} {'its' if len(some) == 1 else 'their'} {moves.noun} ({_names(some)})"
        for some, word in ((lost, "lost"), (known, "now has" if len(known) == 1 else "now have"))
        if some
    ]
    return ", ".join(said)


def _finishes(moves: Moves) -> list[str]:
    found = [change for change in of_what(moves, "finish") if change.days]
    later = sorted((c for c in found if (c.days or 0) > 0), key=lambda c: -(c.days or 0))
    sooner = sorted((c for c in found if (c.days or 0) < 0), key=lambda c: c.days or 0)
    return [
        _slip(later, "slipped", subject=True),
        _slip(sooner, "came forward", subject=not later),
    ]


def _slip(found: Sequence[Change], verb: str, *, subject: bool) -> str:
    if not found:
        return ""
    most = f"{_span(abs(found[0].days or 0))} ({_name(found[0])})"
    count = look.plural(len(found), "finish date") if subject else look.number(len(found))
    return f"{count} {verb} by {most}" if len(found) == 1 else f"{count} {verb}, the furthest by {most}"


def _span(days: int) -> str:
    if days < _IN_MONTHS:
        return look.plural(days, "day")
    if days < _IN_YEARS:
        return look.plural(round(days / _MONTH), "month")
    return look.plural(round(days / _YEAR), "year")


def _ratings(moves: Moves) -> list[str]:
    found = of_what(moves, "rating")
    scores = [
        delivery_confidence(np.array(labels, dtype=object), explicit=moves.ratings)
        for labels in ([change.before for change in found], [change.after for change in found])
    ]
    rose = scores[1] - scores[0]  # NaN where a label has no score: then it is neither better nor worse
    worse = [change for change, by in zip(found, rose, strict=True) if by < 0]
    better = [change for change, by in zip(found, rose, strict=True) if by > 0]
    return [
        f"{look.plural(len(some), 'rating') if named else len(some)} {verb} ({_names(some)})" if some else ""
        for some, verb, named in ((worse, "worsened", True), (better, "improved", not worse))
    ]


def _name(change: Change) -> str:
    return change.name if len(change.name) <= _LONGEST else f"{change.name[:_LONGEST]}…"


def _names(found: Iterable[Change]) -> str:
    return listed([_name(change) for change in found])


def listed(said: Sequence[str], *, most: int = NAMED, of: int | None = None) -> str:
    """The first of several names or figures, and how many more there are; `of` = so many in all."""
    count = len(said) if of is None else of
    if count <= most:
        return joined(said) if most > NAMED else ", ".join(said)
    return f"{', '.join(said[:most])} and {look.number(count - most)} more"


def joined(said: Sequence[str]) -> str:
    """'a, b and c'."""
    return " and ".join([", ".join(said[:-1]), said[-1]] if len(said) > 1 else said)
