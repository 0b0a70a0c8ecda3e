"""
The selection as the page shows it first: a sentence, three figures, one picture's message.

Every text is plain: it may hold names from the user's file, and pages pass it through `look.md`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from pmo_core import look
from pmo_core.answers.priorities import selection_notes, selection_words
from pmo_core.answers.priorities.rule_words import value_name
from pmo_core.answers.priorities.selection import Selection
from pmo_core.answers.priorities.selection_words import SAME, worth
from pmo_core.measure.choose.budgets import Frontier

LINE_HELP = "What is lost by funding the ranked list from the top until the money ends."


class Figure(NamedTuple):
    """One card: label, value, verdict in words, and what it means."""

    label: str
    value: str
    verdict: str
    help: str


@dataclass(frozen=True)
class SelectionView:
    """
    What the page says of a selection.

    proof: how sure it is. habit, others: what the habits of cutting a list would give; cutting: the card of
    the first of them. notes: who could not be decided on, rules that say nothing.
    """

    sentence: str
    proof: str
    habit: str
    others: str
    cutting: Figure
    notes: tuple[str, ...]


def selection_view(selection: Selection) -> SelectionView:
    """Word a selection."""
    return SelectionView(
        sentence=selection_words.verdict(selection),
        proof=selection_words.proof(selection),
        habit=selection_words.habit(selection),
        others=selection_words.other_habits(selection),
        cutting=_line(selection),
        notes=selection_notes.notes(selection),
    )


def _line(selection: Selection) -> Figure:
    label = "Cutting the list"
    asked, chosen, line = selection.question, selection.chosen, selection.line
    if not chosen.answered or not chosen.value:
        return Figure(label, "–", "", LINE_HELP)
    loss = line.loss(chosen.value)
    less = f"−{look.share(loss)}"
    verdict = f"{value_name(asked).capitalize()} {worth(line.value, asked)}"
    if loss >= SAME:
        verdict += f" instead of {worth(chosen.value, asked)}"
    if line.breaks:
        verdict += f"; breaks {look.plural(len(line.breaks), 'rule')}"
        return Figure(label, less if loss >= SAME else "not allowed", verdict, LINE_HELP)
    if loss < SAME:
        return Figure(label, "the same", verdict, LINE_HELP)
    swapped = max(len(selection.swaps.into), len(selection.swaps.out))
    return Figure(label, less, f"{verdict}; {look.plural(swapped, 'swap')} mend it", LINE_HELP)


def frontier_title(selection: Selection, found: Frontier) -> str:
    """The message of the picture of value against budget."""
    asked = selection.question
    budget = selection_words.purse(asked)
    if not selection.chosen.answered:
        return "What each budget could buy"
    most = max((v for v in found.bound.tolist() if v == v), default=0.0)
    if not most > 0:
        return f"{budget} buys nothing, for there is no value to be had"
    part = selection.chosen.value / most
    shown = "nearly all" if 0.995 <= part < 1 - SAME else look.share(part)
    return f"{budget} buys {shown} of the value that there is to be had"
