"""Ids that look like another: signs that turn the reading direction, and letters of two scripts in one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from typing import Final

from pmo_core.intake.values.cells import Column, Problem, issues_of
from pmo_core.model import Issue

_TURNING: Final = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_LOOKALIKES: Final = frozenset({"LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE"})
"""Scripts that share letter shapes; Chinese beside Latin letters misleads nobody."""

_DIRECTION: Final = Problem(
    "id.direction",
    "The id holds a sign that turns the reading direction, so it may look like another one.",
    "Take the invisible signs out of the cell if nobody means them.",
)
_SCRIPTS: Final = Problem(
    "id.scripts",
    "The id mixes letters of two scripts that look alike, so it may look like another one.",
    "Type the id anew in one script if it is meant to be an id you know.",
)
_SHORTENED: Final = Problem(
    "id.shortened",
    "Only fifteen digits of the id are left, as when a spreadsheet rounds a long number.",
    "Export the column as text.",
)
_FIFTEEN: Final = re.compile(r"\s*\d{15}0{2,}\s*")


@cache
def _script(letter: str) -> str:
    return unicodedata.name(letter, "").partition(" ")[0]


def _mixed(text: str) -> bool:
    if text.isascii():
        return False
    return len({_script(c) for c in text if c.isalpha()} & _LOOKALIKES) > 1


def odd_ids(columns: Iterable[Column]) -> list[Issue]:
    """A warning for each cell of an id column that is not what it seems; all of them load."""
    found: list[Issue] = []
    for column in columns:
        for problem, odd in (
            (_DIRECTION, _TURNING.search),
            (_SCRIPTS, _mixed),
            (_SHORTENED, _FIFTEEN.fullmatch),
        ):
            texts = {text for text in column.counts if odd(text)}
            if texts:
                cells = [(row, t) for row, t in zip(column.rows, column.texts, strict=True) if t in texts]
                found += issues_of(problem, cells, column=column.header)
    return found
