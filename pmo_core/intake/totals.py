"""Total rows: never loaded, but used to check what was loaded."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from pmo_core.intake.shapes import Shape, shape
from pmo_core.intake.words import plain, words

TOLERANCE: Final = 0.005
ROWS_MIN: Final = 2
_STEMS: Final = (
    r"(?:sub|grand|overall)?[- ]?total|summe|gesamt|zwischensumme|sous-total|totale|suma|toplam|итого"
)
_TOTAL_OF: Final = re.compile(rf"(?:{_STEMS})\b.*", re.I)
_KEPT: Final = re.compile(r"[^\d.,()\-−]")
_NAMED_MAX: Final = 3


@dataclass(frozen=True)
class Sums:
    """The numbers of a total row against the sums of the loaded rows above it."""

    said: tuple[tuple[int, float, float], ...]

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


def amount(cell: str, decimal: Literal[".", ","]) -> float | None:
    """Read an amount loosely, for checking sums only; None if the cell is none."""
    if shape(cell) is not Shape.NUMBER:
        return None
    digits = _KEPT.sub("", cell.strip())
    negative = digits.startswith(("(", "-", "−")) or digits.endswith("-")
    digits = digits.strip("()-−").replace("," if decimal == "." else ".", "").replace(",", ".")
    try:
        return -float(digits) if negative else float(digits)
    except ValueError:
        return None


def sums(total: Sequence[str], above: Sequence[Sequence[str]]) -> Sums:
    """Compare each number of a total row with the sum of its column, in the decimal sign that fits better."""
    readings: list[Sums] = [_sums(total, above, ".")]
    if any("," in cell for cell in total) or not readings[0].agrees:
        readings.append(_sums(total, above, ","))
    return max(readings, key=lambda reading: reading.agreeing)


def _sums(total: Sequence[str], above: Sequence[Sequence[str]], decimal: Literal[".", ","]) -> Sums:
    found: list[tuple[int, float, float]] = []
    for at, cell in enumerate(total):
        said = amount(cell, decimal)
        if said is None:
            continue
        amounts = [value for row in above if (value := amount(row[at], decimal)) is not None]
        if len(amounts) >= ROWS_MIN:
            found.append((at, said, math.fsum(amounts)))
    return Sums(tuple(found))


def sentence(found: Sums, headers: Sequence[str]) -> str:
    """Say what a total row claims and whether the loaded rows bear it out."""
    if not found.said:
        return "It holds no sum to check."
    agreeing = [item for item in found.said if close(item[1], item[2])]
    if len(agreeing) == len(found.said):
        named = ", ".join(f"“{headers[at]}” {said:,.10g}" for at, said, _ in agreeing[:_NAMED_MAX])
        return f"It says {named}; the loaded rows add up to the same."
    at, said, added = next(item for item in found.said if not close(item[1], item[2]))
    return f"It says “{headers[at]}” {said:,.10g}, but the loaded rows add up to {added:,.10g}."
