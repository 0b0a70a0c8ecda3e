"""Whether what a file refers to is in the portfolio: by id or by name; the row loads all the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
import pyarrow as pa

from pmo_core.fields import FIELDS
from pmo_core.intake.coded import from_arrow
from pmo_core.intake.rows.keys import normal_name
from pmo_core.model import FieldType, Issue, Kind, Severity
from pmo_core.store.database import Database

UNRESOLVED: Final = "reference.unresolved"
REFERENCES: Final[Mapping[Kind, Mapping[str, Kind]]] = {
    Kind.PROJECTS: {"objective": Kind.OBJECTIVES},
    Kind.PROJECT_COSTS: {"project_id": Kind.PROJECTS},
    Kind.ALIGNMENT: {"project_id": Kind.PROJECTS, "objective_id": Kind.OBJECTIVES},
    Kind.KPIS: {"project_id": Kind.PROJECTS, "objective": Kind.OBJECTIVES},
    Kind.CONTACTS: {"stakeholder": Kind.STAKEHOLDERS, "project_id": Kind.PROJECTS},
    Kind.STAKEHOLDERS: {"project_ids": Kind.PROJECTS},
    Kind.MILESTONES: {"project_id": Kind.PROJECTS, "objective": Kind.OBJECTIVES, "kpi_id": Kind.KPIS},
    Kind.BENEFITS: {"project_id": Kind.PROJECTS},
    Kind.LESSONS: {"project_id": Kind.PROJECTS},
}

_NAMES: Final[Mapping[Kind, str]] = {
    Kind.PROJECTS: "names_of_projects",
    Kind.OBJECTIVES: "names_of_objectives",
    Kind.STAKEHOLDERS: "names_of_stakeholders",
    Kind.KPIS: "names_of_kpis",
}
"""The query for what the portfolio calls the rows of a kind that others refer to."""


def unresolved(
    db: Database,
    current: Mapping[Kind, int],
    *,
    kind: Kind,
    rows: pa.Table,
    along: Mapping[Kind, pa.Table] | None = None,
) -> list[Issue]:
    """
    Name every reference that leads nowhere, once, with its first row and the number of rows.

    Where nothing of that kind is known yet, nothing is said: it may come with the next file.

    Args:
        db: The store; it is only read.
        current: Version of each kind in the portfolio where the rows would go.
        kind: What they are.
        rows: As they would be loaded.
        along: Rows of other kinds that come in the same set.
    """
    issues: list[Issue] = []
    for field, target in REFERENCES.get(kind, {}).items():
        version, beside = current.get(target, 0), (along or {}).get(target)
        found = _named(rows[field], rows["row"]) if field in rows.column_names else None
        if not found or not (version or beside is not None):
            continue
        names = db.rows(__file__, _NAMES[target], version=version)
        known = {normal_name(text) for pair in names for text in pair if text}
        known |= set() if beside is None else _names_in(beside, target)
        lost = {value: named for value, named in found.items() if normal_name(value) not in known}
        issues += [_issue(field, value, named=named, target=target) for value, named in lost.items()]
    return issues


def _names_in(rows: pa.Table, kind: Kind) -> set[str]:
    """Ids and names of rows that are not loaded yet."""
    fields = {item.name for item in FIELDS[kind] if item.type in (FieldType.ID, FieldType.NAME)}
    columns = [rows[name] for name in sorted(fields & set(rows.column_names))]
    return {normal_name(text) for column in columns for text in column.unique().to_pylist() if text}


@dataclass(frozen=True)
class _Named:
    """How many rows name something, and the first of them in the user's file."""

    rows: int
    first: int


def _named(column: pa.ChunkedArray, numbers: pa.ChunkedArray) -> dict[str, _Named]:
    """What the cells refer to; a list refers to each of its entries."""
    if pa.types.is_list(column.type):
        lists = zip(column.to_pylist(), numbers.to_pylist(), strict=True)
        told = [(one, row) for listed, row in lists for one in dict.fromkeys(listed or [])]
        counts = Counter(one for one, _ in told)
        return {one: _Named(counts[one], row) for one, row in reversed(told)}
    coded = from_arrow(column)
    often = np.bincount(coded.codes, minlength=coded.size)
    first = np.zeros(coded.size, dtype=np.int64)
    first[coded.codes[::-1]] = np.asarray(numbers)[
        ::-1
    ]  # of equal codes the last one assigned: the first row
    each = zip(coded.distinct, often.tolist(), first.tolist(), strict=True)
    return {value: _Named(n, row) for value, n, row in each if value and n}


def _issue(field: str, value: str, *, named: _Named, target: Kind) -> Issue:
    rows = "The row names" if named.rows == 1 else f"{named.rows} rows, this one first, name"
    return Issue(
        code=UNRESOLVED,
        problem=f"{rows} {value[:80]!r}, which is not among the {target.value} of the portfolio.",
        fix=f"Check the spelling, or load these {target.value}; the rows are loaded as they stand.",
        severity=Severity.WARNING,
        row=named.first,
        column=field,
        value=value[:80],
    )
