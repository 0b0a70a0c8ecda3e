"""Rows with a cell too few or too many: filled up, mended where only one way fits, else refused."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from pmo_core.intake.files.dialect import DELIMITERS
from pmo_core.intake.files.shapes import TYPED, Shape, main_shape, mask, shape

ROWS_LEARNED: Final = 1_000
COLUMNS_MENDED: Final = 500
TYPED_SHARE: Final = 0.95
WORDS_MAX: Final = 12
MASKS_MAX: Final = 2
_WORD_LENGTH: Final = 40
_SPACE_LEARNED_FROM: Final = 5
_SPACES_OF_PHRASES: Final = 2
_READINGS_MAX: Final = 40
_SEVERAL_WORDS: Final = re.compile(r"[\s,;|]")


@dataclass(frozen=True)
class Column:
    """
    What the cells of a column are like in rows of the right width.

    `token`: one word each, like an id. `masks`: the forms of all cells, where they are few. `untyped`: no
    number, date or flag among many cells. `always`, `never`: none, all of many cells are blank. `phrases`:
    several words in each of many cells.
    """

    shape: Shape | None
    words: frozenset[str] | None
    spaced: bool
    token: bool = False
    strict: bool = False
    masks: frozenset[str] = frozenset()
    untyped: bool = False
    always: bool = False
    never: bool = False
    phrases: bool = False

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

    def expects(self, cell: str) -> bool:
        """Whether a cell looks like the others of this column: told apart from one that slipped in."""
        text = cell.strip()
        if not text or self.never or not self.takes(cell):
            return not text
        if (self.masks and mask(text) not in self.masks) or (self.phrases and " " not in text):
            return False
        return not (self.untyped and shape(text) in TYPED)

    def known_words(self) -> Column:
        """The same column, taking only words that it held in other rows: to choose among several readings."""
        return replace(self, strict=True)


@dataclass(frozen=True)
class Aligned:
    """A row brought to the right width; `change` is the code of the issue that tells it."""

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
    many = len(texts) >= _SPACE_LEARNED_FROM
    token = many and not any(map(_SEVERAL_WORDS.search, texts))
    masks = frozenset(map(mask, texts)) if token and typed is None else frozenset[str]()
    return Column(
        typed,
        words,
        spaced,
        token,
        masks=masks if "" not in masks and len(masks) <= MASKS_MAX else frozenset(),
        untyped=many and typed is None and not any(shape(text) in TYPED for text in distinct),
        always=many and len(texts) == len(cells),
        never=not texts and len(cells) >= _SPACE_LEARNED_FROM,
        phrases=many and all(text.count(" ") >= _SPACES_OF_PHRASES for text in distinct),
    )


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
        return _cut_otherwise(row, columns, joint) or _fill_up(row, columns)
    surplus = "".join(row[width:]).strip()
    plain = Aligned(list(row[:width]), "row.surplus")
    if not surplus and all(column.expects(cell) for column, cell in zip(columns, row, strict=False)):
        return plain
    mended = _mend(row, columns, groups=groups, joint=joint)
    return plain if not surplus and mended == _nothing_fits(row, columns) else mended


def _cut_otherwise(row: Sequence[str], columns: Sequence[Column], joint: str) -> Aligned | None:
    """Cut a row by another delimiter than the rest of the file, if every cell then looks like its column."""
    text = joint.join(row)
    for delimiter in DELIMITERS if joint in DELIMITERS else ():
        if delimiter != joint and text.count(delimiter) >= len(columns) - 1 > 0:
            cut = next(csv.reader([text], delimiter=delimiter)) if len(text.splitlines()) == 1 else []
            if len(cut) == len(columns) and all(
                c.expects(cell) for c, cell in zip(columns, cut, strict=True)
            ):
                return Aligned(cut, "row.other_delimiter")
    return None


def _fill_up(row: Sequence[str], columns: Sequence[Column]) -> Aligned | str:
    width = len(columns)
    wrong = next((at for at, cell in enumerate(row) if cell.strip() and not columns[at].expects(cell)), None)
    if wrong is not None:
        return f"it has {len(row)} of {width} cells, and cell {wrong + 1} does not fit its column"
    return Aligned([*row, *[""] * (width - len(row))], "row.shorter")


def _mend(
    row: Sequence[str], columns: Sequence[Column], *, groups: Sequence[int], joint: str
) -> Aligned | str:
    """Join the surplus cells where all columns before and after then fit; there must be one such place."""
    extra = len(row) - len(columns)
    count = _surplus(row, columns)
    if len(columns) > COLUMNS_MENDED:
        return count
    places = _places(row, columns, groups, joint)
    if not places:
        return _nothing_fits(row, columns)
    if not _same_reading(row, places, groups, joint, extra):
        usual = [column.known_words() for column in columns]
        places = _places(row, usual, groups, joint)
        if not places or not _same_reading(row, places, groups, joint, extra):
            return f"{count}, and more than one reading fits the columns"
    cells = _joined(row, places[-1], extra, joint)
    return Aligned(cells, "row.longer", cells[places[-1]])


def _surplus(row: Sequence[str], columns: Sequence[Column]) -> str:
    return f"it has {len(row)} cells, {len(row) - len(columns)} more than the header"


def _nothing_fits(row: Sequence[str], columns: Sequence[Column]) -> str:
    return f"{_surplus(row, columns)}, and no reading fits the columns"


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
    return Aligned(cells, "row.continued", cut) if fits else None
