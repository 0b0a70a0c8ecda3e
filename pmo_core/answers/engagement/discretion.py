"""What may be told to a person: nothing about others, and no word for where the PMO sees them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

LEVELS: Final = re.compile(r"\b(unaware|resist\w*|neutral|supportive|leading)\b", re.IGNORECASE)
_LETTERS: Final = re.compile(r"[^\W\d_]+")
LEAST: Final = 3
"""Shorter parts of a name ('de', 'J.') are too common to stand for it."""


@dataclass(frozen=True)
class Discretion:
    """
    Judges texts that are meant for one person.

    whole: patterns of full names of others. part: pattern of their parts, as people write them in notes.
    """

    whole: re.Pattern[str] | None
    part: re.Pattern[str] | None

    def tells(self, text: str) -> bool:
        """Whether a fact of the portfolio, such as the name of a milestone, names nobody else in full."""
        return not (self.whole and self.whole.search(text))

    def repeats(self, note: str) -> bool:
        """Whether what somebody noted may be repeated: no part of another's name, and no level."""
        return self.tells(note) and not (self.part and self.part.search(note)) and not LEVELS.search(note)


def discretion(names: Iterable[str], *, own: str) -> Discretion:
    """
    Rules for a person: all names count but their own.

    Args:
        names: Everybody whom the portfolio names.
        own: The name of the person; '' where it is to stay out too.
    """
    mine = own.casefold()
    others = [name for name in names if name.casefold() != mine]
    kept = set(own.split())
    parts = {part for name in others for part in _LETTERS.findall(name) if len(part) >= LEAST}
    alone = {name for name in others if " " not in name}
    named = {part for part in parts - kept if part[0].isupper() or not part.isascii()}
    return Discretion(_any((name for name in others if " " in name), re.IGNORECASE), _any(named | alone))


def _any(words: Iterable[str], flags: int = 0) -> re.Pattern[str] | None:
    listed = sorted(words, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, listed))})(?!\w)", flags) if listed else None
