"""What the pictures of the balance say: their titles, and their words for who cannot see them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Literal, TypeAlias

import numpy as np

from pmo_core import look
from pmo_core.answers.balance.judgement import MATTERS, DatedBalance, Judgement
from pmo_core.measure.holdings import BASIS_NAMES
from pmo_core.measure.positions import HORIZONS, MONEY_BASES
from pmo_core.model import Basis, Horizon

Bubbles: TypeAlias = Literal["values", "months", "none"]
FARTHEST: Final = 120
"""Months that the picture shows in either direction; what is beyond is drawn at its border."""


def shares(values: Sequence[float]) -> str:
    """'Short 70 %, medium 20 %, long 10 %'; unclassified only where there is any."""
    named = zip(HORIZONS, values, strict=False)
    said = ", ".join(
        f"{look.HORIZON_NAMES[h].lower()} {look.share(v)}"
        for h, v in named
        if v or h is not Horizon.UNCLASSIFIED
    )
    return said[:1].upper() + said[1:]


def mix_alt(judged: Judgement) -> str:
    """The mix chart for somebody who cannot see it."""
    if judged.distance.value is None:
        return f"No mix to draw. {judged.distance.reason}"
    rows = [
        f"{look.HORIZON_NAMES[r.horizon].lower()} {look.share(r.share)} against {look.share(r.target)}"
        for r in judged.mix
        if r.share is not None and (r.projects or r.target)
    ]
    known = "projects" if judged.holdings.basis is Basis.COUNT else BASIS_NAMES[judged.holdings.basis]
    return f"Share of the {known} per horizon against the target: {'; '.join(rows)}."


def compared_alt(before: Judgement, after: Judgement) -> str:
    """The mix of two states for somebody who cannot see it."""
    old = {row.horizon: row.share for row in before.mix}
    rows = [
        f"{look.HORIZON_NAMES[row.horizon].lower()} {look.share(row.share)}, "
        f"now {look.share(old[row.horizon] or 0.0)}, target {look.share(row.target)}"
        for row in after.mix
        if row.share is not None and (row.projects or row.target or old[row.horizon])
    ]
    return f"Share per horizon after saving: {'; '.join(rows)}." if rows else mix_alt(after)


def bubble_title(kind: Bubbles, *, shown: int, judged: Judgement) -> str:
    """The message of the bubble chart, with what it does not draw."""
    if kind == "values":
        both, cost = len(judged.high_on_both), len(judged.future_cost)
        win = "wins now and builds" if both == 1 else "win now and build"
        also = "wins now only" if cost == 1 else "win now only"
        drawn = "" if shown == judged.scored else f"; the {shown} largest are drawn"
        return f"{look.plural(both, 'project')} of {judged.scored} scored {win} value; {cost} {also}{drawn}"
    if kind == "none":
        ends = "" if judged.holdings.basis is Basis.COUNT else ", or a finish date with an amount"
        return f"No open project has scores{ends}"
    size, unit = judged.holdings.positions.size, judged.holdings.unit
    named = f" ({look.SYMBOLS.get(unit, unit)})" if unit else ""
    title = (
        f"{shown} of {look.plural(size, 'open project')} by finish and {judged.holdings.basis_name}{named}"
    )
    return "; ".join([title, *_not_drawn(judged, shown=shown), *_beyond(judged)])


def _not_drawn(judged: Judgement, *, shown: int) -> list[str]:
    held, months = judged.holdings, judged.holdings.positions.months_to_finish
    money = "amount" if held.basis in MONEY_BASES else held.basis_name
    bare, endless = ~held.held, held.held & np.isnan(months)
    smaller = held.positions.size - int(bare.sum()) - int(endless.sum()) - shown
    reasons = [
        f"{count} {why}"
        for count, why in (
            (int(bare.sum()), f"without an {money}" + (f" in {held.currency}" if held.others else "")),
            (int(endless.sum()), "without a finish date"),
            (smaller, "smaller"),
        )
        if count
    ]
    return [f"not drawn: {', '.join(reasons)}"] if reasons else []


def _beyond(judged: Judgement) -> list[str]:
    months = judged.holdings.positions.months_to_finish[judged.holdings.held]
    late, early = int((months > FARTHEST).sum()), int((months < -FARTHEST).sum())
    said = [f"{late} {'finishes' if late == 1 else 'finish'} later than 10 years"] if late else []
    return said + (
        [f"{early} {'is' if early == 1 else 'are'} overdue by more than 10 years"] if early else []
    )


def bubble_alt(kind: Bubbles, *, shown: int, judged: Judgement) -> str:
    """The bubble chart for somebody who cannot see it."""
    axes = (
        "short-term value against long-term value"
        if kind == "values"
        else "months to finish against investment"
    )
    title = bubble_title(kind, shown=shown, judged=judged)
    return title + "." if kind == "none" else f"{look.plural(shown, 'project')}, {axes}. {title}."


def history_title(dated: Sequence[DatedBalance], *, target: str) -> str:
    """'The balance fell from 95 % to 86 % since Sep 2024, against 70/20/10'; '' with fewer than two dates."""
    known = [each for each in dated if each.balance is not None]
    if len(known) < 2:
        return ""
    first, last = known[0], known[-1]
    since, old, new = look.day(first.on).partition(" ")[2], _span(first), _span(last)
    if old == new:
        return f"The balance is {new}, as in {since}, against {target}"
    if " to " in old + new:  # what has no horizon may lie on either side of a rise
        return f"The balance is {new}, after {old} in {since}, against {target}"
    rises = (last.balance or 0.0) > (first.balance or 0.0)
    return f"The balance {'rose' if rises else 'fell'} from {old} to {new} since {since}, against {target}"


def history_alt(dated: Sequence[DatedBalance]) -> str:
    """The history for somebody who cannot see it."""
    known = [each for each in dated if each.balance is not None]
    if len(known) < 2:
        return "Fewer than two dates: there is no history yet."
    first, last = known[0], known[-1]
    return f"Balance {_span(first)} on {look.day(first.on)}, {_span(last)} on {look.day(last.on)}."


def _span(dated: DatedBalance) -> str:
    """A balance with what it could be once everything has a horizon, where that matters."""
    least, bare = dated.balance or 0.0, dated.shares[-1] if dated.shares else 0.0
    low, high = look.share(least), look.share(least + bare)
    return low if bare < MATTERS or low == high else f"{low} to {high}"
