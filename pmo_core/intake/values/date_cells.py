"""The cells of a date column, each distinct text taken apart once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from pmo_core.intake.values.cells import Column
from pmo_core.intake.values.days import Day, Impossible, OpenDay, read_day, serial
from pmo_core.model import FieldType

SERIAL_SHARE: Final = 0.8
"""From this share of numbers in the range of Excel serials on, a date column holds serials."""

Reading = Day | OpenDay | Impossible | None


@dataclass(frozen=True)
class DateColumn:
    """A column with each distinct text taken apart once."""

    column: Column
    read: Mapping[str, Reading]
    serials: bool
    from_1904: bool = False

    def serial(self, text: str) -> date | None:
        """The date of an Excel serial number, None in a column that holds none."""
        return serial(text, from_1904=self.from_1904) if self.serials else None

    def votes(self) -> dict[str, tuple[int, int, int]]:
        """Per way of writing: cells that can only be day first, only month first, either."""
        tally: dict[str, list[int]] = {}
        for text, reading in self.read.items():
            if isinstance(reading, OpenDay) and not reading.same:
                place = {True: 0, False: 1, None: 2}[reading.order]
                tally.setdefault(reading.family, [0, 0, 0])[place] += self.column.counts[text]
        return {family: (n[0], n[1], n[2]) for family, n in tally.items()}


def read_column(column: Column, *, pivot: int, from_1904: bool = False) -> DateColumn:
    """Take every distinct text of a column apart; years of two digits lie around the pivot year."""
    present = column.present(FieldType.DATE)
    read: dict[str, Reading] = {text: read_day(text, pivot=pivot) for text in present}
    numbers = sum(n for text, n in present.items() if serial(text) is not None)
    total = sum(present.values())
    return DateColumn(
        column, read, serials=bool(total) and numbers >= SERIAL_SHARE * total, from_1904=from_1904
    )
