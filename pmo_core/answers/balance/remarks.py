"""What stands beside the balance: what is in no sum, and the sentences above its lists. Plain text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from pmo_core import look
from pmo_core.answers.balance.judgement import Judgement
from pmo_core.measure.listing import Entry
from pmo_core.model import Basis

MISSING_NAMES: Final[Mapping[str, str]] = {
    "not_provided": "not provided",
    "not_applicable": "not applicable",
    "unparseable": "unreadable or negative",
    "no_column": "without such a column in their file",
    "other_currency": "in another currency",
}


def warnings(judged: Judgement) -> tuple[str, ...]:
    """What a reader must know beside the verdict: what is in no sum, concentration, unrated labels."""
    said = _left_out(judged)
    for pot in judged.holdings.others:
        said.append(
            f"{look.money(pot.amount, pot.currency)} in {pot.currency or 'a currency that is not named'} "
            f"({look.plural(pot.projects, 'project')}) is not in these figures: "
            "currencies are never added together."
        )
    largest = judged.evenness.inputs.get("largest")
    labelled = 2 * judged.mix[3].projects < judged.total.n_total
    if isinstance(largest, float) and largest >= judged.thresholds.concentration and labelled:
        what = "projects sit" if judged.holdings.basis is Basis.COUNT else "investment sits"
        said.append(f"{look.share(largest)} of the classified {what} in one horizon.")
    unrated: list[str] = []
    for result in (judged.wins_now, judged.value_later):
        found = result.inputs.get("unrated")
        unrated += [str(label) for label in found] if isinstance(found, list) else []
    if unrated:
        labels = ", ".join(label[:60] for label in sorted(set(unrated))[:5])
        said.append(f"Not counted as a rating: {labels}.")
    return tuple(said)


def _left_out(judged: Judgement) -> list[str]:
    if not judged.missing:
        return []
    count = look.plural(sum(judged.missing.values()), "open project")
    return [f"In no sum: {count} ({', '.join(_why(kind, n) for kind, n in judged.missing.items())})."]


def _why(kind: str, count: int) -> str:
    if kind == "placeholder":
        return look.plural(count, kind)
    return f"{count} {MISSING_NAMES.get(kind, kind)}"


def holding(amount: float | None, *, known: int, of: int, unit: str) -> str:
    """Money of some projects: '£10.8bn (1 has an amount)'; '' where none is known or projects are counted."""
    if not amount or unit == "projects":
        return ""
    short = f" ({known} {'has' if known == 1 else 'have'} an amount)" if known < of else ""
    return look.amount(amount, unit) + short


def listed(entries: Sequence[Entry], *, unit: str) -> str:
    """Money of a list's projects, as `holding`, in the verdict's unit."""
    held = [entry.amount for entry in entries if entry.amount is not None and entry.unit == unit]
    return holding(sum(held), known=len(held), of=len(entries), unit=unit)


def over_target(entries: Sequence[Entry], *, gap: float, unit: str) -> str:
    """Above the projects of a horizon that holds more than its target, by `gap` in the verdict's unit."""
    some, one = look.plural(len(entries), "project"), len(entries) == 1
    if unit == "projects":
        return f"{some}, {look.amount(gap, unit)} more than the target."
    held = listed(entries, unit=unit)
    return f"{some} {'holds' if one else 'hold'} {held}, {look.amount(gap, unit)} more than the target."


def list_sentence(id: str, entries: Sequence[Entry], *, judged: Judgement) -> str:
    """One sentence above a list of projects, with their money in the verdict's unit."""
    if id in ("high_on_both", "future_cost") and not judged.scored:
        return "No open project has both a short-term and a long-term value, so this list cannot be made."
    if not entries:
        return "None."
    money = listed(entries, unit=judged.holdings.unit)
    some = look.plural(len(entries), "project") + (f" with {money}" if money else "")
    one, high = len(entries) == 1, f"{judged.thresholds.high_value:g}"
    stay, have, score, are = (
        ("stays in the mix until it does", "it has", "scores", "is")
        if one
        else ("stay in the mix until they do", "they have", "score", "are")
    )
    said = {
        "overdue": f"{some} should have finished by now and {stay}.",
        "delivered": f"{some} finished; {have} left the mix.",
        "high_on_both": f"{some} {score} {high} or more on short-term and on long-term value.",
        "future_cost": f"{some} {score} {high} or more on short-term value and below it on long-term value.",
        "no_longer_reported": f"{some} at the last report {are} no longer listed and {are} in no sum.",
    }
    return said[id]
