"""One column at a time, each distinct text once: 500,000 cells cost no more than their few thousand texts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from pmo_core.intake.coded import Coded, coded
from pmo_core.intake.values.missing import missing_kind
from pmo_core.intake.values.steps import steps
from pmo_core.model import FieldType, Guess, Issue, Missing, Question, Severity

VALUE_CHARACTERS: Final = 80
ISSUES_PER_PROBLEM: Final = 10_000
"""More cells than this with one problem in one column add nothing; the last issue counts the rest."""


@dataclass(frozen=True)
class Problem:
    """What is wrong with some cells of a column, in the words of every issue about them."""

    code: str
    problem: str
    fix: str
    severity: Severity = Severity.WARNING


Parse = Callable[[str], object]
"""Takes the text of a cell that is not missing; returns its value, its kind of missing, or a Problem."""


@dataclass(frozen=True)
class Column:
    """The cells of one column of the user's file with the row number of each."""

    header: str
    texts: Sequence[str]
    rows: Sequence[int]

    @cached_property
    def coded(self) -> Coded[str]:
        """The cells by their distinct texts."""
        return coded(self.texts)

    @cached_property
    def counts(self) -> Counter[str]:
        """How often each distinct text stands in the column."""
        return self.coded.counts()

    @cached_property
    def _kinds(self) -> dict[FieldType, dict[str, Missing]]:
        return {}

    def lacking(self, type_: FieldType) -> dict[str, Missing]:
        """The distinct texts that are missing for a type, with the reason."""
        if type_ not in self._kinds:
            signs = self.steps(type_)  # where + stands for something, a dash does too
            kinds = ((text, missing_kind(text, type_)) for text in self.counts if text not in signs)
            self._kinds[type_] = {text: kind for text, kind in kinds if kind is not None}
        return self._kinds[type_]

    def steps(self, type_: FieldType) -> Mapping[str, float]:
        """The distinct texts that are grades in signs, as `steps` reads them; empty for another type."""
        return steps(self.counts, type_)

    def present(self, type_: FieldType) -> dict[str, int]:
        """The distinct texts that are not missing for a type, with their counts."""
        missing = self.lacking(type_)
        return {text: n for text, n in self.counts.items() if text not in missing}

    def issue(self, problem: Problem) -> Issue:
        """An issue about the column as a whole."""
        return Issue(problem.code, problem.problem, problem.fix, problem.severity, column=self.header)


@dataclass
class Typed:
    """A column as values (None where there is none), its missing cells by position, and what was found."""

    values: Sequence[object]
    missing: list[tuple[int, Missing]] = field(default_factory=list[tuple[int, Missing]])
    guesses: list[Guess] = field(default_factory=list[Guess])
    questions: list[Question] = field(default_factory=list[Question])
    offers: list[Question] = field(default_factory=list[Question])
    issues: list[Issue] = field(default_factory=list[Issue])
    unit: str | None = None
    currency: str | None = None


def typed(column: Column, parse: Parse, *, type_: FieldType) -> Typed:
    """Parse a column, each distinct text once; missing words of the type never reach `parse`."""
    missing = column.lacking(type_)
    found = column.coded.map(lambda text: missing.get(text) or parse(text))
    odd = found.places(_is_odd)
    if not odd:
        return Typed(found)
    result = Typed(found.map(lambda value: None if _is_odd(value) else value))
    broken: dict[Problem, list[tuple[int, str]]] = {}
    for position, value, text in zip(odd, found.take(odd), column.coded.take(odd), strict=True):
        if isinstance(value, Missing):
            result.missing.append((position, value))
        elif isinstance(value, Problem):
            result.missing.append((position, Missing.UNPARSEABLE))
            broken.setdefault(value, []).append((column.rows[position], text))
    for problem, cells in broken.items():
        result.issues.extend(issues_of(problem, cells, column=column.header))
    return result


def _is_odd(value: object) -> bool:
    return isinstance(value, Missing | Problem)


def shown(text: str) -> str:
    """A cell for a message: one line of at most 80 characters."""
    flat = " ".join(text.split())
    return flat if len(flat) <= VALUE_CHARACTERS else flat[: VALUE_CHARACTERS - 1] + "…"


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
        more = f"{problem.problem} {beyond:,} more {'cell' if beyond == 1 else 'cells'} of this column."
        found.append(Issue(problem.code, more, problem.fix, problem.severity, column=column))
    return found


def examples(texts: Iterable[str], *, count: int = 3) -> str:
    """A few distinct cells for a sentence, the first in sorted order."""
    return ", ".join(f"“{shown(text)}”" for text in sorted(set(texts))[:count])
