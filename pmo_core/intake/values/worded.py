"""Columns of words: status, rating, horizon, direction, flag; what nothing maps is named once and offered."""

from __future__ import annotations

from functools import partial
from typing import Final

from pmo_core.intake.values.cells import Column, Problem, Typed, examples, typed
from pmo_core.intake.values.missing import clean
from pmo_core.intake.values.offers import Words, typed_words
from pmo_core.intake.values.standard import comparable, rating, standard, standard_words
from pmo_core.model import FieldType, Guess, Severity
from pmo_core.scenario import RATING_SCALE, rating_key

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


def rating_labels(column: Column) -> dict[str, str]:
    """
    Each text of a rating column with its label: canonical where it is a known rating, else as written.

    Single letters are colours only together: of A, B and C none is Amber, of R, A and G each is one.
    """
    present = column.present(FieldType.RATING)
    letters = {word for text in present if len(word := clean(text)) == 1 and word.isalpha()}
    own = letters if letters and not _are_colours({rating(word) for word in letters}) else set[str]()
    return {text: plain if (plain := clean(text)) in own else rating(text) or plain for text in present}


def _are_colours(named: set[str | None]) -> bool:
    """Whether single letters, as the colours that each may begin (None: none), are meant as colours."""
    if None in named:
        return "Red" in named and bool(named & {"Amber", "Green"})
    return len(named) == 1 or bool(named & {"Red", "Green"})


def type_rating(column: Column, *, words: Words | None = None) -> Typed:
    """
    Ratings on the scale as published, in canonical spelling; unknown short texts are kept as written.

    Args:
        column: The ratings.
        words: What the user said about them; None where nothing is scored by them, so nothing is offered.
    """
    labels = rating_labels(column)
    remark = Problem(
        "rating.unreadable", "Not a rating. The row is loaded without it.", "Write a rating such as Amber."
    )
    remarks = {text for text, label in labels.items() if not rating(text) and len(label) > RATING_CHARACTERS}
    result = typed(column, lambda text: remark if text in remarks else labels[text], type_=FieldType.RATING)
    unknown = {text for text, label in labels.items() if text not in remarks and label != rating(text)}
    if words:
        off = {text for text in labels.keys() - remarks if rating_key(labels[text]) not in RATING_SCALE}
        words.unknown |= {text for text in off if comparable(text) not in words.said}
        words.offer(result, column, kept="Kept as written, and counted as not rated.")
    elif unknown:
        result.issues.append(column.issue(_unknown_ratings(column, unknown)))
    steps = sorted({label for text, label in labels.items() if text not in remarks | unknown})
    if steps:
        told = {text for text in unknown if words and comparable(text) in words.said}
        worthless = {text for text in steps if words and text in {labels[one] for one in words.unknown}}
        lacking = [
            f"; {examples(texts, count=5)} {'is' if len(texts) == 1 else 'are'} {what}"
            for texts, what in (
                (unknown - told, "on no known scale"),
                (worthless, "not rated until you say what it means"),
            )
            if texts
        ]
        shown = f"{column.header}: {', '.join(steps[:8])}{''.join(lacking)}"
        many = "1 step" if len(steps) == 1 else f"{len(steps)} steps"
        result.guesses.append(Guess("rating_scale", many, shown))
    return result


def _unknown_ratings(column: Column, unknown: set[str]) -> Problem:
    cells = sum(column.counts[text] for text in unknown)
    holding, kept = ("1 cell holds", "It is") if cells == 1 else (f"{cells:,} cells hold", "They are")
    return Problem(
        "rating.unknown",
        f"{holding} a rating that is not known: {examples(unknown, count=5)}. {kept} kept as written.",
        "Use one of the usual words, or map the column to another field.",
        Severity.NOTE,
    )


def told_scores(column: Column, words: Words) -> dict[str, float | None]:
    """Own rating labels with the confidence, 0–100, that the user gave them; None for "no rating"."""
    labels = rating_labels(column)
    said = {label: words.said.get(comparable(text)) for text, label in labels.items()}
    return {rating_key(label): RATING_SCALE.get(meant) for label, meant in said.items() if meant}


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
