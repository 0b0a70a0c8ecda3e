"""Total rows: never loaded, but used to check what was loaded."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from typing import Final, Literal

import numpy as np
import numpy.typing as npt

from pmo_core.intake.files.shapes import Shape, shape
from pmo_core.intake.values.money import read_cell
from pmo_core.intake.wording.units import factor, unit_of
from pmo_core.intake.wording.words import plain, words

TOLERANCE: Final = 0.005
ROWS_MIN: Final = 2
_STEMS: Final = (
    r"(?:sub|grand|overall)?[- ]?total|summe|gesamt|zwischensumme|sous-total|totale|suma|toplam|итого"
)
_TOTAL_OF: Final = re.compile(rf"(?:{_STEMS})\b.*", re.I)
_CENTS: Final = re.compile(r",\d{1,2}(?!\d)")
_KEPT: Final = re.compile(r"[^\d.,()\-−]")
_NO_WORD: Final = re.compile(r"[\d.,'’()+\-−]")
_NAMED_MAX: Final = 3
Decimal = Literal[".", ","]
Said = tuple[str, float, float]
"""A column, what its total says, and what the rows add up to."""


@dataclass(frozen=True)
class Sums:
    """
    The numbers of a total row against the sums of the loaded rows above it, or of those of its group.

    `said` has column, what the total says and what the rows add up to; `span` cuts the rows that it speaks
    of from those of the `ledger`.
    """

    said: tuple[tuple[int, float, float], ...]
    grouped: bool
    span: slice
    decimal: Decimal
    ledger: Ledger

    @property
    def distance(self) -> float:
        """How far the numbers are from the sums on average, as a share of the greater one, from 0."""
        shares = [abs(said - added) / (max(abs(said), abs(added)) or 1.0) for _, said, added in self.said]
        return sum(shares) / len(shares) if shares else math.inf

    @property
    def agrees(self) -> bool:
        """Whether every sum fits within ±0.5 %."""
        return bool(self.said) and all(close(said, added) for _, said, added in self.said)

    @property
    def agreeing(self) -> int:
        """How many sums fit."""
        return sum(1 for _, said, added in self.said if said and close(said, added))


def close(said: float, added: float) -> bool:
    """Whether two amounts are the same within ±0.5 %."""
    return math.isclose(said, added, rel_tol=TOLERANCE, abs_tol=1e-9)


def total_word(cell: str) -> bool:
    """Whether a cell says total and nothing else."""
    return plain(cell) in words("totals")


def total_phrase(cell: str) -> bool:
    """Whether a cell begins like the name of a total: "Total North"; it may still be a project's name."""
    return len(cell) < 100 and _TOTAL_OF.fullmatch(cell.strip()) is not None


def amount(cell: str, decimal: Decimal) -> float | None:
    """Read an amount loosely, with a unit of its own such as €1.2m, to check sums; None if it is none."""
    if shape(cell) is not Shape.NUMBER and read_cell(cell) is None:
        return None
    digits = _KEPT.sub("", cell.strip())
    negative = digits.startswith(("(", "-", "−")) or digits.endswith("-")
    digits = digits.strip("()-−").replace("," if decimal == "." else ".", "").replace(",", ".")
    try:
        return float(digits) * _size(_NO_WORD.sub("", cell).strip()) * (-1 if negative else 1)
    except ValueError:
        return None


@cache
def _size(beside: str) -> int:
    """How many units the text beside a number makes of one: a million for “€m”; 1 if it says nothing."""
    magnitude = unit_of(beside).magnitude if beside else None
    return factor(magnitude) if magnitude else 1


class Ledger:
    """Running sums of the columns, so that many totals cost no more than one."""

    def __init__(self, rows: Sequence[Sequence[str]], *, places: Sequence[int]) -> None:
        self._rows = rows
        self.places = places
        self._sums: dict[tuple[int, Decimal], tuple[list[float], list[int]]] = {}

    def check(self, total: Sequence[str], start: int, stop: int, *, least: int | None = None) -> Sums:
        """Compare each number with the rows from start to stop, `least` or more, in the sign that fits."""
        least = least or (1 if start else ROWS_MIN)
        plain = self._check(total, start, stop, ".", least=least)
        if plain.agrees and not any("," in cell for cell in total):
            return plain
        comma = self._check(total, start, stop, ",", least=least)
        likely = [comma, plain] if any(map(_CENTS.search, total)) else [plain, comma]
        return max(likely, key=lambda found: found.agreeing)

    def _check(self, total: Sequence[str], start: int, stop: int, decimal: Decimal, *, least: int) -> Sums:
        found: list[tuple[int, float, float]] = []
        for at, cell in enumerate(total):
            said = amount(cell, decimal)
            if said is None:
                continue
            running, counts = self._column(at, decimal)
            if counts[stop] - counts[start] >= least:
                found.append((at, said, running[stop] - running[start]))
        return Sums(tuple(found), start > 0, slice(start, stop), decimal, self)

    def amounts(self, at: int, decimal: Decimal) -> npt.NDArray[np.float64]:
        """The amount of every row in a column, 0 where there is none."""
        return np.diff(np.asarray(self._column(at, decimal)[0]))

    def _column(self, at: int, decimal: Decimal) -> tuple[list[float], list[int]]:
        key = (at, decimal)
        if key not in self._sums:
            amounts = [amount(row[at], decimal) for row in self._rows]
            running = list(accumulate((value or 0.0 for value in amounts), initial=0.0))
            counts = list(accumulate((value is not None for value in amounts), initial=0))
            self._sums[key] = running, counts
        return self._sums[key]


def sentence(said: Sequence[Said], *, grouped: bool) -> str:
    """Say what a total row claims and whether the loaded rows, or those of its group, bear it out."""
    if not said:
        return "It holds no sum to check."
    rows = "rows of its group" if grouped else "loaded rows"
    wrong = next((item for item in said if not close(item[1], item[2])), None)
    if wrong is None:
        named = ", ".join(f"“{header}” {claimed:,.10g}" for header, claimed, _ in said[:_NAMED_MAX])
        return f"It says {named}; the {rows} add up to the same."
    header, claimed, added = wrong
    return f"It says “{header}” {claimed:,.10g}, but the {rows} add up to {added:,.10g}."
