"""Wide surveys: a row per respondent and a column per question become a row per answer."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from pmo_core.intake.options import Options
from pmo_core.intake.reshape.answer_scale import SHOWN, Scale, scale_of
from pmo_core.intake.table import RawTable
from pmo_core.intake.values.missing import missing_kind
from pmo_core.intake.values.standard import comparable, number_word
from pmo_core.intake.wording.headers import normalise, synonyms
from pmo_core.model import FieldType, Guess, Issue, Kind, Question, Severity

SCALED: Final = 3
"""From this many questions on a scale, a table that nobody called a survey may be one."""

SENTENCE: Final = 4
"""A header of at least this many words reads as a question or a statement."""

HIGHEST: Final = 10
"""Scales run to 10 at most; 0–100 is a percentage or an amount."""

NAMES: Final = ("Question", "Answer", "Scale min", "Scale max")

_LABELLED: Final = re.compile(r"\s*(\d{1,2})(?:\s*[-–—:=.)(]\s*\D.*)?\s*", re.S)
_COUNTING: Final = re.compile(
    "|".join(
        tomllib.loads((Path(__file__).parent / "survey_words.toml").read_text(encoding="utf-8"))["counting"]
    )
)
_BESIDE: Final = ("respondent", "date")


@dataclass(frozen=True)
class _Survey:
    """Columns that stay beside the answers, questions in numbers and in words, and what is left out."""

    beside: tuple[str, ...]
    numbered: Mapping[str, tuple[int, int]]
    worded: tuple[str, ...]
    left: tuple[str, ...]


def survey(raw: RawTable, options: Options, *, told: bool) -> RawTable | None:
    """
    The table with a row per respondent and question; None if it is no survey. Its questions say what is open.

    Only questions answered on a scale, by numbers or by Likert words, become rows; the others are named.

    Args:
        raw: The table as it was read.
        options: What the user said: `answer_scale`, and columns for respondent and date.
        told: Whether the user called it feedback; else its headers must read as questions.
    """
    found = _sorted(raw, options)
    asked = [*found.numbered, *found.worded]
    sentences = [h for h in (*asked, *found.left) if "?" in h or len(h.split()) >= SENTENCE]
    if not asked or (not told and (len(asked) < SCALED or len(sentences) * 2 < len(raw.headers))):
        return None
    scales, question, guess = scale_of(found.numbered, said=options.said("answer_scale"))
    scales |= dict.fromkeys(found.worded, Scale(1, 5))
    ordered = [header for header in raw.headers if header in scales]
    return _long(raw, found, ordered, scales, question=question, guess=guess)


def _sorted(raw: RawTable, options: Options) -> _Survey:
    told = {options.mapping.get(name) or options.said(f"map.{name}") for name in _BESIDE}
    known = synonyms(Kind.FEEDBACK)
    beside: list[str] = []
    numbered: dict[str, tuple[int, int]] = {}
    worded: list[str] = []
    left: list[str] = []
    for header, texts in zip(raw.headers, raw.columns, strict=True):
        fields = {synonym.field for synonym in known.get(normalise(header), ())}
        present = {t for t in texts if missing_kind(t, FieldType.NUMBER) is None}
        if header in told or fields & set(_BESIDE):
            beside.append(header)
        elif span := _span(header, present):
            numbered[header] = span
        elif present and all(number_word(text, "likert") is not None for text in present):
            worded.append(header)
        else:
            left.append(header)
    return _Survey(tuple(beside), numbered, tuple(worded), tuple(left))


def _span(header: str, present: set[str]) -> tuple[int, int] | None:
    """The lowest and the highest answer of a question answered by whole numbers on a scale."""
    found = [_LABELLED.fullmatch(text) for text in present]
    numbers = [int(match[1]) for match in found if match]
    if not numbers or len(numbers) < len(found) or max(numbers) > HIGHEST:
        return None
    return None if _COUNTING.match(comparable(header)) else (min(numbers), max(numbers))


def _long(
    raw: RawTable,
    found: _Survey,
    ordered: Sequence[str],
    scales: Mapping[str, Scale],
    *,
    question: Question | None,
    guess: Guess | None,
) -> RawTable:
    count = len(ordered)
    kept = [tuple(text for text in raw.column(header) for _ in ordered) for header in found.beside]
    answers = [raw.column(header) for header in ordered]
    numbered = [_LABELLED if header in found.numbered else None for header in ordered]
    cells = tuple(
        match[1] if pattern and (match := pattern.fullmatch(column[at])) else column[at]
        for at in range(len(raw.rows))
        for column, pattern in zip(answers, numbered, strict=True)
    )
    each = len(raw.rows)
    edges = [(str(scales[header].low), str(scales[header].high)) for header in ordered]
    shape = Guess(
        "unpivot", f"{count} questions", "a row per respondent, a column per question", ("none",), "likely"
    )
    return replace(
        raw,
        headers=(*found.beside, *NAMES),
        columns=(
            *kept,
            tuple(ordered) * each,
            cells,
            tuple(low for low, _ in edges) * each,
            tuple(high for _, high in edges) * each,
        ),
        rows=tuple(row for row in raw.rows for _ in ordered),
        rows_read=raw.rows_read * count,
        rows_skipped=raw.rows_skipped * count,
        rows_refused=raw.rows_refused * count,
        guesses=(*raw.guesses, shape, *((guess,) if guess else ())),
        issues=(*raw.issues, *_issues(raw, found, count)),
        questions=(*raw.questions, *((question,) if question else ())),
        repeated={},
    )


def _issues(raw: RawTable, found: _Survey, count: int) -> list[Issue]:
    shape = Issue(
        "layout.survey",
        f"{count} questions by {len(raw.rows)} respondents: each answer is read as a row.",
        "Nothing to do; answer unpivot=none to read the columns as they stand.",
        Severity.NOTE,
    )
    left = [header for header in found.left if any(text.strip() for text in raw.column(header))]
    if not left:
        return [shape]
    named = "; ".join(f"“{' '.join(header.split())[:60]}”" for header in left[:SHOWN])
    named += f"; and {len(left) - SHOWN} more" if len(left) > SHOWN else ""
    told = "1 column holds" if len(left) == 1 else f"{len(left)} columns hold"
    text = f"{told} no answers on a scale and {'is' if len(left) == 1 else 'are'} not loaded: {named}."
    fix = "Nothing to do; free text and choices are no measure."
    return [shape, Issue("survey.left_out", text, fix, Severity.NOTE, column=left[0])]
