"""Day or month first: every way of writing votes by column; what cannot be decided is asked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from pmo_core.intake.values.cells import examples
from pmo_core.intake.values.date_cells import DateColumn
from pmo_core.intake.values.days import OpenDay, read_day
from pmo_core.model import Choice, Guess, Question

ORDER_WORDS: Final[Mapping[bool, str]] = {True: "day-first", False: "month-first"}


@dataclass
class Orders:
    """Day first (True) or month first (False) per column and way of writing; what is open is a question."""

    by: dict[tuple[str, str], bool] = field(default_factory=dict[tuple[str, str], bool])
    guesses: list[Guess] = field(default_factory=list[Guess])
    questions: list[Question] = field(default_factory=list[Question])

    @property
    def name(self) -> str | None:
        """`day-first`, `month-first`, `mixed`, or None if every date says by itself."""
        found = set(self.by.values())
        return None if not found else "mixed" if len(found) > 1 else ORDER_WORDS[found.pop()]


def decide(columns: Sequence[DateColumn], *, titles: Iterable[str], pivot: int, told: bool | None) -> Orders:
    """
    Decide the order of day and month for each column and way of writing.

    Evidence in this order: the column's own cells above 12 or with a weekday; dots (day first everywhere);
    what was told; other columns written alike, then any other column or a title line, if they agree.
    """
    orders = Orders()
    unclear: list[tuple[DateColumn, str]] = []
    decided: list[tuple[str, bool]] = [("title", order) for order in _title_orders(titles, pivot=pivot)]
    for column in columns:
        for family, (day, month, either) in column.votes().items():
            order = day > month if day != month else True if family.startswith(".") and not day else None
            if order is None:
                unclear.append((column, family))
                continue
            orders.by[column.column.header, family] = order
            decided.append((family, order))
            orders.guesses.append(_guess(column, family, order, either=either))
    for column, family in unclear:
        _settle(orders, column, family, decided=decided, told=told)
    return orders


def _settle(
    orders: Orders,
    column: DateColumn,
    family: str,
    *,
    decided: Sequence[tuple[str, bool]],
    told: bool | None,
) -> None:
    alike = {order for other, order in decided if other == family}
    anywhere = {order for other, order in decided if not other.startswith(".")}
    found = next((orders.copy() for orders in (alike, anywhere) if len(orders) == 1), set[bool]())
    order = told if told is not None else found.pop() if found else None
    header = column.column.header
    if order is None:
        orders.questions.append(_question(column, family))
        return
    orders.by[header, family] = order
    why = "as you said" if told is not None else "as in the other dates of this file"
    orders.guesses.append(
        Guess(
            "dates",
            ORDER_WORDS[order],
            f"{header}: {why}",
            _other(order),
            "sure" if told is not None else "likely",
        )
    )


def _title_orders(titles: Iterable[str], *, pivot: int) -> Iterable[bool]:
    for line in titles:
        for text in re.findall(r"(?<![\d/.\-])\d{1,2}[/.\-]\d{1,2}[/.\-](?:\d{4}|\d{2})(?![\d/\-])", line):
            reading = read_day(text, pivot=pivot)
            if isinstance(reading, OpenDay) and reading.order is not None and not reading.same:
                yield reading.order


def _other(order: bool) -> tuple[str, ...]:
    return (ORDER_WORDS[not order],)


def _guess(column: DateColumn, family: str, order: bool, *, either: int) -> Guess:
    shows = [
        text
        for text, reading in column.read.items()
        if isinstance(reading, OpenDay) and reading.family == family and reading.order is order
    ]
    evidence = f"{column.column.header}: {examples(shows)}" if shows else f"{column.column.header}: dots"
    sure = bool(shows) or not either
    return Guess("dates", ORDER_WORDS[order], evidence, _other(order), "sure" if sure else "likely")


def _question(column: DateColumn, family: str) -> Question:
    text, reading = next(
        (text, reading)
        for text, reading in sorted(column.read.items())
        if isinstance(reading, OpenDay) and reading.family == family and not reading.same
    )
    choices = tuple(
        Choice(word, f"{text} → {made.strftime('%-d %B %Y')}")
        for order, word in ORDER_WORDS.items()
        if (made := reading.as_date(day_first=order))
    )
    return Question(
        "dates",
        "Does the day or the month come first in the dates of this file?",
        choices,
        "--dates day-first",
        f"Every date in {column.column.header} fits both orders, for example {examples([text])}.",
        column=column.column.header,
    )
