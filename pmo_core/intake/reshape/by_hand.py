"""What the user mends while looking at the file: cells read as told, rows left out; each of them is named."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from pmo_core.errors import IntakeError
from pmo_core.intake.coded import coded
from pmo_core.intake.layout.control import SUMMARY, TOTAL, total_issue
from pmo_core.intake.layout.totals import amount
from pmo_core.intake.options import Options
from pmo_core.intake.reshape.aside import rows_issue, set_aside
from pmo_core.intake.table import RawTable, Total
from pmo_core.model import Issue, Severity

CELL: Final = "cell"
"""Answers `cell.ROW.HEADER` say what a cell is to be read as; nothing of it is kept for the next file."""

ROWS_OUT: Final = "rows_out"
"""The answer that names rows to be left out, such as `13, 29-31`; it holds for one file, too."""

_THOUSANDS: Final = 3
"""Digits behind a comma that parts thousands: 1,200."""

_RANGE: Final = re.compile(r"(\d{1,9})(?:\s*[-–]\s*(\d{1,9}))?")


def answer_of(row: int, header: str) -> str:
    """The answer that mends the cell of a row, by its number in the file, and a column."""
    return f"{CELL}.{row}.{header}"


def mended(raw: RawTable, options: Options) -> RawTable:
    """
    The table with the cells that the user has mended, and without the rows that are to be left out.

    Raises:
        IntakeError: If an answer names a cell or a row that the table does not have.
    """
    return _without_rows(_with_mended_cells(raw, options), options)


def by_hand(answer: str) -> bool:
    """Whether an answer, by its id, mends a cell or leaves rows out."""
    return answer == ROWS_OUT or answer.startswith(f"{CELL}.")


def _without_rows(raw: RawTable, options: Options) -> RawTable:
    told = options.said(ROWS_OUT)
    if not told or raw.questions:
        return raw
    ranges = [_range(part) for part in re.split(r"[,;]", told) if part.strip()]
    out = [at for at, row in enumerate(raw.rows) if any(first <= row <= last for first, last in ranges)]
    if not out:
        return raw  # none of them is read anyway
    said = ("row.left_out", "is left out, as you said.", "are left out, as you said.")
    issue = rows_issue(raw, out, said, fix="Nothing to do.", severity=Severity.NOTE)
    return set_aside(raw, out, issue)


def _range(part: str) -> tuple[int, int]:
    found = _RANGE.fullmatch(part.strip())
    if found is None:
        raise IntakeError(f"“{part.strip()[:40]}” is no row number.", fix="Write rows as in 13, 29-31.")
    return int(found[1]), int(found[2] or found[1])


def _with_mended_cells(raw: RawTable, options: Options) -> RawTable:
    told = {name: text for name, text in options.answers.items() if name.startswith(f"{CELL}.")}
    if not told or raw.questions:
        return raw
    cells = {name: _place(raw, name) for name in told}
    columns = {at: list(raw.columns[at]) for _, at in cells.values()}
    notes: list[Issue] = []
    for name, (row, at) in cells.items():
        notes.append(_note(raw, row, at, before=columns[at][row], after=told[name].strip()))
        columns[at][row] = told[name].strip()
    totals = tuple(_mended_total(total, raw, cells, told=told) for total in raw.totals)
    new = [coded(columns[at]) if at in columns else column for at, column in enumerate(raw.columns)]
    again = {total.row: total for total in totals}
    issues = [
        total_issue(again[issue.row], value=issue.value)
        if issue.code in (TOTAL, SUMMARY) and issue.row in again
        else issue
        for issue in raw.issues
    ]
    return replace(raw, columns=tuple(new), issues=(*issues, *notes), totals=totals)


def _mended_total(
    total: Total, raw: RawTable, cells: Mapping[str, tuple[int, int]], *, told: Mapping[str, str]
) -> Total:
    """A total row with the amounts that it sums up as they are read now."""
    claims = {claim.column: claim for claim in total.claims}
    for name, (row, at) in cells.items():
        claim = claims.get(raw.headers[at])
        if claim is not None:
            amounts = claim.amounts.copy()
            amounts[total.rows == raw.rows[row]] = _amount(told[name])
            claims[claim.column] = replace(claim, amounts=amounts)
    return replace(total, claims=tuple(claims.values()))


def _amount(text: str) -> float:
    comma = "," in text and "." not in text.rpartition(",")[2]
    return amount(text, "," if comma and len(text.rpartition(",")[2]) != _THOUSANDS else ".") or 0.0


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
