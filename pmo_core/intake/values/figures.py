"""Plain numbers and percentages, each column under one decimal sign and one scale."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Final, Literal

from pmo_core.intake.values.cells import Column, Problem, Typed, issues_of, typed
from pmo_core.intake.values.numbers import Sign, Vote, Written, amount, evidence, plain, vote, written
from pmo_core.intake.values.plain_numbers import PlainNumbers, plain_numbers
from pmo_core.model import Choice, FieldType, Guess, Question

WHOLE_MAX: Final = 2**31 - 1
"""Whole numbers are stored in 32 bits; none of our counts comes near."""

_FLAGGED: Final = re.compile(r"(?<=[\d%])\s*(?:\*+|\((?:p|e|r|b|c|u|x)\)|\[[a-z]\])$", re.I)
_OPERATOR: Final = re.compile(
    r"^(?:>=|<=|≥|≤|>|<|=|at least|at most|min\.?|max\.?|mindestens|höchstens)\s*", re.I
)
_PER_CENT: Final = re.compile(
    r"\s*(?:%|per ?cent|pct\.?|prozent|v\. ?h\.|pour ?cent|por ?cent[oi]|per ?cento|procent|prosent|proc\.)$|"
    r"^(?:%|yüzde)\s*",
    re.I,
)
_NOT_A_NUMBER: Final = Problem(
    "number.unreadable",
    "Not a number. The row is loaded without it.",
    "Write a plain number, or clear the cell.",
)
_NOT_A_PERCENTAGE: Final = Problem(
    "percent.unreadable", "Not a percentage. The row is loaded without it.", "Write it as 45%."
)
_OUT_OF_RANGE: Final = Problem(
    "percent.range", "Outside 0–100 %. It is loaded as it stands.", "Correct the cell if it is a slip."
)


@lru_cache(maxsize=65_536)
def read_number(text: str, *, limits: bool = False) -> tuple[Written, bool] | None:
    """
    A number text taken apart, and whether a per cent sign follows.

    Marks behind it (`12.3*`, `(p)`) are cut; with `limits` the operator before it too (`≥ 95%`).
    """
    core = _FLAGGED.sub("", plain(text)).strip()
    core = _OPERATOR.sub("", core) if limits else core
    bare = core if core[-1:].isdecimal() and core[:1].isdecimal() else _PER_CENT.sub("", core)
    number = written(bare.strip())
    return (number, bare != core) if number else None


@dataclass(frozen=True)
class NumberColumn:
    """A numeric column with each distinct text taken apart once; `limits` as in `read_number`."""

    column: Column
    texts: Mapping[str, int]
    limits: bool = False

    @cached_property
    def plain(self) -> PlainNumbers:
        """The texts that are digits with at most one point."""
        return plain_numbers(self.texts)

    @cached_property
    def _others(self) -> dict[str, tuple[Written, bool]]:
        others = (text for text in self.texts if text not in self.plain.values)
        return {text: found for text in others if (found := read_number(text, limits=self.limits))}

    @cached_property
    def cells(self) -> Mapping[str, tuple[Written, bool]]:
        """Every number text taken apart, and whether a per cent sign follows; slow where most are plain."""
        both = ((text, self._others.get(text) or self._taken_apart(text)) for text in self.texts)
        return {text: found for text, found in both if found}

    def _taken_apart(self, text: str) -> tuple[Written, bool] | None:
        number = written(text) if text in self.plain.values else None
        return (number, False) if number else None

    @cached_property
    def vote(self) -> Vote:
        """What the numbers say about the decimal sign."""
        own = vote((text, number) for text, (number, _) in self._others.items())
        both = self.plain.vote + own
        return replace(both, examples=tuple(sorted((*self.plain.vote.examples, *own.examples))[:3]))

    @property
    def all_percent(self) -> bool:
        """Whether there are numbers, and a per cent sign follows each."""
        return not self.plain.values and bool(self.cells) and all(sign for _, sign in self.cells.values())

    def value(self, text: str, signed: Signed) -> float | None:
        """The number that a text is; None if it is none."""
        if signed.sign == "point" and (plain := self.plain.values.get(text)) is not None:
            return plain
        cell = self._others.get(text) or self._taken_apart(text)
        return signed.value(cell[0]) if cell else None

    def percent(self, text: str) -> bool:
        """Whether a per cent sign follows the number that a text is."""
        return text in self._others and self._others[text][1]


def read_numbers(column: Column, *, type_: FieldType, limits: bool = False) -> NumberColumn:
    """Take every distinct text of a numeric column apart."""
    return NumberColumn(column, column.present(type_), limits)


@dataclass(frozen=True)
class Signed:
    """How numbers are read: the decimal sign, and whether a workbook's own plain numbers stand among them."""

    sign: Sign
    canonical: bool = False

    def value(self, number: Written) -> float | None:
        """The number as a float, None if it does not fit."""
        found = amount(number, self.sign)
        if found is None and self.canonical and evidence(number) == "point":
            found = amount(number, "point")
        return None if found is None else float(found)


