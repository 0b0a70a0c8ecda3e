"""Sentences on single weights: which one matters, and when two projects swap. Plain text."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from pmo_core import look
from pmo_core.answers.priorities.judgement import Ranking, SecondOpinion, break_evens, nearest, swap_weight
from pmo_core.answers.priorities.words import first_places, listed
from pmo_core.measure.sensitivity import BreakEven, Shift, Swing


def break_even(ranking: Ranking, found: BreakEven, *, criterion: int, one: int, other: int) -> str:
    """When two projects swap: 'CRM beats ERP unless Revenue weighs more than 46 % (now 30 %).'"""
    name = ranking.criteria[criterion].name
    names = {place: ranking.labels[place] for place in (one, other)}
    both = f"{names[one]} and {names[other]}"
    if found.verdict == "not_applicable":
        lacking = np.isnan(ranking.values[[one, other]][:, ranking.weights > 0]).any()
        why = "a score is missing" if lacking or found.now < 1 else f"{name} holds all the weight"
        return f"{both} cannot be weighed against each other by {name}: {why}."
    if found.verdict == "equal":
        return f"{both} score the same, whatever {name} weighs."
    if found.ahead is None:
        gains = names[one if found.gains is None else found.gains]
        return f"{both} are level now; more weight on {name} puts {gains} ahead."
    ahead, behind = names[found.ahead], names[other if found.ahead == one else one]
    weight = swap_weight(found)
    if weight is None:
        return f"{ahead} beats {behind}, whatever {name} weighs."
    more = "less" if found.gains == found.ahead else "more"
    at, now = _weights(weight, found.now)
    return f"{ahead} beats {behind} unless {name} weighs {more} than {at} (now {now})."


def _weights(first: float, second: float) -> tuple[str, str]:
    """Two weights in per cent, with a decimal where they would look the same without."""
    texts = look.share(first), look.share(second)
    return texts if texts[0] != texts[1] else (look.share(first, decimals=1), look.share(second, decimals=1))


def pair(ranking: Ranking, *, one: int, other: int) -> str:
    """The break-even sentence of the criterion whose weight has to change least for two projects to swap."""
    found = break_evens(ranking, one=one, other=other)
    at = nearest(found)
    if at is not None:
        return break_even(ranking, found[at], criterion=at, one=one, other=other)
    kinds = {each.verdict for each in found}
    names = f"{ranking.labels[one]} and {ranking.labels[other]}"
    ahead = next((each.ahead for each in found if each.ahead is not None), None)
    if ahead is not None:
        behind = other if ahead == one else one
        return f"{ranking.labels[ahead]} beats {ranking.labels[behind]} whichever single weight moves."
    if kinds - {"not_applicable"}:
        return f"{names} score the same."
    return f"{names} cannot be weighed against each other: a score is missing, or one criterion holds all."


def weight_that_matters(ranking: Ranking, found: Sequence[Swing]) -> str:
    """The weight that deserves the debate, and what 20 % more or less of it does."""
    top = found[0] if found else None
    if top is None or not (top.changed or top.moves):
        return "No single weight changes the order when it is 20 % higher or lower."
    name = ranking.criteria[top.criterion].name
    shift = max((top.up, top.down), key=lambda one: (len(one.enters) + len(one.leaves), one.moves))
    text = f"The weight of {name} matters most: at {weight_span(ranking, top, shift)} it"
    if not (shift.enters or shift.leaves):
        ranks = look.plural(shift.moves, "rank")
        return f"{text} moves a project by up to {ranks}, but nobody in or out of {first_places(ranking)}."
    into = [ranking.labels[place] for place in shift.enters]
    out = [ranking.labels[place] for place in shift.leaves]
    said = [f"brings in {listed(into)}" if into else "", f"takes out {listed(out)}" if out else ""]
    return f"{text} {' and '.join(part for part in said if part)}."


def weight_span(ranking: Ranking, swing: Swing, shift: Shift) -> str:
    """A weight that was tried: '36 % instead of 30 %'."""
    now = float(ranking.weights[swing.criterion])
    will, was = _weights(shift.weight, now)
    return f"{will} instead of {was if now else 'nothing'}"


def opinion(ranking: Ranking, found: SecondOpinion) -> str:
    """Whether another method agrees: 'A second method (TOPSIS) has 4 of the same first 5; …'"""
    if not (found.rank > 0).any() or not found.of:
        return "A second method finds no order: fewer than two projects have all figures, or all are alike."
    tau = "" if np.isnan(found.tau) else f"; both orders agree to {look.number(found.tau, decimals=2)} of 1"
    if found.common == found.of:
        agreed = f"agrees on the first {found.of}" if found.of > 1 else "agrees on the first"
    else:
        agreed = f"has {found.common or 'none'} of the same first {found.of}"
    return f"A second method (TOPSIS) {agreed}{tau}."
