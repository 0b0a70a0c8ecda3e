"""`roadmap`: which dates moved, which promises were kept, what comes next, as a document."""

from __future__ import annotations

from datetime import UTC, datetime

import click

from pmo_core import look
from pmo_core.answers.roadmap.export import roadmap_document
from pmo_core.answers.roadmap.promises import Period
from pmo_core.commands.frame import Asked, Document, chosen_snapshot, command, opened, read_date
from pmo_core.errors import PmoError


@click.command(help="Roadmap: slip, kept promises, next wins, earned value.")
@click.option("--from", "first", help="First day of the period whose promises are judged, YYYY-MM-DD.")
@click.option(
    "--to",
    "last",
    help="Its last day; without both, the last full quarter, or the year where reports are rare.",
)
@command()
def roadmap(asked: Asked, *, first: str | None, last: str | None) -> Document:
    """Every promised date; without a date, at the last report of milestones."""
    today = datetime.now(UTC).date() if asked.as_of is None else None
    period = _period(first, last)
    with opened(asked) as db:
        document = roadmap_document(db, chosen_snapshot(db, asked), period=period, today=today)
    return {**document, "lines": _lines(document)}


def _period(first: str | None, last: str | None) -> Period | None:
    """
    The asked period, None where none is.

    Raises:
        PmoError: If only one of its days is given, or it ends before it begins.
    """
    begin, end = read_date(first), read_date(last)
    if begin is None and end is None:
        return None
    if begin is None or end is None or end < begin:
        raise PmoError(
            "A period needs its first and its last day.", fix="Add --from 2026-01-01 --to 2026-03-31."
        )
    return Period(begin, end)


def _lines(document: Document) -> list[str]:
    """The roadmap for people; --json holds the rest."""
    listed, slip = document["milestones"], document["slip"]
    what = "milestone" if document["source"] == "milestones" else "project finish"
    many = "milestones" if document["source"] == "milestones" else "project finishes"
    lines = [f"{look.plural(len(listed), what, many=many)}, as of {document['as_of']}", _kept(document)]
    if slip["mean_days"] is not None:
        lines.append(
            f"Slip: median {slip['median_days']:+g} days, mean {slip['mean_days']:+.0f}, "
            f"{100 * slip['share_late']:.0f} % later than promised ({slip['n']} of {slip['of']})"
        )
    else:
        lines.append(slip["reason"])
    lines.append(
        f"Late {document['late']}, due in 30, 60, 90 days: {', '.join(map(str, document['due'].values()))}"
    )
    lines += [_win(one) for one in document["next_wins"]]
    cost = document["earned_value"]["cost_index"]
    if cost is not None:
        lines.append(f"Cost performance index {cost:.2f}, of {document['earned_value']['n']} projects")
    return lines


def _kept(document: Document) -> str:
    counts, period = document["promises"], document["period"]
    if document["commitment_integrity"] is None:
        return f"Promises: {document['reasons']['commitment_integrity']}"
    judged = sum(counts.get(name, 0) for name in ("kept", "moved back", "late", "moved out", "cancelled"))
    return (
        f"{counts.get('kept', 0)} of {judged} promises from {period['first']} to {period['last']} were kept"
    )


def _win(one: Document) -> str:
    if not one["short_term"]:
        return f"{one['objective'][:48]}: no short-term win ahead"
    return f"{one['objective'][:48]}: next win {one['name'][:48]}, {one['date']}"
