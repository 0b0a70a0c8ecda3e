"""The last contact of a stakeholder list is a contact of its own: its rows, as a table of that kind."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from pmo_core.intake.mapping.header_words import header_words
from pmo_core.intake.table import RawTable
from pmo_core.intake.values.cells import shown
from pmo_core.intake.values.dates import date_share
from pmo_core.intake.values.missing import missing_kind
from pmo_core.intake.wording.headers import normalise
from pmo_core.model import FieldType, Issue, Severity


def last_contacts(
    raw: RawTable, mapping: Mapping[str, str], *, pivot: int
) -> tuple[RawTable, dict[str, str]] | None:
    """
    The dates of last contact in a list of stakeholders.

    Args:
        raw: The list.
        mapping: Field → header as found for stakeholders.
        pivot: The year around which years of two digits lie.

    Returns:
        The rows with a date of last contact, and their mapping as contacts; None without such a column. Cells
        such as "never" are no contact and are named.
    """
    who = mapping.get("name") or mapping.get("stakeholder_id")
    taken = set(mapping.values())
    found = [
        header
        for header in raw.headers
        if normalise(header) in header_words("last_contact") and header not in taken
    ]
    if who is None or not found:
        return None
    dates = raw.column(found[0])
    filled = [at for at, text in enumerate(dates) if missing_kind(text, FieldType.DATE) is None]
    kept = [at for at in filled if date_share({dates[at]: 1}, pivot=pivot) > 0]
    if not kept:
        return None
    readable = frozenset(kept)
    left = tuple(_no_date(raw.rows[at], found[0], dates[at]) for at in filled if at not in readable)
    names = raw.column(who)
    return (
        replace(
            raw,
            headers=(who, found[0]),
            columns=(tuple(names[at] for at in kept), tuple(dates[at] for at in kept)),
            rows=tuple(raw.rows[at] for at in kept),
            guesses=(),
            issues=left,
            rows_read=len(kept),
            rows_skipped=0,
            rows_refused=0,
            repeated={},
            typed_dates=raw.typed_dates & {found[0]},
            refused={},
        ),
        {"stakeholder": who, "date": found[0]},
    )


def _no_date(row: int, header: str, text: str) -> Issue:
    return Issue(
        "contact.no_date",
        "Not a date: no contact is made of it. The stakeholder is loaded.",
        "Write the day of the last contact, or leave the cell empty.",
        Severity.NOTE,
        row,
        header,
        shown(text),
    )
