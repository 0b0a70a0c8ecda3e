"""Typed columns to rows: as-of, names, currency, series, keys; then the tables that the store takes."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from datetime import date
from typing import Final

import pyarrow as pa

from pmo_core.intake.coded import Coded, coded
from pmo_core.intake.mapping.header_words import header_words
from pmo_core.intake.mapping.recognise import Recognised
from pmo_core.intake.rows import coins, duplicates
from pmo_core.intake.rows.by_name import by_name
from pmo_core.intake.rows.check import rows_that_disagree
from pmo_core.intake.rows.derive import Rows, settle_as_of, settle_ids, settle_names, settle_scale
from pmo_core.intake.rows.duplicates import Keyed
from pmo_core.intake.rows.fill import Filled, fill
from pmo_core.intake.rows.finished import settle_finished
from pmo_core.intake.rows.keys import plain_text
from pmo_core.intake.rows.readings import settle_readings
from pmo_core.intake.rows.tables import table
from pmo_core.intake.values.cells import Column
from pmo_core.intake.values.shared import Sheet
from pmo_core.intake.wording.headers import normalise
from pmo_core.intake.wording.units import currency_headers
from pmo_core.model import Guess, Issue, Kind, Missing, Question

ROLLING_SHARE: Final = 0.5
"""If a date lists fewer than this share of all projects on average, each project has its own date."""


def _side_column(columns: Mapping[str, Column], names: frozenset[str], used: set[str]) -> Column | None:
    """A column that is read beside the mapped ones: status category, currency."""
    found = (c for h, c in columns.items() if h not in used and normalise(h) in names)
    return next((c for c in found if any(text.strip() for text in c.counts)), None)


def _settle_keys(
    sheet: Sheet, filled: Filled, rows: Rows, *, extra: Sequence[Column], passed: Sequence[Column]
) -> Keyed | None:
    needed = {"series", "period"} if sheet.kind is Kind.KPIS else set[str]()
    if not filled.values or needed - set(filled.values):
        return None
    compared = [*sheet.columns.values(), *extra]
    numbers = compared[0].rows
    texts = [column.texts for column in compared]
    order = ("project_id", "objective_id", "stakeholder_id", "milestone_id", "lesson_id", "name", "title")
    named = next((sheet.columns[name].header for name in order if name in sheet.columns), compared[0].header)
    found = duplicates.settle(
        sheet.kind,
        filled.values,
        rows=numbers,
        texts=lambda at: tuple(plain_text(column[at]) for column in texts),
        column=named,
        answer=sheet.options.said("duplicates"),
    )
    rows.refused, rows.repeated, rows.loaded = found.refused, found.repeated, len(found.kept)
    rows.kept = numbers if len(found.kept) == len(numbers) else [numbers[at] for at in found.kept]
    rows.issues += found.issues
    if found.by_name and sheet.kind is Kind.PROJECTS:
        rows.issues.append(by_name(sheet.columns.get("project_id"), passed=passed))
    rows.questions += found.questions
    filled.values |= {"row": numbers, "key": found.keys, "deleted": Coded.same(False, len(numbers))}
    filled.values["project_key"] = found.identities
    return found


def _settle(sheet: Sheet, filled: Filled, rows: Rows, *, columns: Mapping[str, Column]) -> None:
    """What a row gets beyond its cells, apart from date and currency."""
    settle_ids(sheet, filled, rows=rows)
    settle_names(sheet, filled, rows=rows)
    settle_scale(sheet, filled)
    settle_readings(sheet, filled, rows=rows, columns=columns)


def _missing_table(sheet: Sheet, filled: Filled, kept: Container[int]) -> pa.Table:
    rows: list[int] = []
    fields: list[str] = []
    kinds: list[str] = []
    raws: list[str] = []
    for name, cells in filled.missing.items():
        column = sheet.columns[name]
        for at, kind in cells:
            if at in kept:
                rows.append(column.rows[at])
                fields.append(name)
                kinds.append(kind.value)
                raws.append("" if kind is Missing.BLANK else column.texts[at])
    schema = pa.schema(
        [("row", pa.int32()), ("field", pa.string()), ("kind", pa.string()), ("raw", pa.string())]
    )
    return pa.table([rows, fields, kinds, raws], schema=schema)


def _scores_table(sheet: Sheet, filled: Filled, kept: Sequence[int]) -> pa.Table:
    cells = [
        (sheet.columns[name].rows[at], name.removeprefix("score."), value)
        for name, values in filled.values.items()
        if name.startswith("score.")
        for at in kept
        if (value := values[at]) is not None
    ]
    schema = pa.schema([("row", pa.int32()), ("name", pa.string()), ("value", pa.float64())])
    return pa.table([list(part) for part in zip(*cells, strict=True)] or [[], [], []], schema=schema)


def _rolling(sheet: Sheet, filled: Filled, rows: Rows, kept: Sequence[int]) -> None:
    days = coded(filled.values["as_of"]).take(kept).used() if "as_of" in filled.values else []
    rows.as_of = tuple(sorted({day for day in days if isinstance(day, date)}))
    told = sheet.options.chosen_source
    if sheet.kind is not Kind.PROJECTS or (len(rows.as_of) < 2 and told is None):
        rows.rolling = False
        return
    projects = len(set(coded(filled.values["project_key"]).take(kept).used()))
    listed = len(kept) / len(rows.as_of) if rows.as_of else 0
    rows.rolling = told == "rolling" if told else listed < ROLLING_SHARE * projects
    many = "1 date lists" if len(rows.as_of) == 1 else f"each of {len(rows.as_of)} dates lists about"
    why = f"{many} {listed:.0f} of {projects} projects"
    value, other = ("rolling", "full") if rows.rolling else ("full", "rolling")
    rows.guesses.append(Guess("source", value, why, (other,), "sure" if told else "likely"))


def _compared(
    sheet: Sheet, filled: Filled, *, kept: Sequence[int], entered: Column | None, asked: set[str]
) -> list[Issue]:
    """Rows whose dates contradict each other, by what no open question may change."""
    return rows_that_disagree(
        sheet.kind,
        filled.values,
        columns=sheet.columns,
        kept=kept,
        today=sheet.today,
        made=(entered, sheet.beside(entered)) if entered else None,
        asked=asked,
    )


def assemble(
    sheet: Sheet,
    found: Recognised,
    *,
    columns: Mapping[str, Column],
    repeated: Mapping[str, tuple[str, ...]],
) -> Rows:
    """
    Make rows of the mapped columns.

    Args:
        sheet: The mapped columns.
        found: Kind and mapping with their open questions.
        columns: All columns of the file, for those that are read beside the mapped ones.
        repeated: Header → its repeats.
    """
    used = {column.header for column in sheet.columns.values()}
    status = _side_column(columns, header_words("status_category"), used)
    filled = fill(sheet, status_category=status)
    rows = Rows(parts=filled.parts, offers=filled.offers)
    count = len(next(iter(columns.values())).texts) if columns else 0
    settle_as_of(sheet, filled, rows=rows, count=count)
    currency = _side_column(columns, currency_headers(), used)
    coins.settle(sheet, filled, named=currency)
    beside = (status if "status" in sheet.columns else None, currency if sheet.money else None)
    rows.side_headers = {column.header for column in beside if column}
    _settle(sheet, filled, rows, columns=columns)
    extra = [columns[header] for header in rows.dimension_headers]
    passed = [columns[one.header] for one in found.match.failed if one.field == "project_id"]
    keyed = None if found.match.lacking else _settle_keys(sheet, filled, rows, extra=extra, passed=passed)
    rows.guesses = [*filled.guesses, *rows.guesses]
    rows.issues = [*filled.issues, *rows.issues]
    rows.questions = _once([*rows.questions, *filled.questions])
    if keyed is None:
        return rows
    _rolling(sheet, filled, rows, keyed.kept)
    finished = settle_finished(sheet, filled, kept=keyed.kept)
    rows.issues += [finished] if finished else []
    entered = _side_column(columns, header_words("created"), used) if "done" in sheet.columns else None
    asked = {question.id for question in (*rows.questions, *found.questions)}
    rows.issues += _compared(sheet, filled, kept=keyed.kept, entered=entered, asked=asked)
    if not asked:
        whole = len(keyed.kept) == count
        rows.table = table(sheet.kind, filled.values, kept=None if whole else keyed.kept)
        rows.missing = _missing_table(sheet, filled, keyed.kept if whole else set(keyed.kept))
        rows.scores = _scores_table(sheet, filled, keyed.kept)
    return rows


def _once(questions: Sequence[Question]) -> list[Question]:
    """Each question once, the first of its kind."""
    return list({question.id: question for question in reversed(questions)}.values())[::-1]
