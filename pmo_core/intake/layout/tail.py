"""Where the records end: notes below the table."""

from __future__ import annotations

from typing import Final

from pmo_core.intake.files.grid import Grid
from pmo_core.intake.files.shapes import blank, filled
from pmo_core.intake.layout.frame import Frame
from pmo_core.intake.layout.totals import total_word
from pmo_core.intake.wording.words import note

NOTE_CELLS: Final = 2


def notes_from(grid: Grid, frame: Frame) -> int:
    """Where the notes begin: sparse rows after a blank one, or single cells that begin like a note."""
    width, end = len(frame.names), len(grid.rows)
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
