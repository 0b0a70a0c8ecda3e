"""The range on which grades are given: found by the largest value, warned about or asked where it is open."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from pmo_core.errors import IntakeError
from pmo_core.intake.values.cells import Column, Problem
from pmo_core.model import Choice, Guess, Issue, Question

MATRIX: Final = frozenset(a * b for a in range(1, 6) for b in range(1, 6))
"""What likelihood times impact can give on a matrix of five by five."""

_IN_HEADER: Final = re.compile(r"(?<![\w.,–-])([01])\s?(?:-|–|to|bis|à|a)\s?(\d{1,3})\s?[)\]]?\s*$", re.I)
_USUAL: Final = ((0, 1), (0, 5), (1, 7), (1, 10), (0, 10), (0, 100))
_ASKED: Final = ((0, 20), (1, 25), (0, 50), (0, 100))
_ODD_TOP: Final = 50
"""No usual scale ends between 10 and here, but scores of 0–100 seldom all stay below."""


@dataclass(frozen=True)
class Scale:
    """The range that values come on and the range they are stored on."""

    low: float
    high: float
    to_low: float
    to_high: float

    @property
    def changed(self) -> bool:
        """Whether values are rescaled."""
        return (self.low, self.high) != (self.to_low, self.to_high)

    def place(self, value: float) -> float:
        """The value on the stored range, linearly."""
        share = (value - self.low) / (self.high - self.low)
        return round(self.to_low + share * (self.to_high - self.to_low), 6)


@dataclass(frozen=True)
class Settled:
    """The scale of a column, None if no usual one holds its values; what is to be shown or asked about it."""

    scale: Scale | None
    guess: Guess | None = None
    issue: Issue | None = None
    question: Question | None = None


def told_scale(text: str | None) -> tuple[float, float] | None:
    """
    The range that a user named, such as `1-25`.

    Raises:
        IntakeError: If the text is no range.
    """
    if text is None:
        return None
    match = re.fullmatch(r"\s*(\d+)\s*(?:-|–|to)\s*(\d+)\s*", text)
    if match is None or int(match[1]) >= int(match[2]):
        raise IntakeError(f"{text!r} is no scale.", fix="Answer with its ends, such as 1-5 or 1-25.")
    return float(match[1]), float(match[2])


def settle(
    column: Column,
    bare: Mapping[str, float],
    *,
    target: tuple[float, float],
    risk: bool,
    told: tuple[float, float] | None,
) -> Settled:
    """
    Find the scale of the plain numbers of a column.

    Args:
        column: The column.
        bare: Its numbers by their text.
        target: The range on which they are stored.
        risk: Whether they are risks, which are scored on a matrix of five by five too.
        told: The range that the user named; it counts for columns beyond the stored range, and where it is
            narrower than that. A range in the header, such as "(1-3)", counts where nothing is told.
    """
    values = list(bare.values())
    if not values:
        return Settled(Scale(*target, *target))
    low, high = min(values), max(values)
    inside = target[0] <= low and high <= target[1]
    for ends in (told, _in_header(column.header, high)):
        if ends and ends[0] <= low and high <= ends[1] and (not inside or ends[1] < target[1]):
            return Settled(Scale(*ends, *target), _guess(column, values, ends, sure=True))
    if inside:
        return Settled(Scale(*target, *target))
    broken = any(0 < value < 1 for value in values)
    found = _first(low, high, broken=broken)
    if risk and 10 < high <= 25 and low >= 1 and set(values) <= MATRIX:
        found = (1, 25)
    elif found and 10 < high <= _ODD_TOP:
        return Settled(Scale(*found, *target), question=_question(column, bare, target))
    if found is None:
        return Settled(None)
    open_ = 5 < high <= 10 and (high <= 7 or (risk and high < 10 and set(values) <= MATRIX))
    guess = _guess(column, values, found, sure=False)
    return Settled(Scale(*found, *target), guess, _warning(column, high, found) if open_ else None)


def _in_header(header: str, high: float) -> tuple[float, float] | None:
    """The range that a header names: "Power (1-3)"; not where 90% stands below it as a share of one."""
    found = _IN_HEADER.search(header)
    ends = (float(found[1]), float(found[2])) if found else None
    return ends if ends and ends[0] < ends[1] and not high <= 1 < ends[1] / 10 else None


def _first(low: float, high: float, *, broken: bool) -> tuple[float, float] | None:
    for first, last in _USUAL:
        if first <= low and high <= last and ((first, last) != (0, 1) or broken):
            return first, last
    return None


def _guess(column: Column, values: Sequence[float], found: tuple[float, float], *, sure: bool) -> Guess:
    why = f"{column.header}: values from {min(values):g} to {max(values):g}"
    return Guess("scale", f"{found[0]:g}–{found[1]:g}", why, (), "sure" if sure else "likely")


def _warning(column: Column, high: float, found: tuple[float, float]) -> Issue:
    return column.issue(
        Problem(
            "grade.scale",
            f"The largest value is {high:g}: read as {found[0]:g} to {found[1]:g}, which may be wrong.",
            f"If it is another, answer scale, such as --answer scale={'1-10' if found[1] < 10 else '1-25'}.",
        )
    )


def _question(column: Column, bare: Mapping[str, float], target: tuple[float, float]) -> Question:
    text, high = max(bare.items(), key=lambda item: item[1])
    fitting = [ends for ends in _ASKED if ends[0] <= min(bare.values()) and high <= ends[1]]
    choices = tuple(
        Choice(f"{first}-{last}", f"{text.strip()} → {Scale(first, last, *target).place(high):.3g}")
        for first, last in fitting
    )
    return Question(
        "scale",
        f"On which scale is {column.header}?",
        choices,
        f"--answer scale={choices[0].value}",
        f"Its values run from {min(bare.values()):g} to {high:g}; stored is {target[0]:g} to {target[1]:g}.",
        column=column.header,
    )
