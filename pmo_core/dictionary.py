"""What every field means, in plain words: one source for templates, exports and docs."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from pmo_core.fields import FIELDS, REQUIRED
from pmo_core.model import FieldType, Kind

_RANGES: Final[Mapping[FieldType, str]] = {
    FieldType.ID: "text",
    FieldType.NAME: "text",
    FieldType.TEXT: "text",
    FieldType.CATEGORY: "text",
    FieldType.PERSON: "a name; several parted by ;",
    FieldType.LIST: "text; several parted by ;",
    FieldType.DATE: "date as 2026-03-31",
    FieldType.PERIOD: "a period",
    FieldType.MONEY: "amount in whole units, not thousands",
    FieldType.NUMBER: "a number",
    FieldType.INTEGER: "a whole number",
    FieldType.PERCENT: "0 % to 100 %",
    FieldType.SHARE: "0 % to 100 %",
    FieldType.DURATION: "person-days",
    FieldType.STATUS: "text; common words are known",
    FieldType.RATING: "text; common scales are known",
    FieldType.HORIZON: "short, medium or long",
    FieldType.VALUE: "0 to 10",
    FieldType.ORDINAL: "1 to 5",
    FieldType.LEVEL: "unaware, resistant, neutral, supportive or leading",
    FieldType.PRIORITY: "a number",
    FieldType.DIRECTION: "higher, lower or none",
    FieldType.FLAG: "yes or no",
}


@dataclass(frozen=True)
class Meaning:
    """One field: what it means, what may stand in it, whether it is needed, and an example."""

    field: str
    meaning: str
    range: str
    required: str
    example: str


@cache
def _table() -> Mapping[str, Mapping[str, Any]]:
    return tomllib.loads((Path(__file__).parent / "dictionary.toml").read_text(encoding="utf-8"))


def about(kind: Kind) -> str:
    """What one row of a kind is."""
    return str(_table()[kind.value]["about"])


@cache
def meanings(kind: Kind) -> tuple[Meaning, ...]:
    """Every field of a kind, in the order of its templates."""
    found = _table()[kind.value]
    return tuple(
        _meaning(item.name, found[item.name], range_=_RANGES[item.type], required=_required(kind, item.name))
        for item in FIELDS[kind]
    )


def column_meaning(name: str, *, header: str) -> Meaning:
    """A column that is no field: `currency`, `score`, `dimension` or `mark`, under its header."""
    return _meaning(header, _table()["columns"][name], range_="", required="no")


def _meaning(header: str, said: list[str], *, range_: str, required: str) -> Meaning:
    meaning, example, *own = said
    return Meaning(header, meaning, own[0] if own else range_, required, example)


def _required(kind: Kind, name: str) -> str:
    """Whether a field must be filled: yes, no, or one of several."""
    for names in REQUIRED[kind]:
        if name in names:
            others = [f for f in names if f != name]
            return f"this or {' or '.join(others)}" if others else "yes"
    return "no"
