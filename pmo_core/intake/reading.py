"""From a file to checked rows: read, recognise, type, check. One call for page and command line."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

import pyarrow as pa

from pmo_core.fields import PartField
from pmo_core.intake.coded import without_collection
from pmo_core.intake.files.twice import repaired
from pmo_core.intake.layout.control import held_against
from pmo_core.intake.layout.of_columns import guesses_of_columns, issues_of_columns, questions_of_columns
from pmo_core.intake.mapping.dead_end import refuse_dead_end
from pmo_core.intake.mapping.ratings import pair
from pmo_core.intake.mapping.recognise import Recognised
from pmo_core.intake.options import Options
from pmo_core.intake.read import read_table
from pmo_core.intake.reshape.by_hand import mended
from pmo_core.intake.reshape.last_contact import last_contacts
from pmo_core.intake.reshape.reshaped import reshaped
from pmo_core.intake.reshape.stage_dates import StageDates, dates_of_stages
from pmo_core.intake.reshape.year_costs import YearCosts, costs_by_year
from pmo_core.intake.rows.assemble import assemble
from pmo_core.intake.rows.check import too_many_refused, undated
from pmo_core.intake.rows.derive import Rows
from pmo_core.intake.rows.own_ratings import told_settings
from pmo_core.intake.table import RawTable, Source
from pmo_core.intake.values.shared import Sheet
from pmo_core.limits import IntakeLimits
from pmo_core.model import Guess, Issue, Kind, Question, Severity


@dataclass(frozen=True)
class Reading:
    """
    A file as rows of one kind, or the questions that keep it from being that.

    `table` holds the columns of schema.sql without the part; it is None while questions are open and when the
    file is refused (an issue `file.refused` says why). `missing` has row, field, kind and raw, `scores` row,
    name and value. `offers` are questions that may stay open, such as words that nothing maps; `beside` the
    rows of another kind that the file holds too. loaded + refused + skipped = read. `as_of` are the distinct
    dates that the rows describe, none while they are asked for.
    """

    kind: Kind
    table: pa.Table | None
    missing: pa.Table | None
    scores: pa.Table | None
    fields: tuple[PartField, ...]
    mapping: dict[str, str]
    unmapped: tuple[str, ...]
    guesses: tuple[Guess, ...]
    issues: tuple[Issue, ...]
    questions: tuple[Question, ...]
    as_of: tuple[date, ...]
    as_of_assumed: bool
    date_order: str | None
    rolling: bool
    rows_read: int
    rows_loaded: int
    rows_refused: int
    rows_skipped: int
    source: Source
    raw: RawTable = field(repr=False)
    offers: tuple[Question, ...] = ()
    beside: tuple[Reading, ...] = ()


def interpret(content: bytes, label: str, options: Options, *, limits: IntakeLimits, today: date) -> Reading:
    """
    Read a file and make typed, checked rows of it.

    Args:
        content: The bytes of the file.
        label: Its name, never used as a path.
        options: What the user said about it.
        limits: How much is taken in.
        today: The date of the import; as-of of files that bear no trace of a date.

    Returns:
        The reading; without a table while questions are open or if the file is refused.

    Raises:
        IntakeError: If the file cannot be read as a table, or an option names what is not there.
    """
    with without_collection():
        return interpret_table(read_table(content, label, options, limits), options, today=today)


def interpret_table(raw: RawTable, options: Options, *, today: date) -> Reading:
    """Make typed, checked rows of a table already read; see `interpret`."""
    reading = _interpreted(raw, options, today=today)
    if not raw.source.transposed:
        return reading
    return replace(
        reading,
        guesses=guesses_of_columns(reading.guesses),
        issues=issues_of_columns(reading.issues),
        questions=questions_of_columns(reading.questions),
        offers=questions_of_columns(reading.offers),
    )


def _interpreted(raw: RawTable, options: Options, *, today: date) -> Reading:
    shaped = reshaped(repaired(mended(raw, options), options), options, today=today)
    raw, options, columns, found = shaped.raw, shaped.options, shaped.columns, shaped.found
    if raw.questions or any(question.id == "kind" for question in found.questions):
        return _asking(raw, found, questions=raw.questions or tuple(found.questions))
    refuse_dead_end(found.kind, found.questions)
    mapping = pair(found, columns, options=options, repeated=raw.repeated)
    sheet = Sheet(
        found.kind,
        {name: columns[header] for name, header in mapping.items()},
        raw.source,
        options,
        today=today,
        typed_dates=raw.typed_dates,
        effort_unit=found.effort_unit,
    )
    rows = assemble(sheet, found, columns=columns, repeated=raw.repeated)
    reading = _with_parts(_reading(raw, found, rows, sheet=sheet), options, today=today)
    declared = told_settings(sheet)
    if reading.table is None or declared is None:
        return reading
    return replace(reading, beside=(*reading.beside, _settings(raw, found, declared)))


def _settings(raw: RawTable, found: Recognised, rows: pa.Table) -> Reading:
    """What the user said of a file that holds for the portfolio: settings, loaded with it."""
    count = rows.num_rows
    bare = replace(raw, guesses=(), issues=(), rows_read=count, rows_refused=0, rows_skipped=0)
    empty = _asking(bare, replace(found, guesses=[]), questions=())
    return replace(empty, kind=Kind.SETTINGS, table=rows, rows_loaded=count, mapping={}, unmapped=())


def _with_parts(reading: Reading, options: Options, *, today: date) -> Reading:
    """A list of people with their last contacts, or of projects with costs per year and dates of stages."""
    raw, mapping, pivot = reading.raw, reading.mapping, today.year
    if reading.kind is Kind.STAKEHOLDERS and (last := last_contacts(raw, mapping, pivot=pivot)):
        return _with(reading, last[0], replace(options, kind=Kind.CONTACTS, mapping=last[1]), today=today)
    if reading.kind is not Kind.PROJECTS:
        return reading
    if costs := costs_by_year(raw, mapping, options=options, pivot=pivot):
        own = replace(options, kind=Kind.PROJECT_COSTS, mapping={}, units=costs.units)
        reading = _with(reading, costs.raw, own, today=today, part=costs)
    if stages := dates_of_stages(raw, mapping, free=reading.unmapped, pivot=pivot):
        own = replace(options, kind=Kind.MILESTONES, mapping=stages.mapping, units={})
        reading = _with(reading, stages.raw, own, today=today, part=stages)
    return reading


def _with(
    reading: Reading,
    raw: RawTable,
    options: Options,
    *,
    today: date,
    part: YearCosts | StageDates | None = None,
) -> Reading:
    """A reading with the rows of another kind that its file holds; their questions are asked with its own."""
    answers = {name: text for name, text in options.answers.items() if not name.startswith("map.")}
    other = interpret_table(raw, replace(options, answers=answers), today=today)
    asked = {question.id for question in reading.questions}
    questions = (*reading.questions, *(one for one in other.questions if one.id not in asked))
    ready = not questions and reading.table is not None
    used, guesses = (part.columns, (part.guess,)) if part else ((), ())
    return replace(
        reading,
        guesses=(*reading.guesses, *guesses),
        table=reading.table if ready else None,
        missing=reading.missing if ready else None,
        scores=reading.scores if ready else None,
        rows_loaded=reading.rows_loaded if ready else 0,
        unmapped=tuple(h for h in reading.unmapped if h not in {*used, *other.mapping.values()}),
        issues=(*reading.issues, *other.issues),
        questions=questions,
        beside=(*reading.beside, other),
    )


def _asking(raw: RawTable, found: Recognised, *, questions: tuple[Question, ...]) -> Reading:
    """What can be said while it is not even clear what the table is."""
    return Reading(
        kind=found.kind,
        table=None,
        missing=None,
        scores=None,
        fields=(),
        mapping=found.mapping,
        unmapped=_unmapped(raw, set(found.mapping.values())),
        guesses=(*raw.guesses, *found.guesses),
        issues=raw.issues,
        questions=questions,
        as_of=(),
        as_of_assumed=False,
        date_order=None,
        rolling=False,
        rows_read=raw.rows_read,
        rows_loaded=0,
        rows_refused=raw.rows_refused,
        rows_skipped=raw.rows_skipped,
        source=raw.source,
        raw=raw,
    )


def _unmapped(raw: RawTable, used: set[str]) -> tuple[str, ...]:
    return tuple(header for header in raw.headers if header not in used)


def _reading(raw: RawTable, found: Recognised, rows: Rows, *, sheet: Sheet) -> Reading:
    refused = raw.rows_refused + rows.refused
    skipped = raw.rows_skipped + rows.repeated
    questions = (*found.questions, *rows.questions)
    whole = too_many_refused(read=raw.rows_read, refused=refused, skipped=skipped)
    ready = not questions and whole is None
    issues = (*raw.issues, *found.issues, *rows.issues)
    if rows.kept:
        unfit = {one.row for one in issues if one.severity is Severity.ERROR and one.row is not None}
        issues = held_against(issues, raw.totals, loaded=rows.kept, refused=unfit)
    used = {part.column for part in rows.parts} | rows.dimension_headers | rows.side_headers
    return Reading(
        kind=found.kind,
        table=rows.table if ready else None,
        missing=rows.missing if ready else None,
        scores=rows.scores if ready else None,
        fields=tuple(rows.parts),
        mapping={part.field: part.column for part in rows.parts},
        unmapped=_unmapped(raw, used),
        guesses=(*raw.guesses, *found.guesses, *rows.guesses),
        issues=(*((whole,) if whole else ()), *issues),
        questions=questions,
        as_of=() if undated(questions, dated="as_of" in sheet.columns) else rows.as_of,
        as_of_assumed=rows.as_of_assumed,
        date_order=sheet.orders.name,
        rolling=rows.rolling,
        rows_read=raw.rows_read,
        rows_loaded=rows.loaded if ready else 0,
        rows_refused=refused,
        rows_skipped=skipped,
        source=raw.source,
        raw=raw,
        offers=(*raw.offers, *found.offers, *rows.offers),
    )
