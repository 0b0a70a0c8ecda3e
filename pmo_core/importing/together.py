"""Files that are dropped together: one may refer to another, and months come in their order."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from pmo_core.importing.stage import Staged, among
from pmo_core.model import Kind
from pmo_core.store.database import Database


def together(db: Database, files: Sequence[Staged]) -> tuple[Staged, ...]:
    """
    The files as parts of one set: references are looked up in the portfolio and in the rest of the set.

    Args:
        db: The store; it is only read.
        files: Staged for one portfolio, at most one of each kind.
    """
    every = [each for staged in files for each in (*staged.beside, staged)]
    along = {each.reading.kind: each.rows for each in every if each.rows is not None}
    return tuple(among(db, staged, along=along) for staged in files)


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
