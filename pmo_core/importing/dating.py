"""When a milestone is expected, or was reached: typed as one more dated report, undone like any other."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

import pyarrow as pa

from pmo_core.errors import IntakeError
from pmo_core.fields import FIELDS
from pmo_core.importing.commit import commit
from pmo_core.importing.entry import Entered, staged
from pmo_core.importing.typed import Row, read_typed
from pmo_core.intake.rows.keys import SEPARATOR
from pmo_core.model import Grant, Kind
from pmo_core.store import versions
from pmo_core.store.database import Database

_LABEL: Final = 60
_DATES: Final = ("forecast_date", "actual_date")


def date_milestone(
    db: Database, portfolio: str, *, milestone: str, dates: Row, grant: Grant, today: date
) -> Entered | None:
    """
    Report a milestone today: its dates as typed, all else as its latest report says.

    Args:
        db: The store.
        portfolio: Whose milestone.
        milestone: What tells it from others: its key without the date of a report.
        dates: forecast_date and actual_date; one that is not there is not known any more.
        grant: Must cover `import` of the portfolio.
        today: The date of the report, unless there is a later one.
    Returns:
        What was saved; None if the latest report says exactly that already.
    Raises:
        IntakeError: If the milestone is not there any more, no date is left, or it is reached in the future.
    """
    grant.allow("import", portfolio)
    latest = _latest(db, portfolio, milestone)
    on: date = max(today, latest["as_of"] or today)
    reached = dates.get("actual_date")
    if isinstance(reached, date) and reached > on:
        raise IntakeError(
            "A milestone cannot be reached on a day to come.", fix="Give that day as the forecast."
        )
    if not any(name in dates for name in _DATES) and latest["baseline_date"] is None:
        raise IntakeError("A milestone needs a date.", fix="Give a forecast or the day it was reached.")
    if all(dates.get(name) == latest[name] for name in _DATES):
        return None
    told = {name: value for name, value in latest.items() if value is not None and name not in _DATES}
    label = f"Entered: dates of “{str(latest['name'] or milestone)[:_LABEL]}”"
    reading = read_typed(Kind.MILESTONES, [{**told, **dates, "as_of": on}], label=label, today=today)
    assert reading.table is not None
    key = pa.array([f"{milestone}{SEPARATOR}{on.isoformat()}"], pa.string())
    rows = reading.table.set_column(reading.table.schema.get_field_index("key"), "key", key)
    # appended even beside a report of the same day: an update would keep a date that is taken away
    loaded = commit(db, staged(reading, rows=rows, portfolio=portfolio, mode="append"), grant=grant)
    return Entered(label, loaded.made, cells=len(dates), rows=1)


def _latest(db: Database, portfolio: str, milestone: str) -> dict[str, Any]:
    """The latest report of a milestone."""
    fields = [item.name for item in FIELDS[Kind.MILESTONES]]
    version = versions.current(db, portfolio).get(Kind.MILESTONES, 0)
    held: list[dict[str, Any]] = versions.rows_of(
        db, Kind.MILESTONES, version=version, columns=["key", *fields]
    ).to_pylist()
    own = [row for row in held if _identity(str(row["key"]), row["as_of"]) == milestone]
    if not own:
        raise IntakeError("This milestone is not there any more.", fix="Reload the page and choose again.")
    _, place = max((row["as_of"] or date.min, at) for at, row in enumerate(own))
    return {name: own[place][name] for name in fields}


def _identity(key: str, as_of: date | None) -> str:
    """The key of a report without the date that it may end in."""
    return key.removesuffix(f"{SEPARATOR}{as_of.isoformat()}") if as_of else key
