"""All mapped columns of a file as typed values, with the missing cells and everything found on the way."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

from pmo_core.errors import IntakeError
from pmo_core.fields import PartField
from pmo_core.intake.mapping.guard import WORDED
from pmo_core.intake.rows.series import dash_calendar, read_spans
from pmo_core.intake.values import fiscal, zeros
from pmo_core.intake.values.cells import Column, Problem, Typed, typed
from pmo_core.intake.values.dates import type_dates
from pmo_core.intake.values.durations import type_duration
from pmo_core.intake.values.figures import WHOLE_MAX, type_number, type_percent
from pmo_core.intake.values.grades import type_grade, type_level, type_priority
from pmo_core.intake.values.missing import TEXT_TYPES
from pmo_core.intake.values.money import type_money
from pmo_core.intake.values.offers import Words
from pmo_core.intake.values.periods import Span, read_period
from pmo_core.intake.values.shared import Sheet, field_named
from pmo_core.intake.values.standard import number_word
from pmo_core.intake.values.texts import type_text
from pmo_core.intake.values.worded import type_flag, type_rating, type_status, type_words
from pmo_core.model import Field, FieldType, Guess, Issue, Kind, Missing, Question

FIRST_DAYS: Final = frozenset({"start", "baseline_date"})
"""Where a cell names only a month or a year, these fields take its first day, all others its last."""

_APRIL: Final = "4"


@dataclass
class Filled:
    """Typed columns by name, the missing cells by field, the source of each field, and what was found."""

    values: dict[str, Sequence[object]] = field(default_factory=dict[str, Sequence[object]])
    missing: dict[str, list[tuple[int, Missing]]] = field(
        default_factory=dict[str, list[tuple[int, Missing]]]
    )
    parts: list[PartField] = field(default_factory=list[PartField])
    spans: Sequence[Span | None] = ()
    guesses: list[Guess] = field(default_factory=list[Guess])
    issues: list[Issue] = field(default_factory=list[Issue])
    questions: list[Question] = field(default_factory=list[Question])
    offers: list[Question] = field(default_factory=list[Question])

    def note(self, found: Typed) -> None:
        """Take over what a column brought to light."""
        self.guesses.extend(found.guesses)
        self.issues.extend(found.issues)
        self.questions.extend(found.questions)
        self.offers.extend(found.offers)


def _date(sheet: Sheet, item: Field, column: Column) -> Typed:
    return type_dates(
        sheet.dates[item.name],
        orders=sheet.orders,
        calendar=dash_calendar(column, sheet.calendar),
        last_day=item.name not in FIRST_DAYS,
    )


def _money(sheet: Sheet, item: Field, column: Column) -> Typed:
    found = type_money(
        sheet.money[item.name],
        sign=sheet.signed(column.header).sign,
        magnitude=sheet.amounts.units[item.name],
        canonical=sheet.workbook,
    )
    found.currency = sheet.amounts.currencies[item.name]
    zeros.settle(found, column, field=item.name, answer=sheet.options.said(f"zero.{item.name}"))
    return found


def _number(sheet: Sheet, item: Field, column: Column) -> Typed:
    whole = item.type is FieldType.INTEGER
    if item.name == "year":
        return _year(sheet, column)
    numbers = sheet.numbers[item.name]
    signed = sheet.signed(column.header)
    section = WORDED.get(item.name)
    if section and any(number_word(text, section) is not None for text in column.counts):
        return _worded(sheet, item, column, section=section)
    return type_number(numbers, signed=signed, whole=whole, type_=item.type)


def _worded(sheet: Sheet, item: Field, column: Column, *, section: str) -> Typed:
    """Numbers given partly in words: weekly, positive, strongly agree."""
    numbers = sheet.numbers[item.name]
    signed = sheet.signed(column.header)
    unknown = Problem(
        "number.unreadable", "Not a number. The row is loaded without it.", "Write a number or a usual word."
    )

    def parse(text: str) -> object:
        word = number_word(text, section)
        cell = numbers.cells.get(text)
        value = word if word is not None else signed.value(cell[0]) if cell else None
        if value is None or (item.type is FieldType.INTEGER and abs(value) > WHOLE_MAX):
            return unknown
        return round(value) if item.type is FieldType.INTEGER else value

    found = typed(column, parse, type_=item.type)
    found.guesses.append(Guess(section, "words as numbers", column.header, (), "likely"))
    return found


def _year(sheet: Sheet, column: Column) -> Typed:
    """The year of a cost; a fiscal year goes by the year in which it begins."""
    calendar = dash_calendar(column, sheet.calendar)
    problem = Problem("year.unreadable", "Not a year. The row is refused.", "Write it as 2026 or 2025/26.")
    fiscal: dict[str, int] = {}

    def parse(text: str) -> object:
        span = read_period(text.strip().removesuffix(".0"), calendar=calendar)
        if span is None or span.grain not in ("year", "fiscal_year"):
            return problem
        if span.grain == "fiscal_year":
            fiscal[text] = span.start.year
        return span.start.year

    found = typed(column, parse, type_=FieldType.INTEGER)
    if fiscal:
        text, year = min(fiscal.items())
        why = f"{column.header}: {text.strip()} → {year}, the year in which it begins"
        found.guesses.append(Guess("fiscal_year", "by its first year", why, (), "likely"))
    return found


def _percent(sheet: Sheet, item: Field, column: Column) -> Typed:
    text = sheet.options.percent or sheet.options.said("percent")
    if text not in (None, "fraction", "whole"):
        raise IntakeError(f"{text!r} is no scale of percentages.", fix="Answer fraction or whole.")
    told: Literal["fraction", "whole"] | None = (
        None if text is None else "fraction" if text == "fraction" else "whole"
    )
    return type_percent(
        sheet.numbers[item.name], signed=sheet.signed(column.header), told=told, type_=item.type
    )


def _grade(sheet: Sheet, item: Field, column: Column) -> Typed:
    return type_grade(
        column,
        signed=sheet.signed(column.header),
        type_=item.type,
        risk=item.name == "risk",
        told=sheet.options.said("scale"),
        words=_words(sheet, item),
    )


def _words(sheet: Sheet, item: Field) -> Words:
    return Words.of(item, sheet.options.answers)


def rating_words(sheet: Sheet) -> Words | None:
    """What the user said about rating labels; None in kinds whose ratings are never scored."""
    return _words(sheet, field_named(sheet.kind, "rating")) if sheet.kind is Kind.PROJECTS else None


_TYPERS: Final[Mapping[FieldType, Callable[[Sheet, Field, Column], Typed]]] = {
    FieldType.DATE: _date,
    FieldType.MONEY: _money,
    FieldType.NUMBER: _number,
    FieldType.INTEGER: _number,
    FieldType.PERCENT: _percent,
    FieldType.SHARE: _percent,
    FieldType.ORDINAL: _grade,
    FieldType.VALUE: _grade,
    FieldType.DURATION: lambda s, i, c: type_duration(
        c, signed=s.signed(c.header), tool=s.effort_unit, told=s.options.units.get(i.name)
    ),
    FieldType.PRIORITY: lambda s, i, c: type_priority(c, signed=s.signed(c.header), words=_words(s, i)),
    FieldType.LEVEL: lambda s, i, c: type_level(
        c, signed=s.signed(c.header), answer=s.options.said("levels"), words=_words(s, i)
    ),
    FieldType.RATING: lambda s, i, c: type_rating(c, words=rating_words(s) if i.name == "rating" else None),
    FieldType.FLAG: lambda s, i, c: type_flag(c, words=_words(s, i)),
    FieldType.HORIZON: lambda s, i, c: type_words(c, words=_words(s, i)),
    FieldType.DIRECTION: lambda s, i, c: type_words(c, words=_words(s, i)),
}


def fill(sheet: Sheet, *, status_category: Column | None) -> Filled:
    """
    Type every mapped column of a file.

    Args:
        sheet: The mapped columns.
        status_category: A tool's own status category, which decides the standard status where it is known.
    """
    result = Filled()
    for item in sheet.fields:
        if item.name == "as_of":
            continue  # asof.py: it may need a question, or come from elsewhere
        column = sheet.columns[item.name]
        if item.type is FieldType.PERIOD:
            calendar = dash_calendar(column, sheet.calendar)
            found, result.spans = read_spans(sheet.dates[item.name], orders=sheet.orders, calendar=calendar)
        elif item.type is FieldType.STATUS:
            found, standards = type_status(column, category=status_category, words=_words(sheet, item))
            result.values["status_standard"] = standards
        elif item.type in _TYPERS:
            found = _TYPERS[item.type](sheet, item, column)
        else:
            found = type_text(column, item)
        result.values[item.name] = found.values
        if item.type not in TEXT_TYPES:
            result.missing[item.name] = found.missing
        result.parts.append(PartField(item.name, column.header, found.unit, found.currency))
        result.note(found)
    told = sheet.options.said("fiscal_start") is not None
    guess, offer = fiscal.settle(sheet.dates.values(), calendar=sheet.calendar, told=told)
    result.guesses += [guess] if guess else []
    result.offers += [offer] if offer else []
    result.guesses += sheet.orders.guesses + sheet.signs.guesses + sheet.amounts.guesses
    result.questions += (
        sheet.swapped[:1]
        + sheet.dashed
        + sheet.orders.questions[:1]
        + sheet.signs.questions
        + sheet.amounts.questions
    )
    return result
