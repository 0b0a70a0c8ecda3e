"""Rows that load but do not add up: finish before start, done in the future, too many refused."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Final

from pmo_core.intake.coded import Coded
from pmo_core.intake.files.grid import ranges
from pmo_core.intake.values.cells import Column, Problem, issues_of
from pmo_core.intake.values.id_signs import odd_ids
from pmo_core.limits import REFUSED_SHARE_MAX
from pmo_core.model import Issue, Kind, Question, Severity

_BEFORE_START: Final = Problem(
    "date.finish_before_start",
    "The finish lies before the start. The row is loaded as it stands.",
    "Correct a date.",
)
_DONE_BEFORE_START: Final = Problem(
    "date.done_before_start", "Done before it started. The row is loaded as it stands.", "Correct a date."
)
_DONE_BEFORE_CREATED: Final = Problem(
    "date.done_before_created",
    "Done before it was entered. The row is loaded as it stands.",
    "Correct a date.",
)
_OPEN: Final = frozenset({"not_started", "in_progress", "blocked", "unknown"})
_DONE_IN_FUTURE: Final = Problem(
    "date.done_in_future", "Done on a day still to come. The row is loaded as it stands.", "Correct the date."
)

_SHORTENED: Final = Problem(
    "id.shortened", "The id was shortened by a spreadsheet.", "Export the column as text."
)
ROUNDED: Final = re.compile(r"\s*\d[.,]\d+E\+\d+\s*", re.I)
"""An id that a spreadsheet turned to a rounded number."""

ORDER_ASKED: Final = frozenset({"dates", "dates_swapped"})
"""Questions whose answers decide what the dates are."""

Values = Mapping[str, Sequence[object]]
Made = tuple[Column, Sequence[date | None]] | None
Test = Callable[[object, object], bool]


def _earlier(one: object, other: object) -> bool:
    return isinstance(one, date) and isinstance(other, date) and one < other


def rows_that_disagree(
    kind: Kind,
    values: Values,
    *,
    columns: Mapping[str, Column],
    kept: Sequence[int],
    today: date,
    made: Made,
    asked: Collection[str] = (),
) -> list[Issue]:
    """
    Warnings about loaded rows whose dates contradict each other, and about ids that are not what they seem.

    Args:
        kind: What the rows are.
        values: The typed columns.
        columns: The mapped columns.
        kept: The places of the rows that load.
        today: The day of the import.
        made: The column that says when each row was entered, with its dates; None without any.
        asked: The ids of open questions: what their answers may change is not checked yet.
    """
    found = _shortened(columns) + odd_ids(c for name, c in columns.items() if name.endswith("_id"))
    if kind is not Kind.PROJECTS or ORDER_ASKED.intersection(asked):
        return found
    pairs = ((_BEFORE_START, "finish", "start"), (_DONE_BEFORE_START, "done", "start"))
    for problem, one, other in pairs:
        if one in values and other in values:
            wrong = [at for at in kept if _earlier(values[one][at], values[other][at])]
            found += _at(problem, wrong, columns[one])
    if "done" in values:
        early = [at for at in kept if made and _earlier(values["done"][at], made[1][at])]
        found += _at(_DONE_BEFORE_CREATED, early, columns["done"])
    return found if "as_of" in asked else found + _by_now(values, columns=columns, kept=kept, today=today)


def _by_now(
    values: Values, *, columns: Mapping[str, Column], kept: Sequence[int], today: date
) -> list[Issue]:
    """Done on a day still to come, open after the finish: what depends on the day that is described."""
    late = [at for at in kept if "done" in values and _earlier(today, values["done"][at])]
    found = _at(_DONE_IN_FUTURE, late, columns["done"]) if late else []
    return found + _overdue(values, columns=columns, kept=kept, today=today)


def _overdue(
    values: Values, *, columns: Mapping[str, Column], kept: Sequence[int], today: date
) -> list[Issue]:
    """One issue for all rows that are still open after their finish."""
    if "finish" not in values:
        return []
    nothing: Sequence[object] = Coded.same(None, len(values["finish"]))
    status, done, as_of = (values.get(name, nothing) for name in ("status_standard", "done", "as_of"))
    open_ = [at for at in kept if done[at] is None and status[at] in _OPEN]
    rows = [columns["finish"].rows[at] for at in open_ if _earlier(values["finish"][at], as_of[at] or today)]
    if not rows:
        return []
    one = len(rows) == 1
    who = f"Row {rows[0]} is" if one else f"{len(rows):,} rows are"
    which = "" if one else f": {ranges(sorted(rows))}"
    problem = Problem(
        "date.overdue",
        f"{who} open after the finish date{which}. {'It loads' if one else 'They load'} as written.",
        "Give a new finish, or the date on which it was done.",
    )
    return [columns["finish"].issue(problem)]


def _shortened(columns: Mapping[str, Column]) -> list[Issue]:
    """Ids that a spreadsheet rounded to scientific notation: two of them may have been different."""
    ids = [column for name, column in columns.items() if name.endswith("_id")]
    found: list[Issue] = []
    for column in ids:
        wrong = column.coded.places(ROUNDED.fullmatch)
        found += _at(_SHORTENED, wrong, column)
    return found


def _at(problem: Problem, places: Sequence[int], column: Column) -> list[Issue]:
    return issues_of(problem, [(column.rows[at], column.texts[at]) for at in places], column=column.header)


def undated(questions: Iterable[Question], *, dated: bool) -> bool:
    """Whether the dates of the rows are still asked for, or (`dated`) their order of day and month."""
    asked = {question.id for question in questions}
    return "as_of" in asked or (dated and not ORDER_ASKED.isdisjoint(asked))


def too_many_refused(*, read: int, refused: int, skipped: int) -> Issue | None:
    """The issue that refuses a whole file: more than a fifth of its records cannot be used."""
    records = read - skipped
    if not records or refused <= REFUSED_SHARE_MAX * records:
        return None
    return Issue(
        "file.refused",
        f"{refused} of {records} rows cannot be used, so the whole file was refused; nothing was changed.",
        "Check that the header row and the columns were found, or mend the rows and upload the file again.",
        Severity.ERROR,
    )
