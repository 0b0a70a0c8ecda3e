"""Dates by column: every way of writing votes on day or month first; what cannot be decided is asked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from pmo_core.intake.values.cells import Column, Problem, Typed, examples, typed
from pmo_core.intake.values.days import EARLIEST, LATEST, Day, Impossible, OpenDay, read_day, serial
from pmo_core.intake.values.periods import Calendar, read_period
from pmo_core.model import Choice, FieldType, Guess, Missing, Question, Severity

SERIAL_SHARE: Final = 0.8
"""From this share of numbers in the range of Excel serials on, a date column holds serials."""

_STAND_IN_YEAR: Final = re.compile(r"(?<!\d)(?:1[0-8]\d\d|19[0-4]\d|9999)(?!\d)")
_IMPOSSIBLE: Final = Problem(
    "date.impossible", "There is no such day. The row is loaded without it.", "Correct the date in the cell."
)
_UNREADABLE: Final = Problem(
    "date.unreadable",
    "Not a date. The row is loaded without it.",
    "Write it as 2026-03-31, or clear the cell.",
)
_CONTRADICTS: Final = Problem(
    "date.contradicts",
    "Fits only the other order of day and month than the rest of the column. The row is loaded without it.",
    "Write it as 2026-03-31.",
)
APPROXIMATE: Final = "date.approximate"
"""Code of the note that a period was read as one of its days."""

ORDER_WORDS: Final[Mapping[bool, str]] = {True: "day-first", False: "month-first"}

Reading = Day | OpenDay | Impossible | None


@dataclass(frozen=True)
class DateColumn:
    """A column with each distinct text taken apart once."""

    column: Column
    read: Mapping[str, Reading]
    serials: bool

    def votes(self) -> dict[str, tuple[int, int, int]]:
        """Per way of writing: cells that can only be day first, only month first, either."""
        tally: dict[str, list[int]] = {}
        for text, reading in self.read.items():
            if isinstance(reading, OpenDay) and not reading.same:
                place = {True: 0, False: 1, None: 2}[reading.order]
                tally.setdefault(reading.family, [0, 0, 0])[place] += self.column.counts[text]
        return {family: (n[0], n[1], n[2]) for family, n in tally.items()}


def read_column(column: Column, *, pivot: int) -> DateColumn:
    """Take every distinct text of a column apart; years of two digits lie around the pivot year."""
    present = column.present(FieldType.DATE)
    read: dict[str, Reading] = {text: read_day(text, pivot=pivot) for text in present}
    numbers = sum(n for text, n in present.items() if serial(text) is not None)
    total = sum(present.values())
    return DateColumn(column, read, serials=bool(total) and numbers >= SERIAL_SHARE * total)


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


def type_dates(column: DateColumn, *, orders: Orders, calendar: Calendar, last_day: bool) -> Typed:
    """
    Turn a column into dates.

    Args:
        column: The column taken apart.
        orders: The decided orders; what is undecided has its question, so its reading here does not count.
        calendar: How years and fiscal years are read where a cell names a period instead of a day.
        last_day: Whether such a period stands for its last day (a finish) or its first (a start).
    """
    header = column.column.header
    approximate: set[str] = set()

    def parse(text: str) -> object:
        reading = column.read.get(text)
        if isinstance(reading, Impossible):
            return Missing.PLACEHOLDER if _STAND_IN_YEAR.search(text) else _IMPOSSIBLE
        if isinstance(reading, OpenDay):
            return _placed(reading, orders.by.get((header, reading.family), True))
        if isinstance(reading, Day):
            return _plausible(reading.value)
        if column.serials and (found := serial(text)):
            return found
        if span := read_period(text, calendar=calendar):
            approximate.add(text)
            return span.end if last_day else span.start
        return _UNREADABLE

    result = typed(column.column, parse, type_=FieldType.DATE)
    if approximate:
        cells = sum(column.column.counts[text] for text in approximate)
        naming = "1 cell names" if cells == 1 else f"{cells:,} cells name"
        day = "last" if last_day else "first"
        problem = Problem(
            APPROXIMATE,
            f"{naming} a month, quarter or year ({examples(approximate)}); {day} day taken.",
            "Write the day if it matters.",
            Severity.NOTE,
        )
        result.issues.append(column.column.issue(problem))
    return result


def _placed(reading: OpenDay, day_first: bool) -> object:
    found = reading.as_date(day_first=day_first)
    return _CONTRADICTS if found is None else _plausible(found)


def _plausible(found: date) -> object:
    return found if EARLIEST <= found <= LATEST else Missing.PLACEHOLDER


def date_share(texts: Mapping[str, int], *, pivot: int) -> float:
    """The share of cells that read as a date, an Excel serial or a period; 1 without any cells."""
    calendar = Calendar(pivot)
    total = sum(texts.values())
    good = sum(
        n
        for text, n in texts.items()
        if isinstance(read_day(text, pivot=pivot), Day | OpenDay)
        or serial(text)
        or read_period(text, calendar=calendar)
    )
    return good / total if total else 1.0
