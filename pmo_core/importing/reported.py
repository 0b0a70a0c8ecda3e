"""What the totals count now, and undated rows that change it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pyarrow as pa

from pmo_core.intake.reading import Reading
from pmo_core.intake.rows.keys import SEPARATOR
from pmo_core.model import Guess, Issue, Severity
from pmo_core.store.database import Database


def reported_now(db: Database, version: int) -> Mapping[str, date]:
    """The date of the state that counts, per project of a version; version 0 has none."""
    return {key: on for key, on, _ in db.rows(__file__, "reported_now", version=version)}


def listed_dates(db: Database, version: int) -> frozenset[date]:
    """The dates for which a version holds a list of the whole portfolio."""
    return frozenset(on for (on,) in db.rows(__file__, "listed_dates", version=version))


def left_out(rows: pa.Table, now: Mapping[str, date]) -> int:
    """How many of the projects that count now a file does not list."""
    listed = set(rows["project_key"].to_pylist())
    return sum(key not in listed for key in now)


def redated(reading: Reading, rows: pa.Table, *, now: Mapping[str, date]) -> tuple[Reading, pa.Table]:
    """
    Let the rows of an undated update change the states that count, instead of opening a date of their own.

    A new date would make every project that the file does not name look no longer reported. `now` holds at
    least one project.
    """
    latest = max(now.values())
    keys = rows["project_key"].to_pylist()
    dates = [now.get(key, latest) for key in keys]
    whole = [f"{key}{SEPARATOR}{on.isoformat()}" for key, on in zip(keys, dates, strict=True)]
    for name, values in (("as_of", pa.array(dates, pa.date32())), ("key", pa.array(whole, pa.string()))):
        rows = rows.set_column(rows.schema.get_field_index(name), name, values)
    note = Issue(
        code="as_of.taken_over",
        problem=f"The file names no date; its rows change the states of {latest.isoformat()} that count now.",
        fix="Give the date that it describes if it is a newer state.",
        severity=Severity.NOTE,
    )
    days = tuple(sorted(set(dates)))
    return replace(reading, as_of=days, as_of_assumed=False, issues=(*reading.issues, note)), rows


def beside_the_lists(reading: Reading, *, listed: frozenset[date]) -> Reading:
    """
    Let the rows of an update count each for itself, if its dates are none of the lists that are there.

    As a list of its own it would make every project that it does not name look no longer reported.
    """
    if reading.rolling or set(reading.as_of) <= listed:
        return reading
    found = Guess("source", "rolling", "an update: projects that it does not name stay", ("full",))
    others = tuple(guess for guess in reading.guesses if guess.name != "source")
    return replace(reading, rolling=True, guesses=(*others, found))
