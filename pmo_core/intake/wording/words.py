"""The words that mark rows which are no records."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Literal

List = Literal["totals", "parts", "qualifiers", "notes", "units"]
"""The word lists of layout_words.toml."""


@cache
def _lists() -> dict[str, list[str]]:
    return tomllib.loads((Path(__file__).parent / "layout_words.toml").read_text(encoding="utf-8"))


@cache
def words(name: List) -> frozenset[str]:
    """One of the word lists, in comparable form."""
    return frozenset(word.casefold() for word in _lists()[name])


def plain(cell: str) -> str:
    """A cell in the form in which marks are compared."""
    return cell.strip().rstrip(":").strip().casefold()


@cache
def opening(*names: List) -> re.Pattern[str]:
    """Matches a cell that begins with a word of the lists: a cheap first sieve over many rows."""
    found = sorted(frozenset().union(*map(words, names)))
    return re.compile(r"\s*(?:" + "|".join(map(re.escape, found)) + r")(?!\w)", re.I)


def note(cell: str) -> bool:
    """Whether a cell begins like a footnote."""
    return cell.strip().casefold().startswith(tuple(words("notes")))


def unit(cell: str) -> bool:
    """Whether a cell is nothing but a unit or a format."""
    text = cell.strip()
    return (text[:1] == "(" and text[-1:] == ")" and len(text) <= 30) or plain(text) in words("units")
