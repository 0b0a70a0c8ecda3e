"""Sheets of a few words beside the table: covers, whose lines may say date, currency or unit of the table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from pmo_core.intake.files.grid import Grid
from pmo_core.intake.files.shapes import blank, filled
from pmo_core.intake.layout.standing import lines_of
from pmo_core.intake.table import CoverLine

ROWS_MAX: Final = 40
CELLS_MAX: Final = 3
"""A row of more filled cells belongs to a table."""


def cover_lines(grids: Sequence[Grid], *, beside: str | None) -> tuple[CoverLine, ...]:
    """The lines of all visible covers of a workbook; `beside` is the sheet of the table itself."""
    return tuple(
        CoverLine(grid.sheet or "", line)
        for grid in grids
        if grid.sheet != beside and not grid.hidden and _is_cover(grid)
        for line in lines_of(grid.rows)
    )


def _is_cover(grid: Grid) -> bool:
    rows = [row for row in grid.rows if not blank(row)]
    return 0 < len(rows) <= ROWS_MAX and max(map(filled, rows)) <= CELLS_MAX
