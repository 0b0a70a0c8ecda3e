"""Filled templates and edited exports: read like any file, but what their columns are is known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from pmo_core.errors import EmptyUpload
from pmo_core.fields import REQUIRED
from pmo_core.intake.files.grid import Grid
from pmo_core.intake.layout.header_row import Known
from pmo_core.intake.layout.table_on_grid import lay_out
from pmo_core.intake.options import Options
from pmo_core.intake.own.sealed import ELSEWHERE, sealed_rows
from pmo_core.intake.table import RawTable, Source
from pmo_core.limits import IntakeLimits
from pmo_core.model import Guess, Kind
from pmo_core.own_form.columns import DICTIONARY, DIMENSION, own_column, read_mark_header

_HEAD_ROWS: Final = 20
_ANSWERS: Final[Mapping[str, str]] = {"money_unit": "one", "unpivot": "none", "measure": "none"}
"""What such a file states about itself: amounts in whole units, one row per thing."""

_OF_FIRST: Final = frozenset({"cell", "map", "value", "kind"})
"""Answers that change the first sheet of a workbook, the one that is shown."""


def without_mark(table: RawTable) -> RawTable:
    """The table without the column of the mark, under plain names; one that bears no mark as it is."""
    at = next((place for place, header in enumerate(table.headers) if read_mark_header(header)), None)
    told = read_mark_header(table.headers[at]) if at is not None else None
    if at is None or told is None:
        return table
    headers = [header for place, header in enumerate(table.headers) if place != at]
    if told[0] is Kind.KPIS:
        headers = [_bare(header, headers) for header in headers]
    columns = tuple(column for place, column in enumerate(table.columns) if place != at)
    return replace(table, headers=tuple(headers), columns=columns, told=told[0])


def _bare(header: str, headers: Sequence[str]) -> str:
    """A dimension under its own name, unless another column has it."""
    name = header.removeprefix(DIMENSION)
    return name if name and name not in headers else header


def told_options(raw: RawTable, options: Options) -> Options:
    """What the mark says about the columns, below whatever the user says."""
    if raw.told is None or options.kind not in (None, raw.told) or options.said("kind"):
        return options
    needed = {name for names in REQUIRED[raw.told] for name in names}
    by_hand = {*options.mapping.values(), *(v for k, v in options.answers.items() if k[:4] == "map.")}
    said = {*options.mapping, *(k[4:] for k in options.answers if k[:4] == "map.")}
    mapping: dict[str, str] = {}
    for header, texts in zip(raw.headers, raw.columns, strict=True):
        column = own_column(raw.told, header)
        known = column is not None and column.role in ("field", "score")
        if known and header not in by_hand | said and (header in needed or any(t.strip() for t in texts)):
            mapping[header] = header
    return replace(
        options,
        kind=raw.told,
        mapping={**mapping, **options.mapping},
        answers={**_ANSWERS, **options.answers},
        units={"effort": "days", **options.units} if raw.told is Kind.PROJECTS else options.units,
    )


def own_workbook(
    grids: Sequence[Grid], source: Source, *, options: Options, limits: IntakeLimits, known: Known
) -> RawTable | None:
    """
    The sheets of a workbook in our form, the first kind with the others beside; None if it is no such one.

    Sheets without a mark, such as the data dictionary, are left alone, and so are those without rows.

    Raises:
        EmptyUpload: If no sheet is filled in.
        IntakeError: As `lay_out`.
    """
    marked = [(grid, kind) for grid in grids if (kind := _kind_of(grid)) is not None]
    kinds = {kind for _, kind in marked}
    if not marked or len(kinds) < len(marked) or options.chosen_sheet is not None:
        return None
    tables: list[RawTable] = []
    for grid, _ in sorted(marked, key=lambda pair: list(Kind).index(pair[1])):
        said = _said_of_cells(options, first=not tables) if len(marked) > 1 else options
        table = _sheet(grid, source, options=options, said=said, limits=limits, known=known)
        tables += [table] if table is not None else []
    if not tables:
        raise EmptyUpload(
            "The template is not filled in yet.",
            fix="Write your rows below the headers of its sheets; to read another sheet, name it.",
        )
    return replace(tables[0], beside=tuple(tables[1:]))


def _said_of_cells(options: Options, *, first: bool) -> Options:
    """What the user changed in one sheet; an answer for another sheet says nothing of a sealed one."""
    told = ELSEWHERE | (_OF_FIRST if first else frozenset())
    return replace(options, answers={n: t for n, t in options.answers.items() if n.split(".")[0] in told})


def _kind_of(grid: Grid) -> Kind | None:
    head = [cell for row in grid.rows[:_HEAD_ROWS] for cell in row]
    found = [told for cell in head if (told := read_mark_header(cell))]
    return found[0][0] if len(found) == 1 and DICTIONARY not in head else None


def _sheet(
    grid: Grid, source: Source, *, options: Options, said: Options, limits: IntakeLimits, known: Known
) -> RawTable | None:
    """One marked sheet, sealed unless `said` speaks of its cells; None if it is not filled in."""
    placed = replace(source, sheet=grid.sheet, header_row=grid.first_row)
    width = max(map(len, grid.rows))
    even = [[*row, *[""] * (width - len(row))] for row in grid.rows]
    sealed = sealed_rows(even, placed, first_row=grid.first_row, options=said, limits=limits)
    if sealed is not None:
        return sealed
    try:
        found = lay_out(grid, source=source, joint=" ", options=options, limits=limits, known=known)
    except EmptyUpload:
        return None
    guess = Guess("sheet", grid.sheet or "", "named as in the template")
    table = without_mark(found.table)
    return replace(table, guesses=(guess, *table.guesses))
