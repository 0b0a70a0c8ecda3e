"""What saving a staged file would do to one kind: counts, and the first cells and rows by name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from pmo_core.answers.overview.changes import Change
from pmo_core.importing.cells import Cell, States, Thing, changed_cells, things
from pmo_core.importing.coming import Coming
from pmo_core.model import Kind
from pmo_core.store.database import Database


@dataclass(frozen=True)
class Counts:
    """Rows that are new, changed and gone."""

    new: int = 0
    changed: int = 0
    gone: int = 0


@dataclass(frozen=True)
class Moves:
    """
    What the overview says of the projects that changed, the most money first.

    `noun` is what investment is measured in, `unit` the lead currency, person-days or projects; `ratings`
    are the portfolio's own labels with their confidence, 0–100.
    """

    found: tuple[Change, ...] = ()
    unit: str = ""
    noun: str = ""
    ratings: Mapping[str, float] = field(default_factory=dict[str, float])


@dataclass(frozen=True, eq=False)
class Changes:
    """
    What saving would do to one kind.

    Of projects and milestones the latest states are compared; `since` is the date of those before, where the
    file brings later ones. first: there is no version yet. gone: rows that leave the list that counts, so
    that changed + gone + unchanged are all before, and changed + new + unchanged all after.
    cells, came, left: the first of them, projects with the most money first. fields: changed cells by field.
    dropped: fields that the file has no column for, with how many of its rows lose a value by that.
    others: rows of other dates than the compared states. beside: other kinds that the file holds too.
    """

    kind: Kind
    first: bool
    new: int
    changed: int = 0
    gone: int = 0
    unchanged: int = 0
    cells_total: int = 0
    cells: tuple[Cell, ...] = ()
    came: tuple[Thing, ...] = ()
    left: tuple[Thing, ...] = ()
    fields: Mapping[str, int] = field(default_factory=dict[str, int])
    dropped: Mapping[str, int] = field(default_factory=dict[str, int])
    since: date | None = None
    others: Counts = field(default_factory=Counts)
    moves: Moves = field(default_factory=Moves)
    beside: tuple[Changes, ...] = ()


def told(db: Database, rows: Coming, states: States, *, most: int | None) -> Changes:
    """Count a comparison, and name the first `most` of its cells and rows (None = all)."""
    found, kind = states.found, rows.kind
    changed = int(found.changed.sum())
    return Changes(
        kind=kind,
        first=False,
        new=len(found.came),
        changed=changed,
        gone=len(found.left),
        unchanged=states.before.num_rows - changed - len(found.left),
        cells_total=int(found.differs.sum()),
        cells=changed_cells(db, rows, states, most=most),
        came=things(states.own, found.came, kind=kind, worth=states.worth_own, unit=states.unit, most=most),
        left=things(
            states.before, found.left, kind=kind, worth=states.worth_before, unit=states.unit, most=most
        ),
        fields={
            name: int(count)
            for name, count in zip(found.fields, found.differs.sum(axis=0), strict=True)
            if count
        },
        dropped=found.dropped,
    )
