"""Long headers: the first line is the name, the rest a note; unit and period that stand there are kept."""

from __future__ import annotations

import re
from typing import Final

from pmo_core.intake.wording.headers import WRAP_WIDTH, read_header

LONG: Final = 60
"""A header of one line loses its closing remark in brackets only beyond this many characters."""

_REMARK: Final = re.compile(r"\s+\([^()]{20,}\)\s*$")


def short_header(text: str) -> str:
    """
    The name in a header: a wrapped one in one line, else its first line or what stands before a remark.

    A first line that ends in a slash goes on: the line below says the same in another language.
    """
    lines = [" ".join(line.split()) for line in text.splitlines() if line.strip()]
    if len(lines) < 2:
        return _without_remark(text) if len(text) > LONG else text
    flat = " ".join(lines)
    if len(flat) <= WRAP_WIDTH:
        return flat
    languages = 1 + next((at for at, line in enumerate(lines) if not line.endswith("/")), len(lines) - 1)
    return _with_kept(" ".join(lines[:languages]), lines[languages:])


def _without_remark(text: str) -> str:
    name = _REMARK.sub("", text)
    whole, short = read_header(text), read_header(name)
    return name if name and (whole.unit, whole.period) == (short.unit, short.period) else text


def _with_kept(name: str, notes: list[str]) -> str:
    """The name with the unit and the period that short lines below it add."""
    for note in map(read_header, (line for line in notes if len(line) <= WRAP_WIDTH)):
        own = read_header(name)
        if note.unit and not own.unit:
            name = f"{name} ({note.unit})"
        if note.period and not own.period:
            name = f"{name} {note.period}"
    return name
