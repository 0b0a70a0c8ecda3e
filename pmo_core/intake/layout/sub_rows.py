"""Rows of boards that are no items: sub-items under a header of their own, and summaries of groups."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pmo_core.intake.files.grid import Grid
from pmo_core.intake.files.shapes import TYPED, blank, filled, shape
from pmo_core.intake.layout.frame import Frame, same


def sub_rows(grid: Grid, frame: Frame, *, suspects: Sequence[int]) -> dict[int, str]:
    """
    Find headers of sub-items, the rows under them, and the summaries that end groups (row → code).

    A row counts as such a header if it holds two or more of the table's own column names and nothing else, or
    begins with one and holds only words over rows that leave the first cell blank.
    `suspects` are the rows whose first cell is a column name or blank, ascending.
    """
    if frame.header_at is None:
        return {}
    header = grid.rows[frame.header_at]
    names = {cell.strip() for cell in header if cell.strip()}
    found: dict[int, str] = {}
    inside, named_at = -1, 0
    for at in suspects:
        row = grid.rows[at]
        said = [cell.strip() for cell in row if cell.strip()]
        own = len(said) > 1 and names.issuperset(said) and not same(row, header)
        if own or _heads_sub_items(grid, at, header, names):
            found[at] = "row.sub_header"
            inside, named_at = at, next((n for n, cell in enumerate(row) if n and cell.strip()), 0)
        elif inside == at - 1 and said and not row[0].strip() and not _nameless_end(grid, at, named_at):
            found[at] = "row.sub_item"
            inside = at
    board = bool(found) or any(same(grid.rows[at], header) for at in suspects)
    return {**_summaries(grid, suspects, found), **found} if board else found


def _nameless_end(grid: Grid, at: int, named_at: int) -> bool:
    """Whether a row below sub-items ends the group and holds nothing where their names stand."""
    row = grid.rows[at]
    return not (named_at < len(row) and row[named_at].strip()) and _ends_group(grid, at)


def _heads_sub_items(grid: Grid, at: int, header: Sequence[str], names: set[str]) -> bool:
    """Whether a row of words begins with a column name, and the row below fills only what it names."""
    row = grid.rows[at] or [""]
    if row[0].strip() not in names or same(row, header) or at + 1 >= len(grid.rows):
        return False
    below = grid.rows[at + 1]
    if blank(below) or below[0].strip() or filled(row) < 2 or any(shape(cell) in TYPED for cell in row):
        return False
    return all(place < len(row) and row[place].strip() for place, cell in enumerate(below) if cell.strip())


def _summaries(grid: Grid, suspects: Sequence[int], found: Mapping[int, str]) -> dict[int, str]:
    """Rows without a first cell right before a blank row, a lone heading or the end, in a board."""
    return {
        at: "row.group_summary"
        for at in suspects
        if at not in found
        and not blank(row := grid.rows[at])
        and not row[0].strip()
        and _ends_group(grid, at)
    }


def _ends_group(grid: Grid, at: int) -> bool:
    below = grid.rows[at + 1] if at + 1 < len(grid.rows) else []
    return blank(below) or (bool(below[0].strip()) and blank(below[1:]))
