"""Settings that come with a file: whether they can hold, and whether they are in already."""

from __future__ import annotations

from pmo_core.errors import IntakeError, ScenarioError
from pmo_core.intake.reading import Reading
from pmo_core.model import Kind
from pmo_core.store import versions
from pmo_core.store.database import Database
from pmo_core.store.portfolio_settings import settings_of


def check_readable(reading: Reading) -> None:
    """
    Refuse a file that declares what cannot hold: every figure would rest on it.

    Raises:
        IntakeError: With the first row and setting.
    """
    if reading.kind is not Kind.SETTINGS or reading.table is None:
        return
    for row, name, value in zip(
        *(reading.table[c].to_pylist() for c in ("row", "name", "value")), strict=True
    ):
        try:
            settings_of({name: value})
        except ScenarioError as problem:
            raise IntakeError(f"Row {row}, setting {name!r}: {problem.problem}", fix=problem.fix) from None


def is_declared(db: Database, portfolio: str, reading: Reading) -> bool:
    """Whether a file declares settings that the portfolio has already, each with the same value."""
    version = versions.current(db, portfolio).get(Kind.SETTINGS, 0)
    if reading.kind is not Kind.SETTINGS or reading.table is None or not version:
        return False
    held = versions.rows_of(db, Kind.SETTINGS, version=version)
    before, now = (
        set(zip(t["name"].to_pylist(), t["value"].to_pylist(), strict=True)) for t in (held, reading.table)
    )
    return now <= before
