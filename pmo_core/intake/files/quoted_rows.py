"""Rows in quotes as a whole, as a spreadsheet writes them that had every row in one cell."""

from __future__ import annotations

import csv
import re
from typing import Final

from pmo_core.model import Issue, Severity

_WHOLE: Final = re.compile(r'"((?:[^"]|"")*)"[,;\s]*')
_ENDS: Final = re.compile(r"\r\n|\r|\n")
_DELIMITERS: Final = ",;\t|"


def unquoted_rows(text: str) -> tuple[str, Issue] | None:
    """
    The text with the quotes around its lines taken off; None if its lines are not so.

    Every line but the first must be one quoted cell, and the lines then be cut into the same number of cells.
    """
    second = _ENDS.split(text, maxsplit=2)[1:2]
    if not second or not _WHOLE.fullmatch(second[0]):
        return None
    lines = _ENDS.split(text)
    inner: list[str] = []
    for at, line in enumerate(lines):
        whole = _WHOLE.fullmatch(line) if line.strip() else None
        if line.strip() and not whole and at:
            return None
        inner.append(whole[1].replace('""', '"') if whole else line)
    filled = [line for line in inner if line.strip()]
    widths = (_widths(filled, delimiter) for delimiter in _DELIMITERS)
    if len(filled) < 2 or filled == [line for line in lines if line.strip()] or not any(widths):
        return None
    problem = f"Each of {len(filled):,} rows stands in quotes as a whole: read without these quotes."
    issue = Issue(
        "text.rows_quoted", problem, "Nothing to do; check that the columns are right.", Severity.NOTE
    )
    return "\n".join(inner), issue


def _widths(lines: list[str], delimiter: str) -> bool:
    """Whether a delimiter cuts all lines into the same number of cells, two or more."""
    try:
        found = {len(row) for row in csv.reader(lines, delimiter=delimiter, strict=True)}
    except csv.Error:
        return False
    return len(found) == 1 and found.pop() > 1
