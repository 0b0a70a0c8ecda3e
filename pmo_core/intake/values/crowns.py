"""Which crown `kr` stands for, by letters that only one of the languages of the crowns writes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

SIGNS: Final = frozenset({"kr", "kr."})

_SWEDISH: Final = frozenset("äö")
_OTHERS: Final = frozenset("æø")


def by_language(texts: Iterable[str]) -> tuple[str, str] | None:
    """
    The currency and the letters that show it; None where letters of several languages, or none, stand there.

    Danish and Norwegian share their letters: theirs is left to the question.

    Args:
        texts: Headers, titles and status words: the words of the file's own language, and no names.
    """
    letters = {letter for text in texts for letter in text.casefold()}
    if not letters & _SWEDISH or "å" not in letters or letters & _OTHERS:
        return None
    return "SEK", "Swedish letters (" + ", ".join(sorted(letters & (_SWEDISH | {"å"}))) + ")"
