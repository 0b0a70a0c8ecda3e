"""Rows with a cell too few or too many: filled up, mended where only one way fits, else refused."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from pmo_core.intake.files.shapes import Shape, main_shape, shape

ROWS_LEARNED: Final = 1_000
COLUMNS_MENDED: Final = 500
TYPED_SHARE: Final = 0.95
WORDS_MAX: Final = 12
_WORD_LENGTH: Final = 40
_SPACE_LEARNED_FROM: Final = 5
_READINGS_MAX: Final = 40
_SEVERAL_WORDS: Final = re.compile(r"[\s,;|]")


@dataclass(frozen=True)
class Column:
    """What the cells of a column are like in rows of the right width; `token`: one word each, like an id."""

    shape: Shape | None
    words: frozenset[str] | None
    spaced: bool
    token: bool = False
    strict: bool = False

    def takes(self, cell: str) -> bool:
        """Whether a cell could stand in this column."""
        text = cell.strip()
        if not text:
            return True
        if not self.spaced and cell[0] == " ":
            return False
        if self.shape is not None:
            found = shape(text)
            return found is self.shape or found is Shape.BLANK
        return self.words is None or not self.strict or text in self.words

    def known_words(self) -> Column:
        """The same column, taking only words that it held in other rows: to choose among several readings."""
        return replace(self, strict=True)


@dataclass(frozen=True)
class Aligned:
    """A row brought to the right width, and what was done to it."""

    cells: list[str]
    change: str
    cell: str | None = None


def learn(rows: Sequence[Sequence[str]], width: int) -> list[Column]:
    """Learn the columns from rows that have the right width."""
    fitting = [row for row in rows if len(row) == width][:ROWS_LEARNED]
    if not fitting:
        return [Column(None, None, True)] * width
    return [_column(cells) for cells in zip(*fitting, strict=True)]


def _column(cells: Sequence[str]) -> Column:
    texts = [cell.strip() for cell in cells if cell.strip()]
    main = main_shape(texts, least=TYPED_SHARE)
    typed = main if main is not None and main is not Shape.TEXT else None
    distinct = set(texts)
    repeating = 0 < len(distinct) <= WORDS_MAX and len(texts) >= 3 * len(distinct)
    words = (
        frozenset(distinct)
        if typed is None and repeating and max(map(len, distinct)) <= _WORD_LENGTH
        else None
    )
    spaced = any(cell[:1] == " " for cell in cells) or len(texts) < _SPACE_LEARNED_FROM
    token = len(texts) >= _SPACE_LEARNED_FROM and not any(map(_SEVERAL_WORDS.search, texts))
    return Column(typed, words, spaced, token)


def align(
    row: Sequence[str], columns: Sequence[Column], *, groups: Sequence[int], joint: str
) -> Aligned | str:
    """
    Bring a row to the width of the columns, or say why it cannot be done.

    `groups` gives repeated headers one number, so that it does not matter which of them takes a surplus cell;
    `joint` is the delimiter that a text cell may hold unquoted.
    """
    width = len(columns)
    if len(row) < width:
        return _fill_up(row, columns)
    surplus = row[width:]
    if not "".join(surplus).strip():
        return Aligned(list(row[:width]), "surplus")
    return _mend(row, columns, groups=groups, joint=joint)


def _fill_up(row: Sequence[str], columns: Sequence[Column]) -> Aligned | str:
    width = len(columns)
    wrong = next((at for at, cell in enumerate(row) if not columns[at].takes(cell)), None)
    if wrong is not None:
        return f"it has {len(row)} of {width} cells, and cell {wrong + 1} does not fit its column"
    return Aligned([*row, *[""] * (width - len(row))], "short")


def _mend(
    row: Sequence[str], columns: Sequence[Column], *, groups: Sequence[int], joint: str
) -> Aligned | str:
    """Join the surplus cells where all columns before and after then fit; there must be one such place."""
    extra = len(row) - len(columns)
    count = f"it has {len(row)} cells, {extra} more than the header"
    if len(columns) > COLUMNS_MENDED:
        return count
    places = _places(row, columns, groups, joint)
    if not places:
        return f"{count}, and no reading fits the columns"
    if not _same_reading(row, places, groups, joint, extra):
        usual = [column.known_words() for column in columns]
        places = _places(row, usual, groups, joint)
        if not places or not _same_reading(row, places, groups, joint, extra):
            return f"{count}, and more than one reading fits the columns"
    cells = _joined(row, places[-1], extra, joint)
    return Aligned(cells, "longer", cells[places[-1]])


def _same_reading(
    row: Sequence[str], places: Sequence[int], groups: Sequence[int], joint: str, extra: int
) -> bool:
    """Whether it does not matter where the cells are joined."""
    if len({groups[at] for at in places}) == 1:
        return True
    return len({tuple(_joined(row, at, extra, joint)) for at in places[:_READINGS_MAX]}) == 1


def _places(row: Sequence[str], columns: Sequence[Column], groups: Sequence[int], joint: str) -> list[int]:
    extra = len(row) - len(columns)
    before, after = _fits_from_left(row, columns), _fits_from_right(row, columns, extra)
    return [
        at
        for at in range(after, min(before + 1, len(columns)))
        if groups.count(groups[at]) > 1 or _joinable(columns[at], row, at, extra, joint)
    ]


def _joined(row: Sequence[str], at: int, extra: int, joint: str) -> list[str]:
    parts = row[at : at + extra + 1]
    said = [part for part in parts if part.strip()]
    return [*row[:at], joint.join(parts) if len(said) > 1 else "".join(said), *row[at + extra + 1 :]]


def _fits_from_left(row: Sequence[str], columns: Sequence[Column]) -> int:
    """The last place where a join can stand so that every cell before it fits."""
    for at, column in enumerate(columns):
        if not column.takes(row[at]):
            return at
    return len(columns)


def _fits_from_right(row: Sequence[str], columns: Sequence[Column], extra: int) -> int:
    """The first place where a join can stand so that every cell after it fits."""
    for at in range(len(columns) - 1, -1, -1):
        if not columns[at].takes(row[at + extra]):
            return at
    return 0


def _joinable(column: Column, row: Sequence[str], at: int, extra: int, joint: str) -> bool:
    """Whether a column takes the joined cell: free text does, typed columns only if the whole fits them."""
    if row[at][:1] == " " and not column.spaced:
        return False
    if column.shape is None and (column.words is None or not column.strict):
        return not column.token or sum(1 for cell in row[at : at + extra + 1] if cell.strip()) < 2
    return column.takes(_joined(row, at, extra, joint)[at])


def rejoined(above: Sequence[str], below: Sequence[str], *, columns: Sequence[Column]) -> Aligned | None:
    """Put two short rows together that a line break inside a cell has cut; None unless only that fits."""
    if (
        len(above) + len(below) - 1 != len(columns)
        or not above
        or isinstance(_fill_up(below, columns), Aligned)
    ):
        return None
    cut = f"{above[-1]}\n{below[0]}"
    cells = [*above[:-1], cut, *below[1:]]
    fits = all(column.takes(cell) for cell, column in zip(cells, columns, strict=True))
    return Aligned(cells, "cut", cut) if fits else None
