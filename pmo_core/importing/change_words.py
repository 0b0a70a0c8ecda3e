"""What saving would change, in words. Plain text: it may hold names from the user's file."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Final

from pmo_core import look
from pmo_core.answers.overview.changes import Change
from pmo_core.importing.cells import Cell
from pmo_core.importing.compare import Value
from pmo_core.importing.difference import Changes
from pmo_core.importing.move_words import joined, listed, moved, of_what
from pmo_core.importing.typed import said_of
from pmo_core.model import Kind

LONGEST: Final = 300
"""So many characters of a text are shown."""


@lru_cache(maxsize=16)
def sentence(changes: Changes) -> str:
    """
    What changed since last time, as one says it.

    'Since 31 Mar 2026: 3 projects are new, 12 changed, 2 are no longer listed; budgets rose by £12.4m in all
    (Alpha +£8.0m, Beta +£4.4m); 4 finish dates slipped, the furthest by 5 months (Gamma).'
    """
    said = [_main(changes), *_dropped(changes), *_others(changes)]
    said += [sentence(each) for each in changes.beside if not each.first]
    first = [look.rows_of(each.new, each.kind) for each in changes.beside if each.first]
    return " ".join(
        [*said, *([f"Also in the file, the first of their kind: {joined(first)}."] if first else [])]
    )


def _main(changes: Changes) -> str:
    kind = changes.kind
    if changes.first:
        return f"Nothing to compare with yet: {look.rows_of(changes.new, kind)} would be the first."
    start = f"Since {look.day(changes.since)}" if changes.since else "Against what is in use"
    counts = _counts(changes)
    if not counts:
        return f"{start} nothing has changed. {unchanged(changes)}".strip()
    if kind is not Kind.PROJECTS:
        return f"{start}: {counts}{_in_fields(changes)}."
    return f"{start}: {'; '.join([counts, *moved(changes.moves)])}."


def unchanged(changes: Changes) -> str:
    """'45 projects stay as before.'; '' without any."""
    count = changes.unchanged
    verb = "stays" if count == 1 else "stay"
    return f"{look.rows_of(count, changes.kind)} {verb} as before." if count else ""


def _counts(changes: Changes) -> str:
    said: list[str] = []
    listed = (
        (changes.new, "is new", "are new", "new"),
        (changes.changed, "changed", "changed", ""),
        (changes.gone, "is no longer listed", "are no longer listed", "gone"),
    )
    for count, one, many, what in listed:
        if count:
            subject = look.number(count) if said else look.rows_of(count, changes.kind)
            worth = _worth(of_what(changes.moves, what), count, unit=changes.moves.unit)
            said.append(f"{subject} {one if count == 1 else many}{worth}")
    return ", ".join(said)


def _worth(found: Sequence[Change], count: int, *, unit: str) -> str:
    """What they are worth in all, where each has an amount in the lead currency or in effort."""
    amounts = [change.amount for change in found if change.amount is not None and change.unit == unit]
    return "" if unit == "projects" or len(amounts) < count else f" ({look.amount(sum(amounts), unit)})"


def _in_fields(changes: Changes) -> str:
    told = [f"{said_of(name)} ({look.number(count)})" for name, count in changes.fields.items()]
    return f"; cells changed in {listed(told, most=6)}" if told else ""


def _dropped(changes: Changes) -> list[str]:
    """Fields that the file has no column for: their values would no longer count."""
    if not changes.dropped:
        return []
    told = [f"{said_of(name)} ({look.number(count)})" for name, count in changes.dropped.items()]
    return [f"The file has no column for {listed(told, most=6)}; what stands there now would not count."]


def _others(changes: Changes) -> list[str]:
    found = changes.others
    counts = (
        (found.new, "is new", "are new"),
        (found.changed, "changed", "changed"),
        (found.gone, "goes", "go"),
    )
    said = [f"{look.plural(n, 'row')} {one if n == 1 else many}" for n, one, many in counts if n]
    return [f"Of other dates, {joined(said)}."] if said else []


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
        return value if len(value) <= LONGEST else f"{value[:LONGEST]}…"
    figure = look.number(value, decimals=0 if value == round(value) else 2 if abs(value) >= 100 else 4)
    figure = figure.rstrip("0").rstrip(".") if "." in figure else figure
    return f"{look.SYMBOLS.get(currency, currency + ' ' if currency else '')}{figure}"
