"""Numbers as people write them: the decimal sign is voted per column, never guessed per cell."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Literal

Sign = Literal["comma", "point"]

_SIGNS: Final[tuple[Sign, ...]] = ("comma", "point")

HUGE: Final = Decimal(10) ** 15
"""Beyond this magnitude a number is a mistake or an id, not an amount."""

_NOISE: Final = Decimal("1e-12")  # binary floats err by 1e-16; a wider net would eat published digits
_GROUPED: Final = re.compile(
    r"(?:\d{1,3}(['’`\s])\d{3}(?:\1\d{3})*|\d{1,2}(\s)\d{2}(?:\2\d{2})*\2\d{3})(?=[.,]|$)"
)
_GROUP_MARK: Final = re.compile(r"['’`\s]")
_MINUS: Final = str.maketrans({"−": "-", "–": "-", "‒": "-", "﹣": "-", "－": "-"})
_BEFORE: Final = str.maketrans({"´": "'", "ʼ": "'"})  # composed with what stands before, if left to NFKC
_PLAIN: Final = re.compile(r"\d+(?:\.\d+)?", re.ASCII)
_BODY: Final = re.compile(r"\d[\d.,]*|[.,]\d+")
_EXPONENT: Final = re.compile(r"[eE][+-]?\d{1,3}$")
_POINT_GROUPS: Final = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+")
_COMMA_GROUPS: Final = re.compile(r"[1-9]\d{0,2}(?:,\d{3})+|[1-9]\d?(?:,\d{2})+,\d{3}")


@dataclass(frozen=True)
class Written:
    """A number text taken apart: its digits with separators, its exponent, and whether it is negative."""

    body: str
    exponent: str = ""
    negative: bool = False
    grouped: bool = False


def plain(text: str) -> str:
    """The text with full-width digits, odd minus signs and odd spaces in their plain form."""
    if text.isascii():
        return text.strip()
    return unicodedata.normalize("NFKC", text.translate(_BEFORE)).translate(_MINUS).strip()


def written(text: str) -> Written | None:
    """Take a number text apart; None if it is not a number in any locale."""
    if _PLAIN.fullmatch(text):
        return Written(text)
    core = plain(text)
    negative = False
    if core.startswith("(") and core.endswith(")"):
        negative, core = True, core[1:-1].strip()
    if core[:1] in "+-" and core:
        negative, core = negative != (core[0] == "-"), core[1:].strip()
    elif core.endswith("-"):
        negative, core = not negative, core[:-1].strip()
    exponent = ""
    if found := _EXPONENT.search(core):
        exponent, core = found.group(0), core[: found.start()]
    grouped = _GROUPED.match(core)
    body = _GROUP_MARK.sub("", grouped[0]) + core[grouped.end() :] if grouped else core
    if not _BODY.fullmatch(body) or not body.isascii():
        return None
    number = Written(body, exponent, negative, grouped=body != core)
    marks = body.count(".") + body.count(",")
    return None if marks > 1 and evidence(number) is None else number  # 1.5.2026, 1,23,4


def evidence(number: Written) -> Sign | Literal["ambiguous"] | None:
    """What one number says about the decimal sign: it decides, could be either, or holds no separator."""
    body = number.body
    points, commas = body.count("."), body.count(",")
    if not points and not commas:
        return None
    if points + commas > 1:
        return next((sign for sign in _SIGNS if amount(number, sign) is not None), None)
    lead, _, last = body.partition("." if points else ",")
    whole = not lead or len(lead) > 3 or lead[0] == "0"
    if len(last) != 3 or whole or number.grouped or number.exponent:
        return "point" if points else "comma"
    return "ambiguous"


@dataclass(frozen=True)
class Vote:
    """How the distinct texts of a column speak on the decimal sign; examples of each side."""

    comma: int = 0
    point: int = 0
    ambiguous: int = 0
    examples: tuple[str, ...] = ()

    @property
    def sign(self) -> Sign | None:
        """The side with more votes; None at a tie or without any."""
        if self.comma == self.point:
            return None
        return "comma" if self.comma > self.point else "point"

    def __add__(self, other: Vote) -> Vote:
        return Vote(
            self.comma + other.comma,
            self.point + other.point,
            self.ambiguous + other.ambiguous,
            (self.examples + other.examples)[:3],
        )


def vote(numbers: Iterable[tuple[str, Written]]) -> Vote:
    """Count what the distinct number texts of a column say; examples are the first ambiguous ones."""
    tally: dict[str | None, int] = {}
    unclear: list[str] = []
    for text, number in numbers:
        side = evidence(number)
        tally[side] = tally.get(side, 0) + 1
        if side == "ambiguous":
            unclear.append(text)
    return Vote(
        tally.get("comma", 0), tally.get("point", 0), tally.get("ambiguous", 0), tuple(sorted(unclear)[:3])
    )


def amount(number: Written, sign: Sign) -> Decimal | None:
    """
    Read a number under a decimal sign; None if it does not fit it, is not finite or beyond ±1e15.

    A body that does not fit the sign but has one other mark with a last group ≠ 3 digits is no number here:
    in a comma column `12.5` stays unread rather than becoming 125.
    """
    if not number.exponent and number.body.isdecimal():
        value = Decimal(number.body)
        return None if value > HUGE else -value if number.negative else value
    decimal, groups = (",", _POINT_GROUPS) if sign == "comma" else (".", _COMMA_GROUPS)
    whole, mark, fraction = number.body.partition(decimal)
    group_mark = "." if sign == "comma" else ","
    if mark and not re.fullmatch(r"\d*", fraction):
        return None
    if group_mark in whole:
        if not groups.fullmatch(whole):
            return None
        whole = whole.replace(group_mark, "")
    value = Decimal(f"{whole or '0'}.{fraction or '0'}{number.exponent}")
    if abs(value) > HUGE:
        return None
    return -_tidy(value) if number.negative else _tidy(value)


def _tidy(value: Decimal) -> Decimal:
    """Round away the noise of binary floats: 1234567.8899999999 is 1234567.89."""
    if not value or len(value.as_tuple().digits) < 15:
        return value
    for places in range(7):
        near = round(value, places)
        if abs(near - value) <= abs(value) * _NOISE and len(near.as_tuple().digits) < 15:
            return near
    return value


SIGN_WORDS: Final[Mapping[Sign, str]] = {
    "comma": "decimal comma (1.234,5)",
    "point": "decimal point (1,234.5)",
}
