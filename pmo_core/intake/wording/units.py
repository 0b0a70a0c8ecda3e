"""Money units and currencies: the words of units.toml, found in headers, cells and title lines."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

ASKED_UNITS: Final = ("one", "thousand", "million", "billion")
"""The choices when nothing in the file says what one unit of an amount is."""

_BOUND: Final = frozenset({"mi", "bi", "md", "mds", "mil"})
"""Short words that are a magnitude only beside a currency."""

_MIL: Final = frozenset({"EUR", "BRL"})
"""`mil` is a thousand in Spanish and Portuguese, a million elsewhere: read only where it cannot be both."""

_NAMES: Final = frozenset({"mia", "bin", "tis", "mill", "cr", "mil", "mila", "miles"})
"""Magnitudes that are names as well, or say something else in a line of text."""

_FACTOR: Final = re.compile(
    r"(?<!\w)[x×]\s?(€|£|\$|eur\b|euro\b)?\s?1[., ]?000([., ]?000)?(?![.,]?\d)(?:\s?(€|£|\$|eur\b|euro\b))?",
    re.I,
)


@dataclass(frozen=True)
class Unit:
    """What a text says about amounts; `shared` is a sign that several currencies use, such as `$`."""

    magnitude: str | None = None
    currency: str | None = None
    shared: str | None = None

    def __bool__(self) -> bool:
        return any((self.magnitude, self.currency, self.shared))


@cache
def _table() -> Mapping[str, Any]:
    return tomllib.loads((Path(__file__).parent / "units.toml").read_text(encoding="utf-8"))


@cache
def _words(section: str) -> Mapping[str, str]:
    return {word.casefold(): name for name, words in _table()[section].items() for word in words}


def shared_choices(sign: str) -> tuple[str, ...]:
    """The currencies that a sign such as `$` can mean, the most usual first."""
    return tuple(_table()["shared"].get(sign, ()))


def factor(magnitude: str) -> int:
    """How many whole currency units one unit of the magnitude is; raises KeyError for an unknown name."""
    return int(_table()["factors"][magnitude])


def magnitude_named(text: str) -> str | None:
    """The magnitude that a user's word means ("million", "m", "k", "1000"); None if it is not one."""
    word = text.strip().casefold().lstrip("£€$")
    if word in _table()["factors"]:
        return word
    if word.replace(",", "").replace("_", "").isdecimal():
        number = int(word.replace(",", "").replace("_", ""))
        return next((name for name, size in _table()["factors"].items() if size == number), None)
    return _words("magnitudes").get(word)


def _alternatives(words: Iterable[str]) -> str:
    return "|".join(
        re.escape(word) + (r"(?!\w)" if word[-1].isalnum() else "")
        for word in sorted(words, key=len, reverse=True)
    )


@cache
def magnitude_pattern() -> str:
    """A regular expression (no groups) for any magnitude word, longest first, an optional dot behind."""
    return rf"(?:(?:{_alternatives(_words('magnitudes'))})\.?)"


@cache
def currency_pattern() -> str:
    """A regular expression (no groups) for any currency word or sign, shared ones too, longest first."""
    return f"(?:{_alternatives([*_words('currencies'), *_table()['shared']])})"


@cache
def glued_codes() -> str:
    """A regular expression (no groups) for a magnitude letter glued to a code: `TEUR`, `kUSD`."""
    codes = "|".join(word for word in _words("currencies") if len(word) == 3 and word.isascii())
    return rf"(?:(?:k|t|m|mio)(?:{codes})|(?:t|k|m|md)kr)"


@cache
def unit_pattern() -> re.Pattern[str]:
    """A money unit standing by itself: `£m`, `k€`, `Mio. EUR`, `in thousands`, `EUR`, `US$ million`."""
    # glued pairs such as k€ or T€: the magnitude word is followed by a sign, not by a word boundary
    size = magnitude_pattern()
    coin = currency_pattern()
    before = r"(?:in\s+|en\s+|em\s+)?"
    link = r"\s?(?:of\s+|de\s+|d['’]\s?|d'|di\s+)?"
    tight = _alternatives(_words("currencies")).replace(r"(?!\w)", "")
    glued = rf"(?:(?:{tight}|[$¥])(?:k|m|mn|bn|b|t)|{glued_codes()})(?!\w)"
    return re.compile(
        rf"{before}(?:(?P<g>{glued})|(?P<c1>{coin})\s?(?P<m1>{size})?|(?P<m2>{size}){link}(?P<c2>{coin})|(?P<m3>{size}))",
        re.I,
    )


