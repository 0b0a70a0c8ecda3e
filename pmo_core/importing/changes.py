"""What saving a staged file would do to the current version: new, changed, gone, cell by cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import numpy as np
import pyarrow as pa
from pyarrow.compute import SliceOptions, call_function

from pmo_core.importing.cells import States
from pmo_core.importing.coming import Coming, picked
from pmo_core.importing.compare import compared
from pmo_core.importing.difference import Changes, told
from pmo_core.importing.project_changes import Judged, of_projects
from pmo_core.intake.rows.keys import SEPARATOR
from pmo_core.model import Kind
from pmo_core.store.database import Database

LISTED: Final = 200
"""So many changed cells, new and gone rows are listed; the rest is counted."""


def changes(
    db: Database, brought: Sequence[Coming], *, judged: Judged | None = None, most: int | None = LISTED
) -> Changes:
    """
    Compare a staged file with the current version; nothing is written.

    Args:
        db: The store.
        brought: What the file brings and meets.
        judged: The projects before and after, as a preview has them; needed where the file holds projects.
        most: So many cells, new and gone rows are listed; None = all.
    """
    found = [_of_kind(db, each, judged=judged, most=most) for each in brought]
    return replace(found[0], beside=tuple(found[1:]))


def _of_kind(db: Database, rows: Coming, *, judged: Judged | None, most: int | None) -> Changes:
    if rows.kind is Kind.PROJECTS:
        if judged is None:
            raise ValueError("projects are compared as a preview judges them")
        return of_projects(db, rows, judged, most=most)
    before, own, by = rows.held, rows.own, "key"
    if rows.kind is Kind.MILESTONES:
        before, own, by = _latest(before), _latest(own), "identity"
    if not rows.before.version:
        return Changes(rows.kind, first=True, new=own.num_rows)
    kept = None if rows.replaces else before[by]
    found = compared(before, own, by=by, kind=rows.kind, mapped=rows.mapped, kept=kept)
    return told(db, rows, States(before, own, found), most=most)


def _latest(rows: pa.Table) -> pa.Table:
    """The latest state of every milestone, by its identity: its key without the date that it may end in."""
    dates, whole = rows["as_of"].combine_chunks(), rows["key"].combine_chunks()
    date_length = len(SEPARATOR) + len("2026-03-31")
    bare = call_function("utf8_slice_codeunits", [whole], SliceOptions(0, -date_length))
    identity = call_function("if_else", [dates.is_valid(), bare, whole])
    days = np.asarray(dates.cast(pa.int32()).fill_null(np.iinfo(np.int32).min))
    codes = np.asarray(identity.dictionary_encode().indices)
    order = np.lexsort((days, codes))
    last = np.append(codes[order][1:] != codes[order][:-1], [True] * min(1, len(codes)))
    return picked(rows.append_column("identity", identity), np.sort(order[last.astype(np.bool_)]))
