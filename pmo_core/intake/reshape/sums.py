"""Whether the rows above are the sums of the rows below: what proves that one table holds both."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Final

from pmo_core.intake.table import RawTable
from pmo_core.intake.values.money import read_cell
from pmo_core.intake.values.numbers import Sign, amount

TOLERANCE: Final = Decimal("0.005")
_SIGNS: Final[tuple[Sign, Sign]] = ("point", "comma")


def adds_up(table: RawTable, over: Mapping[int, int]) -> bool:
    """
    Whether in some column each row above is the sum of the rows right below, and of several at least once.

    Args:
        table: The rows.
        over: Row → the row above it.
    """
    below: dict[int, list[int]] = {}
    for child, parent in over.items():
        below.setdefault(parent, []).append(child)
    if not any(len(children) > 1 for children in below.values()):
        return False
    return any(_proves(column, below, sign=sign) for column in table.columns for sign in _SIGNS)


def _proves(column: Sequence[str], below: Mapping[int, Sequence[int]], *, sign: Sign) -> bool:
    checked = False
    for parent, children in below.items():
        whole = _number(column[parent], sign)
        parts = [_number(column[child], sign) for child in children]
        if whole is None or None in parts:
            return False
        total = sum((part for part in parts if part is not None), Decimal(0))
        if abs(whole - total) > TOLERANCE * abs(whole):
            return False
        checked |= bool(whole) and len(children) > 1
    return checked


def _number(text: str, sign: Sign) -> Decimal | None:
    cell = read_cell(text.strip()) if text.strip() else None
    return amount(cell.number, sign) if cell else None
