"""A form per record, one below the other: name, role, … and again name, role, …, as a row per record."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from pmo_core.intake.table import RawTable
from pmo_core.model import Issue, Severity

APART = 1_000
"""Row numbers of a block are so far from those of the one before: 1,002 is column B of the second."""


def blocks_below(raw: RawTable) -> RawTable | None:
    """
    A turned table whose first field comes again and again, with a row per block; None if it is not so.

    A block may lack fields that others have; within a block no field stands twice.
    """
    begins = raw.repeated.get(raw.headers[0], ()) if raw.source.transposed and raw.headers else ()
    if len(begins) < 2:
        return None
    base = {header: name for name, group in raw.repeated.items() for header in group}
    edges = [*(raw.headers.index(header) for header in begins), len(raw.headers)]
    blocks = [{base.get(h, h): h for h in raw.headers[a:b]} for a, b in pairwise(edges)]
    if edges != sorted(edges) or sum(map(len, blocks)) != len(raw.headers):
        return None
    headers = tuple(dict.fromkeys(name for block in blocks for name in block))
    blank = ("",) * len(raw.rows)
    count = len(blocks)
    note = Issue(
        "layout.blocks",
        f"“{raw.headers[0]}” begins {count} blocks of fields, one below the other: each is read as a record.",
        "Nothing to do.",
        Severity.NOTE,
    )
    return replace(
        raw,
        headers=headers,
        columns=tuple(
            tuple(text for block in blocks for text in (raw.column(block[name]) if name in block else blank))
            for name in headers
        ),
        rows=tuple(row + APART * at for at in range(count) for row in raw.rows),
        rows_read=raw.rows_read * count,
        rows_skipped=raw.rows_skipped * count,
        rows_refused=raw.rows_refused * count,
        issues=(*raw.issues, note),
        repeated={},
    )
