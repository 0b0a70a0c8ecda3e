"""What stands beside a selection: who could not be decided on and why, and rules that say nothing."""

from __future__ import annotations

from collections import Counter
from typing import Final

import numpy as np

from pmo_core import look
from pmo_core.answers.priorities.criteria_words import no_worth
from pmo_core.answers.priorities.judgement import matrix
from pmo_core.answers.priorities.question import Question
from pmo_core.answers.priorities.rule_words import idle_sentence, lacks
from pmo_core.answers.priorities.ruled import unassessed
from pmo_core.answers.priorities.selection import Selection
from pmo_core.answers.priorities.selection_words import names
from pmo_core.answers.priorities.words import NAMED, listed

SHOWN: Final = 10


def notes(selection: Selection) -> tuple[str, ...]:
    """What a reader must know beside the selection, one sentence each."""
    asked = selection.question
    worthless = filter(None, [no_worth(asked.criteria)] if asked.by_score else [])
    gaps = (*_undecided(selection), *_guessed(asked))
    return (*worthless, *gaps, *_free(asked), *_silent(asked), *_unmet(asked), *_unassessed(asked))


def _silent(asked: Question) -> list[str]:
    """Rules that say nothing, the first ten and how many others."""
    idle = asked.idle
    said, rest = [idle_sentence(one) for one in idle[:SHOWN]], len(idle) - SHOWN
    if rest > 0:
        said.append(f"{look.plural(rest, 'other rule')} {'says' if rest == 1 else 'say'} nothing either.")
    return said


def _undecided(selection: Selection) -> list[str]:
    """'12 of 49 open projects cannot be decided on (A, B and 10 others): 9 have no score on Risk, …'."""
    asked, places = selection.question, np.flatnonzero(selection.chosen.undecidable).tolist()
    if not places:
        return []
    count = f"{len(places)} of {look.plural(asked.gathered.size, 'open project')}"
    common = Counter(thing for place in places for thing in lacks(asked, place)).most_common(NAMED)
    said = ", ".join(f"{often} {'has' if often == 1 else 'have'} no {thing}" for thing, often in common)
    return [f"{count} cannot be decided on ({names(asked, places)}): {said}."]


def _guessed(asked: Question) -> list[str]:
    """How many are scored by a part of the criteria, because the reader wants it so."""
    if not (asked.by_score and asked.plan.known_only):
        return []
    lacking = np.isnan(matrix(asked.gathered, asked.criteria).values).any(axis=1)
    count = int((lacking & ~asked.no_value).sum())
    lack = "lacks a score and counts" if count == 1 else "lack a score and count"
    return [f"{look.plural(count, 'open project')} {lack} by the known ones alone."] if count else []


def _free(asked: Question) -> list[str]:
    """Projects that are funded for nothing, and why."""
    held = asked.gathered.held
    spent = np.flatnonzero((asked.problem.cost == 0) & (held.amounts > 0)).tolist()
    nought = np.flatnonzero(held.amounts == 0).tolist()
    said: list[str] = []
    if spent:
        verb = "costs" if len(spent) == 1 else "cost"
        said.append(f"{names(asked, spent)} {verb} nothing more: as much is spent as the {held.basis_name}.")
    if nought:
        nothing = look.amount(0, held.unit)
        said.append(f"The data give {names(asked, nought)} a {held.basis_name} of {nothing}.")
    return said


def _unmet(asked: Question) -> list[str]:
    label = asked.gathered.held.positions.label
    return [
        f"{label(place)} needs {listed(list(references))}, which is neither open nor done: not counted."
        for place, references in sorted(asked.gathered.unmet.items())[:NAMED]
    ]


def _unassessed(asked: Question) -> list[str]:
    count = int(unassessed(asked.gathered, asked.plan.rules).sum())
    if not count:
        return []
    some = look.plural(count, "open project")
    return [f"{some} without a known share of that objective: counted as serving none."]
