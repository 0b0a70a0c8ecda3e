"""Why names tell the projects of a file apart, where no id does."""

from __future__ import annotations

from collections.abc import Sequence

from pmo_core.intake.files.grid import listed
from pmo_core.intake.values.cells import Column, shown
from pmo_core.intake.values.missing import clean
from pmo_core.model import Issue, Severity

_THEN = "a project that is renamed counts as a new one"


def by_name(ids: Column | None, *, passed: Sequence[Column]) -> Issue:
    """
    The note that names are the keys, with what is wrong with the ids if there are any.

    Args:
        ids: The column of ids that does not tell the rows apart; None without one.
        passed: Columns named like ids that were not taken for them.
    """
    column = ids or next(iter(passed), None)
    if column is None:
        problem = f"No id tells the projects apart, so their names do: {_THEN}."
        return Issue("key.by_name", problem, "Add or map a column of ids if there is one.", Severity.NOTE)
    return Issue(
        "key.by_name",
        f"{_fault(column)}, so the names tell the projects apart: {_THEN}.",
        f"Give every row its own {column.header}, or map another column of ids.",
        Severity.NOTE,
        column=column.header,
    )


def _fault(column: Column) -> str:
    rows: dict[str, list[int]] = {}
    for row, text in zip(column.rows, column.texts, strict=True):
        rows.setdefault(clean(text), []).append(row)
    blank = rows.pop("", [])
    repeated = {text: at for text, at in rows.items() if len(at) > 1}
    if repeated:
        text, at = next(iter(repeated.items()))
        others = len(repeated) - 1
        more = f" and {others:,} {'other repeats' if others == 1 else 'others repeat'}" if others else ""
        return f"{column.header} “{shown(text)}” stands in rows {listed(at)}{more}"
    return f"{column.header} is blank in {len(blank):,} of {len(column.texts):,} rows"
