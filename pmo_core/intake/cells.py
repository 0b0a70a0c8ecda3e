"""One column at a time, each distinct text once: 500,000 cells cost no more than their few thousand texts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from pmo_core.intake.missing import missing_kind
from pmo_core.model import FieldType, Guess, Issue, Missing, Question, Severity

VALUE_CHARACTERS: Final = 80
ISSUES_PER_PROBLEM: Final = 10_000
"""More cells than this with one problem in one column add nothing; the last issue counts the rest."""

Parse = Callable[[str], object]
"""Takes the text of a cell that is not missing; returns its value, or the kind of missing."""


@dataclass
class Typed:
    """A column as values (None where there is none), the missing cells by position, and what was found out."""

    values: list[object]
    missing: list[tuple[int, Missing]] = field(default_factory=list[tuple[int, Missing]])
    guesses: list[Guess] = field(default_factory=list[Guess])
    questions: list[Question] = field(default_factory=list[Question])
    issues: list[Issue] = field(default_factory=list[Issue])
    unit: str | None = None
    currency: str | None = None


def typed(texts: Sequence[str], parse: Parse, *, type_: FieldType) -> Typed:
    """Parse a column, each distinct text once; missing words of the type never reach `parse`."""
    memo: dict[str, object] = {}
    for text in set(texts):
        memo[text] = missing_kind(text, type_) or parse(text)
    if not any(isinstance(value, Missing) for value in memo.values()):
        return Typed([memo[text] for text in texts])
    values: list[object] = []
    missing: list[tuple[int, Missing]] = []
    for position, text in enumerate(texts):
        value = memo[text]
        if isinstance(value, Missing):
            missing.append((position, value))
            value = None
        values.append(value)
    return Typed(values, missing)


def present(texts: Iterable[str], type_: FieldType) -> Counter[str]:
    """The distinct texts of a column that are not missing for this type, with their counts."""
    counts = Counter(texts)
    return Counter({text: n for text, n in counts.items() if missing_kind(text, type_) is None})


def shown(text: str) -> str:
    """A cell for a message: one line of at most 80 characters."""
    flat = " ".join(text.split())
    return flat if len(flat) <= VALUE_CHARACTERS else flat[: VALUE_CHARACTERS - 1] + "…"


@dataclass(frozen=True)
class Problem:
    """What is wrong with some cells of a column, in the words of every issue about them."""

    code: str
    problem: str
    fix: str
    severity: Severity = Severity.WARNING


def issues_of(problem: Problem, cells: Iterable[tuple[int, str]], *, column: str) -> list[Issue]:
    """One issue per (row, text); beyond the cap one issue that counts the rest."""
    found: list[Issue] = []
    beyond = 0
    for row, text in cells:
        if len(found) < ISSUES_PER_PROBLEM:
            found.append(
                Issue(problem.code, problem.problem, problem.fix, problem.severity, row, column, shown(text))
            )
        else:
            beyond += 1
    if beyond:
        more = f"{problem.problem} {beyond} more cells of this column."
        found.append(Issue(problem.code, more, problem.fix, problem.severity, column=column))
    return found
