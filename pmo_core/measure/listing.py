"""Projects by name, the most money first."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date

import numpy as np

from pmo_core.measure.arrays import Flags, Floats
from pmo_core.measure.holdings import UNITS, Holdings
from pmo_core.measure.positions import MONEY_BASES, Positions, as_date
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
    amounts = positions.amounts(basis)
    found = [_entry(positions, int(place), amounts, basis=basis) for place in np.flatnonzero(chosen)]
    return tuple(sorted(found, key=lambda entry: _order(entry, lead)))


def open_entries(holdings: Holdings, chosen: Flags) -> tuple[Entry, ...]:
    """The chosen ones of the open projects, ordered by money."""
    return entries(holdings.positions, chosen, basis=holdings.basis, lead=holdings.currency)


def _entry(positions: Positions, place: int, amounts: Floats, *, basis: Basis) -> Entry:
    worth = float(amounts[place])
    currency = (positions.currency[place] or "") if basis in MONEY_BASES else UNITS[basis]
    return Entry(
        key=positions.key[place],
        id=positions.project_id[place],
        name=positions.label(place),
        amount=_figure(worth),
        unit=currency,
        owner=positions.owner[place],
        department=positions.department[place],
        rating=positions.rating[place],
        finish=as_date(positions.finish[place]),
        as_of=as_date(positions.as_of[place]),
        short_term_value=_figure(positions.short_term_value[place]),
        long_term_value=_figure(positions.long_term_value[place]),
    )


def _figure(cell: float) -> float | None:
    return None if math.isnan(cell) else float(cell)


def _order(entry: Entry, lead: str) -> tuple[bool, bool, str, float, str]:
    foreign = entry.unit not in (lead, "person-days", "projects")
    return entry.amount is None, foreign, entry.unit, -(entry.amount or 0.0), entry.key
