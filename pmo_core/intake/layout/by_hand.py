"""Single cells that the user mends while looking at the file: read as told, and every one of them named."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from pmo_core.errors import IntakeError
from pmo_core.intake.coded import coded
from pmo_core.intake.options import Options
from pmo_core.intake.table import RawTable
from pmo_core.model import Issue, Severity

CELL: Final = "cell"
"""Answers `cell.ROW.HEADER` say what a cell is to be read as; nothing of it is kept for the next file."""


def answer_of(row: int, header: str) -> str:
    """The answer that mends the cell of a row, by its number in the file, and a column."""
    return f"{CELL}.{row}.{header}"


def with_mended_cells(raw: RawTable, options: Options) -> RawTable:
    """
    The table with the cells that the user has mended, each with a note of what stood there.

    Raises:
        IntakeError: If an answer names a cell that the table does not have.
    """
    told = {name: text for name, text in options.answers.items() if name.startswith(f"{CELL}.")}
    if not told or raw.questions:
        return raw
    cells = {name: _place(raw, name) for name in told}
    columns = {at: list(raw.columns[at]) for _, at in cells.values()}
    notes: list[Issue] = []
    for name, (row, at) in cells.items():
        notes.append(_note(raw, row, at, before=columns[at][row], after=told[name].strip()))
        columns[at][row] = told[name].strip()
    new = [coded(columns[at]) if at in columns else column for at, column in enumerate(raw.columns)]
    return replace(raw, columns=tuple(new), issues=(*raw.issues, *notes))


def _place(raw: RawTable, answer: str) -> tuple[int, int]:
    """Where the cell of an answer stands among the rows and the columns."""
    row, _, header = answer.removeprefix(f"{CELL}.").partition(".")
    if header not in raw.headers:
        raise IntakeError(
            f"The file has no column “{header[:80]}” to mend a cell of.",
            fix="Name a column as the file does.",
        )
    if not row.isdecimal() or int(row) not in raw.rows:
        raise IntakeError(
            f"Row {row[:20]} is none of the rows that are read.",
            fix="Mend rows that were refused in their own file, and drop that.",
        )
    return raw.rows.index(int(row)), raw.headers.index(header)


def _note(raw: RawTable, row: int, at: int, *, before: str, after: str) -> Issue:
    was = f"“{before[:80]}”" if before.strip() else "a blank cell"
    return Issue(
        "cell.mended",
        f"{was[0].upper()}{was[1:]} is read as {f'“{after[:80]}”' if after else 'blank'}, as you said.",
        "Mend it in the source as well, or the next export brings it back.",
        Severity.NOTE,
        row=raw.rows[row],
        column=raw.headers[at],
    )