def _unglued(glued: str) -> tuple[str, str]:
    coins = sorted([*_words("currencies"), *_table()["shared"]], key=len, reverse=True)
    for coin in coins:
        if glued.startswith(coin):
            return coin, glued[len(coin) :]
        if glued.endswith(coin):
            return coin, glued[: -len(coin)]
    return "", ""


def _from_match(match: re.Match[str]) -> Unit:
    coin, size = match["c1"] or match["c2"], match["m1"] or match["m2"] or match["m3"]
    if glued := match["g"]:
        coin, size = _unglued(glued.casefold())
    coin_word = coin.strip().casefold() if coin else ""
    size_word = size.strip().casefold() if size else ""
    magnitude = _words("magnitudes").get(size_word) or _words("magnitudes").get(size_word.rstrip("."))
    currency = _words("currencies").get(coin_word)
    unclear = size_word == "mil." or (size_word == "mil" and currency not in _MIL)
    if unclear or (size_word.rstrip(".") in _BOUND and not coin_word):
        return Unit()
    shared = coin_word if coin_word in _table()["shared"] else None
    return Unit(magnitude, currency, shared)


def _spelled(text: str) -> str:
    """The text in composed form, a factor such as `x 1.000 €` or `x € 1 000 000` as a word."""

    def word(found: re.Match[str]) -> str:
        return f"in {'million' if found[2] else 'thousand'} {found[1] or found[3] or ''}"

    return _FACTOR.sub(word, unicodedata.normalize("NFKC", text))


@cache
def unit_of(text: str) -> Unit:
    """The unit that a text consisting of nothing else states (`£m`, `in Tsd. EUR`); empty if it is none."""
    match = unit_pattern().fullmatch(_spelled(text).strip())
    return _from_match(match) if match else Unit()


@cache
def unit_in(line: str) -> Unit:
    """The unit that a title or note line states somewhere ("All amounts in £m", "USD millions")."""
    matches = [match for match in re.finditer(_stated(), _spelled(line)) if not _initial(match)]
    found = [_from_match(match) for match in matches]
    return Unit(
        next((unit.magnitude for unit in found if unit.magnitude), None),
        next((unit.currency for unit in found if unit.currency), None),
        next((unit.shared for unit in found if unit.shared), None),
    )


def _initial(match: re.Match[str]) -> bool:
    """Whether a magnitude may be part of a name: the letter of “M. Keller”, “Mia, PMO”."""
    word = (match["m3"] or "").rstrip(".").casefold()
    alone = match[0].rstrip(".").casefold() == word and match.string[: match.start()][-1:] not in ("(", "[")
    return alone and (len(word) == 1 or word in _NAMES)


@cache
def _stated() -> re.Pattern[str]:
    # in running text a bare magnitude counts only after "in", and every word stands free
    inner = unit_pattern().pattern
    return re.compile(
        rf"(?<![\w.])(?:(?=in\s|en\s|em\s)|(?=[^\s]*[^\w\s])|(?={glued_codes()})|(?={currency_pattern()})|(?={magnitude_pattern()}\s?{currency_pattern()}))"
        rf"{inner}(?!\w)",
        re.I,
    )


def currency_code(text: str) -> str | None:
    """The ISO code for a currency as a user writes it (`gbp`, `£`, `Euro`); None if it is not known."""
    word = text.strip().casefold()
    if word in _words("currencies"):
        return _words("currencies")[word]
    return text.strip().upper() if re.fullmatch(r"[A-Za-z]{3}", text.strip()) else None


@cache
def currency_headers() -> frozenset[str]:
    """Comparable headers of a column that names the currency of each row."""
    return frozenset(_table()["headers"]["currency"])
