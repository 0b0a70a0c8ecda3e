"""What the balance is computed from, drawn up from one snapshot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pmo_core.measure.positions import Positions, positions_of
from pmo_core.model import Basis, Horizon, Kind, Snapshot
from pmo_core.scenario import HorizonRule
from pmo_core.store.database import Reader
from pmo_core.store.standing import standing


@dataclass(frozen=True)
class MissingCell:
    """A cell of a mapped column that holds no value, in a project's latest state."""

    key: str
    field: str
    kind: str


@dataclass(frozen=True)
class MixAtDate:
    """Open investment in one horizon at one date; `invested` is None when no project has an amount."""

    on: date
    horizon: Horizon
    projects: int
    with_amount: int
    invested: float | None


def positions(db: Reader, snapshot: Snapshot) -> Positions:
    """Latest state of every project, up to the snapshot's date."""
    return positions_of(standing(db, snapshot))


def missing_cells(db: Reader, snapshot: Snapshot) -> Sequence[MissingCell]:
    """Every cell without a value in the latest states, with the reason that stood there."""
    rows = db.rows(__file__, "missing_cells", **snapshot.of(Kind.PROJECTS))
    return tuple(MissingCell(*row) for row in rows)


def history(
    db: Reader, snapshot: Snapshot, *, rule: HorizonRule, basis: Basis, currency: str, department: str = ""
) -> Sequence[MixAtDate]:
    """
    The mix at every date that the source describes, up to the snapshot's.

    Args:
        db: The store.
        snapshot: What is asked.
        rule: Borders for projects without a given horizon.
        basis: The basis of the present figure, so that dates compare.
        currency: The currency of the present figure; '' = not named.
        department: Only its projects; '' = all.
    """
    rows = db.rows(
        __file__,
        "mix_by_date",
        **snapshot.of(Kind.PROJECTS),
        basis=basis.value,
        currency=currency,
        department=department,
        short_months=rule.short_months,
        medium_months=rule.medium_months,
    )
    return tuple(MixAtDate(on, Horizon(h), n, held, invested) for on, h, n, held, invested in rows)
