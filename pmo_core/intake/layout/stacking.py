"""Sheets with the same columns, one per month or region, read as one table with the sheet in a column."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from pmo_core.intake.coded import coded
from pmo_core.intake.layout.names import unused
from pmo_core.intake.table import RawTable
from pmo_core.intake.values.days import Day, read_day
from pmo_core.intake.values.periods import Calendar, read_period
from pmo_core.intake.wording.headers import normalise, synonyms
from pmo_core.model import Issue, Kind, Severity

ALL: Final = "all"
SHEET: Final = "Sheet"
AS_OF: Final = "As of"
NUMBERS_FROM: Final = 1_000
"""Row numbers of a stack are at least this far apart from sheet to sheet: 2,017 is row 17 of the second."""

FEW_ROWS: Final = 1
_PIVOT: Final = 2000
_YEAR: Final = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


@dataclass(frozen=True)
class Leaf:
    """One sheet of a stack: its place in the workbook from 1, its name, its table."""

    place: int
    name: str
    table: RawTable


@dataclass(frozen=True)
class Reason:
    """Why sheets may be stacked without asking; `dates` are the sheets' names as dates or periods."""

    text: str
    dates: tuple[str, ...] | None = None


def same_columns(one: RawTable, other: RawTable) -> bool:
    """Whether two tables have the same column names, in any order."""
    return len(one.headers) == len(other.headers) and _names(one).keys() == _names(other).keys()


def reason_to_stack(leaves: Sequence[Leaf], *, label: str) -> Reason | None:
    """What shows that the rows of the sheets belong in one table; None if that must be asked."""
    counts = [len(leaf.table.rows) for leaf in leaves]
    if min(counts) <= FEW_ROWS < max(counts):
        return None  # perhaps a template or an example
    key = _key(leaves)
    if key is None:
        return None
    texts = [cell.strip() for part in _aligned(leaves)[key] for cell in part]
    if len(set(texts)) == len(texts):
        return Reason(f"no “{leaves[0].table.headers[key]}” stands on two sheets")
    dates = sheet_dates(leaves, label=label)
    if dates and not _has_as_of(leaves[0].table):
        return Reason("each sheet is named by a date, and its rows come again on others", dates)
    return None


def sheet_dates(leaves: Sequence[Leaf], *, label: str) -> tuple[str, ...] | None:
    """The names of the sheets as different dates or periods; a year may stand in the file's name instead."""
    years = set(_YEAR.findall(label))
    calendar = Calendar(_PIVOT)
    found: list[str] = []
    for leaf in leaves:
        name = leaf.name.strip()
        for text in (name, *(f"{name} {year}" for year in years if len(years) == 1)):
            if isinstance(read_day(text, pivot=_PIVOT), Day) or read_period(text, calendar=calendar):
                found.append(text)
                break
    return tuple(found) if len(set(found)) == len(leaves) else None


def stacked(leaves: Sequence[Leaf], *, dates: tuple[str, ...] | None = None) -> RawTable:
    """
    One table of all sheets. A row is numbered sheet × base + its own number, which one issue explains.

    `dates` take the place of the sheets' names, in a column of dates.
    """
    first = leaves[0].table
    base = _base(leaves)
    columns = [coded([cell for part in parts for cell in part]) for parts in _aligned(leaves)]
    header = unused(AS_OF if dates else SHEET, first.headers)
    names = dates or tuple(leaf.name for leaf in leaves)
    columns.append(coded([name for name, leaf in zip(names, leaves, strict=True) for _ in leaf.table.rows]))
    titles = dict.fromkeys(line for leaf in leaves for line in leaf.table.source.title_lines)
    notes = dict.fromkeys(line for leaf in leaves for line in leaf.table.source.note_lines)
    questions = {question.id: question for leaf in leaves for question in leaf.table.questions}
    return replace(
        first,
        headers=(*first.headers, header),
        columns=tuple(columns),
        rows=tuple(leaf.place * base + row for leaf in leaves for row in leaf.table.rows),
        source=replace(first.source, sheet=ALL, title_lines=tuple(titles), note_lines=tuple(notes)),
        issues=(_told(leaves, base, header), *(issue for leaf in leaves for issue in _issues(leaf, base))),
        questions=tuple(questions.values()),
        rows_read=sum(leaf.table.rows_read for leaf in leaves),
        rows_skipped=sum(leaf.table.rows_skipped for leaf in leaves),
        rows_refused=sum(leaf.table.rows_refused for leaf in leaves),
        typed_dates=frozenset[str]().union(*(leaf.table.typed_dates for leaf in leaves)),
        refused={
            leaf.place * base + row: cells for leaf in leaves for row, cells in leaf.table.refused.items()
        },
        totals=(),
    )


def _names(table: RawTable) -> dict[str, int]:
    """Place of every column by its name in comparable form; repeats of a name stay apart."""
    found: dict[str, int] = {}
    for at, header in enumerate(table.headers):
        found[unused(normalise(header) or header, list(found))] = at
    return found


def _aligned(leaves: Sequence[Leaf]) -> list[list[Sequence[str]]]:
    """For each column of the first sheet, its cells on all sheets, found by name."""
    places = [_names(leaf.table) for leaf in leaves]
    return [
        [leaf.table.columns[at[name]] for leaf, at in zip(leaves, places, strict=True)] for name in places[0]
    ]


def _key(leaves: Sequence[Leaf]) -> int | None:
    """The first column that is filled and different in all rows of each sheet."""
    for at, parts in enumerate(_aligned(leaves)):
        if all(all(cell.strip() for cell in part) and len(set(part)) == len(part) for part in parts):
            return at
    return None


def _has_as_of(table: RawTable) -> bool:
    words = synonyms(Kind.PROJECTS)
    return any(item.field == "as_of" for name in table.headers for item in words.get(normalise(name), ()))


def _base(leaves: Sequence[Leaf]) -> int:
    most = max((row for leaf in leaves for row in (*leaf.table.rows[-1:], *leaf.table.refused)), default=0)
    base = NUMBERS_FROM
    while base <= most:
        base *= 10
    return base


def _issues(leaf: Leaf, base: int) -> list[Issue]:
    return [
        replace(
            issue,
            row=None if issue.row is None else leaf.place * base + issue.row,
            problem=f"Sheet “{leaf.name}”: {issue.problem}",
        )
        for issue in leaf.table.issues
    ]


def _rows(leaf: Leaf) -> str:
    count = len(leaf.table.rows)
    return "1 row" if count == 1 else f"{count:,} rows"


def _told(leaves: Sequence[Leaf], base: int, header: str) -> Issue:
    *others, last = (f"“{leaf.name}” ({_rows(leaf)})" for leaf in leaves)
    place, name = leaves[-1].place, leaves[-1].name
    return Issue(
        "sheets.stacked",
        f"Sheets {', '.join(others)} and {last} hold the same columns: read as one table, the sheet in "
        f"column “{header}”. Row numbers begin with the sheet: {place * base + 17:,} is row 17 of sheet "
        f"{place}, “{name}”.",
        "Answer sheet with the name of one of them to read it alone.",
        Severity.NOTE,
    )
