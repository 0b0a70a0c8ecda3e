"""Cells where they stand: what the readers of text and of workbooks hand to the layout stage."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from pmo_core.model import Issue

Box = tuple[int, int, int, int]


@dataclass(frozen=True)
class Grid:
    """
    Records in file order, widths as found.

    `first_row` and `first_column` are the numbers of rows[0] and of its first cell as Excel shows them.
    `merged` boxes (top, left, bottom, right, inclusive) and `dated` (column → last record with a real date)
    count records and cells from 0. Records in `broken` must not be loaded; the text says why.
    `date_1904`: plain numbers that stand for days count from 1904.
    """

    rows: list[list[str]]
    first_row: int = 1
    first_column: int = 1
    sheet: str | None = None
    hidden: bool = False
    merged: tuple[Box, ...] = ()
    dated: Mapping[int, int] = field(default_factory=dict[int, int])
    broken: Mapping[int, str] = field(default_factory=dict[int, str])
    issues: tuple[Issue, ...] = ()
    date_1904: bool = False

    def number(self, at: int) -> int:
        """Row number of a record as Excel shows it."""
        return self.first_row + at


def letter(column: int) -> str:
    """Name a column as spreadsheets do: 1 is A, 27 is AA."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def ranges(numbers: list[int], *, most: int = 8) -> str:
    """Write row numbers for reading: "4, 7–9 and 12 more"; the numbers must ascend."""
    runs: list[tuple[int, int]] = []
    for number in numbers:
        if runs and runs[-1][1] == number - 1:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    shown = [str(a) if a == b else f"{a}–{b}" for a, b in runs[:most]]
    rest = sum(b - a + 1 for a, b in runs[most:])
    return ", ".join(shown) + (f" and {rest:,} more" if rest else "")


def listed(numbers: Iterable[int]) -> str:
    """Row numbers in a sentence, in any order: "2 and 7", "3–4"; see `ranges`."""
    ordered = sorted(numbers)
    return ranges(ordered).replace(", ", " and ") if len(ordered) == 2 else ranges(ordered)
