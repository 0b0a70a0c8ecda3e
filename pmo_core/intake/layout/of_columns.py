"""A table that was turned speaks of columns: its records stand in them, and so they are found in the file."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from pmo_core.intake.files.grid import letter
from pmo_core.model import Choice, Guess, Issue, Question

OF_ROWS: Final = frozenset({"table.turned", "fields.skipped"})
"""Issues of the turning itself: their rows are rows of the file."""

LAST_COLUMN: Final = 16_384
"""The last column of a spreadsheet; greater numbers are those of a stack of sheets and stay."""

_VALUE: Final = 40
_ONE: Final = r"(?:\d[\d,]*\d|\d)"
_NUMBER: Final = re.compile(_ONE)
_ROWS: Final = re.compile(rf"\b([Rr])ow(s?:?) ({_ONE}(?:(?:–|, | and (?!{_ONE} more)){_ONE})*)")
_QUOTED: Final = re.compile(r"(“[^”]*”)")


def issues_of_columns(issues: Iterable[Issue]) -> tuple[Issue, ...]:
    """The issues of a turned table, each naming its column as spreadsheets do."""
    return tuple(issue if issue.code in OF_ROWS else _issue(issue) for issue in issues)


def questions_of_columns(questions: Iterable[Question]) -> tuple[Question, ...]:
    """The questions about a turned table, their sentences naming columns."""
    return tuple(
        replace(
            question,
            text=of_columns(question.text),
            evidence=of_columns(question.evidence),
            choices=tuple(Choice(one.value, of_columns(one.example)) for one in question.choices),
        )
        for question in questions
    )


def guesses_of_columns(guesses: Iterable[Guess]) -> tuple[Guess, ...]:
    """The decisions about a turned table, their evidence naming columns."""
    return tuple(replace(guess, evidence=of_columns(guess.evidence)) for guess in guesses)


def of_columns(sentence: str) -> str:
    """Say which columns are meant where a sentence speaks of numbered rows; quotations stay."""
    parts = _QUOTED.split(sentence)
    return "".join(part if at % 2 else _ROWS.sub(_named, part) for at, part in enumerate(parts))


def _named(match: re.Match[str]) -> str:
    numbers = [int(number.replace(",", "")) for number in _NUMBER.findall(match[3])]
    if not all(0 < number <= LAST_COLUMN for number in numbers):
        return match[0]
    letters = map(letter, numbers)
    word = "Column" if match[1] == "R" else "column"
    return f"{word}{match[2]} {_NUMBER.sub(lambda _: next(letters), match[3])}"


def _issue(issue: Issue) -> Issue:
    problem = of_columns(issue.problem)
    if issue.row and issue.row <= LAST_COLUMN and not problem.startswith("Column"):
        header = f", “{issue.column}”" if issue.column else ""
        value = f" = “{issue.value[:_VALUE]}”" if issue.value and issue.column else ""
        problem = f"Column {letter(issue.row)}{header}{value}: {problem}"
    return replace(issue, problem=problem, fix=of_columns(issue.fix))
