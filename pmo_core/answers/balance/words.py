"""Sentences of the balance: the verdict in money, and what to keep in mind beside it. Plain text."""

from __future__ import annotations

from typing import Final

from pmo_core import look
from pmo_core.answers.balance.judgement import MATTERS, Judgement
from pmo_core.answers.balance.metric import Aim
from pmo_core.measure.holdings import BASIS_NAMES
from pmo_core.measure.positions import MONEY_BASES
from pmo_core.model import Basis, Horizon

NEGLIGIBLE: Final = 5e-4
TOO_MUCH: Final = 0.5
"""From this share without a horizon on, there is no verdict."""


def verdict(judged: Judgement) -> str:
    """
    One sentence that answers the question: £1.2bn of £8.0bn sits in the wrong horizon.

    Where 5 % or more has no horizon it is a range, and where half has none there is no verdict.
    """
    unit, wrong = judged.holdings.unit, judged.distance.value
    if wrong is None:
        return f"No verdict yet. {judged.distance.reason}"
    if undecided(judged):
        return f"No verdict yet: {undecided(judged)}"
    whole, moved = judged.total.value or 0.0, judged.to_move.value or 0.0
    if wrong < NEGLIGIBLE or not _visible(moved, unit):
        return _on_target(whole, unit, exact=wrong < NEGLIGIBLE)
    text = f"{part_of(moved, whole, unit=unit)} {_sits(moved, judged)} in the wrong horizon"
    if unclassified(judged) < MATTERS:
        return f"{text}."
    least, bare = (judged.distance_low.value or 0.0) * whole, judged.mix[3].amount or 0.0
    shown = look.amount(bare, unit)
    has = "has" if judged.holdings.basis in MONEY_BASES or shown.startswith("1 ") else "have"
    return f"{_from(least, moved, unit)}{text}; {shown} {has} no horizon or finish date."


def undecided(judged: Judgement) -> str:
    """
    Why there is no verdict although some money has a horizon: '11 of 12 open projects have no horizon …'.

    So if half of the investment has none; or half of the projects, unless their money is known and little.
    """
    bare, count = judged.mix[3], judged.total.n_total
    if not bare.projects:
        return ""
    share = unclassified(judged)
    little = share < MATTERS and 2 * bare.with_amount > bare.projects
    if share < TOO_MUCH and (bare.projects < TOO_MUCH * count or little):
        return ""
    lack = f"{'has' if bare.projects == 1 else 'have'} no horizon or finish date"
    if bare.projects >= TOO_MUCH * count or not bare.amount:
        return f"{bare.projects} of {look.plural(count, 'open project')} {lack}."
    part = part_of(bare.amount, judged.total.value or 0.0, unit=judged.holdings.unit)
    return f"{look.plural(bare.projects, 'open project')} with {part} {lack}."


def unclassified(judged: Judgement) -> float:
    """Share of the investment without a horizon, 0–1."""
    share = judged.distance.inputs.get("unclassified", 0.0)
    return share if isinstance(share, float) else 0.0


def _on_target(whole: float, unit: str, *, exact: bool) -> str:
    if unit != "projects":
        sits = "sit" if unit == "person-days" else "sits"
        meant = "they are" if unit == "person-days" else "it is"
        return f"All of {look.amount(whole, unit)} {sits} in the horizon {meant} meant for."
    if round(whole) == 1:
        return "The one open project sits as near the target as one project can."
    text = f"All {look.amount(whole, unit)} sit in the horizon they are meant for"
    return f"{text}." if exact else f"{text}, as near the target as whole projects can."


def _visible(value: float, unit: str) -> bool:
    return unit != "projects" or round(value) > 0


def _from(least: float, most: float, unit: str) -> str:
    low = look.amount(least, unit)
    if low == look.amount(most, unit):
        return ""
    if not least or not _visible(least, unit):
        return "Up to "
    return f"{low.partition(' ')[0] if _counted(unit) else low} to "


def _counted(unit: str) -> bool:
    return unit in ("person-days", "projects")


def _sits(moved: float, judged: Judgement) -> str:
    unit = judged.holdings.unit
    return "sit" if _counted(unit) and not look.amount(moved, unit).startswith("1 ") else "sits"


def part_of(part: float, whole: float, *, unit: str) -> str:
    """'£1.2bn of £8.0bn', '12 of 60 projects'."""
    if _counted(unit):
        return f"{look.amount(part, unit).partition(' ')[0]} of {look.amount(whole, unit)}"
    return f"{look.money(part, unit)} of {look.money(whole, unit)}"


def note(judged: Judgement) -> str:
    """The line below the verdict: what investment is, how many projects have one, and which target holds."""
    if not judged.total.n_total:
        return target_note(judged.aim)
    held = judged.holdings
    unnamed = held.basis in MONEY_BASES and not held.currency and judged.total.value is not None
    bare = " The files name no currency." if unnamed else ""
    return f"{coverage(judged)}{bare} {target_note(judged.aim)}"


