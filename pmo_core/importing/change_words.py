"""What saving would change, in words. Plain text: it may hold names from the user's file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Final

import numpy as np

from pmo_core import look
from pmo_core.answers.overview.changes import Change
from pmo_core.importing.cells import Cell
from pmo_core.importing.compare import Value
from pmo_core.importing.difference import Changes, Moves
from pmo_core.importing.typed import said_of
from pmo_core.measure.confidence import delivery_confidence
from pmo_core.model import Kind

NAMED: Final = 3
"""So many projects are named in one breath."""
_MONTH: Final = 365.25 / 12
_IN_MONTHS: Final = 45
"""From so many days on a slip is told in months."""
NOUNS: Final[Mapping[Kind, str]] = {
    Kind.PROJECTS: "project",
    Kind.PROJECT_COSTS: "yearly cost",
    Kind.OBJECTIVES: "objective",
    Kind.ALIGNMENT: "link to an objective",
    Kind.KPIS: "reading",
    Kind.STAKEHOLDERS: "stakeholder",
    Kind.CONTACTS: "contact",
    Kind.FEEDBACK: "answer",
    Kind.MILESTONES: "milestone",
    Kind.BENEFITS: "benefit",
    Kind.LESSONS: "lesson",
    Kind.NOTES: "note",
    Kind.SETTINGS: "setting",
}
"""What one row of a kind is called."""
_MANY: Final[Mapping[Kind, str]] = {Kind.ALIGNMENT: "links to objectives"}


def counted(kind: Kind, count: int) -> str:
    """'1 project', '12 links to objectives'."""
    return look.plural(count, NOUNS[kind], many=_MANY.get(kind, ""))


def sentence(changes: Changes) -> str:
    """
    What changed since last time, as one says it.

    'Since 31 Mar 2026: 3 projects are new, 12 changed, 2 are no longer listed; budgets rose by £12.4m in all
    (Alpha +£8.0m, Beta +£4.4m); 4 finish dates slipped, the furthest by 5 months (Gamma).'
    """
    said = [_main(changes), *_dropped(changes), *_others(changes)]
    said += [sentence(each) for each in changes.beside]
    return " ".join(said)


def _main(changes: Changes) -> str:
    kind = changes.kind
    if changes.first:
        return f"Nothing to compare with yet: {counted(kind, changes.new)} would be the first."
    start = f"Since {look.day(changes.since)}" if changes.since else "Against what is in use"
    counts = _counts(changes)
    if not counts:
        same = f"{counted(kind, changes.unchanged)} {'stays' if changes.unchanged == 1 else 'stay'} as before"
        return f"{start} nothing has changed: {same}."
    if kind is not Kind.PROJECTS:
        return f"{start}: {counts}{_in_fields(changes)}."
    return f"{start}: {'; '.join([counts, *_moved(changes.moves)])}."


def _counts(changes: Changes) -> str:
    said: list[str] = []
    listed = (
        (changes.new, "is new", "are new", "new"),
        (changes.changed, "changed", "changed", ""),
        (changes.gone, "is no longer listed", "are no longer listed", "gone"),
    )
    for count, one, many, what in listed:
        if count:
            subject = look.number(count) if said else counted(changes.kind, count)
            worth = _worth(_of(changes.moves, what), count, unit=changes.moves.unit)
            said.append(f"{subject} {one if count == 1 else many}{worth}")
    return ", ".join(said)


def _worth(found: Sequence[Change], count: int, *, unit: str) -> str:
    """What they are worth in all, where each has an amount in the lead currency or in effort."""
    amounts = [change.amount for change in found if change.amount is not None and change.unit == unit]
    return "" if unit == "projects" or len(amounts) < count else f" ({look.amount(sum(amounts), unit)})"


def _in_fields(changes: Changes) -> str:
    told = [f"{said_of(name)} ({look.number(count)})" for name, count in changes.fields.items()]
    return f"; cells changed in {_listed(told, most=6)}" if told else ""


def _dropped(changes: Changes) -> list[str]:
    """Fields that the file has no column for: their values would no longer count."""
    if not changes.dropped:
        return []
    told = [f"{said_of(name)} ({look.number(count)})" for name, count in changes.dropped.items()]
    return [f"The file has no column for {_listed(told, most=6)}; what stands there now would not count."]


def _others(changes: Changes) -> list[str]:
    found = changes.others
    counts = (
        (found.new, "is new", "are new"),
        (found.changed, "changed", "changed"),
        (found.gone, "goes", "go"),
    )
    said = [f"{look.plural(n, 'row')} {one if n == 1 else many}" for n, one, many in counts if n]
    return [f"Of other dates, {_joined(said)}."] if said else []


def _moved(moves: Moves) -> list[str]:
    told = [
        _finished(moves),
        *_amounts(moves),
        _amounts_known(moves),
        *_finishes(moves),
        *_ratings(moves),
    ]
    return [each for each in told if each]


def _of(moves: Moves, what: str) -> list[Change]:
    return [change for change in moves.found if change.what == what]


def _finished(moves: Moves) -> str:
    found = _of(moves, "finished")
    return f"{len(found)} finished ({_names(found)})" if found else ""


def _amounts(moves: Moves) -> list[str]:
    """Per currency: how much the amounts of projects on both lists rose or fell in all."""
    found = [change for change in _of(moves, "amount") if change.moved is not None]
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
    names = [f"{_name(change)} {look.signed(change.moved or 0.0, unit)}" for change in ordered]
    subject = noun if noun == "effort" else f"{noun}s"
    if shown == look.amount(0.0, unit):
        return f"{subject} moved, but not in all ({_listed(names)})"
    return f"{subject} {verb} by {shown} in all ({_listed(names)})"


def _amounts_known(moves: Moves) -> str:
    found = _of(moves, "amount")
    lost = [change for change in found if change.after is None]
    known = [change for change in found if change.before is None]
    said = [
        f"{len(some)} {word} {'its' if len(some) == 1 else 'their'} {moves.noun} ({_names(some)})"
        for some, word in ((lost, "lost"), (known, "now has" if len(known) == 1 else "now have"))
        if some
    ]
    return ", ".join(said)


def _finishes(moves: Moves) -> list[str]:
    found = [change for change in _of(moves, "finish") if change.days]
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
    return look.plural(round(days / _MONTH), "month")


def _ratings(moves: Moves) -> list[str]:
    found = _of(moves, "rating")
    scores = [
        delivery_confidence(np.array(labels, dtype=object), explicit=moves.ratings)
        for labels in ([change.before for change in found], [change.after for change in found])
    ]
    rose = scores[1] - scores[0]  # NaN where a label has no score: then it is neither better nor worse
    worse = [change for change, by in zip(found, rose, strict=True) if by < 0]
    better = [change for change, by in zip(found, rose, strict=True) if by > 0]
    return [
        f"{look.plural(len(some), 'rating')} {verb} ({_names(some)})" if some else ""
        for some, verb in ((worse, "worsened"), (better, "improved"))
    ]


def _name(change: Change) -> str:
    return change.name[:60]


def _names(found: Iterable[Change]) -> str:
    return _listed([_name(change) for change in found])


def _listed(said: Sequence[str], *, most: int = NAMED) -> str:
    if len(said) <= most:
        return _joined(said) if most > NAMED else ", ".join(said)
    return f"{', '.join(said[:most])} and {look.number(len(said) - most)} more"


def _joined(said: Sequence[str]) -> str:
    return " and ".join([", ".join(said[:-1]), said[-1]] if len(said) > 1 else said)


def shown(cell: Cell) -> tuple[str, str]:
    """A cell before and after, as people write it; without a value the reason, else a dash."""
    return (
        _text(cell.before, cell.before_why, currency=cell.currency),
        _text(cell.after, cell.after_why, currency=cell.currency),
    )


def _text(value: Value | None, why: str, *, currency: str) -> str:
    if value is None:
        return why.replace("_", " ").replace("unparseable", "unreadable") or "–"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return look.day(value)
    if isinstance(value, str):
        return value
    figure = look.number(value, decimals=0 if value == round(value) else 2 if abs(value) >= 100 else 4)
    figure = figure.rstrip("0").rstrip(".") if "." in figure else figure
    return f"{look.SYMBOLS.get(currency, currency + ' ' if currency else '')}{figure}"
