"""Headers of two or more rows: merged or blank cells above say to which columns an upper name belongs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from pmo_core.intake.files.grid import Grid, ranges
from pmo_core.intake.files.shapes import TYPED, blank, filled, shape
from pmo_core.intake.wording.units import unit_in
from pmo_core.intake.wording.words import note
from pmo_core.model import Issue, Severity

DEPTH_MAX: Final = 6
DEEP_MAX: Final = 4
JOINT: Final = " – "
_GROUP_NAME_MAX: Final = 60
_TITLE: Final = re.compile(
    r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}|^(?:all|amounts?|figures|values|in|alle|angaben|beträge|montants)\b",
    re.I,
)
_PERIOD: Final = re.compile(r"(?:FY\s?)?(?:19|20)\d\d(?:[-/](?:\d{2}|\d{4}))?|Q[1-4](?:[ -]?\d{2,4})?", re.I)


def header_span(grid: Grid, at: int) -> tuple[int, int]:
    """The first and last row of the header that was found at a row; mostly this row alone."""
    top, bottom = at, at
    for upper, _, lower, _ in grid.merged:
        if upper == at and at < lower < min(at + DEPTH_MAX, len(grid.rows) - 1):
            bottom = max(bottom, lower)
        if at - DEPTH_MAX < upper < at <= lower and _header_like(grid.rows[upper]):
            top = min(top, upper)
    if (top, bottom) != (at, at):
        return top, bottom
    for first in range(at, max(-1, at - DEEP_MAX), -1):
        if (last := _deep_level(grid, first)) >= at:
            return first, last
    if _lower_level(grid, at):
        return at, at + 1
    return (at - 1, at) if _upper_level(grid, at) else (at, at)


def composed(grid: Grid, top: int, bottom: int) -> list[str]:
    """One name per column: the different texts of its header cells from top to bottom."""
    levels = [_spread(grid, row, bottom) for row in range(top, bottom + 1)]
    width = max(map(len, levels))
    names: list[str] = []
    for column in range(width):
        parts = [level[column].strip() for level in levels if column < len(level) and level[column].strip()]
        names.append(JOINT.join(dict.fromkeys(parts)))
    return names


def _deep_level(grid: Grid, top: int) -> int:
    """
    The last row of a header of three or more rows that begins at a row; −1 if there is none.

    Every column must then have a name of its own, the first one from a single row, and the first record must
    hold what no header does.
    """
    for bottom in range(top + DEEP_MAX - 1, top + 1, -1):
        levels = grid.rows[top : bottom + 1]
        if bottom + 1 >= len(grid.rows) or not all(map(_header_like, levels)):
            continue
        below = grid.rows[bottom + 1]
        single = sum(1 for level in levels if level and level[0].strip()) == 1
        names = composed(grid, top, bottom) if single and below and below[0].strip() else [""]
        if all(names) and len(set(names)) == len(names) > 2 and not _header_like(below):
            return bottom
    return -1


def _spread(grid: Grid, at: int, bottom: int) -> list[str]:
    """A header row with each upper name over all columns it stands for: those that a lower row names."""
    row = list(grid.rows[at])
    boxes = [box for box in grid.merged if box[0] == at and box[3] > box[1]]
    if boxes:
        for _, left, _, right in boxes:
            for column in range(left + 1, min(right + 1, len(row))):
                row[column] = row[left]
    elif at < bottom:
        lower = grid.rows[at + 1 : bottom + 1]
        for column in range(1, len(row)):
            named = any(column < len(below) and below[column].strip() for below in lower)
            if named and not row[column].strip():
                row[column] = row[column - 1]
    return row


def _header_like(row: Sequence[str]) -> bool:
    said = [cell.strip() for cell in row if cell.strip()]
    return bool(said) and all(shape(cell) not in TYPED or _PERIOD.fullmatch(cell) for cell in said)


def _lower_level(grid: Grid, at: int) -> bool:
    """Whether the next row names what the header leaves blank or merges, and nothing it names alone."""
    if at + 2 >= len(grid.rows):
        return False
    upper, lower = grid.rows[at], grid.rows[at + 1]
    if not _header_like(lower) or len(upper) != len(lower):
        return False
    merged = {
        column
        for box in grid.merged
        if box[0] == at
        for column in range(box[1], box[3] + 1)
        if box[3] > box[1]
    }
    filling = [at for at, cell in enumerate(lower) if cell.strip() and not upper[at].strip()]
    doubling = [
        at for at, cell in enumerate(lower) if cell.strip() and upper[at].strip() and at not in merged
    ]
    starting = {column - 1 for column in filling}
    return bool(filling) and all(at in starting for at in doubling) and _differs_below(grid, at + 1)


def _differs_below(grid: Grid, at: int) -> bool:
    """Whether the row under a level of the header fills other columns or holds other shapes."""
    level, below = grid.rows[at], grid.rows[at + 1]
    if filled(below) > filled(level):
        return True
    pairs = [(cell.strip(), shape(under) in TYPED) for cell, under in zip(level, below, strict=False)]
    return any(
        cell and (_PERIOD.fullmatch(cell) or (typed and shape(cell) not in TYPED)) for cell, typed in pairs
    )


def _upper_level(grid: Grid, at: int) -> bool:
    """Whether the row above groups the columns: merged, spread over them, or telling repeated names apart."""
    if at == 0:
        return False
    upper, lower = grid.rows[at - 1], grid.rows[at]
    if filled(upper) < 2 or not _header_like(upper) or len(upper) > len(lower):
        return False
    if any(box[0] == at - 1 and box[3] > box[1] and box[2] == at - 1 for box in grid.merged):
        return True
    if filled(upper) >= filled(lower):
        return False
    names = Counter(cell.strip().casefold() for cell in lower if cell.strip())
    repeated = sum(count for count in names.values() if count > 1)
    if repeated >= 2 and len(set(composed(grid, at - 1, at))) > len(set(map(str.strip, lower))):
        return True
    return _groups_columns(upper, lower)


def _groups_columns(upper: Sequence[str], lower: Sequence[str]) -> bool:
    """Whether names spread over the columns, each above a name: no title, no pairs of name and value."""
    places = [at for at, cell in enumerate(upper) if cell.strip()]
    named = [at for at, cell in enumerate(lower) if cell.strip()]
    if not set(places) <= set(named) or any(map(_like_title, upper)):
        return False
    if places[0] > named[0]:
        return True
    apart = [b - a > 1 for a, b in pairwise(places)]
    corners = places == [named[0], named[-1]]
    pairs = len(places) % 2 == 0 and not any(apart[::2])
    return any(apart) and not corners and not pairs


def _like_title(cell: str) -> bool:
    text = cell.strip()
    marked = text.endswith(":") or note(text) or _TITLE.search(text) is not None
    return marked or len(text) > _GROUP_NAME_MAX


def title_cells(row: Sequence[str]) -> list[str]:
    """The cells of a row above the header, without units that stand over single columns beside a title."""
    places = [at for at, cell in enumerate(row) if cell.strip()]
    together = len(places) < 2 or (places[0] == 0 and places[-1] < len(places))
    return [cell for at, cell in enumerate(row) if together or at == 0 or not unit_in(cell)]


def fill_down(grid: Grid, start: int) -> list[Issue]:
    """Write the value of cells merged over several rows into each, in place; blank rows stay blank."""
    touched: set[int] = set()
    sample = ""
    for top, left, bottom, _ in grid.merged:
        if top < start or bottom <= top or top >= len(grid.rows) or not grid.rows[top][left : left + 1]:
            continue
        value = grid.rows[top][left]
        for at in range(top + 1, min(bottom + 1, len(grid.rows))):
            row = grid.rows[at]
            if value and left < len(row) and not row[left] and not blank(row):
                row[left] = value
                sample = sample or value
                touched.add(grid.number(at))
    if not touched:
        return []
    numbers = sorted(touched)
    return [
        Issue(
            "cell.merged",
            f"Row {numbers[0]:,} stands beside a merged cell: “{sample[:40]}” was filled down."
            if len(numbers) == 1
            else f"Rows {ranges(numbers)} stand beside merged cells: their values were filled down.",
            "Check these rows.",
            Severity.NOTE,
            row=numbers[0],
            value=sample[:80],
        )
    ]
