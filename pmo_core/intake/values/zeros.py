"""Amounts that may be none: zeros that nobody filled in, figures below zero or far above the rest."""

from __future__ import annotations

from statistics import median
from typing import Final

from pmo_core.errors import IntakeError
from pmo_core.intake.coded import Coded, coded
from pmo_core.intake.values.cells import Column, Problem, Typed, issues_of
from pmo_core.model import Choice, Guess, Issue, Missing, Question, Severity

ZERO_SHARE: Final = 0.1
"""From this share of exact zeros on, zero may mean "not provided"."""

ZERO_LEAST: Final = 5
"""A few zeros are projects that have not begun."""

FAR: Final = 1_000
"""An amount this many times the median of its column may be in another unit."""

FAR_LEAST: Final = 10
"""Among fewer amounts nothing is usual."""

_FAR: Final = Problem(
    "money.far",
    f"{FAR:,} times the middle amount of its column or more: perhaps another unit. It is loaded as written.",
    "Check the amount and its unit.",
)
_BELOW: Final = Problem(
    "money.negative",
    "Below zero. It is loaded as written and left out of sums.",
    "Check the sign; an income may well stand below zero.",
    Severity.NOTE,
)


def _is_below(value: object) -> bool:
    return isinstance(value, float) and value < 0


def settle(result: Typed, column: Column, *, field: str, answer: str | None) -> None:
    """
    Name amounts below zero or far above the rest; take many exact zeros as told, or offer to take them as
    not provided.

    Args:
        result: The typed column; changed where zeros stand for no value.
        column: The column.
        field: The money field.
        answer: `missing` or `keep`; None if the user has not said.

    Raises:
        IntakeError: If the answer is neither.
    """
    if answer not in (None, "missing", "keep"):
        raise IntakeError(
            f"{answer!r} does not say what 0 means in {column.header}.", fix="Answer missing or keep."
        )
    values = coded(result.values)
    cells = [(column.rows[at], column.texts[at]) for at in values.places(_is_below)]
    result.issues.extend(issues_of(_BELOW, cells, column=column.header))
    result.issues.extend(_far(values, column))
    zeros = values.places(lambda value: value == 0)
    filled = len(values) - len(values.lacking())
    if answer == "missing" and zeros:
        result.values = values.map(lambda value: None if value == 0 else value)
        result.missing = sorted([*result.missing, *((at, Missing.NOT_PROVIDED) for at in zeros)])
        result.guesses.append(Guess(f"zero.{field}", "missing", f"{column.header}: as you said", ("keep",)))
    elif answer is None and len(zeros) >= ZERO_LEAST and len(zeros) > ZERO_SHARE * filled:
        _offer(result, column, field=field, zeros=len(zeros), filled=filled)


def _far(values: Coded[object], column: Column) -> list[Issue]:
    """Name amounts of another order than the rest; where the smallest is near the greatest there are none."""
    sizes = [value for value in values.used() if isinstance(value, float) and value > 0]
    if not sizes or max(sizes) < FAR * min(sizes):
        return []
    amounts = [value for value in values if isinstance(value, float) and value > 0]
    if len(amounts) < FAR_LEAST:
        return []
    least = FAR * median(amounts)
    places = values.places(lambda value: isinstance(value, float) and value >= least)
    return issues_of(_FAR, [(column.rows[at], column.texts[at]) for at in places], column=column.header)


def _offer(result: Typed, column: Column, *, field: str, zeros: int, filled: int) -> None:
    option = f"--answer zero.{field}=missing"
    says = f"{zeros:,} of {filled:,} amounts of {column.header} are exactly 0"
    problem = Problem(
        "money.zeros",
        f"{says}, which may mean that nobody filled them in. They are loaded as 0.",
        f"If 0 stands for “not provided”, say {option}.",
    )
    result.issues.append(column.issue(problem))
    result.offers.append(
        Question(
            f"zero.{field}",
            f"Does 0 in {column.header} mean that no amount was provided?",
            (
                Choice("missing", f"{zeros:,} amounts count as not provided"),
                Choice("keep", f"{zeros:,} amounts are 0"),
            ),
            option,
            says,
            field=field,
            column=column.header,
        )
    )
