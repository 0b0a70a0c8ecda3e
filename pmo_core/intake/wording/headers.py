"""Headers as people write them, in one comparable form; unit and period are cut out and kept."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from pmo_core.fields import FIELDS, REQUIRED
from pmo_core.intake.wording.units import unit_of
from pmo_core.model import Kind

WRAP_WIDTH: Final = 40
"""Up to this many characters a line break inside a header is taken as wrapping, beyond it as a note."""

_INVISIBLE: Final = dict.fromkeys([0xFEFF, 0x200B, 0x200C, 0x200D, 0x2060, 0x00AD])
_WRAPPER: Final = re.compile(
    r"^(?:custom fields?|benutzerdefinierte felder|benutzerdefiniertes feld|champs? personnalisés?|"
    r"campos? personalizados?|camp[oi] personalizzat[oi]|aangepaste? veld(?:en)?|"
    r"(?:pole|pola) (?:niestandardowe|własne)|özel alan(?:lar)?|anpassat fält|"
    r"brugerdefineret felt|egendefinert felt)\s*\((.*)\)$",
    re.I,
)
_OTHER_UNIT: Final = re.compile(
    r"%|percent|in\s+%|hrs?|hours?|h|days?|weeks?|months?|years?|stunden|"
    r"(?:person|man|staff)[- ]?(?:hours?|days?|weeks?|months?|years?)|p[dwmt]|ftes?|headcount|"
    r"tage|personen(?:stunden|tage|wochen|monate)|heures|jours|horas|días|dias",
    re.I,
)
_BRACKETED: Final = re.compile(r"[(\[{]([^()\[\]{}]*)[)\]}]")
_UNIT_WORDS: Final = 4
"""An unbracketed unit at the end of a header is looked for in this many last words."""

_YEAR: Final = r"(?:19|20)\d\d"
_PERIOD: Final = re.compile(
    rf"\b(?:(?:fy\s?)?{_YEAR}\s?[-/–]\s?(?:{_YEAR}|\d\d)|fy\s?\d\d(?:[-/]\d\d)?|q[1-4]\s?{_YEAR}|{_YEAR}\s?q[1-4]|{_YEAR})\b",
    re.I,
)
_TYPE_WORD: Final = re.compile(
    r"date|number|numeric|integer|decimal|currency|(?:free |plain |short |long )?text|string|boolean|"
    r"yes ?/ ?no|y/n|(?:pick|drop-?down|choice) ?list|drop-?down|datum|zahl|pflichtfeld|pflicht|"
    r"optional|required|mandatory|obligatoire|facultatif",
    re.I,
)
_FORMAT_NOTE: Final = re.compile(
    r"(?:d{1,2}|m{1,4}|y{2,4})(?:[ ./-](?:d{1,2}|m{1,4}|y{2,4})){1,2}|\d{1,2}|max\.? \d+(?: char\w*)?|"
    + _TYPE_WORD.pattern,
    re.I,
)
_NOTES_APART: Final = re.compile(r"\s*[,;]\s*|\s+[-–]\s+|\s+(?=required|optional|mandatory)", re.I)
_CAMEL: Final = re.compile(r"(?<=[a-zà-ÿ])(?=[A-ZÀ-Þ])")


@dataclass(frozen=True)
class Header:
    """A header taken apart: `name` in comparable form, the unit and period texts that stood in it."""

    text: str
    name: str
    unit: str | None = None
    period: str | None = None

    @property
    def tokens(self) -> tuple[str, ...]:
        """Words of the comparable form."""
        return tuple(self.name.split())


def _folded(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c)).replace("ı", "i").replace("ł", "l")


def _first_line(text: str) -> str:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    flat = " ".join(lines)
    return flat if len(flat) <= WRAP_WIDTH or not lines else lines[0]


def _cut_brackets(text: str, *, types: bool) -> tuple[str, str | None]:
    """Cut units and notes in brackets; `types` whether words such as (date) and (text) are cut too."""
    unit: str | None = None

    def cut(match: re.Match[str]) -> str:
        nonlocal unit
        inner = match.group(1).strip()
        found: list[str] = []
        for note in _NOTES_APART.split(inner):
            if _OTHER_UNIT.fullmatch(note) or unit_of(note):
                found.append(note)
            elif not _FORMAT_NOTE.fullmatch(note) or (not types and _TYPE_WORD.fullmatch(note)):
                return f" {inner} "
        unit = unit or (found[0] if found else None)
        return " "

    return _BRACKETED.sub(cut, text), unit


def _cut_trailing_unit(text: str) -> tuple[str, str | None]:
    """`Budget k€` and `Budget in Tsd. EUR` end in a unit; `Work m` and `Item b` do not."""
    words = text.split()
    for count in range(min(_UNIT_WORDS, len(words) - 1), 0, -1):
        tail = " ".join(words[-count:])
        unit = unit_of(tail)
        spelled = unit.magnitude and (count > 1 or len(tail) > 1) and not tail.isdecimal()
        if unit.currency or unit.shared or spelled:
            return " ".join(words[:-count]).rstrip(" -,"), tail
    return text, None


def _words(text: str) -> str:
    plain = re.sub(r"[_\-/–—\\|,;:.*?!#'’\"()\[\]{}]+", " ", _folded(text))
    return re.sub(r"\s+", " ", plain).strip()


@cache
def read_header(text: str) -> Header:
    """
    Take a header apart: wrappers and marks off, unit and period cut out and kept, the rest comparable.

    A type in brackets is a note, as in "Owner (text)", unless it makes a known word: "Status (date)".
    """
    found = _taken_apart(text, types=True)
    if _BRACKETED.search(text):
        whole = _taken_apart(text, types=False)
        return whole if whole.name != found.name and whole.name in _all_words() else found
    return found


def _taken_apart(text: str, *, types: bool) -> Header:
    shown = unicodedata.normalize("NFKC", text).translate(_INVISIBLE).strip()
    plain = _first_line(shown).strip()
    if wrapped := _WRAPPER.match(plain):
        plain = wrapped.group(1)
    plain = re.sub(r"^[Σ∑]\s*", "", plain)
    if not re.search(r"[\s_]", plain):
        plain = _CAMEL.sub(" ", plain)
    plain, unit = _cut_brackets(plain.replace("_", " "), types=types)
    period = _PERIOD.search(plain)
    if period:
        plain = plain[: period.start()] + plain[period.end() :]
    plain = plain.strip().rstrip(".*:").strip()
    if unit is None:
        plain, unit = _cut_trailing_unit(plain)
    name = _words(plain) or _words(shown)
    return Header(text, name, unit, period.group(0) if period else None)


def normalise(header: str) -> str:
    """Bring a header to the form in which synonyms are compared."""
    return read_header(header).name


@dataclass(frozen=True)
class Synonym:
    """A header that means a field; `rank` counts from the strongest, 0 is the field's own name."""

    field: str
    rank: int
    strong: bool


