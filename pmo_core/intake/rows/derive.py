"""What rows get beyond their cells: as-of date, names, KPI series."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

import pyarrow as pa

from pmo_core.fields import FIELDS, PartField
from pmo_core.intake.coded import Coded
from pmo_core.intake.rows.check import ROUNDED
from pmo_core.intake.rows.fill import Filled
from pmo_core.intake.rows.series import dash_calendar
from pmo_core.intake.values import asof
from pmo_core.intake.values.cells import Problem, issues_of
from pmo_core.intake.values.dates import APPROXIMATE, type_dates
from pmo_core.intake.values.shared import Sheet
from pmo_core.intake.values.standard import number_word
from pmo_core.model import FieldType, Guess, Issue, Kind, Question, Severity

_NAME_FROM_ID = Problem(
    "name.from_id",
    "no name: the id stands in for it.",
    "Map or fill the name column.",
    Severity.NOTE,
)
_COLLIDED = Problem(
    "id.collided",
    "The id was shortened by a spreadsheet and now stands for several names: the row goes by its name.",
    "Export the column as text.",
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
    offers: list[Question] = field(default_factory=list[Question])
    as_of: tuple[date, ...] = ()
    as_of_assumed: bool = False
    rolling: bool = False
    loaded: int = 0
    kept: Sequence[int] = ()
    refused: int = 0
    repeated: int = 0
    dimension_headers: set[str] = field(default_factory=set[str])
    side_headers: set[str] = field(default_factory=set[str])


def settle_as_of(sheet: Sheet, filled: Filled, *, rows: Rows, count: int) -> None:
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
        lines=sheet.source.title_lines,
        notes=sheet.source.note_lines,
        cover=sheet.source.cover,
        label=sheet.source.label,
        options=sheet.options,
        today=sheet.today,
        day_first=orders.pop() if len(orders) == 1 else None,
        calendar=sheet.calendar,
    )
    rows.guesses += found.guesses
    rows.questions += found.questions
    rows.issues += found.issues
    rows.as_of_assumed = found.assumed
    filled.values["as_of"] = found.rows if found.rows is not None else Coded.same(found.same, count)
    if column and found.rows is not None:
        rows.parts.append(PartField("as_of", column[0].column.header))
        filled.missing["as_of"] = column[1].missing
        # which day of a period is taken is asked and told as a guess, not as a note
        rows.issues += [issue for issue in column[1].issues if issue.code != APPROXIMATE]


def settle_ids(sheet: Sheet, filled: Filled, *, rows: Rows) -> None:
    """Rounded ids that stand for several names tell nothing apart: the name takes their place."""
    name_field = "title" if sheet.kind is Kind.LESSONS else "name"
    if name_field not in filled.values:
        return
    for field_name in (item.name for item in FIELDS[sheet.kind] if item.type is FieldType.ID):
        ids = filled.values.get(field_name)
        if ids is None or not any(ROUNDED.fullmatch(text) for text in sheet.columns[field_name].counts):
            continue
        names: dict[object, set[object]] = {}
        for one, name in zip(ids, filled.values[name_field], strict=True):
            names.setdefault(one, set()).add(name)
        unfit = {one for one, known in names.items() if len(known) > 1 and ROUNDED.fullmatch(str(one))}
        places = [at for at, one in enumerate(ids) if one in unfit]
        if places:
            filled.values[field_name] = [None if one in unfit else one for one in ids]
            column = sheet.columns[field_name]
            cells = [(column.rows[at], column.texts[at]) for at in places]
            rows.issues += issues_of(_COLLIDED, cells, column=column.header)


def settle_names(sheet: Sheet, filled: Filled, *, rows: Rows) -> None:
    """A project without a name goes by its id, with a note."""
    ids = filled.values.get("project_id")
    if sheet.kind is not Kind.PROJECTS or ids is None:
        return
    names = filled.values.get("name", [None] * len(ids))
    filled.values["name"] = [name or one for name, one in zip(names, ids, strict=True)]
    lacking = [at for at, name in enumerate(names) if name is None and ids[at] is not None]
    if lacking:
        problem = _NAME_FROM_ID
        where = f"{'1 row has' if len(lacking) == 1 else f'{len(lacking):,} rows have'} {problem.problem}"
        rows.issues.append(Issue(problem.code, where, problem.fix, problem.severity))


def settle_scale(sheet: Sheet, filled: Filled) -> None:
    """Answers given in words lie on a scale of 1 to 5, unless the file says otherwise."""
    if sheet.kind is not Kind.FEEDBACK or "answer" not in sheet.columns:
        return
    texts = sheet.columns["answer"].texts
    worded = {text for text in sheet.columns["answer"].counts if number_word(text, "likert") is not None}
    for name, edge in (("scale_min", 1.0), ("scale_max", 5.0)):
        if worded and name not in filled.values:
            filled.values[name] = [edge if text in worded else None for text in texts]
