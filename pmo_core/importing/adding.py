"""One row more, entered by hand: a project, a KPI reading, a contact, a decision or a note."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, Literal

import pyarrow as pa

from pmo_core.errors import IntakeError
from pmo_core.importing.commit import commit
from pmo_core.importing.entry import Entered, staged, states_now
from pmo_core.importing.stage import Staged, against
from pmo_core.importing.typed import SAID, Row, read_typed
from pmo_core.intake.options import Options
from pmo_core.intake.reading import Reading
from pmo_core.intake.rows.keys import normal_name
from pmo_core.look import day
from pmo_core.model import Grant, Kind
from pmo_core.store import versions
from pmo_core.store.database import Database

_LABEL: Final = 60
_ALIKE: Final = (
    *("name", "unit", "dimensions", "direction", "kpi_id"),
    *("horizon", "cumulative", "objective", "project_id", "owner"),
)
"""What every reading of a series says alike."""


@dataclass(frozen=True)
class Series:
    """
    A KPI series with its latest reading.

    grain: how long a period is. alike: what all its readings say alike. key: of one `series` in the store
    that is told per year and per quarter, each has its own. by_grain: another one differs by its grain alone.
    """

    key: str
    series: str
    by_grain: bool
    grain: str | None
    period: str | None
    start: date | None
    end: date | None
    value: float | None
    target: float | None
    alike: Mapping[str, object]

    @property
    def name(self) -> str:
        """What to call it: its name and whatever tells it from others of that name."""
        parts = json.loads(str(self.alike["dimensions"] or "{}")).values()
        unit = self.alike["unit"]
        per = [f"per {str(self.grain).replace('_', ' ')}"] if self.by_grain else []
        return " · ".join(map(str, [self.alike["name"], *parts, *([unit] if unit else []), *per]))

    @property
    def following(self) -> str:
        """The period after the latest one, where its length is plain; else ''."""
        if self.end is None:
            return ""
        year, month = divmod(12 * self.end.year + self.end.month, 12)
        after = date(year, month + 1, 1)
        written = {"month": f"{after:%Y-%m}", "quarter": f"{year}-Q{month // 3 + 1}", "year": f"{year}"}
        return written.get(self.grain or "", "")


def series_now(db: Database, portfolio: str) -> tuple[Series, ...]:
    """The KPI series of a portfolio, by name."""
    version = versions.current(db, portfolio).get(Kind.KPIS, 0)
    found = []
    for row in db.rows(__file__, "series_now", version=version):
        key, series, by_grain, grain, period, start, end, value, target, *alike = row
        said = dict(zip(_ALIKE, alike, strict=True))
        found.append(Series(key, series, by_grain, grain, period, start, end, value, target, said))
    return tuple(found)


def people_now(db: Database, portfolio: str) -> tuple[str, ...]:
    """Names of the stakeholders of a portfolio, in their order."""
    version = versions.current(db, portfolio).get(Kind.STAKEHOLDERS, 0)
    return tuple(name for (name,) in db.rows(__file__, "people_now", version=version))


def add_project(
    db: Database, portfolio: str, *, row: Row, grant: Grant, today: date, currency: str | None = None
) -> Entered:
    """
    Add a project to the list that counts now, at its date; the first one of a portfolio at today's.

    Args:
        db: The store.
        portfolio: Where it goes.
        row: Field of projects → value, at least a name.
        grant: Must cover `import` of the portfolio.
        today: The date of the server.
        currency: Of its amounts, where they name none.
    Raises:
        IntakeError: If a value cannot hold, or the project is there already.
    """
    states = states_now(db, portfolio)
    source: Literal["full", "rolling"] = (
        "rolling" if states and all(one.rolling for one in states.values()) else "full"
    )
    dates = [one.as_of for one in states.values() if one.rolling is (source == "rolling")]
    name = str(row.get("name") or row.get("project_id", ""))
    reading = read_typed(
        Kind.PROJECTS,
        [{"as_of": max(dates, default=today), **row}],
        label=f"Entered: project “{name[:_LABEL]}”",
        today=today,
        currency=currency,
        source=source,
    )
    made = _held(db, reading, portfolio=portfolio)
    key = made.rows["project_key"][0].as_py() if made.rows is not None else ""
    if key in states:
        raise IntakeError(
            f"“{states[key].name[:80]}” is among the projects already.",
            fix="Give the new one another name or id; a known one is rated above or changed by a file.",
        )
    return _saved(db, made, grant=grant, cells=len(row))


def add_reading(
    db: Database, portfolio: str, *, row: Row, series: str | None = None, grant: Grant, today: date
) -> Entered | None:
    """
    Add a KPI reading; one of a period that has a reading changes it.

    Args:
        db: The store.
        portfolio: Where it goes.
        row: period and value, perhaps target; of a new series also name, unit and direction.
        series: Key of the series that it continues; None = by name and unit, perhaps a new one.
        grant: Must cover `import` of the portfolio.
        today: The date of the server.
    Returns:
        What was saved; None if the portfolio says exactly that already.
    Raises:
        IntakeError: If a value cannot hold, or the period is not of the length of the series.
    """
    known = next((one for one in series_now(db, portfolio) if one.key == series), None)
    if series is not None and known is None:
        raise IntakeError("This KPI is not there any more.", fix="Reload the page and choose again.")
    whole: Row = {"name": str(known.alike["name"]), **row} if known else row
    label = f"Entered: reading of “{str(whole.get('name'))[:_LABEL]}” for {str(whole.get('period'))[:20]}"
    reading = read_typed(Kind.KPIS, [whole], label=label, today=today)
    rows = reading.table
    assert rows is not None
    if known is not None:
        rows = _continued(rows, known)
    version = versions.current(db, portfolio).get(Kind.KPIS, 0)
    before = db.rows(__file__, "reading_at", version=version, key=rows["key"][0].as_py())
    new = [rows[name][0].as_py() for name in ("value", "target")]
    if before and all(now in (None, was) for now, was in zip(new, before[0], strict=True)):
        return None
    made = staged(reading, rows=rows, portfolio=portfolio, mode="update" if before else "append")
    return _saved(db, made, grant=grant, cells=len(row))


def _continued(rows: pa.Table, series: Series) -> pa.Table:
    """A reading as one of a known series, whatever it was called."""
    grain, own = rows["grain"][0].as_py(), rows["series"][0].as_py()
    if series.grain and grain != series.grain:
        raise IntakeError(
            f"“{rows['period'][0].as_py()}” is a {grain}, and this KPI has a value per {series.grain}.",
            fix=f"Write a period such as the last one, {series.period}.",
        )
    key = series.series + rows["key"][0].as_py()[len(own) :]
    for name, value in {**series.alike, "series": series.series, "key": key}.items():
        place = rows.schema.get_field_index(name)
        rows = rows.set_column(place, name, pa.array([value], rows.schema.field(name).type))
    return rows


def add_contact(db: Database, portfolio: str, *, row: Row, grant: Grant, today: date) -> Entered:
    """
    Add a contact with a stakeholder; one who is not on the list joins it with the name alone.

    Args:
        db: The store.
        portfolio: Where it goes.
        row: Field of contacts → value, at least date and stakeholder.
        grant: Must cover `import` of the portfolio.
        today: The date of the server.
    Raises:
        IntakeError: If a value cannot hold, or exactly this contact is there already.
    """
    who, on = str(row.get("stakeholder", "")), row.get("date")
    when = f", {day(on)}" if isinstance(on, date) else ""
    label = f"Entered: contact with “{who[:_LABEL]}”{when}"
    reading = read_typed(Kind.CONTACTS, [row], label=label, today=today)
    made = _new(db, reading, portfolio=portfolio)
    version = versions.current(db, portfolio).get(Kind.STAKEHOLDERS, 0)
    called = db.rows(__file__, "names_of_stakeholders", version=version)
    known = {normal_name(text) for names in called for text in names if text}
    if normal_name(who) not in known:
        person = read_typed(Kind.STAKEHOLDERS, [{"name": who}], label=label, today=today)
        made = replace(made, beside=(_held(db, person, portfolio=portfolio),))
    return _saved(db, made, grant=grant, cells=len(row))


def add_note(db: Database, portfolio: str, *, row: Row, grant: Grant, today: date) -> Entered:
    """Add a note or a decision; raises as `new_note`."""
    return _saved(db, new_note(db, portfolio, row=row, today=today), grant=grant, cells=len(row))


def new_note(db: Database, portfolio: str, *, row: Row, today: date, label: str | None = None) -> Staged:
    """
    A note or a decision, ready to be saved; `row` is field of notes → value, at least text.

    Raises:
        IntakeError: If a value cannot hold, or exactly this note is there already.
    """
    said = label or f"Entered: {row.get('type', 'note')} “{str(row.get('text', ''))[:_LABEL]}”"
    return _new(db, read_typed(Kind.NOTES, [row], label=said, today=today), portfolio=portfolio)


def _held(db: Database, reading: Reading, *, portfolio: str) -> Staged:
    """A typed row beside what the portfolio has: known by id or name, else new."""
    options = Options(kind=reading.kind, answers=SAID)
    there = versions.current(db, portfolio).get(reading.kind, 0)
    made = against(db, reading, options=options, portfolio=portfolio, mode="append" if there else "replace")
    return replace(made, already_imported=None)


def _new(db: Database, reading: Reading, *, portfolio: str) -> Staged:
    """A row of a log that is not in it yet; the row itself is its key."""
    made = _held(db, reading, portfolio=portfolio)
    assert made.rows is not None
    version = versions.current(db, portfolio).get(reading.kind, 0)
    known = versions.rows_of(db, reading.kind, version=version, columns=["key"])
    if made.rows["key"][0].as_py() in known["key"].to_pylist():
        raise IntakeError("Exactly this is saved already.", fix="Change something if it is another one.")
    return made


def _saved(db: Database, made: Staged, *, grant: Grant, cells: int) -> Entered:
    loaded = commit(db, made, grant=grant)
    return Entered(made.reading.source.label, loaded.made, cells=cells, rows=1)
