"""Cells without a value, each with the reason why: what is missing is named and counted, never zero."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

from pmo_core.intake.values.days import folded
from pmo_core.model import FieldType, Missing

TEXT_TYPES: Final = frozenset(
    {FieldType.ID, FieldType.NAME, FieldType.TEXT, FieldType.CATEGORY, FieldType.LIST}
)
"""Here "None", "NA" or "TBC" can be a name: only an empty cell or a lone dash is missing."""

_LONE_MARK: Final = frozenset({"", "-", "--", "---", "–", "—", "−", "…", "..", "..."})
_SHORT: Final = 12
_PLAIN: Final = re.compile(r"[£€$]?[-+(]?\d[\d.,/:%) -]*")  # most cells: digits are no missing word
_SECTIONS: Final[Mapping[FieldType, str]] = {
    FieldType.FLAG: "flag",
    FieldType.STATUS: "status",
    FieldType.DIRECTION: "direction",
    FieldType.HORIZON: "horizon",
    FieldType.PRIORITY: "priority",
    FieldType.RATING: "rating_words",
}
"""Types whose own words, as value_maps.toml lists them, are never missing in them."""

_MEANT: Final[Mapping[FieldType, frozenset[str]]] = {
    # further words of the list that mean something in a field of this type
    FieldType.FLAG: frozenset({"nil", "c"}),
    FieldType.STATUS: frozenset(
        {"test", "unknown", "none", "awaiting approval", "awaiting confirmation", "pending approval"}
        | {"pending confirmation", "a valider", "folgt"}
    ),
    FieldType.DIRECTION: frozenset({"-", "–", "—", "−"}),
    FieldType.HORIZON: frozenset({"c"}),
    FieldType.PRIORITY: frozenset({"c"}),
    FieldType.PERSON: frozenset({"c", "x", "xx", "nn", "nd", "ka", "na", "test", "no", "nr", "nc", "bd"}),
    FieldType.RATING: frozenset({"draft", "pending", "x", "c"}),
}


def _lists(name: str) -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / name).read_text(encoding="utf-8"))


@cache
def _value_words(type_: FieldType) -> frozenset[str]:
    section = _SECTIONS.get(type_)
    words = _lists("value_maps.toml")[section].values() if section else ()
    return _MEANT.get(type_, frozenset()) | {folded(word) for listed in words for word in listed}


@cache
def _rules() -> tuple[tuple[Missing, frozenset[str], re.Pattern[str] | None], ...]:
    kinds: list[dict[str, Any]] = _lists("missing.toml")["kind"]
    return tuple(
        (
            Missing(rule["kind"]),
            frozenset(folded(word) for word in rule["words"]),
            re.compile("|".join(rule["patterns"]), re.I) if rule["patterns"] else None,
        )
        for rule in kinds
    )


def clean(text: str) -> str:
    """The text with every run of white space (also no-break and thin) as one space, none outside."""
    return " ".join(text.split())


def missing_kind(text: str, type_: FieldType) -> Missing | None:
    """
    Why a cell holds no value; None if it may hold one.

    In text fields only an empty cell or a lone dash is missing; in typed fields the listed words are too.
    """
    if type_ in TEXT_TYPES:
        short = len(text) < _SHORT or not text.strip()
        return Missing.BLANK if short and clean(text) in _LONE_MARK else None
    if _PLAIN.fullmatch(text):
        return None
    plain = clean(text)
    word = folded(plain)
    if word in _value_words(type_):
        return None
    for kind, words, pattern in _rules():
        if word in words or (pattern is not None and len(word) > 3 and pattern.search(word)):
            return kind
    return None
