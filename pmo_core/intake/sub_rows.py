"""Rows below a record with a header of their own: sub-items of a board, never summed with their parents."""

from __future__ import annotations

from collections.abc import Sequence

from pmo_core.intake.frame import Frame, same
from pmo_core.intake.grid import Grid


def sub_rows(grid: Grid, frame: Frame, suspects: Sequence[int]) -> dict[int, str]:
    """
    Find headers of sub-items and the rows under them, which leave the first cell blank (row → code).

    A row counts as such a header if it holds two or more of the table's own column names and nothing else.
    `suspects` are the rows whose first cell is a column name or blank, ascending.
    """
    if frame.header_at is None:
        return {}
    header = grid.rows[frame.header_at]
    names = {cell.strip() for cell in header if cell.strip()}
    found: dict[int, str] = {}
    inside = -1
    for at in suspects:
        row = grid.rows[at]
        said = [cell.strip() for cell in row if cell.strip()]
        if len(said) > 1 and names.issuperset(said) and not same(row, header):
            found[at] = "row.sub_header"
            inside = at
        elif inside == at - 1 and said and not row[0].strip():
            found[at] = "row.sub_item"
            inside = at
    return found
