"""`engagement`: who is where they are needed, who waits, and whom to talk to next, as a document."""

from __future__ import annotations

from datetime import UTC, datetime

import click

from pmo_core import look
from pmo_core.answers.engagement.export import engagement_document
from pmo_core.commands.frame import Asked, Document, chosen_snapshot, command, opened


@click.command(help="Stakeholders: gaps, who waits for a talk, whom to talk to next.")
@command()
def engagement(asked: Asked) -> Document:
    """The people at a date; without one, at the last contact."""
    today = datetime.now(UTC).date() if asked.as_of is None else None
    with opened(asked) as db:
        document = engagement_document(db, chosen_snapshot(db, asked), today=today)
    return {**document, "lines": _lines(document)}


def _lines(document: Document) -> list[str]:
    """The people for people; --json holds the rest."""
    listed = document["stakeholders"]
    lines = [f"{look.plural(len(listed), 'stakeholder')}, as of {document['as_of']}"]
    if document["attainment"] is not None:
        lines.append(
            f"Attainment {100 * document['attainment']:.1f} %, gap {document['gap']:g} points, "
            f"{document['assessed']} of {len(listed)} assessed"
        )
    if document["on_time"] is not None:
        lines.append(f"Overdue {document['overdue']}, never spoken to {document['never']}")
    lines += list(dict.fromkeys(document["reasons"].values()))
    return lines + [_line(one, number) for number, one in enumerate(document["next"], start=1)]


def _line(one: Document, number: int) -> str:
    spoken = f"last spoken to {one['last_conversation']}" if one["last_conversation"] else "never spoken to"
    how = f" by {one['channel']}" if one["channel"] else ""
    return f"{number}. {one['name'][:48]}{how}: {spoken}" + "".join(f"; open: {text}" for text in one["open"])
