"""What a file decides once for all its columns: order of dates, decimal signs, units, currencies."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import PurePath
from typing import Final

from pmo_core.errors import IntakeError
from pmo_core.fields import FIELDS
from pmo_core.intake.options import Options
from pmo_core.intake.table import Source
from pmo_core.intake.values import amounts, money_units, signs, swapped
from pmo_core.intake.values.amounts import Amounts
from pmo_core.intake.values.asof import told_as_of
from pmo_core.intake.values.cells import Column
from pmo_core.intake.values.date_cells import DateColumn, read_column
from pmo_core.intake.values.date_orders import Orders, decide
from pmo_core.intake.values.dates import type_dates
from pmo_core.intake.values.figures import NumberColumn, Signed, read_numbers
from pmo_core.intake.values.money import MoneyColumn, read_money
from pmo_core.intake.values.numbers import Sign
from pmo_core.intake.values.periods import DASHED, Calendar, dash_votes
from pmo_core.intake.values.signs import POINT_CURRENCIES, Habits, Numbers, Signs
from pmo_core.intake.values.traces import from_lines, name_spaced, stated_lines
from pmo_core.intake.wording.units import unit_in
from pmo_core.model import Choice, Field, FieldType, Kind, Question

DATED: Final = frozenset({FieldType.DATE, FieldType.PERIOD})
NUMERIC: Final = frozenset(
    {
        FieldType.NUMBER,
        FieldType.INTEGER,
        FieldType.PERCENT,
        FieldType.SHARE,
        FieldType.VALUE,
        FieldType.ORDINAL,
        FieldType.LEVEL,
        FieldType.PRIORITY,
        FieldType.DURATION,
    }
)
LIMIT_FIELDS: Final = frozenset({"target"})
"""Numeric fields that may carry an operator: `≥ 95%`."""


def field_named(kind: Kind, name: str) -> Field:
    """The field of a kind by name; own criteria `score.<name>` are numbers."""
    if name.startswith("score."):
        return Field(name, FieldType.NUMBER)
    return next(item for item in FIELDS[kind] if item.name == name)


def _dash_question(header: str, text: str) -> Question:
    year = int(text[:4])
    month = date(year, int(text[5:]), 1)
    return Question(
        "dash",
        f"Is {text} in {header} a fiscal year or a month?",
        (
            Choice("fiscal", f"{text} → the year {year}/{text[5:]}"),
            Choice("month", f"{text} → {month:%B %Y}"),
        ),
        "--answer dash=fiscal",
        f"Every {text} fits both, and nothing else in {header} shows which.",
        column=header,
    )


@dataclass(frozen=True)
class Sheet:
    """The mapped columns of a file with what the user said about it."""

    kind: Kind
    columns: Mapping[str, Column]
    source: Source
    options: Options
    today: date
    typed_dates: frozenset[str] = frozenset()
    effort_unit: str | None = None

    @property
    def fields(self) -> list[Field]:
        """The mapped fields."""
        return [field_named(self.kind, name) for name in self.columns]

    @property
    def lines(self) -> tuple[str, ...]:
        """Lines above and below the table; where none states a unit, those of a cover that do."""
        return stated_lines(self.source)

    @property
    def workbook(self) -> bool:
        """Whether cells may be a workbook's own numbers."""
        return self.source.sheet is not None

    @cached_property
    def pivot(self) -> int:
        """The year around which years of two digits lie: that of the as-of, where the file bears one."""
        told = told_as_of(self.options)
        lines = [*self.source.title_lines, name_spaced(PurePath(self.source.label).stem)]
        trace = None if told else from_lines(lines, day_first=None, pivot=self.today.year)
        return (told or (trace[0] if trace else self.today)).year

    @cached_property
    def calendar(self) -> Calendar:
        """How years are read; a fiscal year begins in April unless the user answers otherwise."""
        text = self.options.said("fiscal_start") or "4"
        if not text.isdecimal() or not 1 <= int(text) <= 12:
            raise IntakeError(f"{text!r} is not a month.", fix="Answer with a number from 1 to 12.")
        dash = self.options.said("dash")
        if dash not in (None, "fiscal", "month"):
            raise IntakeError(f"{dash!r} does not say what 2011-12 is.", fix="Answer fiscal or month.")
        return Calendar(self.pivot, int(text), dash_told=None if dash is None else dash == "fiscal")

    @property
    def dashed(self) -> list[Question]:
        """The question what `2011-12` is, where a column does not show it: a fiscal year or December 2011."""
        for column in (dated.column for dated in self.dates.values()):
            found = [text.strip() for text in column.counts if DASHED.fullmatch(text)]
            if found and self.calendar.dash_told is None and dash_votes(found) is None:
                return [_dash_question(column.header, min(found))]
        return []

    @cached_property
    def dates(self) -> dict[str, DateColumn]:
        """Date and period columns, taken apart."""
        return {name: column for name, (column, _) in self._dates.items()}

    @property
    def swapped(self) -> list[Question]:
        """Questions about columns in which a spreadsheet seems to have swapped day and month."""
        return [question for _, question in self._dates.values() if question]

    @cached_property
    def _dates(self) -> dict[str, tuple[DateColumn, Question | None]]:
        dated = [item.name for item in self.fields if item.type in DATED]
        read = {
            name: read_column(self.columns[name], pivot=self.pivot, from_1904=self.source.date_1904)
            for name in dated
        }
        answer = self.options.said("dates_swapped")
        return {
            name: swapped.settle(column, answer=answer)
            if column.column.header in self.typed_dates
            else (column, None)
            for name, column in read.items()
        }

    @cached_property
    def orders(self) -> Orders:
        """Day or month first, for every date column."""
        text = self.options.dates or self.options.said("dates")
        if text not in (None, "day-first", "month-first"):
            raise IntakeError(f"{text!r} is no order of dates.", fix="Answer day-first or month-first.")
        told = None if text is None else text == "day-first"
        return decide(list(self.dates.values()), titles=self.lines, pivot=self.pivot, told=told)

    def beside(self, column: Column) -> list[date | None]:
        """The dates of a column that is no field; None where it does not say one beyond doubt."""
        read = read_column(column, pivot=self.pivot, from_1904=self.source.date_1904)
        told = next(iter(self.orders.by.values()), None) if len(set(self.orders.by.values())) == 1 else None
        orders = decide([read], titles=self.lines, pivot=self.pivot, told=told)
        if orders.questions:
            return [None] * len(column.texts)
        found = type_dates(read, orders=orders, calendar=self.calendar, last_day=True)
        return [value if isinstance(value, date) else None for value in found.values]

    @cached_property
    def numbers(self) -> dict[str, NumberColumn]:
        """Numeric columns, taken apart."""
        return {
            item.name: read_numbers(
                self.columns[item.name], type_=item.type, limits=item.name in LIMIT_FIELDS
            )
            for item in self.fields
            if item.type in NUMERIC
        }

    @cached_property
    def money(self) -> dict[str, MoneyColumn]:
        """Money columns, taken apart."""
        return {
            item.name: read_money(self.columns[item.name])
            for item in self.fields
            if item.type is FieldType.MONEY
        }

    @cached_property
    def signs(self) -> Signs:
        """The decimal sign of every numeric and money column."""
        text = self.options.decimal or self.options.said("decimal")
        if text not in (None, "comma", "point"):
            raise IntakeError(f"{text!r} is no decimal sign.", fix="Answer comma or point.")
        columns = {
            c.column.header: Numbers(
                c.vote, {} if c.vote.sign else {t: number for t, (number, _) in c.cells.items()}
            )
            for c in self.numbers.values()
        }
        columns |= {
            c.column.header: Numbers(
                c.vote + signs.header_vote(c.column.header),
                {t: cell.number for t, cell in c.cells.items() if cell},
                self._scaled(name, c),
            )
            for name, c in self.money.items()
        }
        told: Sign | None = "comma" if text == "comma" else "point" if text == "point" else None
        habits = Habits(self.workbook, self._locale(), self.source.delimiter == ",")
        return signs.settle(columns, told=told, habits=habits)

    def _scaled(self, name: str, column: MoneyColumn) -> bool:
        """Whether something says that one unit of a column is a thousand or more."""
        said = self.options.units.get(name) or self.options.said("money_unit")
        stated = {column.header.magnitude, *(unit_in(line).magnitude for line in self.lines)}
        stated |= {cell.unit.magnitude for cell in column.cells.values() if cell}
        stated |= {money_units.told_unit(said)} if said else set()
        return bool(stated - {None, "one"})

    def _locale(self) -> Sign | None:
        """What currency signs and dotted dates suggest about the decimal sign; None if they do not agree."""
        found: set[Sign] = set()
        coins = {coin for column in self.money.values() for coin in column.currencies}
        coins |= {code for column in self.money.values() if (code := column.header.currency)}
        if coins:
            found.add("point") if coins <= POINT_CURRENCIES | {"$"} else None
        dotted = any(family.startswith(".") for column in self.dates.values() for family in column.votes())
        if dotted and not coins & POINT_CURRENCIES:
            found.add("comma")
        return found.pop() if len(found) == 1 else None

    def signed(self, header: str) -> Signed:
        """How the numbers of a column are read."""
        return self.signs.by.get(header, Signed("point", self.workbook))

    @cached_property
    def amounts(self) -> Amounts:
        """Unit and currency of every money column."""
        headers = [column.header for column in self.columns.values()]
        words = self.columns["status"].counts if "status" in self.columns else ()
        return amounts.settle(
            self.money, signs=self.signs.by, lines=self.lines, spoken=[*headers, *words], options=self.options
        )
