"""Headers of two levels whose upper name only sorts the columns: "Time – Start" is the start."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final, Literal

from pmo_core.intake.wording.headers import normalise
from pmo_core.model import FieldType

Band = Literal["any", "date", "money", "state", "people", "value"]
_JOINT: Final = re.compile(r"\s+[–-]\s+")
_OVER: Final[Mapping[FieldType, Band]] = {
    FieldType.DATE: "date",
    FieldType.MONEY: "money",
    FieldType.STATUS: "state",
    FieldType.RATING: "state",
    FieldType.PERCENT: "state",
    FieldType.PERSON: "people",
    FieldType.CATEGORY: "people",
    FieldType.HORIZON: "value",
    FieldType.VALUE: "value",
    FieldType.ORDINAL: "value",
}
"""What a name may say over a column of a type without making another thing of it."""

_BOTH: Final = frozenset({FieldType.PRIORITY, FieldType.DURATION})
"""Filed under state, value or time, as it comes."""


def below_band(header: str) -> tuple[str, str] | None:
    """The upper name and the name of the column itself; None for a header of one level."""
    *upper, own = _JOINT.split(header.strip())
    return (" ".join(upper), own) if upper and own else None


def only_sorts(upper: str, type_: FieldType) -> bool:
    """Whether every word of an upper name leaves a column of this type what its own name says."""
    bands: list[Band] = ["date", "state", "value"] if type_ in _BOTH else [_OVER.get(type_, "any")]
    known = _words("any").union(*map(_words, bands))
    return all(word in known for word in normalise(upper).split())


@cache
def _words(band: Band) -> frozenset[str]:
    text = (Path(__file__).parent / "header_words.toml").read_text(encoding="utf-8")
    return frozenset(map(normalise, tomllib.loads(text)["bands"][band]))
