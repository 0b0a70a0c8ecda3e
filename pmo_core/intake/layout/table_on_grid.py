"""From cells on a sheet to a rectangle under names: titles above, header, records, totals and notes below."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from pmo_core.errors import EmptyUpload, TooLarge
from pmo_core.intake.coded import Coded, coded
from pmo_core.intake.files.grid import Grid, letter
from pmo_core.intake.files.records import HEADER_ROWS
from pmo_core.intake.files.shapes import blank
from pmo_core.intake.layout.body import Body, cells, read_body
from pmo_core.intake.layout.control import totals_of
from pmo_core.intake.layout.frame import Frame
from pmo_core.intake.layout.groups import first_heading, headings_question, take_out_headings
from pmo_core.intake.layout.header_block import fill_down, header_span, title_cells
from pmo_core.intake.layout.header_row import Known
from pmo_core.intake.layout.margin import columns_apart, without_margin
from pmo_core.intake.layout.names import Names, name_columns, unused
from pmo_core.intake.layout.row_issues import ragged_question, row_issues
from pmo_core.intake.layout.standing import lines_of, stood_up, told_of, with_told
from pmo_core.intake.options import Options
from pmo_core.intake.table import RawTable, Source
from pmo_core.limits import IntakeLimits
from pmo_core.model import Guess, Issue

_CELL_SAMPLE: Final = 80


@dataclass(frozen=True)
class Found:
    """A table found on a grid, with the number of header words that are known: sheets are ranked by it."""

    table: RawTable
    known: int


def lay_out(
    grid: Grid, *, source: Source, joint: str, options: Options, limits: IntakeLimits, known: Known
) -> Found:
    """
    Find the table on a grid.

    Raises:
        EmptyUpload: If there is no row below the header.
        TooLarge: If the table is beyond the limits.
        IntakeError: If an option or answer names something that is not there.
    """
    if all(map(blank, grid.rows)):
        raise EmptyUpload("Nothing is filled in.", fix="Choose the sheet or file that holds the table.")
    known = with_told(known, options)
    stood = stood_up(grid, options, known)
    grid, header = stood.grid, stood.header
    span = None if header.at is None else header_span(grid, header.at)
    start = span[1] + 1 if span else 0
    top = span[0] if span else 0
    placed = _placed(replace(source, transposed=stood.aside is not None), grid, header.at, top)
    grid = without_margin(grid, top)
    grid = replace(grid, issues=(*grid.issues, *fill_down(grid, start)))
    names = name_columns(grid, span, options=options, longest=limits.header_characters)
    _check_size(grid, names, limits)
    frame = Frame(start - 1 if span else None, names.units, names.names, names.groups, joint, known)
    body = read_body(grid, frame)
    asked = [
        *([stood.question] if stood.question else [header.question, names.question]),
        headings_question(grid, body, options=options),
    ]
    table = _table(grid, frame, names, body, limits=limits, source=placed)
    asked.append(ragged_question(grid, body, source=source, options=options))
    questions = tuple(question for question in asked if question is not None)
    return Found(told_of(table, stood, questions), header.known)


def _check_size(grid: Grid, names: Names, limits: IntakeLimits) -> None:
    width, count = len(names.names), len(grid.rows) - HEADER_ROWS
    fix = "Leave out what is not needed, or import the file on the command line."
    if width > limits.columns:
        less = "Leave out the columns that are not needed."
        raise TooLarge(f"The table has {width:,} columns; {limits.columns:,} are the limit.", fix=less)
    if limits.records is not None and count > limits.records:
        raise TooLarge(f"The table has {count:,} rows; {limits.records:,} are the limit.", fix=fix)
    if limits.cells is not None and width * count > limits.cells:
        raise TooLarge(f"The table has {width * count:,} cells; {limits.cells:,} are the limit.", fix=fix)


def _table(
    grid: Grid, frame: Frame, names: Names, body: Body, *, limits: IntakeLimits, source: Source
) -> RawTable:
    repeats = "row.repeated_header" in body.skipped
    group = take_out_headings(grid, body, first=first_heading(grid, frame.header_at or 0) if repeats else "")
    columns = _columns(grid, body, len(names.names))
    if any(max(map(len, column.distinct), default=0) > limits.cell_characters for column in columns):
        group = _refuse_giant_cells(grid, body, names, limits.cell_characters, group)
        columns = _columns(grid, body, len(names.names))
    if not body.kept and not body.refused:
        raise EmptyUpload("There are no rows below the header.", fix="Export the table with its rows.")
    kept = [at for at, column in enumerate(columns) if at not in names.unnamed or not blank(column.distinct)]
    headers, columns = [names.names[at] for at in kept], [columns[at] for at in kept]
    dated = {names.names[at] for at, last in grid.dated.items() if at in kept and last >= frame.start}
    if group is not None:
        headers.append(unused("Group", headers))
        columns.append(coded(group))
    rows = tuple(grid.number(at) for at in body.kept)
    totals = totals_of(grid, body, names=names.names)
    issues = [*_with_names(grid, names), *row_issues(grid, body, totals=totals)]
    issues += columns_apart(names.names, names.unnamed, kept=frozenset(kept), columns=columns)
    return RawTable(
        headers=tuple(headers),
        columns=tuple(columns),
        rows=rows,
        source=replace(
            source, note_lines=lines_of([grid.rows[at] for at in body.skipped.get("row.note", [])])
        ),
        guesses=_title_guess(source.title_lines),
        issues=tuple(issues),
        rows_read=body.read,
        rows_skipped=sum(map(len, body.skipped.values())),
        rows_refused=len(body.refused),
        repeated=names.repeated,
        typed_dates=frozenset(dated),
        refused={grid.number(at): tuple(grid.rows[at]) for at in sorted(body.refused)},
        totals=totals,
    )


def _with_names(grid: Grid, names: Names) -> list[Issue]:
    """The issues of the sheet; where they name a column by its letter, its header is added."""
    headers = {letter(grid.first_column + at): name for at, name in enumerate(names.names)}
    return [
        replace(
            issue,
            column=name,
            problem=issue.problem.replace(f"column {issue.column}", f"column {issue.column} (“{name}”)"),
        )
        if issue.column and (name := headers.get(issue.column))
        else issue
        for issue in grid.issues
    ]


def _columns(grid: Grid, body: Body, width: int) -> list[Coded[str]]:
    rows = (
        [cells(grid, body, at) for at in body.kept] if body.changed else [grid.rows[at] for at in body.kept]
    )
    return [coded([row[at] for row in rows]) for at in range(width)]


def _refuse_giant_cells(
    grid: Grid, body: Body, names: Names, longest: int, group: tuple[str, ...] | None
) -> tuple[str, ...] | None:
    for at in body.kept:
        row = cells(grid, body, at)
        column = next((n for n, cell in enumerate(row) if len(cell) > longest), None)
        if column is not None:
            count = f"{len(row[column]):,} characters, {longest:,} are the limit"
            body.refused[at] = f"“{names.names[column]}” holds {count}"
    if group is not None:
        group = tuple(name for at, name in zip(body.kept, group, strict=True) if at not in body.refused)
    body.kept = [at for at in body.kept if at not in body.refused]
    return group


def _placed(source: Source, grid: Grid, header_at: int | None, top: int) -> Source:
    number = None if header_at is None else grid.number(header_at)
    titles = lines_of([title_cells(row) for row in grid.rows[:top]])
    return replace(source, sheet=grid.sheet, header_row=number, title_lines=titles, date_1904=grid.date_1904)


def _title_guess(lines: tuple[str, ...]) -> tuple[Guess, ...]:
    if not lines:
        return ()
    return (
        Guess("title_rows", str(len(lines)), f"above the header: “{lines[0][:_CELL_SAMPLE]}”", (), "likely"),
    )
