"""What a cell must look like to be of a type, whatever its column says."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final

from pmo_core.intake.values.durations import spelled_days
from pmo_core.intake.values.figures import Signed, read_number
from pmo_core.intake.values.grades import bare_number
from pmo_core.intake.values.money import read_cell
from pmo_core.intake.values.periods import Calendar, read_period
from pmo_core.intake.values.standard import number_word, rating, standard
from pmo_core.model import FieldType

PERSON_WORDS: Final = 6
"""A name with a title and a role has so many words at most; what is longer is a sentence."""

_PEOPLE: Final = re.compile(r"[,;/|\n(]")
_CALENDAR: Final = Calendar(2000)
_POINT: Final = Signed("point")
_COMMA: Final = Signed("comma")


def numeric(text: str) -> bool:
    """Whether a cell is a number."""
    return read_number(text, limits=True) is not None


def _grade(text: str) -> bool:
    value = bare_number(text, signed=_POINT)
    value = bare_number(text, signed=_COMMA) if value is None else value
    return number_word(text, "ordinal") is not None or (value is not None and 0 <= value <= 100)


def _percentage(text: str) -> bool:
    found = read_number(text)
    value = found and (_POINT.value(found[0]) or _COMMA.value(found[0]) or 0.0)
    return value is not None and -1 <= value <= 200


def _level(text: str) -> bool:
    value = bare_number(text, signed=_POINT)
    return number_word(text, "level") is not None or (value is not None and 0 <= value <= 5)


def _duration(text: str) -> bool:
    return read_number(text) is not None or spelled_days(text, signed=_POINT) is not None


def year_like(text: str) -> bool:
    """Whether a cell is a year or names a period."""
    return numeric(text) or read_period(text.strip(), calendar=_CALENDAR) is not None


def has_letters(text: str) -> bool:
    """Whether a cell has any letter."""
    return any(c.isalpha() for c in text)


def _person(text: str) -> bool:
    """Whether a cell may name people: no status, no web address and no sentence."""
    words = max(len(part.split()) for part in _PEOPLE.split(text))
    return (
        has_letters(text) and "://" not in text and words <= PERSON_WORDS and standard(text, "status") is None
    )


CELL_TESTS: Final[Mapping[FieldType, Callable[[str], bool]]] = {
    FieldType.MONEY: lambda text: read_cell(text) is not None,
    FieldType.NUMBER: numeric,
    FieldType.INTEGER: numeric,
    FieldType.PERCENT: _percentage,
    FieldType.SHARE: _percentage,
    FieldType.RATING: lambda text: rating(text) is not None,
    FieldType.HORIZON: lambda text: standard(text, "horizon") is not None,
    FieldType.DIRECTION: lambda text: standard(text, "direction") is not None,
    FieldType.FLAG: lambda text: standard(text, "flag") is not None,
    FieldType.PRIORITY: lambda text: number_word(text, "priority") is not None or numeric(text),
    FieldType.ORDINAL: _grade,
    FieldType.VALUE: _grade,
    FieldType.LEVEL: _level,
    FieldType.DURATION: _duration,
    FieldType.PERSON: _person,
    FieldType.LIST: lambda text: standard(text, "flag") is None,
}
"""What a cell must look like, per type of field; types that are not here take any text."""
