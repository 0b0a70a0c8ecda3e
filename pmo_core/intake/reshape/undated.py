"""Figures without a column of periods: they describe the period that the file names, or it is asked."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import PurePath
from typing import Final

from pmo_core.intake.mapping.guard import ENOUGH, share_reading
from pmo_core.intake.mapping.match import Samples
from pmo_core.intake.options import Options
from pmo_core.intake.table import RawTable
from pmo_core.intake.values.asof import settle
from pmo_core.intake.values.cells import Column
from pmo_core.intake.values.periods import Calendar
from pmo_core.intake.values.shared import field_named
from pmo_core.intake.values.traces import name_spaced, spans_in
from pmo_core.model import Choice, Guess, Kind, Question

PERIOD: Final = "Period of the file"
"""The header of the column that is added."""


@dataclass(frozen=True)
class Dated:
    """The table with a column of its one period, or the question which period that is."""

    raw: RawTable
    question: Question | None = None


def dated(raw: RawTable, options: Options, *, today: date) -> Dated | None:
    """
    Give every row the period that the user, a title, a cover or the file's name tells.

    Args:
        raw: A table of figures for whose period no column was found.
        options: What the user said.
        today: The day up to which figures can be known.

    Returns:
        None where a column could still hold the periods: which one is then asked.
    """
    field = field_named(Kind.KPIS, "period")
    columns = [
        Column(header, texts, raw.rows) for header, texts in zip(raw.headers, raw.columns, strict=True)
    ]
    taken = Samples.of(columns, repeated=raw.repeated, pivot=today.year)
    for header, column in taken.columns.items():
        if taken.filled(header) and share_reading(column, field, pivot=today.year) >= ENOUGH:
            return None
    day_first = {"day-first": True, "month-first": False}.get(options.dates or "")
    source = raw.source
    calendar = Calendar(today.year)
    found = settle(
        None,
        lines=source.title_lines,
        notes=source.note_lines,
        cover=source.cover,
        label=source.label,
        options=options,
        today=today,
        day_first=day_first,
        calendar=calendar,
    )
    if found.same and not found.assumed:
        return _with(raw, found.same.isoformat(), found.guesses[0].evidence)
    names = (*source.title_lines, name_spaced(PurePath(source.label).stem))
    spans = {span: text for line in names for text, span in spans_in(line, calendar=calendar)}
    if found.questions and len(spans) == 1:
        text = next(iter(spans.values()))
        return _with(raw, text, "the title or the name of the file says so")
    return Dated(raw, found.questions[0] if found.questions else _question(today))


def _with(raw: RawTable, text: str, evidence: str) -> Dated:
    guess = Guess("period", text, evidence, (), "likely")
    return Dated(
        replace(
            raw,
            headers=(*raw.headers, PERIOD),
            columns=(*raw.columns, (text,) * len(raw.rows)),
            guesses=(*raw.guesses, guess),
        )
    )


def _question(today: date) -> Question:
    """Ask for the day, with the ends of the last month, quarter and year to choose from."""
    month = today.replace(day=1) - timedelta(days=1)
    quarter = date(today.year, 3 * ((today.month - 1) // 3) + 1, 1) - timedelta(days=1)
    year = date(today.year - 1, 12, 31)
    days = {
        today: "today",
        month: "the end of last month",
        quarter: "the end of last quarter",
        year: "the end of last year",
    }
    choices = tuple(Choice(day.isoformat(), words) for day, words in days.items())
    return Question(
        "as_of",
        "Which day do these figures describe?",
        choices,
        f"--as-of {month.isoformat()}",
        "No column holds a period, and neither a title nor the name of the file says one.",
        field="period",
    )
