"""Words that stand for standard values: status, rating, horizon, priority, level, direction, flag."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

from pmo_core.intake.values.cells import Column, Problem, Typed, examples, typed
from pmo_core.intake.values.days import folded
from pmo_core.intake.values.missing import clean
from pmo_core.model import FieldType, Guess, Severity

RATING_CHARACTERS: Final = 40
"""A rating longer than this is a remark, not a rating."""

UNKNOWN: Final = "unknown"
_MARKS: Final = re.compile(r"[_/.\-]+")
_MIXED: Final = re.compile(r"\s*(?:/|-|–|\band\b|\bto\b|\s)\s*")


@cache
def standard_words(section: str) -> Mapping[str, str]:
    """Every comparable text of a section of value_maps.toml with its standard value."""
    table = tomllib.loads((Path(__file__).parent / "value_maps.toml").read_text(encoding="utf-8"))
    return {comparable(word): value for value, words in table[section].items() for word in words}


@cache
def comparable(text: str) -> str:
    """A value in the form in which words are compared."""
    plain = folded(clean(text))
    spaced = " ".join(_MARKS.sub(" ", plain).split())
    return spaced or plain


def standard(text: str, section: str) -> str | None:
    """The standard value that a text stands for; None if the text is not known."""
    return standard_words(section).get(comparable(text))


def rating(text: str) -> str | None:
    """
    A rating in canonical spelling on its own scale: `amber/red` → `Amber/Red`, `AG` → `Amber/Green`.

    None if it is not a known colour or health word. Mixed steps are named in the order Amber first.
    """
    if found := standard(text, "rating_words"):
        return found
    words = standard_words("rating_words")
    bare = re.sub(r"[()\[\]]", " ", folded(clean(text)))
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


def _unknown_words(column: Column, unknown: set[str], *, code: str, field: str, kept: str) -> list[Problem]:
    if not unknown:
        return []
    cells = sum(column.counts[text] for text in unknown)
    holding = "1 cell holds" if cells == 1 else f"{cells:,} cells hold"
    return [
        Problem(
            code,
            f"{holding} a {field} that is not known: {examples(unknown, count=5)}. {kept}",
            "Use one of the usual words, or map the column to another field.",
            Severity.NOTE,
        )
    ]


def type_status(column: Column, *, category: Column | None) -> tuple[Typed, list[str | None]]:
    """
    The status as written, and the standard status per row (`unknown` where no word is known).

    Args:
        column: The status column.
        category: The tool's own status category, if the file has one: it decides where it is known.
    """
    unknown: set[str] = set()

    def parse(text: str) -> object:
        return clean(text)

    result = typed(column, parse, type_=FieldType.STATUS)
    by_text = {text: standard(text, "status") for text in column.counts}
    by_category = {text: standard(text, "status") for text in category.counts} if category else {}
    standards: list[str | None] = []
    for position, value in enumerate(result.values):
        text = column.texts[position]
        found = by_category.get(category.texts[position]) if category else None
        found = found or (by_text[text] if value is not None else None)
        if value is not None and found is None:
            unknown.add(text)
        standards.append(found or (UNKNOWN if value is not None else None))
    kept = "The status is shown as written and counted as unknown."
    for problem in _unknown_words(column, unknown, code="status.unknown", field="status", kept=kept):
        result.issues.append(column.issue(problem))
    return result, standards


def type_rating(column: Column) -> Typed:
    """Ratings on the scale as published, in canonical spelling; unknown short texts are kept as written."""
    unknown: set[str] = set()
    remark = Problem(
        "rating.unreadable", "Not a rating. The row is loaded without it.", "Write a rating such as Amber."
    )

    def parse(text: str) -> object:
        if known := rating(text):
            return known
        if len(clean(text)) > RATING_CHARACTERS:
            return remark
        unknown.add(text)
        return clean(text)

    result = typed(column, parse, type_=FieldType.RATING)
    kept = "They are kept as written."
    for problem in _unknown_words(column, unknown, code="rating.unknown", field="rating", kept=kept):
        result.issues.append(column.issue(problem))
    labels = sorted({str(value) for value in result.values if value is not None})
    if labels:
        steps = f"{column.header}: {', '.join(labels[:8])}"
        result.guesses.append(Guess("rating_scale", f"{len(labels)} steps", steps))
    return result


def type_words(column: Column, *, section: str, type_: FieldType, name: str) -> Typed:
    """A column of words with a standard value each (horizon, direction); other texts are unparseable."""
    problem = Problem(
        f"{section}.unknown",
        f"Not a known {name}. The row is loaded without it.",
        f"Use one of {', '.join(sorted(set(standard_words(section).values())))}.",
    )
    return typed(column, lambda text: standard(text, section) or problem, type_=type_)


def type_flag(column: Column) -> Typed:
    """Yes and no in the usual spellings."""
    problem = Problem("flag.unknown", "Neither yes nor no. The row is loaded without it.", "Write yes or no.")

    def parse(text: str) -> object:
        found = standard(text, "flag")
        return problem if found is None else found == "true"

    return typed(column, parse, type_=FieldType.FLAG)
