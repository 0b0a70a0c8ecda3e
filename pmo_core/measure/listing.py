"""Projects by name, the most money first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pmo_core.measure.arrays import Flags
from pmo_core.measure.holdings import UNITS, Holdings
from pmo_core.measure.positions import Positions, as_dates, as_figures
from pmo_core.model import Basis


@dataclass(frozen=True)
class Entry:
    """One project of a list; `amount` is in `unit` (its own currency), values are 0–10; None = none."""

    key: str
    id: str | None
    name: str
    amount: float | None
    unit: str
    owner: str | None
    department: str | None
    rating: str | None
    finish: date | None
    as_of: date | None
    short_term_value: float | None = None
    long_term_value: float | None = None


def entries(positions: Positions, chosen: Flags, *, basis: Basis, lead: str) -> tuple[Entry, ...]:
    """
    Name the chosen projects, ordered by money: the lead currency first, without an amount last, then by id.

    Args:
        positions: Every project in question.
        chosen: Which of them.
        basis: What investment is measured in.
        lead: Currency of the verdict.
    """
    some = positions.take(chosen)
    columns = zip(
        some.key,
        some.project_id,
        some.labels(),
        as_figures(some.amounts(basis)),
        some.units(basis, other=UNITS),
        some.owner,
        some.department,
        some.rating,
        as_dates(some.finish),
        as_dates(some.as_of),
        as_figures(some.short_term_value),
        as_figures(some.long_term_value),
        strict=True,
    )
    return tuple(sorted((Entry(*row) for row in columns), key=lambda entry: _order(entry, lead)))


def open_entries(holdings: Holdings, chosen: Flags) -> tuple[Entry, ...]:
    """The chosen ones of the open projects, ordered by money."""
    return entries(holdings.positions, chosen, basis=holdings.basis, lead=holdings.currency)


def _order(entry: Entry, lead: str) -> tuple[bool, bool, str, float, str]:
    foreign = entry.unit not in (lead, "person-days", "projects")
    return entry.amount is None, foreign, entry.unit, -(entry.amount or 0.0), entry.key
