"""Everything the overview is judged from, drawn up from one snapshot."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from pmo_core.answers.alignment import facts as alignment
from pmo_core.answers.balance import facts as balance
from pmo_core.answers.engagement import facts as engagement
from pmo_core.answers.kpis import facts as kpis
from pmo_core.measure.links import plain
from pmo_core.measure.positions import Column, Positions
from pmo_core.model import Kind, Snapshot
from pmo_core.scenario import PortfolioSettings
from pmo_core.store.database import Database
from pmo_core.store.standing import settings_in_force


@dataclass(frozen=True, eq=False)
class Gathered:
    """
    Facts of one snapshot; the same for every target and weight, so a page draws them up once.

    `named` are projects that stakeholders are linked with; None = no stakeholders loaded.
    """

    snapshot: Snapshot
    settings: PortfolioSettings
    positions: Positions
    missing: tuple[balance.MissingCell, ...]
    strategy: alignment.Strategy
    readings: tuple[kpis.Reading, ...]
    levels: Mapping[str, Column]
    named: frozenset[str] | None = None


def gather(db: Database, snapshot: Snapshot) -> Gathered:
    """
    Draw up the facts of all six components.

    Raises:
        ScenarioError: If a declared setting cannot be read.
    """
    return Gathered(
        snapshot=snapshot,
        settings=settings_in_force(db, snapshot),
        positions=balance.positions(db, snapshot),
        missing=tuple(balance.missing_cells(db, snapshot)),
        strategy=alignment.strategy(db, snapshot),
        readings=kpis.latest_readings(db, snapshot),
        levels=engagement.levels(db, snapshot),
        named=named_by_stakeholders(db, snapshot),
    )


def previous(db: Database, snapshot: Snapshot) -> Snapshot | None:
    """
    The state to compare with: the date before, else the version of the projects before; None at the start.

    The other kinds keep their versions, so that only the projects differ.
    """
    version = snapshot.versions.get(Kind.PROJECTS, 0)
    found = db.rows(__file__, "previous_date", version=version, as_of=snapshot.as_of)
    if found and found[0][0] is not None:
        return Snapshot(snapshot.id, snapshot.portfolio, found[0][0], snapshot.versions)
    found = db.rows(__file__, "previous_version", version=version, as_of=snapshot.as_of)
    if not found or found[0][1] is None:
        return None
    parent, on = found[0]
    return Snapshot(snapshot.id, snapshot.portfolio, on, {**snapshot.versions, Kind.PROJECTS: int(parent)})


def named_by_stakeholders(db: Database, snapshot: Snapshot) -> frozenset[str] | None:
    """Projects (id or name, plain) that some stakeholder is linked with; None without stakeholders."""
    rows = db.rows(__file__, "stakeholder_projects", version=snapshot.versions.get(Kind.STAKEHOLDERS, 0))
    if not rows:
        return None
    return frozenset(plain(reference) for (references,) in rows for reference in references or ())


@dataclass(frozen=True)
class MoneyField:
    """Source of one money field: its unit there, if the file says one."""

    field: str
    unit: str | None


def money_fields(db: Database, snapshot: Snapshot) -> tuple[MoneyField, ...]:
    """Money fields that the projects' sources have a column for."""
    rows = db.rows(__file__, "money_fields", version=snapshot.versions.get(Kind.PROJECTS, 0))
    return tuple(MoneyField(*row) for row in rows)


@dataclass(frozen=True)
class Tally:
    """Sum of one money field in one currency over the reported projects."""

    field: str
    currency: str
    sum: float
    n: int


def money_tallies(db: Database, snapshot: Snapshot) -> tuple[Tally, ...]:
    """Sums per money field and currency, finished projects included."""
    return tuple(Tally(*row) for row in db.rows(__file__, "money_tallies", **snapshot.of(Kind.PROJECTS)))


@dataclass(frozen=True)
class Labels:
    """How many reported projects carry a label of a field, as written."""

    field: str
    label: str
    n: int


def label_counts(db: Database, snapshot: Snapshot) -> tuple[Labels, ...]:
    """Labels of rating, second_rating, status and department, as written."""
    return tuple(Labels(*row) for row in db.rows(__file__, "label_counts", **snapshot.of(Kind.PROJECTS)))


@dataclass(frozen=True)
class Why:
    """How many reported projects lack a field for one reason."""

    field: str
    kind: str
    n: int


def missing_counts(db: Database, snapshot: Snapshot) -> tuple[Why, ...]:
    """Why reported projects lack a value, per field and kind."""
    return tuple(Why(*row) for row in db.rows(__file__, "missing_counts", **snapshot.of(Kind.PROJECTS)))


def span(db: Database, snapshot: Snapshot) -> tuple[date | None, date | None]:
    """Earliest start and latest finish of the reported projects."""
    rows = db.rows(__file__, "span", **snapshot.of(Kind.PROJECTS))
    return rows[0][0], rows[0][1]
