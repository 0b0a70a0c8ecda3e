"""Rows that a tool exports but that are no items of the portfolio, and what else is known of its exports."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace
from typing import Final

from pmo_core.errors import IntakeError
from pmo_core.intake.mapping.presets import Preset, tool
from pmo_core.intake.options import Options
from pmo_core.intake.reshape.aside import rows_issue, set_aside
from pmo_core.intake.reshape.family import one_level
from pmo_core.intake.table import RawTable
from pmo_core.intake.values.standard import standard
from pmo_core.intake.wording.headers import normalise
from pmo_core.model import Choice, Issue, Question, Severity

SHARE_ITEMS: Final = 0.5
"""A column of item ids tells items from other rows only if this share of the rows has one."""

_LEVELED: Final = re.compile(r"title (\d)")
_NO_TIME: Final = re.compile(r"0+(?:[.,]0+)?\s*[a-zà-ÿ]*\.?\s*\??", re.I)


def tool_rows(table: RawTable, options: Options) -> RawTable:
    """
    Apply what is known of the tool that wrote a table: archived items, summaries, trees, parents, caps.

    Raises:
        IntakeError: If the answer `archived` is neither aside nor all, or `children` none of its words.
    """
    found = tool(table.headers, table.columns)
    if found is None:
        return one_level(table, options)
    table = _capped(table, found)
    table = _items(_current(table, found, options), found)
    return _milestones(one_level(_tree(table), options), found)


def _columns(table: RawTable, names: Collection[str]) -> list[str]:
    return [header for header in table.headers if normalise(header) in names]


def _capped(table: RawTable, preset: Preset) -> RawTable:
    if preset.cap is None or preset.cap not in (table.rows_read, len(table.rows)):
        return table
    issue = Issue(
        "file.capped",
        f"The file has exactly {preset.cap:,} rows, the most that {preset.name} exports: it may be cut off.",
        "Compare the number of rows with the tool; export in parts if more items are there.",
        Severity.WARNING,
    )
    return replace(table, issues=(issue, *table.issues))


def _current(table: RawTable, preset: Preset, options: Options) -> RawTable:
    """The table without archived items."""
    said = options.said("archived")
    if said not in (None, "aside", "all"):
        raise IntakeError(f"{said!r} does not say which rows to load.", fix="Answer aside or all.")
    for header in _columns(table, preset.archived) if said != "all" else ():
        gone = [at for at, cell in enumerate(table.column(header)) if standard(cell, "flag") == "true"]
        if gone and len(gone) < len(table.rows):
            rest = f"archived by “{header}”: not loaded."
            told = ("row.archived", f"is {rest}", f"are {rest}")
            fix = "Nothing to do; answer archived=all to load every row."
            issue = rows_issue(table, gone, told, fix=fix, column=header)
            return set_aside(table, gone, issue, offer=_archive_offer(header, len(gone)))
    return table


def _archive_offer(header: str, count: int) -> Question:
    return Question(
        "archived",
        "Leave out what is archived?",
        (Choice("aside", "leave them out"), Choice("all", "load every row")),
        "--answer archived=all",
        f"“{header}” is true in {count:,} of the rows; without an answer they are left out.",
        column=header,
    )


def _items(table: RawTable, preset: Preset) -> RawTable:
    """The table without rows that have no item id: summaries of groups."""
    for header in _columns(table, preset.item)[:1]:
        gone = [at for at, cell in enumerate(table.column(header)) if not cell.strip()]
        if gone and len(gone) <= SHARE_ITEMS * len(table.rows):
            rest = f"no “{header}”, so {{}} no item of the board: not loaded."
            told = ("row.no_item", f"has {rest.format('it is')}", f"have {rest.format('they are')}")
            fix = "Nothing to do, unless an id was deleted by hand."
            return set_aside(table, gone, rows_issue(table, gone, told, fix=fix, column=header))
    return table


def _tree(table: RawTable) -> RawTable:
    """Titles that stand in a column per level become one column of titles and one of levels."""
    by_level = {int(m[1]): header for header in table.headers if (m := _LEVELED.fullmatch(normalise(header)))}
    names = {normalise(header) for header in table.headers}
    if "title" in names or len(by_level) < 2 or sorted(by_level) != list(range(1, len(by_level) + 1)):
        return table
    columns = [table.column(by_level[level]) for level in sorted(by_level)]
    depths = [
        max((n for n, cell in enumerate(row, 1) if cell.strip()), default=0)
        for row in zip(*columns, strict=True)
    ]
    titles = tuple(columns[depth - 1][at] if depth else "" for at, depth in enumerate(depths))
    kept = [(h, c) for h, c in zip(table.headers, table.columns, strict=True) if h not in by_level.values()]
    rest = "title in a column per level: the columns were made one."
    issue = rows_issue(
        table,
        range(len(table.rows)),
        ("columns.tree", f"has its {rest}", f"have their {rest}"),
        fix="Nothing to do.",
        severity=Severity.NOTE,
        column=by_level[1],
    )
    return replace(
        table,
        headers=(*(header for header, _ in kept), "Title", "Title level"),
        columns=(*(column for _, column in kept), titles, tuple(str(depth or "") for depth in depths)),
        issues=(*table.issues, issue),
    )


def _milestones(table: RawTable, preset: Preset) -> RawTable:
    """Note the rows that are milestones among the others."""
    for header in _columns(table, preset.milestone):
        flag = normalise(header) == "milestone"
        marked = [
            at for at, cell in enumerate(table.column(header)) if _is_milestone(cell.strip(), flag=flag)
        ]
        if marked and len(marked) < len(table.rows):
            rest = f"by “{header}”; loaded like the other rows."
            told = ("row.milestone", f"is a milestone {rest}", f"are milestones {rest}")
            fix = "Nothing to do; export the milestones by themselves to follow their dates."
            issue = rows_issue(table, marked, told, fix=fix, severity=Severity.NOTE, column=header)
            return replace(table, issues=(*table.issues, issue))
    return table


def _is_milestone(cell: str, *, flag: bool) -> bool:
    return standard(cell, "flag") == "true" if flag else _NO_TIME.fullmatch(cell) is not None
