"""The date that a file describes: a column, the user's word, title rows, the file name; else today."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import PurePath

from pmo_core.errors import IntakeError
from pmo_core.intake.options import Options
from pmo_core.intake.table import CoverLine
from pmo_core.intake.values.cells import Problem, Typed, issues_of
from pmo_core.intake.values.date_cells import DateColumn
from pmo_core.intake.values.date_orders import ORDER_WORDS
from pmo_core.intake.values.days import Day, OpenDay, made, read_day
from pmo_core.intake.values.missing import clean
from pmo_core.intake.values.periods import Calendar, Span, read_period
from pmo_core.intake.values.traces import days_in, from_lines, name_spaced, noted, six_digits, spans_in
from pmo_core.model import Choice, FieldType, Guess, Issue, Question

FIRST, LAST = "first", "last"
"""Answers for a column of periods: the first or the last day of each."""

_NO_DATE = Problem(
    "as_of.missing",
    "No date stands here; the row is read as of {}.",
    "Fill in the date that the row describes.",
)


@dataclass
class AsOf:
    """The as-of of every row (None = the same for all: `same`), and how it was found."""

    same: date | None = None
    rows: Sequence[date | None] | None = None
    assumed: bool = False
    guesses: list[Guess] = field(default_factory=list[Guess])
    issues: list[Issue] = field(default_factory=list[Issue])
    questions: list[Question] = field(default_factory=list[Question])


def told_as_of(options: Options) -> date | None:
    """
    The as-of that the user named by option or answer.

    Raises:
        IntakeError: If the answer is not a date.
    """
    if options.as_of or not (text := options.said("as_of")) or text in (FIRST, LAST):
        return options.as_of
    reading = read_day(text, pivot=date.max.year // 5)
    if not isinstance(reading, Day):
        raise IntakeError(f"{text!r} is not a date.", fix="Answer with a date such as 2026-03-31.")
    return reading.value


def settle(
    column: tuple[DateColumn, Typed] | None,
    *,
    lines: Sequence[str],
    notes: Sequence[str],
    cover: Sequence[CoverLine] = (),
    label: str,
    options: Options,
    today: date,
    day_first: bool | None,
    calendar: Calendar,
) -> AsOf:
    """
    Find the as-of date of the rows of a file.

    Args:
        column: The mapped as-of column, taken apart and typed, if there is one.
        lines: Lines above the table.
        notes: Lines below it: they count only where they say "as of" right before a date.
        cover: Lines of other sheets; they count alike, where they name one day.
        label: The file's name.
        options: What the user said.
        today: Used, and marked assumed, if the file bears no trace of a date.
        day_first: The order decided for the other dates of the file.
        calendar: How fiscal years in titles and names are read.
    """
    told = told_as_of(options)
    if column and (found := _from_column(*column, told=told, said=options.said("as_of"), calendar=calendar)):
        return found
    if told:
        return AsOf(told, guesses=[Guess("as_of", told.isoformat(), "as you said")])
    stem = name_spaced(PurePath(label).stem)
    places = (
        (lines, "above the table"),
        (noted(notes), "below the table"),
        _on_cover(cover, pivot=calendar.pivot),
        ([stem], "in the file name"),
    )
    for texts, where in places:
        day = from_lines(texts, day_first=day_first, pivot=calendar.pivot)
        if day and isinstance(day[0], date):
            return AsOf(day[0], guesses=[Guess("as_of", day[0].isoformat(), f"{where}: {day[1]}")])
        if day and isinstance(day[0], OpenDay):
            made_days = {ORDER_WORDS[order]: day[0].as_date(day_first=order) for order in (True, False)}
            return AsOf(questions=[_days_question({w: d for w, d in made_days.items() if d}, where=where)])
    for text in (*lines, stem):
        for piece, span in spans_in(text, calendar=calendar):
            where = "The file name" if text is stem else f"“{clean(text)[:60]}” above the table"
            return AsOf(questions=[span_question({piece: span}, where=where)])
    return _from_digits(stem, today=today)


def _on_cover(cover: Sequence[CoverLine], *, pivot: int) -> tuple[list[str], str]:
    """The line of a cover that says "as of" before a date, and its sheet; none where covers disagree."""
    found = {line.sheet: texts for line in cover if (texts := noted([line.text]))}
    texts = [text for line in cover for text in noted([line.text])]
    days = {str(day) for text in texts for day in days_in(text, day_first=None, pivot=pivot)}
    return (texts, f"on sheet “{next(iter(found))}”") if len(days) == 1 else ([], "")


def _from_digits(stem: str, *, today: date) -> AsOf:
    """Six digits in the file name as a last resort, then today."""
    days = six_digits(stem, pivot=today.year)
    if len(days) == 1:
        return AsOf(
            days[0], guesses=[Guess("as_of", days[0].isoformat(), f"in the file name: {stem}", (), "likely")]
        )
    if days:
        ways = {f"{stem}, read as {day:%-d %B %Y}": day for day in days}
        return AsOf(questions=[_days_question(ways, where="in the file name")])
    why = "nothing in the file says which date it describes"
    return AsOf(today, assumed=True, guesses=[Guess("as_of", today.isoformat(), why, (), "likely")])


def _from_column(
    column: DateColumn, typed: Typed, *, told: date | None, said: str | None, calendar: Calendar
) -> AsOf | None:
    """The as-of of each row by its column; None if the column holds neither a day nor a period."""
    header = column.column.header
    spans = {
        text: span
        for text in column.column.present(FieldType.DATE)
        if column.read.get(text) is None
        and not column.serials
        and (span := read_period(text, calendar=calendar))
    }
    days = [value for value in typed.values if isinstance(value, date)]
    if not days:
        return None
    if told and spans and len(spans) == 1 and len(set(days)) == 1:
        return AsOf(told, guesses=[Guess("as_of", told.isoformat(), "as you said")])
    by_text = {text: _within(span, told, said=said) for text, span in spans.items()}
    fallback = told or max([*by_text.values(), *(day for day in days if not spans)], default=max(days))
    given = [
        by_text.get(text) or (value if isinstance(value, date) else None)
        for text, value in zip(column.column.texts, typed.values, strict=True)
    ]
    undated = {at for at, kind in typed.missing if kind != "unparseable"}
    cells = [(column.column.rows[at], column.column.texts[at]) for at in sorted(undated)]
    problem = Problem(_NO_DATE.code, _NO_DATE.problem.format(fallback.isoformat()), _NO_DATE.fix)
    found = AsOf(rows=[day or fallback for day in given], issues=issues_of(problem, cells, column=header))
    if spans and told is None and said not in (FIRST, LAST):
        # the fallback of rows without a date is not known yet, so nothing is said about them
        asked = span_question(spans, where=f"Column “{header}”")
        apart = (
            f"{asked.evidence} If it dates each project and not the list, let no column be the as-of date: "
            "under Columns on the page, by --map as_of=- on the command line."
        )
        found.issues, found.questions = [], [replace(asked, evidence=apart)]
    else:
        which = f", {said or 'told'} day of each period" if spans else ""
        found.guesses.append(Guess("as_of", "by row", f"column {header}{which}"))
    return found


def _within(span: Span, told: date | None, *, said: str | None) -> date:
    """The told day and month within a span: 31 March of each year of a stack of years; else its last day."""
    if said == FIRST:
        return span.start
    for year in (span.start.year, span.end.year) if told else ():
        day = made(year, told.month, told.day) if told else None
        if day and span.start <= day <= span.end:
            return day
    return span.end


def span_question(spans: Mapping[str, Span], *, where: str) -> Question:
    """Ask for the day where the file names only months, quarters or years."""
    text, span = max(spans.items(), key=lambda item: item[1].end)
    name = clean(text)
    days = [date(span.end.year, month, day) for month, day in ((3, 31), (6, 30), (9, 30))]
    days = [day for day in days if span.grain == "year" and day != span.end]
    if len(spans) == 1:
        days = sorted((*days, span.end))  # as in the calendar: nothing says which is likelier
        choices = tuple(Choice(day.isoformat(), f"the state on {day:%-d %B %Y}") for day in days)
        grain = "half year" if span.grain == "half" else span.grain.replace("_", " ")
        option, asks = f"--as-of {choices[0].value}", "Which day does this file describe?"
        evidence = f"{where} says {name}: a {grain}, not a day, and nothing else names the day."
    else:
        each = [(LAST, span.end), (FIRST, span.start)]
        ends = [Choice(side, f"the {side} day of each period: {name} → {day}") for side, day in each]
        yearly = [Choice(day.isoformat(), f"{day:%-d %B} of each year: {name} → {day}") for day in days]
        choices, option = (*ends, *yearly), f"--answer as_of={LAST}"
        asks = "Which day of each period do the rows describe?"
        evidence = f"{where} names {len(spans)} periods such as {name}, which are not days."
    return Question("as_of", asks, choices, option, evidence, field="as_of")


def _days_question(days: Mapping[str, date], *, where: str) -> Question:
    choices = tuple(Choice(day.isoformat(), f"{words} → {day.isoformat()}") for words, day in days.items())
    return Question(
        "as_of",
        "Which day does this file describe?",
        choices,
        f"--as-of {choices[0].value}",
        f"A date {where} can be read in more than one way.",
        field="as_of",
    )
