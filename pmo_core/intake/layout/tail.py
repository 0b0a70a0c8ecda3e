"""Where the records end: notes below the table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from pmo_core.intake.files.grid import Grid
from pmo_core.intake.files.shapes import blank, filled
from pmo_core.intake.layout.frame import Frame
from pmo_core.intake.layout.totals import total_word
from pmo_core.intake.wording.words import note

NOTE_CELLS: Final = 2
NOTES_MAX: Final = 20
"""More notes than this, and more than there are records, are records themselves."""


def notes_from(grid: Grid, frame: Frame) -> int:
    """Where the notes begin: sparse rows after a blank one, or single cells that begin like a note."""
    width, end = len(frame.names), len(grid.rows)
    if width < 2:
        return end
    most = NOTE_CELLS if width > NOTE_CELLS + 1 else 1
    tail = at = end
    while at > frame.start:
        row = grid.rows[at - 1]
        count = 1 if _sentence(row, width) else filled(row)
        if count > most or total_word(next((cell for cell in row if cell.strip()), "")):
            break
        if count == 0 or (count == 1 and note("".join(row))):
            tail = at - 1
        at -= 1
    while tail < end and blank(grid.rows[tail]):
        tail += 1
    notes = sum(1 for row in grid.rows[tail:end] if not blank(row))
    return tail if tail > frame.start and notes <= max(NOTES_MAX, tail - frame.start) else end


def _sentence(row: Sequence[str], width: int) -> bool:
    """Whether a note was cut at its own commas: it begins like one and has not the width of the table."""
    return len(row) not in (1, width) and note(row[0] if row else "") and not blank(row[:1])
