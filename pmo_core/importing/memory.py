"""Answered once, remembered: a file of a known shape is read as the last one was, guarded by its cells."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from pmo_core.errors import IntakeError
from pmo_core.importing.recipe import Recipe, all_said
from pmo_core.intake.coded import without_collection
from pmo_core.intake.mapping.fingerprint import fingerprint, likeness
from pmo_core.intake.mapping.recall import still_fitting
from pmo_core.intake.options import Options
from pmo_core.intake.read import read_table
from pmo_core.intake.reading import Reading
from pmo_core.intake.regular import Cells
from pmo_core.intake.table import RawTable
from pmo_core.intake.whole import interpret_whole
from pmo_core.intake.wording.headers import normalise
from pmo_core.limits import IntakeLimits
from pmo_core.look import day
from pmo_core.model import Choice, Guess, Issue, Kind, Question, Severity
from pmo_core.store.database import Reader
from pmo_core.store.mappings import Remembered, remembered

ALIKE: Final = 0.8
"""From this share of common headers on, a shape is proposed, with the difference listed."""

LAYOUT: Final = frozenset(
    {"header_row", "sheet", "block", "transpose", "delimiter", "encoding", "header_shift"}
)
_ROUNDS: Final = 3
_NAMED: Final = 5


@dataclass(frozen=True)
class Recalled:
    """
    A file as read, the options that read it, and its headers as they stand in the file.

    The reading may have others: columns per month become rows.
    """

    reading: Reading
    options: Options
    headers: tuple[str, ...]


def read_with_memory(
    db: Reader,
    content: bytes,
    *,
    label: str,
    options: Options,
    portfolio: str,
    limits: IntakeLimits,
    today: date,
    cells: Cells | None = None,
) -> Recalled:
    """
    Read a file as the last one of its shape was read, asking only what is new; `cells` as in `read_table`.

    Raises:
        IntakeError: If the file cannot be read as a table, or an option names what is not there.
    """

    def table(said: Options) -> RawTable:
        return read_table(content, label, said, limits, cells=cells)

    shapes = [] if options.said("memory") == "none" else remembered(db, portfolio)
    with without_collection():
        raw = table(options)
        if raw.own or raw.beside:  # says itself how it is to be read
            return Recalled(interpret_whole(raw, options, today=today), options, ())
        shape = _closest(shapes, raw.headers, kind=options.kind)
        if raw.questions and shape is None:
            for known in shapes:
                again = _as_laid_out(known, options)
                found = _tried(table, again) if again != options else None
                if found and _closest([known], found.headers, kind=options.kind):
                    raw, shape, options = found, known, again
                    break
        if shape is None:
            return Recalled(interpret_whole(raw, options, today=today), options, raw.headers)
        recipe = Recipe.from_json(shape.recipe)
        kept, lost = still_fitting(raw, recipe.mapping, kind=recipe.kind, said=recipe.said, pivot=today.year)
        given = all_said(options)
        options = recipe.told(options, _without_new_repeats(kept, raw, shape))
        reading = interpret_whole(raw, options, today=today)
        for _ in range(_ROUNDS):
            if not (answers := _known_answers(reading.questions, recipe)):
                break
            options = replace(options, answers={**options.answers, **answers})
            raw = table(options) if raw.questions else raw
            reading = interpret_whole(raw, options, today=today)
    reading = replace(reading, guesses=tuple(_credited(g, shape, given=given) for g in reading.guesses))
    reading = _told(reading, shape, recipe, headers=raw.headers, options=options, lost=lost)
    return Recalled(reading, options, raw.headers)


def _closest(shapes: Sequence[Remembered], headers: Sequence[str], *, kind: Kind | None) -> Remembered | None:
    """The shape with these headers, else the most alike of those that share enough of them."""
    open_ = [shape for shape in shapes if kind in (None, shape.kind)]
    own = fingerprint(headers)
    same = next((shape for shape in open_ if shape.fingerprint == own), None)
    if same is not None or not open_:
        return same
    best = max(open_, key=lambda shape: likeness(shape.headers, headers))
    return best if likeness(best.headers, headers) >= ALIKE else None


def _as_laid_out(shape: Remembered, options: Options) -> Options:
    said = Recipe.from_json(shape.recipe).said
    layout = {question: answer for question, answer in said.items() if question in LAYOUT}
    return replace(options, answers={**layout, **options.answers})


def _tried(table: Callable[[Options], RawTable], options: Options) -> RawTable | None:
    try:
        return table(options)
    except IntakeError:
        return None  # laid out in another way than the files of that shape


def _known_answers(questions: Sequence[Question], recipe: Recipe) -> dict[str, str]:
    found = {question.id: recipe.answer(question) for question in questions}
    return {question: text for question, text in found.items() if text}


def _told(
    reading: Reading,
    shape: Remembered,
    recipe: Recipe,
    *,
    headers: tuple[str, ...],
    options: Options,
    lost: dict[str, str],
) -> Reading:
    """Say what was taken over, what differs, and ask where the cells contradict what held so far."""
    new = _only_in(headers, shape.headers)
    gone = _only_in(shape.headers, headers)
    same = fingerprint(headers) == shape.fingerprint
    when = f", read on {day(shape.made_at.date())}" if shape.made_at else ""
    share = f"{len(headers) - len(new)} of {len(headers)} columns"
    evidence = f"{'the same columns' if same else share} as “{shape.name}”{when}"
    guess = Guess("memory", "as last time", evidence, ("none",), "sure" if same else "likely")
    issues = [*_difference(new, gone), *(_unlike(name, header) for name, header in lost.items())]
    questions = tuple(_contradiction(reading, recipe, options))
    return replace(
        reading,
        guesses=(guess, *reading.guesses),
        issues=(*reading.issues, *issues),
        questions=(*reading.questions, *questions),
        table=None if questions else reading.table,
    )


def _without_new_repeats(kept: dict[str, str], raw: RawTable, shape: Remembered) -> dict[str, str]:
    """Leave out columns that now stand several times under one name: which of them leads is to be said."""
    new = {first for first, group in raw.repeated.items() if not set(group) <= set(shape.headers)}
    return {name: header for name, header in kept.items() if header not in new}


def _only_in(one: Sequence[str], other: Sequence[str]) -> list[str]:
    again = _repeats(other)
    names = {normalise(header) for header in other if header not in again}
    repeats = _repeats(one) - again
    return [header for header in one if normalise(header) not in names or header in repeats]


def _repeats(headers: Sequence[str]) -> set[str]:
    """Headers that were numbered because the file has them several times."""
    return {header for header in headers if header.endswith(")") and header.rpartition(" (")[0] in headers}


def _credited(guess: Guess, shape: Remembered, *, given: Container[str]) -> Guess:
    """Where nobody answered for this file, the earlier one did."""
    if guess.name in given:
        return guess
    return replace(guess, evidence=guess.evidence.replace("as you said", f"as for “{shape.name}”"))


def _difference(new: Sequence[str], gone: Sequence[str]) -> list[Issue]:
    said = [
        f"{word} {', '.join(f'“{header}”' for header in headers[:_NAMED])}"
        + (f" and {len(headers) - _NAMED} more" if len(headers) > _NAMED else "")
        for word, headers in (("new:", new), ("gone:", gone))
        if headers
    ]
    if not said:
        return []
    return [
        Issue(
            "memory.difference",
            f"The columns differ from the last file of this shape: {'; '.join(said)}.",
            "Look whether the new ones are read as you mean them.",
            Severity.NOTE,
        )
    ]


def _unlike(name: str, header: str) -> Issue:
    return Issue(
        "memory.column_changed",
        f"Last time this column was the {name.replace('_', ' ')}; its cells no longer look like it.",
        "Choose the column by hand if it still is.",
        Severity.WARNING,
        column=header,
    )


def _contradiction(reading: Reading, recipe: Recipe, options: Options) -> Iterator[Question]:
    """Ask where the cells, or a line beside the table, say otherwise than what held so far."""
    before, now = recipe.said.get("dates") or recipe.settled.get("dates"), reading.date_order
    if before and now and before != now and not (options.dates or options.said("dates")):
        yield Question(
            "dates",
            f"The dates of this file read {now}; so far they were {before}. Which holds?",
            _old_or_new(now, before),
            "--dates day-first|month-first",
            f"at least one date of this file can only be read {now}",
        )
    said, units = recipe.said.get("money_unit"), [g for g in reading.guesses if g.name == "money_unit"]
    if said and units and not options.said("money_unit") and all(unit.value != said for unit in units):
        yield Question(
            "money_unit",
            f"The amounts of this file read as {_in(units[0].value)}; "
            f"so far you said {_in(said)}. Which holds?",
            _old_or_new(units[0].value, said),
            "--answer money_unit=million",
            units[0].evidence,
        )


def _in(unit: str) -> str:
    return "whole units" if unit == "one" else f"{unit}s"


def _old_or_new(now: str, before: str) -> tuple[Choice, ...]:
    return Choice(now, "as this file suggests"), Choice(before, "as in the files before")
