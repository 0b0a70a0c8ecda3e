"""Where the records end: notes below the table, and other tables further down."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from pmo_core.intake.files.grid import Grid
from pmo_core.intake.files.shapes import TYPED, blank, filled, shape
from pmo_core.intake.layout.frame import Frame, same
from pmo_core.intake.layout.ragged import Column
from pmo_core.intake.layout.totals import total_word
from pmo_core.intake.wording.words import note

NOTE_CELLS: Final = 2
_NEXT_TABLE_KNOWN: Final = 2


def notes_from(grid: Grid, frame: Frame, *, end: int) -> int:
    """Where the notes begin: sparse rows after a blank one, or single cells that begin like a note."""
    width = len(frame.names)
    if width < 2:
        return end
    most = NOTE_CELLS if width > NOTE_CELLS + 1 else 1
    tail = at = end
    while at > frame.start:
        row = grid.rows[at - 1]
        count = filled(row)
        if count > most or total_word(next((cell for cell in row if cell.strip()), "")):
            break
        if count == 0 or (count == 1 and note("".join(row))):
            tail = at - 1
        at -= 1
    while tail < end and blank(grid.rows[tail]):
        tail += 1
    return tail if tail > frame.start else end


def table_end(grid: Grid, frame: Frame, *, columns: Sequence[Column]) -> int:
    """Where another table begins: after a blank row, a row like a header and unlike this body."""
    for at in range(frame.start + 1, len(grid.rows)):
        if grid.rows[at - 1] and grid.rows[at - 1][0].strip():
            continue
        if (
            blank(grid.rows[at - 1])
            and filled(grid.rows[at]) > 1
            and _heads_another(grid, frame, at, columns)
        ):
            return at
    return len(grid.rows)


def _heads_another(grid: Grid, frame: Frame, at: int, columns: Sequence[Column]) -> bool:
    row = grid.rows[at]
    if frame.header_at is not None and same(row, grid.rows[frame.header_at]):
        return False
    said = [cell for cell in row if cell.strip()]
    if any(shape(cell) in TYPED for cell in said) or total_word(said[0]):
        return False
    names = {cell.strip() for cell in said if len(cell) < 100}
    if sum(map(frame.known, names)) >= max(_NEXT_TABLE_KNOWN, len(said) / 2):
        return True
    wrong = sum(
        1 for cell, column in zip(row, columns, strict=False) if cell.strip() and column.shape is not None
    )
    below = grid.rows[at + 1] if at + 1 < len(grid.rows) else []
    contrast = sum(
        1 for cell, under in zip(row, below, strict=False) if cell.strip() and shape(under) in TYPED
    )
    return wrong >= 1 and contrast >= 1 and len(said) > 1
