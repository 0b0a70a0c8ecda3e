"""Changed cells and rows by name: what stood there, what comes, and why there is nothing."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import pyarrow as pa

from pmo_core.fields import FIELDS
from pmo_core.importing.coming import Coming
from pmo_core.importing.compare import Comparison, Line, Places, Value, first_cells, lines
from pmo_core.measure.arrays import Floats
from pmo_core.model import FieldType, Kind
from pmo_core.store.database import Database

NAMES: Final[Mapping[Kind, tuple[str | None, tuple[str, ...]]]] = {
    Kind.PROJECTS: ("project_id", ("name", "project_key")),
    Kind.PROJECT_COSTS: ("project_id", ("project_id", "year")),
    Kind.OBJECTIVES: ("objective_id", ("name", "objective_id")),
    Kind.ALIGNMENT: ("project_id", ("project_id", "objective_id")),
    Kind.KPIS: ("kpi_id", ("name", "dimensions", "period")),
    Kind.STAKEHOLDERS: ("stakeholder_id", ("name", "stakeholder_id")),
    Kind.CONTACTS: (None, ("stakeholder", "date")),
    Kind.FEEDBACK: (None, ("question", "respondent", "date")),
    Kind.MILESTONES: ("milestone_id", ("name", "milestone_id")),
    Kind.BENEFITS: ("project_id", ("project_id", "date")),
    Kind.LESSONS: ("lesson_id", ("title", "lesson_id")),
    Kind.NOTES: ("note_id", ("type", "text")),
    Kind.SETTINGS: (None, ("name",)),
}
"""Id field of a kind, and the fields that name a row."""

_ONE_NAME: Final = frozenset(
    {Kind.PROJECTS, Kind.OBJECTIVES, Kind.STAKEHOLDERS, Kind.MILESTONES, Kind.LESSONS}
)
"""Kinds of which the first of these fields that is filled names the row; of the others all of them do."""
_LONGEST: Final = 120


@dataclass(frozen=True)
class Cell:
    """
    One cell that changes. None has no value; why says which kind of none (blank, withheld …), '' without any.

    `currency` is that of an amount, the one after saving where there is one.
    """

    id: str | None
    name: str
    field: str
    before: Value | None
    after: Value | None
    before_why: str = ""
    after_why: str = ""
    currency: str = ""


@dataclass(frozen=True)
class Thing:
    """One row that comes or goes; `amount` is a project's, in `unit`."""

    id: str | None
    name: str
    amount: float | None = None
    unit: str = ""


@dataclass(frozen=True, eq=False)
class States:
    """
    Rows before and in the file with their comparison.

    worth: what each is worth, the most listed first, −1 without an amount; in `unit`, or in its own currency.
    """

    before: pa.Table
    own: pa.Table
    found: Comparison
    worth_before: Floats | None = None
    worth_own: Floats | None = None
    unit: str = ""


def changed_cells(db: Database, rows: Coming, states: States, *, most: int | None) -> tuple[Cell, ...]:
    """The first changed cells: projects with the most money first, else in the order of the file."""
    found = states.found
    order = np.arange(len(found.now))
    if states.worth_own is not None:
        order = np.argsort(-states.worth_own[found.now], kind="stable")
    listed = first_cells(found, order, most=most)
    places = [(found.fields[column], int(found.was[pair]), int(found.now[pair])) for pair, column in listed]
    names = [*_naming(rows.kind), "currency", *(name for name, _, _ in places)]
    before_them = lines(states.before, (old for _, old, _ in places), names=names)
    after_them = lines(states.own, (new for _, _, new in places), names=names)
    was = rows.reasons(db, states.before, [old for name, old, _ in places if before_them[old][name] is None])
    now = rows.reasons(db, states.own, [new for name, _, new in places if after_them[new][name] is None])
    cells: list[Cell] = []
    for name, old, new in places:
        before, after = before_them[old][name], after_them[new][name]
        own = _named(after_them[new], kind=rows.kind)
        code = after_them[new]["currency"] or before_them[old]["currency"]
        cells.append(
            Cell(
                own.id,
                own.name,
                name,
                before,
                after,
                was.get((old, name), "") if before is None else "",
                now.get((new, name), "") if after is None else "",
                str(code or "") if name in _MONEY[rows.kind] else "",
            )
        )
    return tuple(cells)


_MONEY: Final[Mapping[Kind, frozenset[str]]] = {
    kind: frozenset(item.name for item in items if item.type is FieldType.MONEY)
    for kind, items in FIELDS.items()
}


def things(
    table: pa.Table, chosen: Places, *, kind: Kind, worth: Floats | None, unit: str, most: int | None
) -> tuple[Thing, ...]:
    """Some rows by name; the most money first where they are worth something, else as in their file."""
    numbers = np.asarray(table["row"].combine_chunks())[chosen]
    chosen = chosen[np.lexsort((numbers,) if worth is None else (numbers, -worth[chosen]))]
    listed = lines(table, map(int, chosen[:most]), names=[*_naming(kind), "currency"])
    return tuple(
        _named(line, kind=kind, amount=None if worth is None else float(worth[at]), unit=unit)
        for at, line in listed.items()
    )


def _naming(kind: Kind) -> list[str]:
    identifier, fields = NAMES[kind]
    return [*([identifier] if identifier else []), *fields]


def _named(line: Line, *, kind: Kind, amount: float | None = None, unit: str = "") -> Thing:
    identifier, fields = NAMES[kind]
    own = line[identifier] if identifier else None
    held = amount if amount is not None and amount >= 0 else None
    unit = unit or ("" if held is None else str(line["currency"] or ""))
    return Thing(None if own is None else str(own), _name(line, fields, kind=kind), held, unit)


def _name(line: Line, fields: Sequence[str], *, kind: Kind) -> str:
    said = [text for name in fields if (text := _part(name, line[name]))]
    if kind in _ONE_NAME:
        said = said[:1]
    return ", ".join(said)[:_LONGEST]


def _part(name: str, value: Value | None) -> str:
    """A part of a name; of the dimensions of a KPI what they hold: Leeds, 2026."""
    if name == "dimensions" and value:
        return ", ".join(str(each) for each in json.loads(str(value)).values())
    return "" if value is None else str(value)
