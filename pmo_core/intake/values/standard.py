"""Words that stand for standard values: status, rating, horizon, priority, level, direction, flag."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

from pmo_core.intake.values.days import folded
from pmo_core.intake.values.missing import clean

_ENDINGS: Final = re.compile(r"(?<=\w)\((?:e|es|s|a|as|o|os|in|en)\)$")  # Terminé(e), Concluído(a)
_MARKS: Final = re.compile(r"[_/.\-]+")
_MIXED: Final = re.compile(r"\s*(?:/|-|–|\band\b|\bto\b|\s)\s*")
_NUMBERED: Final = re.compile(
    r"(?:h|hori[sz]\w*|oriz\w*|horyzont\w*) ?([123])(?![\d ]*\d)(?!.*\b(?:19|20)\d\d\b)"
)


@cache
def standard_words(section: str) -> Mapping[str, str]:
    """Every comparable text of a section of value_maps.toml with its standard value."""
    table = tomllib.loads((Path(__file__).parent / "value_maps.toml").read_text(encoding="utf-8"))
    return {comparable(word): value for value, words in table[section].items() for word in words}


@cache
def comparable(text: str) -> str:
    """A value in the form in which words are compared."""
    plain = _ENDINGS.sub("", folded(clean(text)))
    spaced = " ".join(_MARKS.sub(" ", plain).split())
    return spaced or plain


def standard(text: str, section: str) -> str | None:
    """The standard value that a text, or each half of `treibend/führend`, stands for; None if not known."""
    words = standard_words(section)
    found = words.get(comparable(text)) or (_numbered_horizon(text) if section == "horizon" else None)
    if found or "/" not in text:
        return found
    each = {words.get(comparable(part)) for part in text.split("/")}
    return each.pop() if len(each) == 1 else None


def _numbered_horizon(text: str) -> str | None:
    """The horizon that `H2 Growth` or `Horizon 2: adjacent` names by its number; `H2 2026` is half a year."""
    found = _NUMBERED.match(comparable(text))
    return ("short", "medium", "long")[int(found[1]) - 1] if found else None


def rating(text: str) -> str | None:
    """
    A rating in canonical spelling on its own scale: `amber/red` → `Amber/Red`, `AG` → `Amber/Green`.

    None if it is not a known colour or health word. Mixed steps are named in the order Amber first.
    """
    if found := standard(text, "rating_words"):
        return found
    words = standard_words("rating_words")
    bare = re.sub(r"[()\[\]]", " ", folded(clean(text)))
    if (sign := bare.strip()[:1]) and not sign.isascii() and not sign.isalpha() and sign in words:
        return words[sign]  # 🔴 (was 🟡): the first sign is the rating, the rest a remark
    parts = [part for part in _MIXED.split(bare.strip()) if part]
    if len(parts) == 1 and re.fullmatch(r"ag|ar|ga|ra", parts[0]):
        parts = list(parts[0])
    named = [words[part] for part in parts if part in words]
    if named and len(set(named)) == 1 and len(named) == len(parts):
        return named[0]
    if len(parts) != 2 or len(named) != 2 or len(set(named)) != 2:
        return None
    return "/".join(sorted(named, key=lambda colour: colour != "Amber"))


def number_word(text: str, section: str) -> float | None:
    """The number that a word stands for in a numeric section of value_maps.toml."""
    found = standard(text, section)
    return None if found is None else float(found)