def type_number(numbers: NumberColumn, *, signed: Signed, whole: bool, type_: FieldType) -> Typed:
    """Plain numbers, a % sign dropped; where only `whole` numbers make sense, others are unparseable."""

    def parse(text: str) -> object:
        value = numbers.value(text, signed)
        if value is None or (whole and (value != round(value) or abs(value) > WHOLE_MAX)):
            return _NOT_A_NUMBER
        return round(value) if whole else value

    return typed(numbers.column, parse, type_=type_)


def type_percent(
    numbers: NumberColumn, *, signed: Signed, told: Literal["fraction", "whole"] | None, type_: FieldType
) -> Typed:
    """Percentages and shares as 0–1: a % sign decides its own cell, the largest of the others the rest."""
    unsigned = (numbers.value(text, signed) for text in numbers.texts if not numbers.percent(text))
    bare = {value for value in unsigned if value is not None}
    fraction = told == "fraction" if told else bool(bare) and max(bare) <= 1 + 1e-9
    beyond: set[str] = set()

    def parse(text: str) -> object:
        value = numbers.value(text, signed)
        if value is None:
            return _NOT_A_PERCENTAGE
        share = value / 100 if numbers.percent(text) or not fraction else value
        if not -1e-9 <= share <= 1 + 1e-9:
            beyond.add(text)
        return share

    column = numbers.column
    result = typed(column, parse, type_=type_)
    if beyond:
        cells = [(row, text) for row, text in zip(column.rows, column.texts, strict=True) if text in beyond]
        result.issues.extend(issues_of(_OUT_OF_RANGE, cells, column=column.header))
    if told is None and _scales_mixed(bare):
        result.questions.append(_percent_question(column, numbers, signed))
    elif bare:
        result.guesses.append(_percent_guess(column, bare, fraction=fraction, told=bool(told)))
    return result


def _scales_mixed(bare: set[float]) -> bool:
    """Whether a true fraction stands beside larger values none of which shows that tenths are usual."""
    fractions = any(0 < value < 1 for value in bare)
    tenths = any(value >= 2 and value != round(value) for value in bare)
    return fractions and max(bare) > 1 + 1e-9 and not tenths


def _percent_question(column: Column, numbers: NumberColumn, signed: Signed) -> Question:
    by_text = {
        text: signed.value(number) or 0.0 for text, (number, sign) in numbers.cells.items() if not sign
    }
    small = next(text for text, value in by_text.items() if 0 < value < 1)
    large = max(by_text, key=lambda text: by_text[text])
    choices = tuple(
        Choice(
            scale,
            f"{small.strip()} → {size * by_text[small]:g} %, {large.strip()} → {size * by_text[large]:g} %",
        )
        for scale, size in (("whole", 1), ("fraction", 100))
    )
    return Question(
        "percent",
        f"Is 1 in {column.header} one per cent or the whole?",
        choices,
        "--percent whole",
        f"{small.strip()} stands beside {large.strip()}: a fraction beside whole percentages.",
        column=column.header,
    )


def _percent_guess(column: Column, bare: set[float], *, fraction: bool, told: bool) -> Guess:
    reading, other = ("fraction", "whole") if fraction else ("whole", "fraction")
    why = f"{column.header}: largest value {max(bare):g}"
    clear = told or max(bare) > 1 or any(0 < value < 1 for value in bare)
    return Guess("percent", reading, why, (other,), "sure" if clear else "likely")
