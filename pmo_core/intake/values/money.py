"""Amounts of money: each cell taken apart into sign, number, magnitude and currency; one unit per column."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from statistics import median
from typing import Final

from pmo_core.intake.values.cells import Column, Problem, Typed, issues_of, typed
from pmo_core.intake.values.numbers import HUGE, Sign, Vote, Written, amount, evidence, plain, vote, written
from pmo_core.intake.wording.headers import read_header
from pmo_core.intake.wording.units import Unit, factor, unit_of
from pmo_core.model import FieldType

AS_IS: Final = 10_000
"""Amounts with a median from here on are taken to be whole currency units."""

SAMPLE: Final = 2_000
"""Distinct amounts looked at for the median."""

FAR: Final = 10
"""An amount this many times beside those with a unit of their own may lack that unit."""

_UNREADABLE: Final = Problem(
    "money.unreadable",
    "Not an amount. The row is loaded without it.",
    "Write a plain number such as 1234.50, or clear the cell.",
)
_HUGE: Final = Problem(
    "money.huge",
    "Beyond 1,000,000,000,000,000: an id or a slip rather than an amount. The row is loaded without it.",
    "Correct the amount.",
)


_BARE: Final = Problem(
    "money.no_unit",
    "No unit stands behind it, as it does behind the other amounts, and it is far from them.",
    "Write the unit, such as 750k, if it is meant. It is loaded as it stands.",
)
_CELL: Final = re.compile(
    r"(?P<before>\D*?)(?P<number>(?:(?<![^\W\d_])[.,])?\d(?:[\d.,'’`\s]*\d)?[.,]?(?:e[+-]?\d{1,3})?)(?P<after>\D*)",
    re.I,
)
_NO_CENTS: Final = re.compile(r"(?<=\d)[.,][-–]{1,2}(?!\d)")  # 1.000,- is a whole amount, not a negative one
_PLAIN: Final = re.compile(r"\d+(?:\.\d+)?", re.ASCII)
_NO_UNIT: Final = Unit()
_STEPS: Final = ((1_000_000_000, "bn"), (1_000_000, "m"))
_WHOLE: Final = 1_000
"""Amounts from here on are shown without decimals."""

_NO_SIGN: Final = str.maketrans("", "", "()+-")
_SIGNS: Final = re.compile(r"[()+-]")


@dataclass(frozen=True)
class Cell:
    """An amount as written: the number, and the magnitude and currency that stand in the cell itself."""

    number: Written
    unit: Unit


def _around(text: str) -> Unit | None:
    """The unit in the text beside the number: empty if there is none, None if other words stand there."""
    word = _SIGNS.sub(" ", text).strip() if text else ""
    return (unit_of(word) or None) if word else _NO_UNIT


def _units(before: str, after: str) -> tuple[Unit | None, Unit | None]:
    """The units before and behind a number; `R$ 5 mil` says only as a whole what `mil` is."""
    first, second = _around(before), _around(after)
    if second is None and first:
        whole = _around(f"{before.strip()} {after.strip()}")
        return (first, whole) if whole and whole.currency == first.currency else (first, None)
    return first, second


def read_cell(text: str) -> Cell | None:
    """Take a money text apart (`£2.4m`, `1.234,50 €`, `(USD 5)`); None if it is not an amount."""
    if _PLAIN.fullmatch(text):
        return Cell(Written(text), _NO_UNIT)
    match = _CELL.fullmatch(_NO_CENTS.sub("", plain(text)))
    if match is None:
        return None
    number = written(match["number"].rstrip(".,"))
    before, after = _units(match["before"], match["after"])
    signs = match["before"] + match["after"]
    paired = signs.count("(") == signs.count(")") and "+" not in match["after"]
    if number is None or before is None or after is None or not paired:
        return None
    signed = replace(number, negative=bool((signs.count("-") + signs.count("(")) % 2))
    unit = Unit(
        after.magnitude or before.magnitude, before.currency or after.currency, before.shared or after.shared
    )
    return Cell(signed, unit)


@dataclass(frozen=True)
class MoneyColumn:
    """A column with each distinct text taken apart once."""

    column: Column
    cells: Mapping[str, Cell | None]
    header: Unit

    @cached_property
    def vote(self) -> Vote:
        """What the numbers say about the decimal sign."""
        return vote((text, cell.number) for text, cell in self.cells.items() if cell)

    @cached_property
    def currencies(self) -> dict[str, int]:
        """Currencies written in cells, with the number of cells; shared signs such as `$` as themselves."""
        tally: dict[str, int] = {}
        for text, cell in self.cells.items():
            name = cell and (cell.unit.currency or cell.unit.shared)
            if name:
                tally[name] = tally.get(name, 0) + self.column.counts[text]
        return tally

    def typical(self, sign: Sign) -> float | None:
        """The median of the amounts that carry no magnitude of their own and are not 0; None without any."""
        cells = list(self.cells.items())
        found = [
            abs(float(value))
            for text, cell in cells[:: len(cells) // SAMPLE + 1]
            if cell and not cell.unit.magnitude and (value := read_amount(cell, sign))
            for _ in range(min(self.column.counts[text], SAMPLE))
        ]
        return median(found) if found else None


def read_money(column: Column) -> MoneyColumn:
    """Take every distinct text of a money column apart, and the unit in its header."""
    unit_text = read_header(column.header).unit
    cells = {text: read_cell(text) for text in column.present(FieldType.MONEY)}
    return MoneyColumn(column, cells, unit_of(unit_text) if unit_text else Unit())


def read_amount(cell: Cell, sign: Sign) -> Decimal | None:
    """The number of a cell under a decimal sign, before its unit."""
    return amount(cell.number, sign) if cell.number.body else None


def shortened(text: str, value: Decimal) -> str:
    """An amount between the signs that stand around a text: £43.71 as £43.7m, 200 € as 200m €."""
    plain_text = text.strip()
    before = re.match(r"\D*", plain_text)
    after = re.search(r"\D*$", plain_text)
    size, name = next(((size, name) for size, name in _STEPS if abs(value) >= size), (1, ""))
    digits = f"{value / size:,.1f}" if name else f"{value:,.2f}" if abs(value) < _WHOLE else f"{value:,.0f}"
    number = re.sub(r"\.0+$", "", digits.lstrip("-"))
    ahead = before[0].translate(_NO_SIGN) if before else ""
    return f"{ahead}{number}{name}{after[0].translate(_NO_SIGN) if after else ''}"


def type_money(column: MoneyColumn, *, sign: Sign, magnitude: str, canonical: bool = False) -> Typed:
    """
    Turn a column into whole currency units.

    Args:
        column: The column taken apart.
        sign: The decimal sign of the column.
        magnitude: Unit of the cells that carry none of their own: a name of units.toml.
        canonical: Whether cells may also be plain numbers of a workbook, whatever the sign of the texts.
    """
    size = factor(magnitude)

    def parse(text: str) -> object:
        cell = column.cells.get(text)
        if cell is None:
            return _UNREADABLE
        value = read_amount(cell, sign)
        if value is None and canonical and evidence(cell.number) == "point":
            value = read_amount(cell, "point")
        if value is None:
            return _HUGE if len(cell.number.body) > 15 or cell.number.exponent else _UNREADABLE
        whole = value * (factor(cell.unit.magnitude) if cell.unit.magnitude else size)
        return float(whole) if abs(whole) <= HUGE else _HUGE

    result = typed(column.column, parse, type_=FieldType.MONEY)
    result.unit = magnitude
    _flag_bare(result, column)
    return result


def _flag_bare(result: Typed, column: MoneyColumn) -> None:
    """Name amounts without a unit of their own far from those that have one: 750 beside £1.2m."""
    cells = list(enumerate(column.column.texts))
    units = {text: bool(cell and cell.unit.magnitude) for text, cell in column.cells.items()}
    amounts = {at: abs(value) for at, _ in cells if isinstance(value := result.values[at], float) and value}
    marked = [value for at, value in amounts.items() if units.get(column.column.texts[at])]
    if not marked:
        return
    low, high = min(marked) / FAR, max(marked) * FAR
    odd = [
        (column.column.rows[at], text)
        for at, text in cells
        if at in amounts and not units.get(text) and not low <= amounts[at] <= high
    ]
    result.issues.extend(issues_of(_BARE, odd, column=column.column.header))
