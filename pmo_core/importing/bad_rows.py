"""Rows that were refused, as a file to mend and drop again: their cells as read, why, and what to do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from pmo_core.export import csv_bytes
from pmo_core.intake.reading import Reading
from pmo_core.model import Severity

ADDED: Final = ("row", "problem", "fix")
"""The columns behind those of the user's file; a file that ends with them continues its import."""


def continues(headers: Sequence[str]) -> bool:
    """Whether a file is one of these, mended: its rows join those already loaded."""
    return len(headers) > len(ADDED) and tuple(headers[-len(ADDED) :]) == ADDED


def bad_rows(reading: Reading) -> bytes | None:
    """The refused rows of a file as CSV, in the order of the file; None if there are none."""
    why = _reasons(reading)
    if not why:
        return None
    headers = [header for header in reading.raw.headers if header not in ADDED]
    cells = _cells(reading, frozenset(why))
    rows = [
        [*_as_wide(cells.get(row, ()), len(headers)), str(row), problem, fix]
        for row, (problem, fix) in sorted(why.items())
    ]
    return csv_bytes([*headers, *ADDED], rows)


def file_name(reading: Reading) -> str:
    """Name of the file: it says what it holds, and the date that its rows describe if there is only one."""
    stem = reading.source.label.rpartition(".")[0] or reading.source.label
    dated = f" as of {reading.as_of[0].isoformat()}" if len(reading.as_of) == 1 else ""
    return f"{stem} bad rows{dated}.csv"


def _reasons(reading: Reading) -> dict[int, tuple[str, str]]:
    """Row → problem and fix, the first of each row."""
    found: dict[int, tuple[str, str]] = {}
    for issue in reading.issues:
        if issue.severity is Severity.ERROR and issue.row is not None:
            found.setdefault(issue.row, (issue.problem, issue.fix))
    return found


def _cells(reading: Reading, wanted: frozenset[int]) -> dict[int, Sequence[str]]:
    raw = reading.raw
    kept = [at for at, header in enumerate(raw.headers) if header not in ADDED]
    found: dict[int, Sequence[str]] = {
        row: [raw.columns[column][at] for column in kept] for at, row in enumerate(raw.rows) if row in wanted
    }
    return {**found, **{row: cells for row, cells in raw.refused.items() if row in wanted}}


def _as_wide(cells: Sequence[str], width: int) -> list[str]:
    """A row as wide as the header; what stands beyond it stays in the last cell, for the user to sort out."""
    if len(cells) <= width:
        return [*cells, *[""] * (width - len(cells))]
    return [*cells[: width - 1], " | ".join(cells[width - 1 :])]
