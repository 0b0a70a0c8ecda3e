"""Quotes that csv takes silently though they are astray: found and named."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from pmo_core.intake.files.dialect import Dialect
from pmo_core.intake.files.grid import ranges
from pmo_core.intake.files.shapes import TYPED, Shape, mask, shape
from pmo_core.model import Issue, Severity

LOOKED_FOR: Final = 500
"""So many cells are looked for in the text: each one not found costs a pass over what is left of it."""

_SAMPLE: Final = 80
_INCHES: Final = re.compile(r"(?<=\d)[\"'](?=\s)")


@dataclass
class Stray:
    """Rows by index that hold such quotes; in `split` they open in one cell and close in another."""

    rows: list[int] = field(default_factory=list[int])
    split: list[int] = field(default_factory=list[int])


def stray_quotes(text: str, rows: Sequence[Sequence[str]], dialect: Dialect) -> Stray:
    """Find the cells that hold a quote without standing in quotes; `text` is what the rows were read from."""
    found = Stray()
    quote = dialect.quote
    if quote not in text or not dialect.delimiter:
        return found
    opens = re.compile(rf"(?:^|[^\s{re.escape(quote)}]){re.escape(quote)}(?=\w)")
    place = looked = 0
    for at, row in enumerate(rows):
        if quote not in "\n".join(row):
            continue
        odd: list[str] = []
        for cell in row:
            if quote not in _INCHES.sub("", cell):
                continue
            proper = text.find(quote + cell.replace(quote, quote * 2) + quote, place)
            place = max(place, proper)
            looked += 1
            if proper < 0:
                odd.append(cell)
        if odd:
            found.rows.append(at)
            uneven = [cell for cell in odd if cell.count(quote) % 2]
            if len(uneven) > 1 and opens.search(uneven[0]):
                found.split.append(at)
        if looked > LOOKED_FOR:
            break
    return found


def swallowed(rows: Sequence[Sequence[str]], dialect: Dialect, *, width: int) -> dict[int, str]:
    """Rows by index with a cell of several lines that are rows: quotes elsewhere made it one."""
    found: dict[int, str] = {}
    for at, row in enumerate(rows):
        for place, cell in enumerate(row):
            if "\n" in cell and (lines := _rows_inside(row, place, dialect, width)):
                found[at] = f"a quote swallowed the {lines} lines below it, which look like rows of their own"
    return found


def _rows_inside(row: Sequence[str], place: int, dialect: Dialect, width: int) -> int:
    """How many lines after the first are rows: all widths fit, and ids or a typed column are alike."""
    if not dialect.delimiter or width < 2:
        return 0
    inner = [line.split(dialect.delimiter) for line in row[place].splitlines()]
    lines = [[cell.strip(dialect.quote) for cell in line] for line in inner]
    lines[0] = [*row[:place], *lines[0]]
    lines[-1] = [*lines[-1], *row[place + 1 :]]
    if any(len(line) != width for line in lines):
        return 0
    ids = {mask(line[0]) for line in lines}
    typed = any(len(set(kinds)) == 1 and kinds[0] in TYPED for kinds in _shapes_of_columns(lines))
    return len(lines) - 1 if typed or (len(ids) == 1 and ids != {""}) else 0


def _shapes_of_columns(lines: Sequence[Sequence[str]]) -> list[list[Shape]]:
    return [[shape(cell) for cell in column] for column in zip(*lines, strict=True)]


def stray_issue(found: Stray, rows: Sequence[Sequence[str]], quote: str) -> tuple[Issue, ...]:
    """One note that names the rows whose quotes are kept as written."""
    kept = [at for at in found.rows if at not in found.split]
    if not kept:
        return ()
    numbers = [at + 1 for at in kept]
    one = len(numbers) == 1
    cell = next(cell for cell in rows[kept[0]] if quote in cell)
    return (
        Issue(
            "quote.stray",
            f"{'Row' if one else 'Rows'} {ranges(numbers)}: a quote stands inside a cell that has none "
            "around it; it was kept as it stands.",
            "Check the cell." if one else "Check these cells.",
            Severity.NOTE,
            row=numbers[0],
            value=cell[:_SAMPLE],
        ),
    )
