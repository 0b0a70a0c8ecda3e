"""What one unit of an amount is: said by the user, by a header, by a line, or plain from the amounts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from pmo_core.errors import IntakeError
from pmo_core.intake.options import Options
from pmo_core.intake.values.money import AS_IS, MoneyColumn
from pmo_core.intake.wording.units import ASKED_UNITS, Unit, magnitude_named

NEAR_AS_IS: Final = 1_000
"""Beside a column that is plainly in whole units, a median from here on is read alike."""

ONE: Final = "one"


def told_unit(text: str) -> str:
    """
    The magnitude that a user named.

    Raises:
        IntakeError: If the word is not a known unit.
    """
    named = magnitude_named(text)
    if named is None:
        raise IntakeError(f"{text!r} is not a unit of money.", fix=f"Use one of {', '.join(ASKED_UNITS)}.")
    return named


def stated_units(
    columns: Mapping[str, MoneyColumn],
    middles: Mapping[str, float | None],
    *,
    title: Unit,
    options: Options,
) -> dict[str, tuple[str | None, str]]:
    """
    The unit of each column and how it is known; None where nothing says it.

    Where everything is said, an answer of the user is a correction; headers of different units stay.
    """
    stated = {
        name: _stated_unit(name, column, middles[name], title=title, options=options)
        for name, column in columns.items()
    }
    answer = options.said("money_unit")
    if answer is None or any(unit is None for unit, _ in stated.values()):
        return stated
    headers = {column.header.magnitude for column in columns.values() if column.header.magnitude}
    fixed = {
        *options.units,
        *(name for name, c in columns.items() if c.header.magnitude and len(headers) > 1),
    }
    return {
        name: said if name in fixed else (told_unit(answer), "as you said") for name, said in stated.items()
    }


def _stated_unit(
    name: str, column: MoneyColumn, middle: float | None, *, title: Unit, options: Options
) -> tuple[str | None, str]:
    if name in options.units:
        return told_unit(options.units[name]), "as you said"
    if column.header.magnitude:
        return column.header.magnitude, "in the header"
    if title.magnitude:
        return title.magnitude, "in a line beside the table"
    if middle is None:
        return ONE, ""
    return (ONE, f"amounts around {middle:,.0f} are whole") if middle >= AS_IS else (None, "")


def borrowed_unit(
    middle: float | None, *, answer: str | None, whole: bool, told: str | None
) -> tuple[str | None, str]:
    """The unit of a column that says nothing, from an answer or from the other columns, and why."""
    if answer:
        return told_unit(answer), "as you said"
    if told:
        return told_unit(told), "as you said for another column"
    if whole and (middle or 0) >= NEAR_AS_IS:
        return ONE, "like the other amounts"
    return None, ""
