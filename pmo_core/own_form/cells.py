"""Values as the text of cells, and back."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Final, cast

from pmo_core.model import FieldType

LEVELS: Final = ("unaware", "resistant", "neutral", "supportive", "leading")
SHARES: Final = frozenset({FieldType.PERCENT, FieldType.SHARE})
NUMBERS: Final = frozenset(
    {
        FieldType.MONEY,
        FieldType.NUMBER,
        FieldType.DURATION,
        FieldType.VALUE,
        FieldType.ORDINAL,
        FieldType.PRIORITY,
    }
)
_FLAGS: Final[Mapping[str, bool]] = {"yes": True, "no": False}
_ODD: Final = re.compile(
    r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufffe\uffff]"
)
"""Signs that some program drops, turns into others, or does not show."""


def shown(value: object, type_: FieldType) -> str:
    """A value as the text of a cell; None is an empty one."""
    if value is None:
        return ""
    if type_ is FieldType.LIST:
        return "; ".join(cast("Sequence[str]", value))
    if type_ is FieldType.FLAG:
        return "yes" if value else "no"
    if type_ is FieldType.LEVEL:
        return LEVELS[int(cast("int", value))]
    if type_ in SHARES:
        return f"{_digits(Decimal(repr(value)) * 100)}%"
    if type_ in NUMBERS:
        return _digits(Decimal(repr(value)))
    return value.isoformat() if isinstance(value, date) else str(value)


def _digits(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def understood(text: str, type_: FieldType) -> object:
    """
    The value of a cell as this form writes it, a share as a percentage or, in a workbook, as a fraction.

    Raises:
        ValueError: If it is not written so.
    """
    if not text:
        return None
    match type_:
        case FieldType.LIST:
            return [part.strip() for part in text.split(";")]
        case FieldType.FLAG:
            if text not in _FLAGS:
                raise ValueError(text)
            return _FLAGS[text]
        case FieldType.LEVEL:
            return LEVELS.index(text)
        case FieldType.DATE:
            return date.fromisoformat(text)
        case FieldType.INTEGER:
            return int(text)
        case _:
            return _number(text, share=type_ in SHARES) if type_ in NUMBERS | SHARES else text


def _number(text: str, *, share: bool) -> float:
    try:
        value = Decimal(text[:-1]) / 100 if share and text.endswith("%") else Decimal(text)
    except InvalidOperation:
        raise ValueError(text) from None
    if not math.isfinite(value):
        raise ValueError(text)
    return float(value)


def printable(text: str) -> str:
    """A text without the signs that not every program keeps."""
    return _ODD.sub(" ", text)


def plain(text: str) -> str:
    """What of a text every spreadsheet keeps: signs that can be seen, single spaces."""
    return " ".join(printable(text).split())


def survives(text: str) -> bool:
    """Whether a text comes out of every kind of file as it went in."""
    # a workbook writes control signs as _x0009_, so that such a text would come back as another
    return text == text.strip() and not _ODD.search(text) and "_x" not in text


def in_workbook(value: float) -> float:
    """A number with the digits that every workbook has room for."""
    return float(f"{value:.15G}")
