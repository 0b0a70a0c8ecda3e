"""`select`: the best that a budget affords, as a document."""

from __future__ import annotations

import click

from pmo_core.commands.frame import Asked, Document, chosen_snapshot, command, opened
from pmo_core.plan.amounts import read_amount
from pmo_core.plan.plan import SCORE


@click.command(help="The best that a budget affords: exact, with its proof and what cutting the list costs.")
@click.option("--budget", metavar="500m", help="What there is to spend; without it, what has been agreed.")
@click.option("--value", default=SCORE, metavar="FIELD", help="What is added up: score, or a numeric field.")
@click.option("--share", "shares", multiple=True, metavar="short=0.2:0.5", help="Least and most share.")
@click.option("--must", multiple=True, metavar="ID", help="A project that must be funded.")
@click.option("--not", "must_not", multiple=True, metavar="ID", help="A project that must not be funded.")
@click.option("--known-only", is_flag=True, help="Score projects with gaps by what is known of them.")
@command()
def select(
    asked: Asked,
    *,
    budget: str | None,
    value: str,
    shares: tuple[str, ...],
    must: tuple[str, ...],
    must_not: tuple[str, ...],
    known_only: bool,
) -> Document:
    """Which projects to fund."""
    from pmo_core.answers.priorities.select_export import select_document  # a solver: 0.25 s to load

    money = None if budget is None else read_amount(budget)
    with opened(asked) as db:
        document = select_document(
            db,
            chosen_snapshot(db, asked),
            budget=money,
            value=value,
            shares=shares,
            must=must,
            must_not=must_not,
            known_only=known_only,
        )
    return {**document, "lines": _lines(document)}


def _lines(document: Document) -> list[str]:
    """The selection for people; --json holds the rest."""
    lines = [document["sentence"]]
    if document["rules"]:
        lines.append(f"Rules: {'; '.join(document['rules'])}.")
    if document["value"] is None:
        return [*lines, *document["notes"]]
    lines.append(f"Selected: {', '.join(document['selected']) or 'none'}.")
    lines += filter(None, [document["proof"], document["habit"]])
    return [*lines, *document["notes"]]
