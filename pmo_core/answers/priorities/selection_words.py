"""Sentences of the selection: what to fund, how sure that is, what the habit costs. Plain text."""

from __future__ import annotations

from collections.abc import Iterable, Sized
from typing import Final

from pmo_core import look
from pmo_core.answers.priorities.offered import OFFERED
from pmo_core.answers.priorities.question import Question
from pmo_core.answers.priorities.rule_words import (
    conflict_sentence,
    rule_name,
    value_name,
)
from pmo_core.answers.priorities.selection import Selection
from pmo_core.answers.priorities.words import listed
from pmo_core.measure.choose.cutline import Cut
from pmo_core.measure.holdings import UNITS

SAME: Final = 5e-5
"""Below half a hundredth of a per cent two values are the same to a reader."""
COUNTED: Final = frozenset(UNITS.values())
"""Units of a budget that are no money."""
LEAST_GAP: Final = 1e-4
_UNITS: Final = {one.criterion.id: one.criterion.unit for one in OFFERED}


def worth(value: float, asked: Question) -> str:
    """A value in its own unit: '7.42' for scores, '£720m' for a benefit."""
    field = asked.plan.value
    if asked.by_score or field not in asked.gathered.figures:
        return look.number(value, decimals=2)
    if field in asked.gathered.elsewhere:
        return look.money(value, asked.gathered.currency)
    return (
        look.amount(value, _UNITS[field]) if _UNITS.get(field) == "person-days" else look.short_number(value)
    )


def purse(asked: Question) -> str:
    """The budget at the beginning of a sentence: '£80.0m', 'A budget of 12 projects'."""
    unit = asked.gathered.held.unit
    amount = look.amount(asked.problem.budget, unit)
    return f"A budget of {amount}" if unit in COUNTED else amount


def verdict(selection: Selection) -> str:
    """One sentence that answers the question: what the money buys, and that it is the most."""
    asked, chosen = selection.question, selection.chosen
    unit = asked.gathered.held.unit
    if chosen.state == "infeasible":
        return f"Nothing can be funded. {conflict_sentence(asked, chosen.conflict)}".rstrip()
    if not chosen.answered:
        return "No portfolio was found in the time there was; loosen a rule or try again."
    if chosen.undecidable.all():
        both = f"a {asked.gathered.held.basis_name} and a {value_name(asked)}"
        return f"Nothing can be selected yet: no open project has both {both}."
    picked, of = int(chosen.selected.sum()), asked.gathered.size
    if not picked:
        worthless = " None of them adds any value." if not (asked.problem.value > 0).any() else ""
        return f"{purse(asked)} funds none of {look.plural(of, 'open project')}.{worthless}"
    spent = look.amount(chosen.cost, unit)
    used = "" if unit == "projects" else f", {spent} used,"
    paid = f"{purse(asked)}{used}" if unit in COUNTED else f"{spent} of {purse(asked)}"
    lost = int(chosen.undecidable.sum())
    of_all = look.plural(of, "open project") + (f" ({lost} cannot be decided on)" if lost else "")
    adds = "scores add" if asked.by_score else f"{value_name(asked)} adds"
    most = "" if chosen.state == "optimal" else f"at most {gap(chosen.gap)} below "
    return (
        f"{paid} funds {picked} of {of_all}; their {adds} up to "
        f"{worth(chosen.value, asked)}, {most}the most that fits."
    )


def gap(share: float) -> str:
    """A proven gap, at least a hundredth of a per cent: '0.02 %'."""
    return look.share(max(share, LEAST_GAP), decimals=2)


def proof(selection: Selection) -> str:
    """How sure it is: proven, or what another selection could add at most."""
    chosen = selection.chosen
    if chosen.undecidable.all():
        return ""
    if chosen.state == "optimal":
        return "Proven: no other selection under these rules is worth more."
    if chosen.state == "within_gap":
        return f"No selection under these rules is worth more than {gap(chosen.gap)} above this one."
    return ""


def habit(selection: Selection) -> str:
    """What drawing a line in the ranked list would have given instead."""
    asked, chosen, line = selection.question, selection.chosen, selection.line
    if not chosen.answered or not chosen.value:
        return ""
    loss, value = line.loss(chosen.value), worth(line.value, asked)
    if line.breaks:
        broken = listed([rule_name(asked, rule) for rule in line.breaks])
        less = f", {look.share(loss)} less, and" if loss >= SAME else ", but only because it"
        return f"Cutting the ranked list where the money ends gives {value}{less} breaks rules: {broken}."
    if loss < SAME:
        return f"Cutting the ranked list where the money ends gives the same: {value}."
    less = f"{value}, {look.share(loss)} less"
    return f"Cutting the ranked list where the money ends gives {less}. {swapped(selection)}"


def swapped(selection: Selection) -> str:
    """Who comes in and who goes out against that line: 'In come A and B; out goes C.'"""
    asked, found = selection.question, selection.swaps
    into = f"in {_verb('come', found.into)} {names(asked, found.into)}" if found.into else ""
    out = f"out {_verb('go', found.out)} {names(asked, found.out)}" if found.out else ""
    text = "; ".join(part for part in (into, out) if part)
    return f"{text[0].upper()}{text[1:]}." if text else ""


def _verb(plural: str, places: Sized) -> str:
    return {"come": "comes", "go": "goes"}[plural] if len(places) == 1 else plural


def names(asked: Question, places: Iterable[int]) -> str:
    """Some projects by name, the first three and how many others."""
    labels = [asked.gathered.held.positions.label(place) for place in places]
    return listed(labels)


def other_habits(selection: Selection) -> str:
    """The other two habits: skipping what does not fit, and value per cost."""
    asked, best = selection.question, selection.chosen.value
    if not selection.chosen.answered or not best:
        return ""
    _, skip, rate = selection.cuts
    return (
        f"Skipping what does not fit and going on gives {_compared(skip, best, asked)}; "
        f"going by value per cost gives {_compared(rate, best, asked)}."
    )


def _compared(found: Cut, best: float, asked: Question) -> str:
    value, loss = worth(found.value, asked), found.loss(best)
    if found.breaks:
        return f"{value} but breaks {look.plural(len(found.breaks), 'rule')}"
    return f"{value} ({look.share(loss)} less)" if loss >= SAME else f"{value} (the same)"
