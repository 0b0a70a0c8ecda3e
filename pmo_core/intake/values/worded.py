"""Columns of words: status, rating, horizon, direction, flag; what nothing maps is named once and offered."""

from __future__ import annotations

from functools import partial
from typing import Final

from pmo_core.intake.values.cells import Column, Problem, Typed, examples, typed
from pmo_core.intake.values.missing import clean
from pmo_core.intake.values.offers import Words, typed_words
from pmo_core.intake.values.standard import rating, standard, standard_words
from pmo_core.model import FieldType, Guess, Severity

RATING_CHARACTERS: Final = 40
"""A rating longer than this is a remark, not a rating."""

UNKNOWN: Final = "unknown"
_TRUTH: Final = {"true": True, "false": False}


def _status(text: str, *, category: str | None) -> str | None:
    return category or standard(text, "status")


def type_status(column: Column, *, category: Column | None, words: Words) -> tuple[Typed, list[str | None]]:
    """
    The status as written, and the standard status per row (`unknown` where no word is known).

    Args:
        column: The status column.
        category: The tool's own status category, if the file has one: it decides where it is known.
        words: What the user said about words of this column; it goes before everything.
    """
    result = typed(column, clean, type_=FieldType.STATUS)
    by_category = {text: standard(text, "status") for text in category.counts} if category else {}
    beside = category.texts if category else [""] * len(column.texts)
    pairs = list(zip(column.texts, beside, strict=True))
    memo: dict[tuple[str, str], str | None] = {}
    for text, named in set(pairs):
        if text in column.lacking(FieldType.STATUS):
            memo[text, named] = by_category.get(named)
            continue
        found = words.read(text, known=partial(_status, category=by_category.get(named)))
        memo[text, named] = str(found or UNKNOWN)
    words.offer(result, column, kept="The status is shown as written and counted as unknown.")
    return result, [memo[pair] for pair in pairs]


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
    if unknown:
        cells = sum(column.counts[text] for text in unknown)
        holding = "1 cell holds" if cells == 1 else f"{cells:,} cells hold"
        problem = Problem(
            "rating.unknown",
            f"{holding} a rating that is not known: {examples(unknown, count=5)}. They are kept as written.",
            "Use one of the usual words, or map the column to another field.",
            Severity.NOTE,
        )
        result.issues.append(column.issue(problem))
    labels = sorted({str(value) for value in result.values if value is not None})
    if labels:
        steps = f"{column.header}: {', '.join(labels[:8])}"
        result.guesses.append(Guess("rating_scale", f"{len(labels)} steps", steps))
    return result


def type_words(column: Column, *, words: Words) -> Typed:
    """A column of words with a standard value each (horizon, direction); other texts are unparseable."""
    section = words.item.type.value
    problem = Problem(
        f"{section}.unreadable",
        f"Not a {section}. The row is loaded without it.",
        f"Use one of {', '.join(sorted(set(standard_words(section).values())))}.",
    )
    return typed_words(column, words, known=lambda word: standard(word, section), problem=problem)


def type_flag(column: Column, *, words: Words) -> Typed:
    """Yes and no in the usual spellings."""
    problem = Problem(
        "flag.unreadable", "Neither yes nor no. The row is loaded without it.", "Write yes or no."
    )
    return typed_words(
        column, words, known=lambda word: _TRUTH.get(standard(word, "flag") or ""), problem=problem
    )
