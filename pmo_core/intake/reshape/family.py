"""Parents and children in one table: only one level is read, so that nothing is counted twice."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from pmo_core.errors import IntakeError
from pmo_core.intake.files.grid import ranges
from pmo_core.intake.options import Options
from pmo_core.intake.table import RawTable
from pmo_core.model import Issue, Severity

_PARENT: Final = frozenset(
    {
        "parent task",
        "parent",
        "übergeordnete aufgabe",
        "vorgangsname übergeordnet",
        "tâche parente",
        "tarea principal",
    }
)
_ALWAYS_CHILD: Final = frozenset({"parent task", "übergeordnete aufgabe", "tâche parente", "tarea principal"})
"""Columns of task tools that are filled for sub-tasks only, even where the parent is not in the export."""

_LEVEL: Final = frozenset({"outline level", "gliederungsebene", "niveau hiérarchique", "nivel de esquema"})
_NAMED_BY: Final = 8
"""Parents are named by id or name, which stand in the first columns."""


def one_level(table: RawTable, options: Options) -> RawTable:
    """
    Set aside the children of other rows, or in an outline the rows that sum others up, and name them.

    Raises:
        IntakeError: If the answer `children` is neither aside nor all.
    """
    said = options.said("children")
    if said not in (None, "aside", "all"):
        raise IntakeError(f"{said!r} does not say which rows to load.", fix="Answer aside or all.")
    if said == "all" or len(table.rows) < 2:
        return table
    for header, column in zip(table.headers, table.columns, strict=True):
        name = header.strip().casefold()
        if name in _LEVEL and (summaries := _summaries(column)):
            return _without(table, summaries, "row.summary", _summary_told, header)
        if name in _PARENT and (children := _children(table, header, column)):
            return _without(table, children, "row.child", _child_told, header)
    return table


def _summaries(levels: Sequence[str]) -> list[int]:
    """Rows over a deeper row; none unless every level is a whole number and goes down one step at a time."""
    texts = [text.strip() for text in levels]
    if not all(text.isascii() and text.isdecimal() and len(text) < 3 for text in texts):
        return []
    steps = [int(below) - int(above) for above, below in pairwise(texts)]
    return [at for at, step in enumerate(steps) if step > 0] if max(steps) <= 1 else []


def _children(table: RawTable, header: str, parents: Sequence[str]) -> list[int]:
    """Rows whose parent is another row; none if that would leave no row."""
    texts = [text.strip().casefold() for text in parents]
    places: dict[str, set[int]] = {}
    for other, column in list(zip(table.headers, table.columns, strict=True))[:_NAMED_BY]:
        if other != header:
            for at, cell in enumerate(column):
                places.setdefault(cell.strip().casefold(), set()).add(at)
    always = header.strip().casefold() in _ALWAYS_CHILD
    children = [at for at, text in enumerate(texts) if text and (always or places.get(text, set()) - {at})]
    return children if len(children) < len(texts) else []


def _without(
    table: RawTable, gone: Sequence[int], code: str, told: Callable[[str, bool], str], header: str
) -> RawTable:
    aside = set(gone)
    kept = [at for at in range(len(table.rows)) if at not in aside]
    numbers = sorted(table.rows[at] for at in gone)
    one = len(numbers) == 1
    issue = Issue(
        code,
        f"{'Row' if one else 'Rows'} {ranges(numbers)} {told(header, one)}",
        "Nothing to do if one level is to count; answer children=all to load every row.",
        Severity.WARNING,
        row=numbers[0],
        column=header,
    )
    return replace(
        table,
        columns=tuple(tuple(column[at] for at in kept) for column in table.columns),
        rows=tuple(table.rows[at] for at in kept),
        rows_skipped=table.rows_skipped + len(gone),
        issues=(*table.issues, issue),
    )


def _child_told(header: str, one: bool) -> str:
    verb = "belongs to another row" if one else "belong to other rows"
    return f"{verb} by “{header}”: not loaded, so that nothing counts twice."


def _summary_told(header: str, one: bool) -> str:
    verb = "sums up the rows" if one else "sum up the rows"
    return f"{verb} of a deeper “{header}” below: not loaded, so that nothing counts twice."
