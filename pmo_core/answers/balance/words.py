"""Sentences of the balance: the verdict in money, and what to keep in mind beside it. Plain text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from pmo_core import look
from pmo_core.answers.balance.judgement import DatedBalance, Judgement
from pmo_core.answers.balance.metric import Aim
from pmo_core.measure.holdings import BASIS_NAMES
from pmo_core.measure.listing import Entry
from pmo_core.measure.positions import HORIZONS, MONEY_BASES
from pmo_core.model import Basis, Horizon

CONCENTRATED: Final = 0.9
NEGLIGIBLE: Final = 5e-4
MISSING_NAMES: Final[Mapping[str, str]] = {
    "blank": "blank",
    "withheld": "withheld",
    "not_provided": "not provided",
    "not_applicable": "not applicable",
    "placeholder": "a placeholder",
    "unparseable": "unreadable",
    "no_column": "no such column in their file",
    "other_currency": "in another currency",
}


def verdict(judged: Judgement) -> str:
    """One sentence that answers the question: £1.2bn of £8.0bn sits in the wrong horizon."""
    unit, wrong = judged.holdings.unit, judged.distance.value
    if wrong is None:
        return f"No verdict yet. {judged.distance.reason}"
    whole = judged.total.value or 0.0
    sits = "sit" if judged.holdings.basis not in MONEY_BASES else "sits"
    if wrong < NEGLIGIBLE:
        return f"All of {look.amount(whole, unit)} {sits} in the horizon it is meant for."
    moved = judged.to_move.value or 0.0
    return f"{part_of(moved, whole, unit=unit)} {sits} in the wrong horizon."


def part_of(part: float, whole: float, *, unit: str) -> str:
    """'£1.2bn of £8.0bn', '12 of 60 projects'."""
    if unit in ("person-days", "projects"):
        return f"{look.amount(part, unit).partition(' ')[0]} of {look.amount(whole, unit)}"
    return f"{look.money(part, unit)} of {look.money(whole, unit)}"


def target_note(aim: Aim) -> str:
    """Which target the figures are measured against: short/medium/long in per cent."""
    if aim.origin == "preset":
        return f"Measured against the preset {aim.name}, not your target: nobody has declared one yet."
    if aim.origin == "reader":
        return f"Measured against your target for this view: {aim.name} (short/medium/long)."
    since = f", set on {look.day(aim.set_on)}" if aim.set_on else ""
    return f"Measured against the declared target {aim.name} (short/medium/long){since}."


def gaps(judged: Judgement) -> str:
    """Where there is too much and where too little, in money, and what needs only a label."""
    if judged.distance.value is None:
        return ""
    unit = judged.holdings.unit
    whole = judged.total.value or 0.0
    moved = [row for row in judged.mix if row.gap is not None and abs(row.gap) >= NEGLIGIBLE * whole > 0]
    labelled = [row for row in moved if row.horizon is not Horizon.UNCLASSIFIED]
    said = [
        f"{look.HORIZON_NAMES[row.horizon]} has {look.amount(abs(row.gap or 0.0), unit)} too "
        f"{_much(judged, over=(row.gap or 0.0) > 0)}"
        for row in sorted(labelled, key=lambda row: ((row.gap or 0.0) < 0, -abs(row.gap or 0.0)))
    ]
    text = "; ".join(said) + "." if said else ""
    bare = judged.mix[3]
    if bare.amount and judged.distance_low.value is not None:
        low, high = look.share(judged.distance_low.value), look.share(judged.distance.value)
        text += (
            f" {look.amount(bare.amount, unit)} needs only a horizon or a finish date: "
            f"with it the share in the wrong horizon lies between {low} and {high}."
        )
    return text.strip()


def _much(judged: Judgement, *, over: bool) -> str:
    if judged.holdings.unit == "projects":
        return "many" if over else "few"
    return "much" if over else "little"


def balance_verdict(judged: Judgement) -> str:
    """The card's second line: how much would have to move, against which target."""
    if judged.to_move.value is None:
        return judged.to_move.reason
    named = "preset target" if judged.aim.origin == "preset" else f"target {judged.aim.name}"
    return f"{look.amount(judged.to_move.value, judged.holdings.unit)} to move ({named})"


