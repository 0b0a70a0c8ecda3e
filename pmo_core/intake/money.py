"""Amounts of money: each cell taken apart into sign, number, magnitude and currency; one unit per column."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from statistics import median
from typing import Final

from pmo_core.intake.cells import Column, Problem, Typed, typed
from pmo_core.intake.headers import read_header
from pmo_core.intake.numbers import HUGE, Sign, Vote, Written, amount, evidence, plain, vote, written
from pmo_core.intake.units import Unit, currency_pattern, factor, magnitude_pattern, unit_of
from pmo_core.model import FieldType, Severity

AS_IS: Final = 10_000
"""Amounts with a median from here on are taken to be whole currency units."""

ZERO_SHARE: Final = 0.1
"""From this share of exact zeros on, zero may mean "not provided"."""

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


@cache
def _cell_pattern() -> re.Pattern[str]:
    coin, size = currency_pattern(), magnitude_pattern()
    return re.compile(
        rf"(?P<open>\()?\s*(?P<s1>[+-])?\s*(?P<c1>{coin})?\s*(?P<s2>[+-])?\s*"
        rf"(?P<n>[\d.,'’´`\s]*\d[.,]?(?:[eE][+-]?\d+)?)\s?-?(?P<dash>[–-]{{1,2}})?\s*"
        rf"(?P<m>{size})?\s*(?P<c2>{coin})?\s*(?P<m2>{size})?\s*(?P<close>\))?\s*(?P<s3>-)?",
        re.I,
    )


@dataclass(frozen=True)
class Cell:
    """An amount as written: the number, and the magnitude and currency that stand in the cell itself."""

    number: Written
    unit: Unit


@cache
def _coin(text: str) -> Unit:
    return unit_of(text)


def read_cell(text: str) -> Cell | None:
    """Take a money text apart (`£2.4m`, `1.234,50 €`, `(USD 5)`); None if it is not an amount."""
    match = _cell_pattern().fullmatch(plain(text))
    if match is None or bool(match["open"]) != bool(match["close"]):
        return None
    number = written(re.sub(r",-{1,2}$", "", match["n"]).strip().rstrip(".,"))
    if number is None:
        return None
    minus = [match["s1"], match["s2"], match["s3"]].count("-") + bool(match["open"])
    coin = _coin(match["c1"] or match["c2"] or "") if match["c1"] or match["c2"] else Unit()
    size = match["m"] or match["m2"]
    magnitude = unit_of(size).magnitude if size else None
    negative = bool(minus % 2) or plain(text).endswith("-") and not match["dash"] and not match["s3"]
    signed = Written(number.body, number.exponent, negative, number.grouped)
    return Cell(signed, Unit(magnitude, coin.currency, coin.shared))


@dataclass(frozen=True)
class MoneyColumn:
    """A column with each distinct text taken apart once."""

    column: Column
    cells: Mapping[str, Cell | None]
    header: Unit

    def vote(self) -> Vote:
        """What the numbers say about the decimal sign."""
        return vote((text, cell.number) for text, cell in self.cells.items() if cell)

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
        found = [
            abs(float(value))
            for text, cell in self.cells.items()
            if cell and not cell.unit.magnitude and (value := read_amount(cell, sign))
            for _ in range(min(self.column.counts[text], 1000))
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
    _flag_zeros(result, column.column)
    return result


def _flag_zeros(result: Typed, column: Column) -> None:
    filled = sum(value is not None for value in result.values)
    zeros = sum(value == 0 for value in result.values)
    if filled and zeros > ZERO_SHARE * filled:
        problem = Problem(
            "money.zeros",
            f"{zeros} of {filled} amounts are exactly 0, which may mean that nobody filled them in.",
            "Check them; clear the cells that stand for “not provided”. They are loaded as 0.",
            Severity.WARNING,
        )
        result.issues.append(column.issue(problem))