def target_note(aim: Aim) -> str:
    """Which target the figures are measured against: short/medium/long in per cent."""
    if aim.origin == "preset":
        return f"Measured against the preset {aim.name}, not your target: nobody has declared one yet."
    if aim.origin == "reader":
        return f"Measured against your target for this view: {aim.name} (short/medium/long)."
    since = f", set on {look.day(aim.set_on)}" if aim.set_on else ""
    return f"Measured against the declared target {aim.name} (short/medium/long){since}."


def coverage(judged: Judgement) -> str:
    """What investment is measured in, and how many of the open projects are in the total."""
    known, used, count = BASIS_NAMES[judged.holdings.basis], judged.total.n_used, judged.total.n_total
    if judged.holdings.basis is Basis.COUNT:
        return "Every open project counts as one, whatever it costs."
    if used == count:
        have = f"all {count} open projects have one" if count > 1 else "the one open project has one"
    else:
        have = f"{used or 'none'} of {look.plural(count, 'open project')} {'have' if used > 1 else 'has'} one"
    return f"Investment is the {known}; {have}{' that is counted' if judged.holdings.others else ''}."


def gaps(judged: Judgement) -> str:
    """Where there is too much and where too little, in money, and what needs only a label."""
    if judged.distance.value is None:
        return ""
    return f"{'' if undecided(judged) else _moves(judged)} {_label_needed(judged)}".strip()


def off_target(judged: Judgement) -> list[tuple[Horizon, float]]:
    """Horizons that hold visibly too much (> 0) or too little, in the unit of the verdict, the most first."""
    unit, whole = judged.holdings.unit, judged.total.value or 0.0
    labelled = [(row.horizon, row.gap) for row in judged.mix[:3] if row.gap is not None]
    moved = [(h, g) for h, g in labelled if abs(g) >= NEGLIGIBLE * whole > 0 and _visible(abs(g), unit)]
    return sorted(moved, key=lambda pair: (pair[1] < 0, -abs(pair[1])))


def _moves(judged: Judgement) -> str:
    unit = judged.holdings.unit
    said = [
        f"{look.HORIZON_NAMES[h].lower()} has {look.amount(abs(gap), unit)} too {_much(unit, over=gap > 0)}"
        for h, gap in off_target(judged)
    ]
    text = "; ".join(said)
    return f"{text[0].upper()}{text[1:]}." if text else ""


def _label_needed(judged: Judgement) -> str:
    bare = judged.mix[3]
    if not bare.amount or judged.distance_low.value is None:
        return ""
    shown = look.amount(bare.amount, judged.holdings.unit)
    one = judged.holdings.basis in MONEY_BASES or shown.startswith("1 ")
    low, high = look.share(judged.distance_low.value), look.share(judged.distance.value or 0.0)
    return (
        f"{shown} {'needs' if one else 'need'} only a horizon or a finish date: "
        f"with it the share in the wrong horizon lies between {low} and {high}."
    )


def _much(unit: str, *, over: bool) -> str:
    if unit == "projects":
        return "many" if over else "few"
    return "much" if over else "little"


def balance_shown(judged: Judgement) -> str:
    """The share in the right horizon for a card: '86 %', '54 % to 80 %', or a dash without a verdict."""
    balance, low = judged.balance.value, judged.distance_low.value
    if balance is None or low is None or undecided(judged):
        return "–"
    least, most = look.share(balance), look.share(1 - low)
    return least if unclassified(judged) < MATTERS or least == most else f"{least} to {most}"


def compared(before: Judgement, after: Judgement) -> str:
    """How the balance moves: 'The share in the right horizon rises from 62 % to 71 %'."""
    old, new = balance_shown(before), balance_shown(after)
    against = (
        "" if before.aim.name == after.aim.name else f", against {after.aim.name} and not {before.aim.name}"
    )
    if old == new:
        return (
            "The mix by horizon" if new == "–" else f"The share in the right horizon stays at {new}{against}"
        )
    if "–" in (old, new) or " to " in old + new:
        named = {"–": "no verdict"}
        return f"In the right horizon: {named.get(new, new)}, now {named.get(old, old)}{against}"
    rises = (after.balance.value or 0.0) > (before.balance.value or 0.0)
    return f"The share in the right horizon {'rises' if rises else 'falls'} from {old} to {new}{against}"


def balance_verdict(judged: Judgement) -> str:
    """The card's second line: how much would have to move, against which target."""
    if judged.to_move.value is None:
        return judged.to_move.reason
    if undecided(judged):
        return undecided(judged)
    unit, moved = judged.holdings.unit, judged.to_move.value
    named = "preset target" if judged.aim.origin == "preset" else f"target {judged.aim.name}"
    if not _visible(moved, unit):
        return f"No whole project to move ({named})"
    least = (judged.distance_low.value or 0.0) * (judged.total.value or 0.0)
    spread = _from(least, moved, unit) if unclassified(judged) >= MATTERS else ""
    return f"{spread}{look.amount(moved, unit)} to move ({named})"
