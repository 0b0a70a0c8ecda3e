"""Sentences of what lies around the best selection: prices, repairs, more money, other weights."""

from __future__ import annotations

import math

from pmo_core import look
from pmo_core.answers.priorities.question import Question
from pmo_core.answers.priorities.selection import MENDED
from pmo_core.answers.priorities.selection_words import COUNTED, SAME, names, worth
from pmo_core.measure.choose.budgets import Extra
from pmo_core.measure.choose.worth import Price, Repair


def price_sentence(price: Price | None, asked: Question) -> str:
    """What the shares that were asked for cost: 'The shares cost 0.8 % of the value (£5m).'"""
    if price is None or not (price.free.answered and price.bound.answered):
        return ""
    if price.share < SAME:
        return "The shares that were asked for cost nothing."
    return (
        f"The shares that were asked for cost {look.share(price.share, decimals=1)} of the value: "
        f"{worth(price.bound.value, asked)} instead of {worth(price.free.value, asked)}."
    )


def near_target(share: float, *, spent: float) -> str:
    """Where no repair is needed, or none is possible: how much of the money is in the wrong horizon."""
    if not spent > 0:
        return "No money is selected to be spent, so there is no mix to mend."
    if share <= MENDED[0]:
        return f"{look.share(share)} of the selected money sits in the wrong horizon: nothing to mend."
    return (
        f"{look.share(share)} of the selected money sits in the wrong horizon; "
        "no selection under these rules comes nearer the target."
    )


def repair_sentence(found: Repair | None, asked: Question) -> str:
    """The cheapest mending of the mix, with names: 'Dropping A and funding B …'."""
    if found is None:
        return ""
    out, into = names(asked, found.swaps.out), names(asked, found.swaps.into)
    acts = [f"dropping {out}" if out else "", f"funding {into}" if into else ""]
    text = " and ".join(act for act in acts if act)
    cost = (
        "at no loss of value"
        if found.share < SAME
        else f"at {look.share(found.share, decimals=1)} of the value"
    )
    return (
        f"{look.share(found.before)} of the selected money sits in the wrong horizon; "
        f"{text} brings it down to {look.share(found.after)} {cost}."
    )


def more_sentence(extra: Extra, asked: Question) -> str:
    """What a stated amount more buys: 'The next £10m buys 0.31 more, by adding A.'"""
    unit = asked.gathered.held.unit
    more = look.amount(extra.amount, unit)
    said = f"A budget higher by {more}" if unit in COUNTED else f"The next {more}"
    if math.isnan(extra.gain) or not extra.gain > 0:
        return f"{said} buys nothing more."
    into, out = names(asked, extra.swaps.into), names(asked, extra.swaps.out)
    by = f"by adding {into}" + (f" in place of {out}" if out else "") if into else f"by leaving out {out}"
    return f"{said} buys {worth(extra.gain, asked)} more, {by}."
