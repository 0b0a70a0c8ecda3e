"""Two grades in one cell: "High/Low" under "Power/Interest" becomes a column of power and one of interest."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from pmo_core.intake.coded import coded
from pmo_core.intake.table import RawTable
from pmo_core.intake.values.figures import read_number
from pmo_core.intake.values.missing import missing_kind
from pmo_core.intake.values.standard import number_word
from pmo_core.intake.wording.headers import normalise, synonyms
from pmo_core.model import FieldType, Guess, Kind

ENOUGH: Final = 0.8
"""Share of the filled cells that must hold two grades."""

_PAIRS: Final = (
    (frozenset({"power", "interest"}), FieldType.ORDINAL, "ordinal"),
    (frozenset({"current_level", "desired_level"}), FieldType.LEVEL, "level"),
)
_IN_HEADER: Final = re.compile(r"\s*(?:[/&|×→+–—-]|\b(?:x|vs\.?|and|und|et|y|e|en)\b)\s*", re.I)
_BEHIND: Final = re.compile(r"\s+(?:grid|matrix|rating|score|levels?)\s*$", re.I)
_IN_CELL: Final = re.compile(r"\s*[/|;,→>×]\s*|\s+[-–—x]\s+|(?<=\d)x(?=\d)|(?<=[HML])(?=[HML]$)")
_SIGN: Final = re.compile(r"[+\-–—−]{1,3}|[✓✔]{1,3}|0")


def parted_grades(raw: RawTable) -> RawTable | None:
    """The table with its column of two grades as two columns; None without such a column."""
    for header, texts in zip(raw.headers, raw.columns, strict=True):
        named = _named(header)
        if named is None or {normalise(name) for name in named[0]} & set(map(normalise, raw.headers)):
            continue
        names, type_, section = named
        filled = [text for text in coded(texts).used() if missing_kind(text, type_) is None]
        read = {text: _parts(text, section) for text in filled}
        if filled and sum(bool(found) for found in read.values()) >= ENOUGH * len(filled):
            return _parted(raw, header, names, read)
    return None


def _named(header: str) -> tuple[tuple[str, str], FieldType, str] | None:
    """What the halves of a header are called, and how their cells are read."""
    halves = [half for half in _IN_HEADER.split(_BEHIND.sub("", header.strip())) if half]
    known = synonyms(Kind.STAKEHOLDERS)
    if len(halves) != 2:
        return None
    meant = [{one.field for one in known.get(normalise(half), ())} for half in halves]
    for pair, type_, section in _PAIRS:
        first, second = (fields & pair for fields in meant)
        if first and second and first != second:
            return (halves[0].capitalize(), halves[1].capitalize()), type_, section
    return None


def _parts(text: str, section: str) -> tuple[str, str] | None:
    parts = [part for part in _IN_CELL.split(text.strip()) if part]
    if len(parts) != 2 or not all(_graded(part, section) for part in parts):
        return None
    return parts[0], parts[1]


def _graded(text: str, section: str) -> bool:
    known = number_word(text, section) is not None or read_number(text) is not None
    return known or _SIGN.fullmatch(text) is not None


def _parted(
    raw: RawTable, header: str, names: tuple[str, str], read: dict[str, tuple[str, str] | None]
) -> RawTable:
    """Two columns in place of one; a cell without two grades stays whole in both, to be named."""
    columns: dict[str, tuple[str, ...]] = {}
    for title, texts in zip(raw.headers, raw.columns, strict=True):
        if title != header:
            columns[title] = tuple(texts)
            continue
        for place, name in enumerate(names):
            columns[name] = tuple((read.get(text) or (text, text))[place] for text in texts)
    example = next(text for text, found in read.items() if found)
    why = f"cells such as {example}"
    guess = Guess("grades", f"{header}: {names[0]}, then {names[1]}", why, (), "likely")
    return replace(
        raw, headers=tuple(columns), columns=tuple(columns.values()), guesses=(*raw.guesses, guess)
    )
