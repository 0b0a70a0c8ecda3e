"""Several tables on one sheet: below each other after a blank row, or side by side around a blank column."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from pmo_core.intake.files.grid import Grid
from pmo_core.intake.files.shapes import TYPED, Shape, blank, filled, main_shape, mask, shape
from pmo_core.intake.layout.frame import same
from pmo_core.intake.layout.totals import total_word
from pmo_core.intake.wording.headers import normalise, synonyms
from pmo_core.intake.wording.words import note
from pmo_core.model import Kind

KNOWN_NAMES: Final = 2
TITLES_MAX: Final = 3
ROWS_JUDGED: Final = 25
TYPED_SHARE: Final = 0.7
LONELY_SHARE: Final = 0.2
"""Beside a blank column this share of rows filled on one side only shows that two tables stand there."""

_TITLE_CELLS: Final = 2
_NAME_MAX: Final = 100

Known = Callable[[str], bool]


@dataclass(frozen=True)
class Block:
    """
    A table on a sheet: rows from `top` to before `bottom`, columns likewise, all counted from 0.

    `proven`: the cells show that it stands apart from its neighbour; else both may be one table.
    """

    top: int
    head: int
    bottom: int
    left: int
    right: int
    proven: bool = True


def find_blocks(grid: Grid, known: Known, *, header_at: int | None) -> list[Block]:
    """The tables of a sheet in reading order; `header_at` is the row that looks most like a header."""
    heads = list(_heads(grid, known, header_at))
    if not heads:
        return []
    tops = [0, *(top for top, _ in heads[1:])]
    found: list[Block] = []
    for top, (_, head), bottom in zip(tops, heads, [*tops[1:], len(grid.rows)], strict=True):
        found += _sides(grid, top, head, bottom)
    return found


def kind_of(names: Iterable[str]) -> Kind | None:
    """The kind of rows that two or more of the names speak of, if more of them do than for any other."""
    words = {normalise(name) for name in names if len(name) <= _NAME_MAX}
    counts = {kind: sum(1 for word in words if _strong(word, kind)) for kind in Kind}
    best, second = sorted(Kind, key=lambda kind: -counts[kind])[:2]
    return best if counts[best] >= KNOWN_NAMES and counts[best] > counts[second] else None


def _strong(word: str, kind: Kind) -> bool:
    return any(synonym.strong for synonym in synonyms(kind).get(word, ()))


def _heads(grid: Grid, known: Known, header_at: int | None) -> Iterator[tuple[int, int]]:
    """Where each table begins with its titles, and where its header stands."""
    last: list[str] | None = None
    for start, end in _segments(grid.rows):
        for at in range(start, min(start + TITLES_MAX + 1, end)):
            rows = grid.rows[at : min(end, at + ROWS_JUDGED + 1)]
            if at != header_at and last is not None and _belongs(rows, last):
                break
            if at == header_at or _heads_table(rows, known, first=last is None):
                last = rows[0]
                yield start, at
                break
            if filled(rows[0]) > _TITLE_CELLS:
                break


def _segments(rows: Sequence[Sequence[str]]) -> Iterator[tuple[int, int]]:
    """Runs of rows between blank ones."""
    start: int | None = None
    for at, row in enumerate(rows):
        empty = not (row and row[0]) and blank(row)
        if empty and start is not None:
            yield start, at
        start = None if empty else at if start is None else start
    if start is not None:
        yield start, len(rows)


def _belongs(rows: Sequence[Sequence[str]], header: Sequence[str]) -> bool:
    """Whether a row repeats the header above, or heads sub-items of a board with some of its names."""
    if same(rows[0], header):
        return True
    names = {cell.strip() for cell in header if cell.strip()}
    said = {cell.strip() for cell in rows[0] if cell.strip()}
    inner = len(rows) > 1 and bool(rows[1]) and not rows[1][0].strip()
    return inner and len(said) > 1 and said <= names


def _heads_table(rows: Sequence[Sequence[str]], known: Known, *, first: bool) -> bool:
    """Whether a row names columns: by known names, or as words over cells of another shape."""
    said = [cell.strip() for cell in rows[0] if cell.strip()]
    if len(said) < 2 or any(len(cell) > _NAME_MAX or cell.endswith(":") for cell in said):
        return False
    if any(shape(cell) in TYPED for cell in said) or total_word(said[0]) or note(said[0]):
        return False
    body = rows[1:]
    if sum(map(known, set(said))) >= max(KNOWN_NAMES, len(said) / 2):
        return len(body) > 0 or first
    return len(set(said)) == len(said) and _contrasts(rows[0], body)


def _contrasts(head: Sequence[str], body: Sequence[Sequence[str]]) -> bool:
    """Words over every typed column, nothing of the body's own form, and no cell beyond the names."""
    typed = 0
    for at in range(max(map(len, [head, *body]))):
        cell = head[at].strip() if at < len(head) else ""
        column = [row[at] for row in body if at < len(row) and row[at].strip()]
        if column and not cell:
            return False
        masks = {mask(other) for other in column} - {""}
        if cell and (shape(cell) is not Shape.TEXT or mask(cell) in masks):
            return False
        typed += main_shape(column, least=TYPED_SHARE) in TYPED
    return typed > 0


def _sides(grid: Grid, top: int, head: int, bottom: int) -> list[Block]:
    """One block, or several around blank columns."""
    rows = grid.rows
    width = max(len(row) for row in rows[head:bottom])
    header = [*rows[head], *[""] * (width - len(rows[head]))]
    whole = Block(top, head, bottom, 0, width)
    open_ = [at for at in range(1, width - 1) if not header[at].strip()]
    if not open_:
        return [whole]
    body = [row for row in rows[head + 1 : bottom] if not blank(row)]
    cuts = [at for at in open_ if not any(at < len(row) and row[at].strip() for row in body)]
    edges = [-1, *cuts, width]
    parts = [(a + 1, b) for a, b in pairwise(edges) if any(cell.strip() for cell in header[a + 1 : b])]
    sides, proven = parts[:1], True
    for part in parts[1:]:
        apart = _apart(header, body, sides[-1], part)
        if apart is None:
            sides[-1] = sides[-1][0], part[1]
        else:
            proven &= apart
            sides.append(part)
    if len(sides) < 2:
        return [whole]
    return [replace(whole, left=left, right=right, proven=proven) for left, right in sides]


def _apart(
    header: Sequence[str], body: Sequence[Sequence[str]], left: tuple[int, int], right: tuple[int, int]
) -> bool | None:
    """Whether two parts are two tables: True if the rows prove it, False if only names do, None if not."""
    texts = [[cell.strip() for cell in header[a:b] if cell.strip()] for a, b in (left, right)]
    if min(map(len, texts)) < 2:
        return None
    sides = [(not blank(row[slice(*left)]), not blank(row[slice(*right)])) for row in body]
    lonely = sum(1 for a, b in sides if a != b)
    if lonely > LONELY_SHARE * len(sides) and any(_ends_early(side) for side in zip(*sides, strict=True)):
        return True
    names = [{text.casefold() for text in side} for side in texts]
    repeated = len(names[0] & names[1])
    if repeated >= KNOWN_NAMES and repeated >= min(map(len, names)) / 2:
        return False
    kinds = [kind_of(side) for side in texts]
    return False if None not in kinds and kinds[0] is not kinds[1] else None


def _ends_early(side: Sequence[bool]) -> bool:
    """Whether rows are filled from the first one on without a gap, and none after them to the end."""
    return side[0] and not side[-1] and not any(below and not above for above, below in pairwise(side))
