"""Grades: words and numbers on the 1–5 and 0–10 ranges, engagement levels, priorities."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from pmo_core.intake.values import scales
from pmo_core.intake.values.cells import Column, Problem, Typed
from pmo_core.intake.values.figures import Signed, read_number
from pmo_core.intake.values.offers import LEVELS, Words, typed_words
from pmo_core.intake.values.scales import Scale
from pmo_core.intake.values.standard import number_word
from pmo_core.model import Choice, FieldType, Guess, Question

RANGES: Final[Mapping[FieldType, tuple[float, float]]] = {FieldType.ORDINAL: (1, 5), FieldType.VALUE: (0, 10)}
"""The range that a type is stored on; other scales are rescaled to it linearly."""

_OF: Final = re.compile(r"(\d+(?:[.,]\d+)?)\s*(?:/|of|von|sur|de|out of)\s*(\d+)", re.I)
_NUMBERED: Final = re.compile(r"([\d.,]+)\s*(?:[-–:=.)]\s*)?[^\W\d].*|.*[^\W\d]\s*[(\[]([\d.,]+)[)\]]", re.S)
SIGNS_SHOWN: Final = 8
"""Signs of a column that are named with what they were taken for."""

_UNGRADED: Final = {4.0: 5.0, 2.0: 1.0}
"""In a column that never says "very", high, medium and low are 5, 3 and 1."""


def bare_number(text: str, *, signed: Signed) -> float | None:
    """The number in a cell: alone (`4`, `40%`), or before or behind a word (`4 - High`, `High (4)`)."""
    cell = read_number(text)
    if cell is None and (numbered := _NUMBERED.fullmatch(text.strip())):
        cell = read_number(numbered[1] or numbered[2])
    value = signed.value(cell[0]) if cell else None
    return value / 100 if cell and cell[1] and value is not None else value


def _of(text: str) -> tuple[float, float] | None:
    """Grade and top of a cell such as `3/5` or `7 of 10`."""
    found = _OF.fullmatch(text.strip())
    return (float(found[1].replace(",", ".")), float(found[2])) if found and float(found[2]) else None


def type_grade(
    column: Column,
    *,
    signed: Signed,
    type_: FieldType,
    words: Words,
    risk: bool = False,
    told: str | None = None,
) -> Typed:
    """
    Words and numbers on the range of the type; what was rescaled is named as a guess, warned of or asked.

    Args:
        column: The grades.
        signed: How its numbers are read.
        type_: The type of the field.
        words: What the user said about words of this column.
        risk: Whether they are risks.
        told: The scale that the user named, such as `1-25`.
    """
    target, signs = RANGES[type_], column.steps(type_)
    present = column.present(type_)
    named = {text: value for text in present if (value := number_word(text, "ordinal")) is not None}
    rest = (text for text in present if text not in named and text not in signs)
    bare = {text: value for text in rest if (value := bare_number(text, signed=signed)) is not None}
    settled = scales.settle(column, bare, target=target, risk=risk, told=scales.told_scale(told))
    scale = settled.scale
    halved = (number_word(part, "ordinal") for text in present for part in words.half(text))
    graded = any(value in (1.0, 5.0) for value in [*named.values(), *halved])
    problem = _unreadable(*target)

    def known(text: str) -> object:
        if text in signs:
            return Scale(1, 5, *target).place(signs[text])
        if (word := number_word(text, "ordinal")) is not None:
            return Scale(1, 5, *target).place(word if graded else _UNGRADED.get(word, word))
        if (of := _of(text)) is not None:
            return of[0] if of[1] == target[1] else Scale(0, of[1], *target).place(of[0])
        return (scale.place(bare[text]) if scale else problem) if text in bare else None

    result = typed_words(column, words, known=known, problem=problem)
    result.guesses.extend([settled.guess] if settled.guess else [])
    result.issues.extend([settled.issue] if settled.issue else [])
    result.questions.extend([settled.question] if settled.question else [])
    if named:
        shown = ", ".join(sorted(named)[:5])
        result.guesses.append(Guess("scale", "words as grades", f"{column.header}: {shown}", (), "likely"))
    result.guesses.extend(_signs(column, {text: f"{place:g}" for text, place in signs.items()}))
    return result


def _unreadable(low: float, high: float) -> Problem:
    return Problem(
        "grade.unreadable",
        f"Not on a scale of {low:g} to {high:g}. The row is loaded without it.",
        f"Write a number from {low:g} to {high:g}, or high, medium, low.",
    )


def _signs(column: Column, meant: Mapping[str, str]) -> list[Guess]:
    """What the signs of a column, if there are any, were taken for, the highest first."""
    if not meant:
        return []
    shown = ", ".join(f"{sign.strip()} = {meant[sign]}" for sign in list(meant)[:SIGNS_SHOWN])
    return [Guess("signs", "signs as steps", f"{column.header}: {shown}", (), "likely")]


def type_level(column: Column, *, signed: Signed, answer: str | None, words: Words) -> Typed:
    """Engagement levels as 0 unaware … 4 leading, from words, 0–4 or 1–5; what cannot be told is asked."""
    present, signs = column.present(FieldType.LEVEL), column.steps(FieldType.LEVEL)
    of_signs = {text: max(1, int(place) - 1) for text, place in signs.items()}
    named = {text: int(value) for text in present if (value := number_word(text, "level")) is not None}
    rest = (text for text in present if text not in named and text not in signs)
    bare = {text: value for text in rest if (value := bare_number(text, signed=signed)) is not None}
    shift = _level_shift(list(bare.values()), answer=answer)
    problem = Problem(
        "level.unreadable",
        "Not an engagement level. The row is loaded without it.",
        f"Use one of {', '.join(LEVELS)}.",
    )

    def known(text: str) -> object:
        if text in of_signs:
            return of_signs[text]
        if text in named or text not in bare:
            word = number_word(text, "level")
            return None if word is None else int(word)
        level = bare[text] - (shift or 0)
        return int(level) if level in range(5) else problem

    result = typed_words(column, words, known=known, problem=problem)
    result.guesses.extend(_signs(column, {text: LEVELS[level] for text, level in of_signs.items()}))
    if bare and shift is None:
        result.questions.append(_level_question(column, bare))
    return result


def _level_shift(values: Sequence[float], *, answer: str | None) -> int | None:
    if answer in ("0-4", "1-5"):
        return 0 if answer == "0-4" else 1
    if not values or 0 in values:
        return 0
    return 1 if max(values) == 5 else None


def _level_question(column: Column, bare: Mapping[str, float]) -> Question:
    text, value = min(bare.items())
    place = round(value)
    names = dict(enumerate(LEVELS))
    return Question(
        "levels",
        "On which scale are the engagement levels?",
        (
            Choice("0-4", f"{text} → {names.get(place, 'no level')}"),
            Choice("1-5", f"{text} → {names.get(place - 1, 'no level')}"),
        ),
        "--answer levels=1-5",
        f"{column.header} holds numbers from {min(bare.values()):g} to {max(bare.values()):g}.",
        column=column.header,
    )


def type_priority(column: Column, *, signed: Signed, words: Words) -> Typed:
    """Words as 1 (most urgent) to 5; numbers keep their own range."""
    problem = Problem(
        "priority.unreadable",
        "Not a known priority. The row is loaded without it.",
        "Use highest, high, medium, low, lowest or a number.",
    )

    def known(text: str) -> object:
        word = number_word(text, "priority")
        return word if word is not None else bare_number(text, signed=signed)

    return typed_words(column, words, known=known, problem=problem)
