"""Whether a body holds records and nothing else, told by its columns, without looking at every row."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from pmo_core.intake.coded import Coded
from pmo_core.intake.files.shapes import Shape, filled, shape
from pmo_core.intake.layout.tail import NOTE_CELLS
from pmo_core.intake.layout.total_rows import opens_total

WIDTH_MIN: Final = 3
"""Below it the last rows of a table cannot be told from notes at a glance."""


def only_records(columns: Sequence[Coded[str]], *, header: Sequence[str]) -> bool:
    """
    Whether the layout stage would load every row of a rectangle as it stands.

    A row that may be blank, a note, a comment, a heading, a total, or the header again makes it False: the
    rows must then be looked at one by one.
    """
    if len(columns) < WIDTH_MIN or not len(columns[0]):
        return False
    names = {*header, *(name.strip() for name in header)}
    firsts = columns[0].distinct
    plain = all(text and text[0] != "#" and not text.isspace() and text not in names for text in firsts)
    if not plain or _any_total(columns):
        return False
    last = [column[-1] for column in columns]
    return filled(last) > NOTE_CELLS and not _any_lone(columns)


def _any_total(columns: Sequence[Coded[str]]) -> bool:
    """Whether a row begins like a total and says next to nothing beside its numbers."""
    suspects = sorted({at for column in columns[:2] for at in column.places(opens_total)})
    said = np.zeros(len(suspects), dtype=np.int64)
    for column in columns if suspects else ():
        cells = column.take(suspects)
        said += [bool(cell.strip()) and shape(cell) is not Shape.NUMBER for cell in cells]
        if said.min() > 1:
            return False
    return bool(suspects)


def _any_lone(columns: Sequence[Coded[str]]) -> bool:
    """Whether a row is filled in its first cell only."""
    empty = np.ones(len(columns[0]), dtype=bool)
    for column in columns[1:]:
        blank = np.fromiter((not text for text in column.distinct), dtype=bool, count=column.size)
        if not blank.any():
            return False
        empty &= blank[column.codes]
    return bool(empty.any())
