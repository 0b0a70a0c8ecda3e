"""A text whose lines hold one cell each: a list of names under a known header, or no table at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from statistics import median
from typing import Final

from pmo_core.errors import UnreadableFile
from pmo_core.intake.files.text import Text
from pmo_core.model import Guess

NAME_CHARACTERS: Final = 80
"""Names are mostly no longer than this; sentences are."""

_SPACED: Final = frozenset({"none", "space"})
"""Readings of a line between which a known column name of two words decides: spaces stand inside names."""

_STOPS: Final = (".", "!", "?", ":", ";", ",")


def listed(text: Text, names: Sequence[str], *, known: bool) -> Text:
    """
    The text as a list of names, where no question about its delimiter has more than one answer.

    Args:
        text: The records as read.
        names: The cells below the header.
        known: Whether the header is a known column name.

    Raises:
        UnreadableFile: If nothing shows that the lines are a list of names.
    """
    asked = next((one for one in text.questions if one.id == "delimiter"), None)
    ways = {choice.value for choice in asked.choices} if asked else _SPACED
    plain = known and _named(names)
    if asked is None or not ways <= _SPACED or (len(ways) > 1 and not plain):
        return text
    if not plain:
        raise UnreadableFile(
            "No table was found: no sign such as a comma or a tab cuts the lines into cells.",
            fix="Export the table as CSV or as a workbook. A list of names needs a first line that says what "
            "they are, such as Project name.",
        )
    questions = tuple(one for one in text.questions if one is not asked)
    guess = Guess("delimiter", "none", "a list of names under a known column name", (), "likely")
    guesses = tuple(guess if one.name == "delimiter" else one for one in text.guesses)
    return replace(text, guesses=guesses, questions=questions)


def _named(cells: Sequence[str]) -> bool:
    """Whether cells look like names: short, and few of them end like a sentence."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    ended = sum(1 for cell in filled if cell.endswith(_STOPS))
    return bool(filled) and 2 * ended < len(filled) and median(map(len, filled)) <= NAME_CHARACTERS
