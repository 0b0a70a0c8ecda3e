"""The first words of the What-if page: what the money buys, who is safe, whom to discuss. Plain text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from pmo_core import look
from pmo_core.answers.priorities import selection_words
from pmo_core.answers.priorities.question import Question
from pmo_core.answers.priorities.robust_words import PRIORS
from pmo_core.answers.priorities.selection import Selection, ranked
from pmo_core.answers.priorities.tables import DECISIONS, UNDECIDED
from pmo_core.answers.priorities.words import listed
from pmo_core.measure.arrays import Flags
from pmo_core.measure.choose.often import CoreIndex
from pmo_core.measure.robust import SEED

DECIDE_HELP: Final = "Funded in the best portfolio under every weighting tried: fund it now."
DISCUSS_HELP: Final = (
    "Funded under some of the weightings tried and not under others: spend the meeting on these."
)


@dataclass(frozen=True)
class Safe:
    """How many are funded in all, in some (by name), and in none of the weightings tried."""

    decide: int
    discuss: tuple[str, ...]
    drop: int
    drawn: int


def headline(selection: Selection, found: CoreIndex | None) -> str:
    """What the budget buys, and how much of it hangs on the weights."""
    asked, chosen = selection.question, selection.chosen
    picked = int(chosen.selected.sum())
    if not (chosen.answered and picked):
        return selection_words.verdict(selection)
    of = asked.gathered.size
    whole = "the only open project" if of == 1 else f"all {look.plural(of, 'open project')}"
    part = f"{picked} of {look.plural(of, 'open project')}"
    text = f"{selection_words.purse(asked)} funds {whole if picked == of else part}"
    if found is None or not found.drawn:
        return f"{text}."
    sure, open_ones = int(found.core.sum()), int(found.borderline.sum())
    settled = sure == picked and not open_ones
    if settled and picked == 1:
        return f"{text}, {'' if of == 1 else 'the same '}under every weighting tried."
    some = "all of them" if settled else look.number(sure)
    safe = f"{some} under every weighting tried" if sure else "none of them under every weighting tried"
    talk = "none needs" if not open_ones else f"{open_ones} {'needs' if open_ones == 1 else 'need'}"
    return f"{text}: {safe}, {talk} a discussion."


def note(selection: Selection, found: CoreIndex | None) -> str:
    """What the sentence rests on: how good the portfolio is, and which weights were tried."""
    asked, chosen = selection.question, selection.chosen
    parts = []
    if chosen.answered and chosen.selected.any():
        spent = look.amount(chosen.cost, asked.gathered.held.unit)
        most = "the most that fits" if chosen.state == "optimal" else "the most that was found"
        worth = selection_words.worth(chosen.value, asked)
        parts.append(f"It spends {spent} and brings a {_value(asked)} of {worth}, {most}.")
    unknown = int(chosen.undecidable.sum())
    if unknown:
        lack = "lacks a cost or a score and is" if unknown == 1 else "lack a cost or a score and are"
        parts.append(f"{look.plural(unknown, 'project')} {lack} not decided on.")
    if found is not None and found.drawn:
        parts.append(f"Tried: {PRIORS[asked.plan.prior]}, {found.drawn} times, seed {SEED}.")
    return " ".join(parts)


def _value(asked: Question) -> str:
    return (
        "total score"
        if asked.by_score
        else f"total {asked.plan.value.removeprefix('score.').replace('_', ' ')}"
    )


def safe_of(asked: Question, found: CoreIndex) -> Safe:
    """Decide, discuss and drop, those to discuss by name, the most valuable first."""
    return Safe(
        decide=int(found.core.sum()),
        discuss=tuple(_named(asked, found.borderline)),
        drop=int(found.exterior.sum()),
        drawn=found.drawn,
    )


def marks(found: CoreIndex) -> list[str]:
    """What each project is: decide, discuss, drop, or that it cannot be decided on."""
    groups = [found.core, found.borderline, found.exterior]
    held: list[str] = np.select(groups, DECISIONS, UNDECIDED).tolist()
    return held


def _named(asked: Question, flags: Flags) -> Sequence[str]:
    if not flags.any():
        return []
    label = asked.gathered.held.positions.label
    return [label(place) for place in ranked(asked).tolist() if flags[place]]


def decide_words(safe: Safe) -> str:
    """Under the number of those that are safe."""
    return f"Funded in all {safe.drawn} weightings; {look.number(safe.drop)} in none"


def discuss_words(safe: Safe) -> str:
    """Under the number of those to discuss."""
    return f"{listed(list(safe.discuss))}" if safe.discuss else "No project hangs on the weights"


def entering(selection: Selection, base: Selection) -> tuple[list[str], list[str]]:
    """Who enters and who leaves the funded set against the base, the most valuable first."""
    now, before = selection.chosen.selected, base.chosen.selected
    asked = selection.question
    return list(_named(asked, now & ~before)), list(_named(asked, before & ~now))


def against_base(selection: Selection, base: Selection) -> str:
    """The same in one sentence."""
    into, out = entering(selection, base)
    if not (into or out):
        return "The same projects are funded as under the base."
    parts = [f"in: {listed(into)}" if into else "", f"out: {listed(out)}" if out else ""]
    return f"Against the base, {'; '.join(part for part in parts if part)}."