@cache
def _spelled() -> Mapping[str, Mapping[str, Mapping[str, list[str]]]]:
    text = (Path(__file__).parent / "synonyms.toml").read_text(encoding="utf-8")
    parsed: dict[str, Any] = tomllib.loads(text)
    return parsed


@cache
def synonyms(kind: Kind) -> Mapping[str, tuple[Synonym, ...]]:
    """Every known header of a kind in comparable form, with the fields it can mean, strongest first."""
    found: dict[str, dict[str, Synonym]] = {}
    spelled = _spelled().get(kind.value, {})
    for field in FIELDS[kind]:
        lists = spelled.get(field.name, {})
        strong = [field.name, *lists.get("strong", ())]
        weak = list(lists.get("weak", ()))
        for rank, word in enumerate([*strong, *weak]):
            options = found.setdefault(normalise(word), {})
            options.setdefault(field.name, Synonym(field.name, rank, rank < len(strong)))
    return {
        word: tuple(sorted(options.values(), key=lambda s: (not s.strong, s.rank)))
        for word, options in found.items()
    }


@cache
def _all_words() -> frozenset[str]:
    return frozenset(word for kind in Kind for word in synonyms(kind))


def fitting(headers: Iterable[str], kind: Kind | None) -> int:
    """How many headers are known words for some field of a kind; 0 if no kind is given."""
    words = synonyms(kind) if kind else {}
    return sum(1 for header in headers if normalise(header) in words)


def complete(headers: Iterable[str], kind: Kind) -> bool:
    """Whether every required field of a kind has a header that can mean it."""
    words = synonyms(kind)
    found = {one.field for header in headers for one in words.get(normalise(header), ())}
    return all(found.intersection(group) for group in REQUIRED[kind])


def known(header: str) -> bool:
    """Whether the header is a known word for some field of some kind; used to find header rows."""
    return normalise(header) in _all_words()
