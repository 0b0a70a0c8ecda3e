"""Sentences about a strategy that is tried: what moves, what loses its money or its reason. Plain text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from pmo_core import look
from pmo_core.answers.alignment import words
from pmo_core.answers.alignment.rehearsal import Rehearsal

NAMED: Final = 3
"""Objectives or projects that a sentence names."""


def verdict(found: Rehearsal) -> str:
    """The answer in money: how much more, or less, would lie elsewhere than these weights want it."""
    before, after = found.before.totals.misallocation, found.after.totals.misallocation
    if after.value is None:
        return f"No verdict yet. {after.reason}"
    unit = found.after.facts.held.unit
    then = words.to_move(found.after)
    shown = words.amount(then, unit)
    if before.value is None:
        return f"With these weights {shown} would have to move."
    change = then - words.to_move(found.before)
    moved = words.amount(abs(change), unit)
    if moved == words.amount(0, unit):
        elsewhere = ", but from elsewhere" if found.hit else ""
        return f"As much would have to move as now, {shown}{elsewhere}."
    said = "more" if change > 0 else "less"
    return f"With these weights {moved} {said} would have to move: {shown} in all."


def consequences(found: Rehearsal) -> list[str]:
    """What these weights would do, one sentence each; those without anything to say stay away."""
    unit = found.after.facts.held.unit
    lost = [at for at in found.hit if found.lost[at]]
    newly = found.newly_misplaced or 0.0
    said = [
        f"{words.amount(newly, unit)} of {look.plural(len(found.hit), 'project')} would lie beyond the "
        "weights, and does not now."
        if newly > 0
        else "",
        f"{_projects(found, lost)} would serve nothing that counts: {words.amount(found.orphaned, unit)}."
        if lost
        else "",
        _objectives(found, found.newly_unfunded, "has a weight now, but no money"),
        _objectives(found, found.newly_far, "would be 10 points or more from its weight"),
        _objectives(found, found.no_longer_far, "would be near its weight at last"),
        _touched(found),
    ]
    return [line for line in said if line]


def _objectives(found: Rehearsal, places: Sequence[int], what: str) -> str:
    if not places:
        return ""
    called = words.names(found.after.facts)
    verbs = {"has": "have", "its": "their"}
    if len(places) > 1:
        what = " ".join(verbs.get(word, word) for word in what.split())
    return f"{words.listed([f'“{called[at]}”' for at in places], most=NAMED)} {what}."


def _projects(found: Rehearsal, places: Sequence[int]) -> str:
    positions = found.after.facts.held.positions
    return words.listed([positions.label(at) for at in places], most=NAMED)


def _touched(found: Rehearsal) -> str:
    people = len(set(found.belongings.people.name[found.people].tolist()))
    counts = [
        look.plural(count, what)
        for count, what in (
            (found.milestones.size, "milestone"),
            (found.kpis.size, "KPI"),
            (people, "stakeholder"),
        )
        if count
    ]
    if not counts:
        return ""
    *first, last = counts
    whom = f"{', '.join(first)} and {last}" if first else last
    return f"What hangs on those that are hit: {whom}."


def picture_title(found: Rehearsal, *, tried: bool) -> str:
    """What one of the two pictures shows."""
    judged = found.after if tried else found.before
    moves = words.amount(words.to_move(judged), judged.facts.held.unit)
    name = "With these weights" if tried else "As it is"
    return f"{name}: {moves} would have to move" if judged.weighing.holds else f"{name}: no weights hold"
