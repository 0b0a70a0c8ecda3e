"""What may be told to a person: nothing about others, and no word for where the PMO sees them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

LEVELS: Final = re.compile(
    r"\b(unaware|resist\w*|neutral\w*|supportive|leading|hostile|blocker|opponent|ablehnend\w*|widerst[aä]nd\w*"
    r"|gegner\w*|oppos\w+|r[eé]ticen\w+|opositor\w*|contrari[oae]\w?|tegenstand\w*)\b",
    re.IGNORECASE,
)
_LETTERS: Final = re.compile(r"[^\W\d_]+")
_COMMA: Final = re.compile(r"\s*,\s*")
_BODY: Final = re.compile(r"(?<!\w)[a-z]{4,}")
"""A name such as "Works council" is made of words; a person has small letters only in "de" or "van"."""

LEAST: Final = 3
"""Shorter parts of a name ('Ng', 'Li') stand for it only as they are written."""


@dataclass(frozen=True)
class Discretion:
    """
    Judges texts that are meant for one person.

    whole: pattern of full names of others, plain. part: of their parts, as people write them in notes;
    written: of parts that are words of their own, such as "Port" of the port authority, and of short ones:
    they stand for a name only with its capital letters.
    """

    whole: re.Pattern[str] | None
    part: re.Pattern[str] | None
    written: re.Pattern[str] | None

    def tells(self, text: str) -> bool:
        """Whether a fact of the portfolio, such as the name of a milestone, names nobody else in full."""
        return not (self.whole and self.whole.search(_plain(text)))

    def repeats(self, note: str) -> bool:
        """Whether what somebody noted may be repeated: no part of another's name, and no level."""
        named = self.part and self.part.search(_plain(note))
        written = self.written and self.written.search(_bare(note))
        return self.tells(note) and not (named or written or LEVELS.search(note))


def discretion(names: Iterable[str], *, own: str, usual: Iterable[str] = ()) -> Discretion:
    """
    Rules for a person: all names count but their own, in any case and with or without accents.

    Args:
        names: Everybody whom the portfolio names.
        own: The name of the person; '' where it is to stay out too.
        usual: Texts of the portfolio whose words are words, also where a name is made of them: roles,
            groups, departments and projects.
    """
    others = [name for name in names if _plain(name) != _plain(own)]
    kept = {_plain(part) for part in _LETTERS.findall(own)}
    words = {_plain(word) for text in usual for word in _LETTERS.findall(text)}
    words |= {_plain(part) for name in others if _BODY.search(name) for part in _LETTERS.findall(name)}
    parts = {part for name in others for part in _LETTERS.findall(name) if _plain(part) not in kept}
    proper = {part for part in parts if len(part) >= LEAST and _plain(part) not in words}
    capital = {part for part in parts - proper if part[0].isupper() and len(part) > 1}
    alone = {name for name in others if " " not in name}
    return Discretion(
        whole=_any(_plain(form) for name in others if " " in name for form in _forms(name)),
        part=_any(map(_plain, proper | alone)),
        written=_any(map(_bare, capital)),
    )


def _forms(name: str) -> set[str]:
    """A full name, also from "Last, First", with the first name as a letter too."""
    ordered = " ".join(reversed(_COMMA.split(name))) if name.count(",") == 1 else name
    first, _, rest = ordered.partition(" ")
    return {name, ordered, f"{first[:1]} {rest}", f"{first[:1]}. {rest}"}


def _bare(text: str) -> str:
    """The text without accents."""
    return "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))


def _plain(text: str) -> str:
    return _bare(text).casefold()


def _any(words: Iterable[str]) -> re.Pattern[str] | None:
    """Any of the words by itself, or with an s behind it."""
    listed = sorted(filter(None, words), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, listed))})(?:['’]?s)?(?!\w)") if listed else None
