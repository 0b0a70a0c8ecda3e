"""Whether what a file refers to is in the portfolio: by id or by name; the row loads all the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Final

import pyarrow as pa

from pmo_core.intake.coded import from_arrow
from pmo_core.intake.rows.keys import normal_name
from pmo_core.model import Issue, Kind, Severity
from pmo_core.store import versions
from pmo_core.store.database import Database

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


def unresolved(db: Database, portfolio: str, *, kind: Kind, rows: pa.Table) -> list[Issue]:
    """
    Name every reference that leads nowhere, once, with the number of rows.

    Where the portfolio holds nothing of that kind yet, nothing is said: it may come with the next file.
    """
    current = versions.current(db, portfolio)
    issues: list[Issue] = []
    for field, target in REFERENCES.get(kind, {}).items():
        version = current.get(target, 0)
        if not version or field not in rows.column_names:
            continue
        known = {normal_name(text) for (text,) in db.rows(__file__, "known_names", version=version)}
        found = _named(rows[field])
        lost = {value: n for value, n in found.items() if normal_name(value) not in known}
        issues += [_issue(field, value, n=n, target=target) for value, n in lost.items()]
    return issues


def _named(column: pa.ChunkedArray) -> Counter[str]:
    """What the cells refer to and how often; a list refers to each of its entries."""
    if pa.types.is_list(column.type):
        return Counter(one for value in column.to_pylist() for one in value or [])
    counts = from_arrow(column).counts()
    return Counter({value: n for value, n in counts.items() if value})


def _issue(field: str, value: str, *, n: int, target: Kind) -> Issue:
    rows = "1 row names" if n == 1 else f"{n} rows name"
    return Issue(
        code="reference.unresolved",
        problem=f"{rows} {value[:80]!r}, which is not among the {target.value} of the portfolio.",
        fix=f"Check the spelling, or load these {target.value}; the rows are loaded as they stand.",
        severity=Severity.WARNING,
        column=field,
        value=value[:80],
    )