def warnings(judged: Judgement) -> tuple[str, ...]:
    """What a reader must know beside the verdict: coverage, currencies, concentration, unrated labels."""
    said = [coverage(judged)] if judged.total.n_total else []
    for pot in judged.holdings.others:
        said.append(
            f"{look.money(pot.amount, pot.currency)} in {pot.currency or 'a currency that is not named'} "
            f"({look.plural(pot.projects, 'project')}) is not in these figures: "
            "currencies are never added together."
        )
    largest = judged.evenness.inputs.get("largest")
    if isinstance(largest, float) and largest >= CONCENTRATED:
        said.append(f"{look.share(largest)} of the classified investment sits in one horizon.")
    unrated: list[str] = []
    for result in (judged.wins_now, judged.value_later):
        found = result.inputs.get("unrated")
        unrated += [str(label) for label in found] if isinstance(found, list) else []
    if unrated:
        said.append(
            f"Not counted as a rating: {', '.join(label[:60] for label in sorted(set(unrated))[:5])}."
        )
    return tuple(said)


def coverage(judged: Judgement) -> str:
    """What investment is measured in, how many projects are in the total, and why the others are not."""
    known = BASIS_NAMES[judged.holdings.basis]
    if judged.holdings.basis is Basis.COUNT:
        return "Every open project counts as one, whatever it costs."
    if judged.total.n_used == judged.total.n_total:
        return f"Investment is the {known}; all {look.plural(judged.total.n_total, 'open project')} have one."
    why = ", ".join(f"{n} {MISSING_NAMES.get(kind, kind)}" for kind, n in judged.missing.items())
    return (
        f"Investment is the {known}; {judged.total.n_used} of "
        f"{look.plural(judged.total.n_total, 'open project')} have one that is counted ({why})."
    )


def shares(values: Sequence[float]) -> str:
    """'Short 70 %, medium 20 %, long 10 %'; unclassified only where there is any."""
    named = zip(HORIZONS, values, strict=False)
    return ", ".join(
        f"{look.HORIZON_NAMES[h]} {look.share(v)}" for h, v in named if v or h is not Horizon.UNCLASSIFIED
    )


def mix_alt(judged: Judgement) -> str:
    """The mix chart for somebody who cannot see it."""
    if judged.distance.value is None:
        return f"No mix to draw. {judged.distance.reason}"
    rows = [
        f"{look.HORIZON_NAMES[r.horizon]} {look.share(r.share)} against {look.share(r.target)}"
        for r in judged.mix
        if r.share is not None and (r.projects or r.target)
    ]
    return f"Share of {BASIS_NAMES[judged.holdings.basis]} per horizon against the target: {'; '.join(rows)}."


def bubble_title(kind: str, *, shown: int, judged: Judgement) -> str:
    """The message of the bubble chart."""
    if kind == "values":
        both, cost = len(judged.high_on_both), len(judged.future_cost)
        return (
            f"{look.plural(both, 'project')} of {shown} scored win now and build value; {cost} win now only"
        )
    if kind == "months":
        size = judged.holdings.positions.size
        return f"{shown} of {look.plural(size, 'open project')} by finish and investment"
    return "No open project has scores, or a finish date with an amount"


def bubble_alt(kind: str, *, shown: int, judged: Judgement) -> str:
    """The bubble chart for somebody who cannot see it."""
    axes = (
        "short-term value against long-term value"
        if kind == "values"
        else "months to finish against investment"
    )
    title = bubble_title(kind, shown=shown, judged=judged)
    return title + "." if kind == "none" else f"{shown} projects, {axes}. {title}."


def history_alt(dated: Sequence[DatedBalance]) -> str:
    """The history for somebody who cannot see it."""
    known = [(each.on, each.balance) for each in dated if each.balance is not None]
    if len(known) < 2:
        return "Fewer than two dates: there is no history yet."
    (first, then), (last, now) = known[0], known[-1]
    return f"Balance from {look.share(then)} on {look.day(first)} to {look.share(now)} on {look.day(last)}."


def list_sentence(id: str, entries: Sequence[Entry], *, judged: Judgement) -> str:
    """One sentence above a list of projects, with their money in the verdict's unit."""
    if id in ("high_on_both", "future_cost") and not judged.scored:
        return "No open project has both a short-term and a long-term value, so this list cannot be made."
    count = look.plural(len(entries), "project")
    unit = judged.holdings.unit
    held = [e.amount for e in entries if e.amount is not None and e.unit == unit]
    money = f" with {look.amount(sum(held), unit)}" if held and unit != "projects" else ""
    said = {
        "overdue": f"{count}{money} should have finished by now and count as short-term until they do.",
        "delivered": f"{count}{money} finished; they have left the mix.",
        "high_on_both": f"{count}{money} score 5 or more on short-term and on long-term value.",
        "future_cost": f"{count}{money} score 5 or more on short-term value and below 5 on long-term value.",
        "no_longer_reported": f"{count}{money} at the last report are no longer listed and are in no sum.",
    }
    return said[id] if entries else "None."
