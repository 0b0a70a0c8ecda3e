"""Sentences of the overview. Plain text: it may hold names from the user's file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from pmo_core import look
from pmo_core.answers.balance.remarks import holding
from pmo_core.answers.overview import metric
from pmo_core.answers.overview.attention import USUAL, Concern, Gap
from pmo_core.answers.overview.changes import Change
from pmo_core.answers.overview.judgement import Judgement
from pmo_core.answers.overview.metric import Index
from pmo_core.answers.overview.waterfall import Waterfall
from pmo_core.measure.holdings import BASIS_NAMES, Holdings
from pmo_core.model import Basis, State

COMPONENT_NAMES: Final = metric.COMPONENT_NAMES
FIRST_DATE: Final = "This is the first date; there is nothing to compare with yet."
CHANGE_NAMES: Final[Mapping[str, str]] = {
    "new": "new",
    "gone": "no longer reported",
    "finished": "finished",
    "rating": "changed their rating",
    "horizon": "changed their horizon",
    "finish": "moved their finish",
    "amount": "changed their amount",
}


def index_shown(judged: Judgement) -> str:
    """The index as '67.7 of 100'; a dash with fewer than two components, or without any open project."""
    index = judged.index
    if index.result.value is None or index.low is None or not judged.balance.holdings.positions.size:
        return "–"
    return f"{look.number(index.result.value, decimals=1)} of 100"


def index_verdict(judged: Judgement) -> str:
    """Second line of the index card: its range, how many components, and whether it is provisional."""
    index = judged.index
    if not judged.balance.holdings.positions.size:
        return judged.balance.distance.reason
    if index.result.value is None:
        return index.result.reason
    if index.low is None or index.high is None:
        only = index.inside[0].id
        name = "the mix" if only == "mix" else inline(COMPONENT_NAMES[only])
        verb = "are" if only == "kpis" else "is"
        return f"Only {name} {verb} {'measured' if index.measured == 1 else 'given a weight'}"
    low, high = look.number(index.low, decimals=1), look.number(index.high, decimals=1)
    parts = [f"{low} to {high} for weights ±20 %"]
    if len(index.inside) < len(index.components):
        parts.append(f"{len(index.inside)} of {len(index.components)} components")
    if index.result.state is State.PROVISIONAL:
        parts.append("provisional")
    return "; ".join(parts)


def index_title(judged: Judgement) -> str:
    """Title of the index: 'Balance index: 67.7 of 100, from 5 of 6 components', else why there is none."""
    shown, index = index_shown(judged), judged.index
    if shown == "–":
        return f"Balance index: {inline(index_verdict(judged)).removesuffix('.')}"
    return f"Balance index: {shown}, from {len(index.inside)} of {len(index.components)} components"


def inline(name: str) -> str:
    """A name within a sentence: its first letter small, unless it begins with an abbreviation."""
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]


def weakest(index: Index) -> str:
    """What to mend first: the component that gives the most points for one more point of its score."""
    found = [(c.per_point, c) for c in index.components if c.per_point is not None]
    if len(found) < metric.LEAST:
        return ""
    gain, component = max(found, key=lambda pair: pair[0])
    score, points = look.number(component.score.value or 0.0), look.number(gain, decimals=2)
    return (
        f"{COMPONENT_NAMES[component.id]} ({score} of 100) is the weakest link: "
        f"one more point there brings {points} points of the index."
    )


def moved(waterfall: Waterfall | None, *, since: date) -> str:
    """How the index moved since a date, and what moved it most; '' where nothing compares."""
    if waterfall is None:
        return ""
    most = max(waterfall.steps, key=lambda step: abs(step.points))
    if _still(waterfall):
        return f"The index has not moved since {look.day(since)}."
    before, after = look.number(waterfall.before, decimals=1), look.number(waterfall.after, decimals=1)
    return (
        f"Like for like, the index moved from {before} on {look.day(since)} to {after} of 100, "
        f"most by {inline(COMPONENT_NAMES[most.id])} ({signed_points(most.points)})."
    )


def signed_points(points: float) -> str:
    """Points with their sign: +3.7, −0.1; 0.0 has none."""
    text = look.number(points, decimals=1)
    return f"+{text}" if points > 0 and text != "0.0" else text


def waterfall_title(waterfall: Waterfall | None, *, since: date) -> str:
    """The message of the waterfall with its colours; '' where nothing compares."""
    if waterfall is None:
        return ""
    if _still(waterfall):
        return f"The index has not moved since {look.day(since)}"
    before, after = look.number(waterfall.before, decimals=1), look.number(waterfall.after, decimals=1)
    verb = "rose" if waterfall.after > waterfall.before else "fell"
    if before == after:
        verb = "stayed"
    path = f"at {after}" if before == after else f"from {before} to {after}"
    return f"The index {verb} {path} of 100 since {look.day(since)}: blue bars raised it, red bars lowered it"


RESCALED: Final = (
    "Ratings are given on another scale than then, so they are not compared, nor is what rests on them."
)


def _still(waterfall: Waterfall) -> bool:
    return abs(waterfall.after - waterfall.before) < 0.05 and all(
        abs(s.points) < 0.05 for s in waterfall.steps
    )


def changed(found: Sequence[Change], *, since: date, version: bool) -> str:
    """One sentence on what changed: '3 new, 2 finished, 5 moved their finish since 31 Dec 2025'."""
    start = f"the version before ({look.day(since)})" if version else look.day(since)
    counts = {what: sum(change.what == what for change in found) for what in CHANGE_NAMES}
    said = [
        f"{count} {name.replace('their', 'its') if count == 1 else name}"
        for what, name in CHANGE_NAMES.items()
        if (count := counts[what])
    ]
    return f"Since {start}: {', '.join(said)}." if said else f"No project has changed since {start}."


def change_text(change: Change) -> str:
    """One change in words: 'Amber → Red', '1 Mar 2026 → 1 Jun 2026 (92 days later)'."""
    if change.what in ("new", "gone"):
        return CHANGE_NAMES[change.what]
    before, after = change.before, change.after
    if change.what == "finish":
        before, after = (look.day(date.fromisoformat(d)) if d else None for d in (before, after))
    if change.what == "amount":
        before, after = (look.amount(float(a), change.unit) if a else None for a in (before, after))
    if change.what == "amount" and before == after and change.moved is not None:
        return f"{look.signed(change.moved, change.unit)}, still {after}"
    text = f"{before or 'none'} → {after or 'none'}"
    if change.days:
        text += f" ({look.plural(abs(change.days), 'day')} {'later' if change.days > 0 else 'earlier'})"
    if change.moved is not None:
        text += f" ({look.signed(change.moved, change.unit)})"
    return f"{text} (by the rule)" if change.derived else text


def _rated_badly(worst: float) -> str:
    named = {0.0: "Red", 25.0: "Red or Amber/Red", 50.0: "Amber or worse"}
    return f"rated {named.get(worst, f'{worst:g} of 100 or less')}"


def concerned(found: Sequence[Concern], *, held: Holdings, worst: float = USUAL.attention_rating) -> str:
    """'15 of 49 open projects, holding £59.0m, need attention: 5 overdue, 9 without an owner'."""
    if not found:
        return "No project needs attention."
    money = _money_of(found, held)
    holds = f", holding {money}," if money else ""
    verb = "needs" if len(found) == 1 else "need"
    names = {
        "overdue": "overdue",
        "red": _rated_badly(worst),
        "no_owner": "without an owner",
        "no_horizon": "without a horizon or finish date",
        "no_amount": f"without {_a(BASIS_NAMES[held.basis])}",
    }
    counts = {kind: sum(kind in concern.kinds for concern in found) for kind in names}
    why = ", ".join(f"{count} {names[kind]}" for kind, count in counts.items() if count)
    part = f"{len(found)} of {look.plural(held.positions.size, 'open project')}"
    return f"{part}{holds} {verb} attention: {why}."


def attention_verdict(found: Sequence[Concern], *, held: Holdings) -> str:
    """Second line of the card: 'of 49 open projects; £59.0m'."""
    if not held.positions.size:
        return "No open project is reported at this date."
    money = _money_of(found, held)
    return f"of {look.plural(held.positions.size, 'open project')}" + (f"; {money}" if money else "")


def _money_of(found: Sequence[Concern], held: Holdings) -> str:
    amounts = [c.entry.amount for c in found if c.entry.amount is not None and c.entry.unit == held.unit]
    return holding(sum(amounts), known=len(amounts), of=len(found), unit=held.unit)


def _a(noun: str) -> str:
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"


def gap_sentence(
    gap: Gap, *, basis: Basis, stakeholders: bool, as_of: date, stale_days: float = USUAL.stale_days
) -> str:
    """
    '41 projects without an owner hold £2.1bn (30 have an amount)'.

    Without money '41 of 60 open projects have no owner'.
    """
    one = gap.projects == 1
    have, are = ("has", "is") if one else ("have", "are")
    part = f"{gap.projects} of {look.plural(gap.of, 'open project')}"
    if gap.id == "no_amount":
        return f"{part} {have} no {BASIS_NAMES[basis]} and {are} in no sum."
    age = "a quarter" if stale_days == USUAL.stale_days else look.plural(int(stale_days), "day")
    quarter = f"more than {age} before {look.day(as_of)}"
    which, lack = {
        "no_owner": ("without an owner", f"{have} no owner"),
        "no_finish": ("without a finish date", f"{have} no finish date"),
        "no_rating": ("without a rating on a known scale", f"{have} no rating on a known scale"),
        "no_horizon": ("without a horizon or finish date", f"{have} no horizon or finish date"),
        "stale": (f"last described {quarter}", f"{'was' if one else 'were'} last described {quarter}"),
        "before_approval_unnamed": (
            "before approval without a registered stakeholder",
            f"{are} before approval without a registered stakeholder",
        ),
    }[gap.id]
    text = f"{part} {lack}"
    money = holding(gap.money, known=gap.with_amount, of=gap.projects, unit=gap.unit)
    if money:
        text = f"{look.plural(gap.projects, 'project')} {which} {'holds' if one else 'hold'} {money}"
    unlisted = gap.id == "before_approval_unnamed" and not stakeholders
    return f"{text}; no stakeholder list is loaded." if unlisted else f"{text}."
