"""Typed columns to rows: as-of, names, currency, series, keys; then the tables that the store takes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

import pyarrow as pa

from pmo_core.fields import FIELDS, PartField
from pmo_core.intake import asof, coins, keys
from pmo_core.intake.cells import Column, Problem
from pmo_core.intake.check import rows_that_disagree
from pmo_core.intake.dates import type_dates
from pmo_core.intake.fill import Filled, fill
from pmo_core.intake.headers import normalise
from pmo_core.intake.keys import Keyed
from pmo_core.intake.recognise import Recognised
from pmo_core.intake.series import dash_calendar, dimensions, series_keys
from pmo_core.intake.shared import Sheet
from pmo_core.intake.tables import table
from pmo_core.intake.units import currency_headers
from pmo_core.model import Guess, Issue, Kind, Missing, Question, Severity

ROLLING_SHARE: Final = 0.5
"""If a date lists fewer than this share of all projects on average, each project has its own date."""

_STATUS_CATEGORIES: Final = frozenset({"status category", "statuskategorie", "categorie d'etat"})
_NAME_FROM_ID: Final = Problem(
    "name.from_id",
    "No name is given; the id stands in for it.",
    "Map or fill the name column.",
    Severity.NOTE,
)


@dataclass
class Rows:
    """The rows of a file as the store takes them, and what was found on the way."""

    table: pa.Table | None = None
    missing: pa.Table | None = None
    scores: pa.Table | None = None
    parts: list[PartField] = field(default_factory=list[PartField])
    guesses: list[Guess] = field(default_factory=list[Guess])
    issues: list[Issue] = field(default_factory=list[Issue])
    questions: list[Question] = field(default_factory=list[Question])
    as_of: tuple[date, ...] = ()
    as_of_assumed: bool = False
    rolling: bool = False
    loaded: int = 0
    refused: int = 0
    repeated: int = 0
    dimension_headers: set[str] = field(default_factory=set[str])


def _side_column(columns: Mapping[str, Column], names: frozenset[str], used: set[str]) -> Column | None:
    """A column that is read beside the mapped ones: status category, currency."""
    found = (c for h, c in columns.items() if h not in used and normalise(h) in names)
    return next((c for c in found if any(text.strip() for text in c.counts)), None)


def _settle_as_of(sheet: Sheet, filled: Filled, rows: Rows, *, count: int) -> None:
    """Give every row its as-of date; a column that names no days is left to the question."""
    if not any(item.name == "as_of" for item in FIELDS[sheet.kind]):
        return
    column = None
    if "as_of" in sheet.columns:
        dated = sheet.dates["as_of"]
        calendar = dash_calendar(dated.column, sheet.calendar)
        column = (dated, type_dates(dated, orders=sheet.orders, calendar=calendar, last_day=True))
    orders = set(sheet.orders.by.values())
    found = asof.settle(
        column,
        lines=sheet.lines,
        label=sheet.source.label,
        options=sheet.options,
        today=sheet.today,
        day_first=orders.pop() if len(orders) == 1 else None,
        calendar=sheet.calendar,
    )
    rows.guesses += found.guesses
    rows.questions += found.questions
    rows.as_of_assumed = found.assumed
    filled.values["as_of"] = found.rows if found.rows is not None else [found.same] * count
    if column and found.rows is not None:
        rows.parts.append(PartField("as_of", column[0].column.header))
        filled.missing["as_of"] = column[1].missing
        rows.issues += column[1].issues


def _settle_names(sheet: Sheet, filled: Filled, rows: Rows) -> None:
    ids = filled.values.get("project_id")
    if sheet.kind is not Kind.PROJECTS or ids is None:
        return
    names = filled.values.get("name", [None] * len(ids))
    filled.values["name"] = [name or one for name, one in zip(names, ids, strict=True)]
    lacking = [at for at, name in enumerate(names) if name is None and ids[at] is not None]
    if lacking:
        problem = _NAME_FROM_ID
        where = f"{len(lacking)} rows: " + problem.problem
        rows.issues.append(Issue(problem.code, where, problem.fix, problem.severity))


def _settle_series(sheet: Sheet, filled: Filled, rows: Rows, *, columns: Mapping[str, Column]) -> None:
    if sheet.kind is not Kind.KPIS or "period" not in filled.values:
        return
    used = {column.header for column in sheet.columns.values()}
    split = dimensions([column for header, column in columns.items() if header not in used])
    rows.dimension_headers = {column.header for column in split}
    count = len(filled.values["period"])
    if "unit" not in filled.values and _all_percent(sheet):
        filled.values["unit"] = ["%"] * count
    units = filled.values.get("unit", [None] * count)
    series, texts = series_keys(filled.values.get("name", [None] * count), units, split)
    filled.values |= {"series": series, "dimensions": texts}
    filled.values["period_start"] = [span.start if span else None for span in filled.spans]
    filled.values["period_end"] = [span.end if span else None for span in filled.spans]
    filled.values["grain"] = [span.grain if span else None for span in filled.spans]
    if "direction" not in filled.values and "target" in sheet.columns:
        filled.values["direction"] = _directions(sheet.columns["target"])
    if split:
        rows.guesses.append(Guess("dimensions", ", ".join(c.header for c in split), "short repeated labels"))


def _all_percent(sheet: Sheet) -> bool:
    cells = sheet.numbers["value"].cells.values() if "value" in sheet.numbers else ()
    return bool(cells) and all(percent for _, percent in cells)


def _directions(target: Column) -> list[str | None]:
    signs = {">": "higher", "≥": "higher", "<": "lower", "≤": "lower"}
    return [signs.get(text.strip()[:1]) for text in target.texts]


def _settle_keys(sheet: Sheet, filled: Filled, rows: Rows, *, extra: Sequence[Column]) -> Keyed | None:
    needed = {"series", "period"} if sheet.kind is Kind.KPIS else set[str]()
    if not filled.values or needed - set(filled.values):
        return None
    compared = [*sheet.columns.values(), *extra]
    numbers = compared[0].rows
    texts = [column.texts for column in compared]
    order = ("project_id", "objective_id", "stakeholder_id", "milestone_id", "lesson_id", "name", "title")
    named = next((sheet.columns[name].header for name in order if name in sheet.columns), compared[0].header)
    found = keys.settle(
        sheet.kind,
        filled.values,
        rows=numbers,
        texts=lambda at: tuple(column[at].strip() for column in texts),
        column=named,
        answer=sheet.options.said("duplicates"),
    )
    rows.refused, rows.repeated, rows.loaded = found.refused, found.repeated, len(found.kept)
    rows.issues += found.issues
    rows.questions += found.questions
    filled.values |= {"row": numbers, "key": found.keys, "deleted": [False] * len(numbers)}
    filled.values["project_key"] = found.identities
    return found


def _missing_table(sheet: Sheet, filled: Filled, kept: set[int]) -> pa.Table:
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
    days = [filled.values["as_of"][at] for at in kept] if "as_of" in filled.values else []
    rows.as_of = tuple(sorted({day for day in days if isinstance(day, date)}))
    told = sheet.options.source
    if sheet.kind is not Kind.PROJECTS or (len(rows.as_of) < 2 and told is None):
        rows.rolling = False
        return
    projects = len({filled.values["project_key"][at] for at in kept})
    listed = len(kept) / len(rows.as_of) if rows.as_of else 0
    rows.rolling = told == "rolling" if told else listed < ROLLING_SHARE * projects
    why = f"{listed:.0f} of {projects} projects per date, {len(rows.as_of)} dates"
    value, other = ("rolling", "full") if rows.rolling else ("full", "rolling")
    rows.guesses.append(Guess("source", value, why, (other,), "sure" if told else "likely"))


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
    status = _side_column(columns, _STATUS_CATEGORIES, used)
    filled = fill(sheet, status_category=status)
    rows = Rows(parts=filled.parts)
    count = len(next(iter(columns.values())).texts) if columns else 0
    _settle_as_of(sheet, filled, rows, count=count)
    coins.settle(sheet, filled, named=_side_column(columns, currency_headers(), used))
    _settle_names(sheet, filled, rows)
    _settle_series(sheet, filled, rows, columns=columns)
    extra = [columns[header] for header in rows.dimension_headers]
    keyed = None if found.match.lacking else _settle_keys(sheet, filled, rows, extra=extra)
    rows.guesses = [*filled.guesses, *rows.guesses]
    rows.issues = [*filled.issues, *rows.issues]
    rows.questions = _once([*rows.questions, *filled.questions])
    if keyed is None:
        return rows
    _rolling(sheet, filled, rows, keyed.kept)
    rows.issues += rows_that_disagree(
        sheet.kind, filled.values, sheet.columns, kept=keyed.kept, today=sheet.today
    )
    if not rows.questions and not found.questions:
        whole = len(keyed.kept) == count
        rows.table = table(sheet.kind, filled.values, kept=None if whole else keyed.kept)
        rows.missing = _missing_table(sheet, filled, set(keyed.kept))
        rows.scores = _scores_table(sheet, filled, keyed.kept)
    return rows


def _once(questions: Sequence[Question]) -> list[Question]:
    """Each question once, the first of its kind."""
    return list({question.id: question for question in reversed(questions)}.values())[::-1]
