"""Grades written in signs: +, ++, – and 0, ticks, stars and filled dots, as steps from 1 to 5."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

from pmo_core.model import FieldType

GRADED: Final = frozenset({FieldType.ORDINAL, FieldType.LEVEL})
"""Types whose cells may be signs."""

MOST: Final = 40
"""A column of signs has no more different cells than this."""

LEAST: Final = 0.5
"""Share of the different cells that must be signs; the others are named as unknown."""

_DASHES: Final = re.compile(r"[-–—−]")
_SIDED: Final = re.compile(r"\++|-+|[✓✔]+|[✗✘]+|[+-]?[12]|0|o|~|±|\+/?-")
_CROSS: Final = re.compile(r"x+")
_FILLED: Final = re.compile(r"([★●■]*)([☆○□]*)")
_ASTERISK: Final = re.compile(r"\*+")
_GOOD: Final = re.compile(r"\++|\+[12]|-[12]|[✓✔]+")
_TICKED: Final = re.compile("[✓✔]")
_MIDDLE: Final = frozenset({"0", "o", "~", "±", "+-", "+/-"})


def steps(texts: Iterable[str], type_: FieldType) -> Mapping[str, float]:
    """
    What the cells of a column that is graded in signs stand for, 1 (lowest) to 5, the highest
    first; empty if it is not.

    Signs on both sides of a middle, 3, are five steps; where none is doubled, + and – are the ends, but for
    levels of engagement. Signs of one kind count from none, or from one, up to the most of them; two steps
    alone tell no scale. Of stars and dots with hollow ones, the filled ones count.
    """
    plain = {text: _plain(text) for text in texts} if type_ in GRADED else {}
    signs = set(plain.values()) - {""}
    if not signs or len(plain) > MOST:
        return {}
    sided = type_ is FieldType.LEVEL
    found = _sides(signs, sided=sided)
    if not sided:
        found = found or _filled(signs) or _asterisks(signs)
    if len(found) < LEAST * len(signs):
        return {}
    known = {text: found[sign] for text, sign in plain.items() if sign in found}
    return dict(sorted(known.items(), key=lambda pair: -pair[1]))


def _plain(text: str) -> str:
    return _DASHES.sub("-", "".join(text.split())).casefold()


def _sides(signs: Iterable[str], *, sided: bool) -> Mapping[str, float]:
    """Pluses and minuses, ticks and crosses, and numbers from −2 to +2; x is a cross beside a tick only."""
    counts = {sign: _side(sign) for sign in signs if _SIDED.fullmatch(sign)}
    if not any(map(_GOOD.fullmatch, counts)):
        return {}
    if any(map(_TICKED.match, counts)):
        counts |= {sign: -len(sign) for sign in signs if _CROSS.fullmatch(sign)}
    if not sided and min(counts.values()) >= 0:
        return _spread(counts)
    size = 1 if sided or any(abs(count) > 1 for count in counts.values()) else 2
    return {sign: 3.0 + min(2, max(-2, size * count)) for sign, count in counts.items()}


def _side(sign: str) -> int:
    """How far a sign is from the middle, and to which side."""
    if sign in _MIDDLE:
        return 0
    size = int(sign[-1]) if sign[-1].isdigit() else len(sign)
    return -size if sign[0] in "-✗✘" else size


def _filled(signs: Iterable[str]) -> Mapping[str, float]:
    found = {sign: match for sign in signs if (match := _FILLED.fullmatch(sign))}
    hollow = any(match[2] for match in found.values())
    top = max(map(len, found), default=0) if hollow else None
    return _spread({sign: len(match[1]) for sign, match in found.items()}, top=top)


def _asterisks(signs: Iterable[str]) -> Mapping[str, float]:
    """Asterisks, if a single one is among them: longer ones alone are what is withheld."""
    counts = {sign: len(sign) for sign in signs if _ASTERISK.fullmatch(sign)}
    return _spread(counts) if 1 in counts.values() else {}


def _spread(counts: Mapping[str, int], *, top: int | None = None) -> Mapping[str, float]:
    """Counts on 1 to 5: from 0 where that stands there, up to the most; four of a kind are four of five."""
    low, most = (0 if 0 in counts.values() else 1), max(counts.values(), default=0)
    high = top or (5 if most == 4 else most)
    if high - low < 2:
        return {}
    return {sign: 1 + 4 * (count - low) / (high - low) for sign, count in counts.items()}
