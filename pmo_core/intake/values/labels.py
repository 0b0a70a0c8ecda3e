"""Own rating labels: whether the texts under a rating header are a scale of somebody's own."""

from __future__ import annotations

from collections.abc import Mapping
from statistics import median
from typing import Final

from pmo_core.intake.values.figures import read_number
from pmo_core.intake.values.missing import clean
from pmo_core.intake.values.standard import comparable, number_word, rating

STEPS_MOST: Final = 8
"""More labels than this are no scale."""

LABEL_CHARACTERS: Final = 20
"""Labels are mostly no longer than this; remarks are."""

FEW_CELLS: Final = 10
"""In so few cells each label may stand once."""

NUMBER_MOST: Final = 5
"""Whole numbers up to here may be steps of a scale; greater ones are scores."""


def rated_by_labels(present: Mapping[str, int]) -> bool:
    """
    Whether the texts of a column named as a rating are labels: few, short, and standing more than once.

    Grades such as high and low are none: whether high is good, nobody has said.

    Args:
        present: The texts that are not missing, with their counts.
    """
    cells = sum(present.values())
    labels = {comparable(text) for text in present}
    few = len(labels) <= STEPS_MOST and (cells <= FEW_CELLS or 2 * len(labels) <= cells)
    if not cells or len(labels) < 2 or not few or median(len(clean(t)) for t in present) > LABEL_CHARACTERS:
        return False
    return all(rating(text) or _label(text) for text in present)


def _label(text: str) -> bool:
    number = read_number(text)
    if number is not None:
        return clean(text).isdecimal() and 1 <= int(clean(text)) <= NUMBER_MOST
    return number_word(text, "ordinal") is None
