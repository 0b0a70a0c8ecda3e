"""Projects without a status that are 100 % complete: they are done."""

from __future__ import annotations

from collections.abc import Container
from typing import Any, Final

from pmo_core.intake.coded import Coded, coded, together
from pmo_core.intake.rows.fill import Filled
from pmo_core.intake.values.shared import Sheet
from pmo_core.model import Issue, Kind, Severity

DONE: Final = "done"


def settle_finished(sheet: Sheet, filled: Filled, *, kept: Container[int]) -> Issue | None:
    """
    Count projects at 100 % as done where no status says anything; a status that says otherwise wins.

    The status as written stays blank.

    Args:
        sheet: The mapped columns.
        filled: The typed columns; `status_standard` is filled in.
        kept: The places of the rows that load.

    Returns:
        The note that counts the rows; None without any.
    """
    shares = filled.values.get("percent_complete")
    if sheet.kind is not Kind.PROJECTS or shares is None:
        return None
    blank: Coded[Any] = Coded.same(None, len(shares))
    cells = together([coded(shares), coded(filled.values.get("status_standard", blank))])
    places = cells.places(lambda row: row[0] == 1 and row[1] is None)
    if not places:
        return None
    filled.values["status_standard"] = cells.map(
        lambda row: DONE if row[0] == 1 and row[1] is None else row[1]
    ).merged()
    column = sheet.columns["percent_complete"]
    rows = [column.rows[at] for at in places if at in kept]
    if not rows:
        return None
    told = "1 row is" if len(rows) == 1 else f"{len(rows):,} rows are"
    return Issue(
        "status.from_percent",
        f"{told} at 100 % and {'has' if len(rows) == 1 else 'have'} no status: counted as done.",
        "Nothing to do, or give a status, which goes before the percentage.",
        Severity.NOTE,
        rows[0],
        column.header,
    )
