"""What a cell looks like before anybody knows what it means: enough to tell columns and headers apart."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from enum import StrEnum
from functools import lru_cache
from typing import Final

_SPACES: Final = " \u00a0\u2009\u202f"
_CURRENCY: Final = (
    r"(?:[A-Za-z]{0,3}[£$€¥₹₺]|EUR|GBP|USD|CHF|JPY|INR|AUD|CAD|SEK|NOK|DKK|PLN|CZK|HUF|BRL|MXN|ZAR)"
)
_NUMBER: Final = re.compile(
    rf"[-+−(]?\s?{_CURRENCY}?\s?[-+−]?(?:\d[\d.,'’{_SPACES}]*|[.,]\d+)(?:[eE][-+]?\d+)?\s?"
    rf"(?:%|[kKmM]|bn|{_CURRENCY})?\)?-?"
)
_MONTH: Final = r"[^\W\d_]{3,9}\.?"
_ZONE: Final = r"(?:Z|UTC|GMT)?(?:[-+]\d{2}:?\d{2})?"
_TIME: Final = rf"(?:[T ,]+\d{{1,2}}:\d{{2}}(?::\d{{2}}(?:\.\d+)?)?\s?(?:[AaPp]\.?[Mm]\.?)?\s?{_ZONE})?"
_DATE: Final = re.compile(
    rf"(?:\d{{1,4}}[-/.]\d{{1,2}}[-/.]\d{{1,4}}|\d{{1,2}}[-/. ]{_MONTH}[-/. ,]+\d{{2,4}}"
    rf"|{_MONTH} \d{{1,2}},? \d{{4}}){_TIME}"
)
_FLAGS: Final = frozenset({"true", "false", "yes", "no", "y", "n", "ja", "nein", "oui", "non"})
_BLANKS: Final = frozenset({"", "-", "–", "—", "..", "n/a", "na", "null", "none", "tbc", "tbd", "?"})
_DIGITS: Final = re.compile(r"\d+")
_LONGEST_TYPED: Final = 40


class Shape(StrEnum):
    """The outline of a cell."""

    BLANK = "blank"
    NUMBER = "number"
    DATE = "date"
    FLAG = "flag"
    TEXT = "text"


TYPED: Final = frozenset({Shape.NUMBER, Shape.DATE, Shape.FLAG})


def shape(cell: str) -> Shape:
    """Tell the outline of one cell; words for missing values count as blank, so that they decide nothing."""
    text = cell.strip()
    return Shape.TEXT if len(text) > _LONGEST_TYPED else _short(text)


@lru_cache(maxsize=8192)
def _short(text: str) -> Shape:
    """Looking for a header asks about the same cells again and again."""
    folded = text.casefold()
    if folded in _BLANKS:
        return Shape.BLANK
    if _DATE.fullmatch(text):
        return Shape.DATE
    if _NUMBER.fullmatch(text):
        return Shape.NUMBER
    return Shape.FLAG if folded in _FLAGS else Shape.TEXT


def mask(cell: str) -> str:
    """An id with every number in it alike: P51 is like P52. Empty for texts without a number."""
    masked, count = _DIGITS.subn("9", cell.strip().casefold())
    return masked if count else ""


def shares(cells: Iterable[str]) -> dict[Shape, float]:
    """How the filled cells of a column divide into shapes, 0 to 1 each; empty if none is filled."""
    counts = Counter(shape(cell) for cell in cells)
    counts.pop(Shape.BLANK, None)
    total = counts.total()
    return {name: count / total for name, count in counts.items()} if total else {}


def main_shape(cells: Iterable[str], *, least: float) -> Shape | None:
    """The shape that at least the given share of the filled cells has; None if there is none."""
    found = shares(cells)
    best = max(found, key=lambda name: found[name], default=None)
    return best if best is not None and found[best] >= least else None


def filled(cells: Sequence[str]) -> int:
    """How many cells hold more than white space."""
    return sum(1 for cell in cells if cell and not cell.isspace())


def blank(cells: Sequence[str]) -> bool:
    """Whether no cell holds more than white space."""
    return not "".join(cells).strip()


def transposed(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    """Turn rows into columns; shorter rows are filled up with blanks."""
    width = max(map(len, rows), default=0)
    return [[row[at] if at < len(row) else "" for row in rows] for at in range(width)]
