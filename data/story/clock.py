"""Reporting dates, months and dice: everything that must come out alike on every machine."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random
from typing import TypeVar

SEED = 7

DATES = (
    date(2024, 9, 30),
    date(2024, 12, 31),
    date(2025, 3, 31),
    date(2025, 6, 30),
    date(2025, 9, 30),
    date(2025, 12, 31),
    date(2026, 3, 31),
    date(2026, 6, 30),
    date(2026, 9, 30),
)
"""The nine quarter ends on which the portfolio was reported; a "quarter" elsewhere is an index into them."""

FIRST, LAST = DATES[0], DATES[-1]

T = TypeVar("T")


class Dice:
    """
    Chance with a name, so that editing one project leaves the throws of all others alone.

    Built on `Random.random()` alone, whose sequence Python promises to keep; sums run over integers,
    because the built-in sum of floats changed its rounding in Python 3.12.
    """

    def __init__(self, *names: object) -> None:
        self._random = Random("/".join(map(str, (SEED, *names))))

    def roll(self, sides: int) -> int:
        """Throw a whole number from 0 to sides − 1, each as likely."""
        return int(self._random.random() * sides)

    def pick(self, choices: Sequence[T]) -> T:
        """Pick one of the choices, each as likely."""
        return choices[self.roll(len(choices))]

    def chance(self, per_cent: int) -> bool:
        """Say yes that often in a hundred."""
        return self.roll(100) < per_cent

    def noise(self) -> float:
        """Throw about normal noise with mean 0 and deviation 1, between −6 and 6."""
        return (sum(self.roll(1001) for _ in range(12)) - 6000) / 1000


def day_in(month: str, dice: Dice) -> date:
    """Give a day from the 4th to the 27th of a month written 25-03."""
    year, number = month.split("-")
    return date(2000 + int(year), int(number), 4 + dice.roll(24))


def later(day: date, days: int) -> date:
    """Move a date by days; negative moves it back."""
    return day + timedelta(days=days)


def months_before(day: date, count: int) -> list[str]:
    """List the last `count` months up to the day's own, oldest first, written 2025-03."""
    last = day.year * 12 + day.month - 1
    return [f"{index // 12}-{index % 12 + 1:02d}" for index in range(last - count + 1, last + 1)]
