"""Files that are dropped together: one may refer to another, and months come in their order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pyarrow as pa

from pmo_core.importing.references import UNRESOLVED, unresolved
from pmo_core.importing.stage import Staged
from pmo_core.model import Kind
from pmo_core.store.database import Database


def together(db: Database, files: Sequence[Staged]) -> tuple[Staged, ...]:
    """
    The files as parts of one set: references are looked up in the portfolio and in the rest of the set.

    Args:
        db: The store; it is only read.
        files: Staged for one portfolio, at most one of each kind.
    """
    along = {staged.reading.kind: staged.rows for staged in files if staged.rows is not None}
    return tuple(_among(db, staged, along=along) for staged in files)


def _among(db: Database, staged: Staged, *, along: dict[Kind, pa.Table]) -> Staged:
    if staged.rows is None:
        return staged
    lost = unresolved(db, staged.portfolio, kind=staged.reading.kind, rows=staged.rows, along=along)
    others = tuple(issue for issue in staged.issues if issue.code != UNRESOLVED)
    return replace(staged, issues=(*others, *lost))


def next_set(files: Sequence[Staged]) -> tuple[Staged, ...]:
    """
    The files that can be loaded at once: of each kind the one that describes the earliest date.

    The others are staged again once these are in, for what they change depends on them.
    """
    first: dict[Kind, Staged] = {}
    for staged in files:
        held = first.get(staged.reading.kind)
        if held is None or _begins(staged) < _begins(held):
            first[staged.reading.kind] = staged
    return tuple(first.values())


def _begins(staged: Staged) -> date:
    return min(staged.reading.as_of, default=date.max)
