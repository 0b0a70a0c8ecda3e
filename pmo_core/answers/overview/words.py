"""Sentences of the overview. Plain text: it may hold names from the user's file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from pmo_core import look
from pmo_core.answers.overview.attention import Concern, Gap
from pmo_core.answers.overview.changes import Change
from pmo_core.answers.overview.metric import Index, Waterfall
from pmo_core.measure.holdings import BASIS_NAMES
from pmo_core.model import Basis, State

COMPONENT_NAMES: Final[Mapping[str, str]] = {
    "mix": "Mix",
    "wins_now": "Wins now",
    "value_later": "Value later",
    "alignment": "Alignment",
    "support": "Support",
    "kpis": "KPIs on target",
}
CHANGE_NAMES: Final[Mapping[str, str]] = {
    "new": "new",
    "gone": "no longer reported",
    "finished": "finished",
    "rating": "changed their rating",
    "horizon": "changed their horizon",
    "finish": "moved their finish",
    "amount": "changed their amount",
}


def index_verdict(index: Index) -> str:
    """Second line of the index card: its range, how many components, and whether it is provisional."""
    if index.result.value is None or index.low is None or index.high is None:
        return index.result.reason
    low, high = look.number(index.low, decimals=1), look.number(index.high, decimals=1)
    parts = [f"{low} to {high} for weights ±20 %"]
    if index.measured < len(index.components):
        parts.append(f"{index.measured} of {len(index.components)} components")
    if index.result.state is State.PROVISIONAL:
        parts.append("provisional")
    return "; ".join(parts)


def weakest(index: Index) -> str:
    """What to mend first: the component that gives the most points for one more point of its score."""
    inside = [(c.per_point, c) for c in index.components if c.per_point is not None]
    if len(inside) < 2:
        return ""
    gain, component = max(inside, key=lambda pair: pair[0])
    score = look.number(component.score.value or 0.0)
    points = look.number(gain, decimals=2)
    name = COMPONENT_NAMES[component.id]
    return f"{name} ({score}) is the weakest link: one more point there brings {points} points of the index."


def moved(waterfall: Waterfall | None, *, since: date) -> str:
    """How the index moved since a date, and what moved it most."""
    if waterfall is None:
        return ""
    delta = waterfall.after - waterfall.before
    start = f"Like for like, the index moved from {look.number(waterfall.before, decimals=1)} on "
    text = f"{start}{look.day(since)} to {look.number(waterfall.after, decimals=1)}"
    most = max(waterfall.steps, key=lambda step: abs(step.points))
    if abs(delta) < 0.05 and abs(most.points) < 0.05:
        return f"The index has not moved since {look.day(since)}."
    points = look.number(most.points, decimals=1)
    sign = "+" if most.points > 0 else ""
    return f"{text}; {COMPONENT_NAMES[most.id].lower()} moved it most ({sign}{points})."


def changed(found: Sequence[Change], *, since: date, version: bool) -> str:
    """One sentence on what changed: '3 new, 2 finished, 5 moved their finish since 31 Dec 2025'."""
    start = f"the version before ({look.day(since)})" if version else look.day(since)
    counts = {what: sum(change.what == what for change in found) for what in CHANGE_NAMES}
    said = [f"{count} {CHANGE_NAMES[what]}" for what, count in counts.items() if count]
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
    text = f"{before or 'none'} → {after or 'none'}"
    if change.days:
        text += f" ({look.plural(abs(change.days), 'day')} {'later' if change.days > 0 else 'earlier'})"
    if change.moved is not None:
        text += f" ({look.signed(change.moved, change.unit)})"
    return f"{text} (by the rule)" if change.derived else text


def concerned(found: Sequence[Concern], *, unit: str) -> str:
    """'12 projects holding £1.1bn need attention'."""
    if not found:
        return "No project needs attention."
    held = [c.entry.amount for c in found if c.entry.amount is not None and c.entry.unit == unit]
    money = f" holding {look.amount(sum(held), unit)}" if held and unit != "projects" else ""
    verb = "needs" if len(found) == 1 else "need"
    return f"{look.plural(len(found), 'project')}{money} {verb} attention."


def gap_sentence(gap: Gap, *, basis: Basis, stakeholders: bool, as_of: date) -> str:
    """'41 projects without an owner hold £2.1bn'; without money '41 of 60 open projects have no owner'."""
    one = gap.projects == 1
    have, are = ("has", "is") if one else ("have", "are")
    part = f"{gap.projects} of {look.plural(gap.of, 'open project')}"
    if gap.id == "no_amount":
        return f"{part} {have} no {BASIS_NAMES[basis]} and {are} in no sum."
    quarter = f"more than a quarter before {look.day(as_of)}"
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
    if gap.money is not None and gap.unit != "projects":
        count = look.plural(gap.projects, "project")
        text = f"{count} {which} {'holds' if one else 'hold'} {look.amount(gap.money, gap.unit)}"
    unlisted = gap.id == "before_approval_unnamed" and not stakeholders
    return f"{text}; no stakeholder list is loaded." if unlisted else f"{text}."
