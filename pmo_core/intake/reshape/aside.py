"""Rows that are read but not loaded, named in an issue."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from pmo_core.intake.files.grid import ranges
from pmo_core.intake.table import RawTable
from pmo_core.model import Issue, Question, Severity


def rows_issue(
    table: RawTable,
    places: Collection[int],
    told: tuple[str, str, str],
    *,
    fix: str,
    severity: Severity = Severity.WARNING,
    column: str | None = None,
) -> Issue:
    """One issue for some rows of a table; `told` is the code, and what follows `Row 5` and `Rows 5–7`."""
    numbers = sorted(table.rows[at] for at in places)
    code, one, many = told
    subject, verb = ("Row", one) if len(numbers) == 1 else ("Rows", many)
    return Issue(code, f"{subject} {ranges(numbers)} {verb}", fix, severity, row=numbers[0], column=column)


def set_aside(
    table: RawTable, gone: Collection[int], issue: Issue, *, offer: Question | None = None
) -> RawTable:
    """The table without some of its rows, which count as skipped; `offer` asks whether that is meant."""
    aside = set(gone)
    kept = [at for at in range(len(table.rows)) if at not in aside]
    return replace(
        table,
        columns=tuple(tuple(column[at] for at in kept) for column in table.columns),
        rows=tuple(table.rows[at] for at in kept),
        rows_skipped=table.rows_skipped + len(aside),
        issues=(*table.issues, issue),
        offers=(*table.offers, *((offer,) if offer else ())),
    )
