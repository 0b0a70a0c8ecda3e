"""The open projects as the mix sees them: one basis, one currency, a horizon for each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from pmo_core.measure.arrays import Flags, Floats, Texts, Whole, total
from pmo_core.measure.positions import HORIZONS, MONEY_BASES, Positions
from pmo_core.model import Basis, Horizon
from pmo_core.scenario import HorizonRule, PortfolioSettings

UNITS: Final[Mapping[Basis, str]] = {Basis.EFFORT: "person-days", Basis.COUNT: "projects"}
BASIS_NAMES: Final[Mapping[Basis, str]] = {
    Basis.BUDGET: "budget",
    Basis.WHOLE_LIFE_COST: "whole-life cost",
    Basis.EFFORT: "effort",
    Basis.COUNT: "number of projects",
}


@dataclass(frozen=True)
class Pot:
    """Money of one currency: how much, from how many projects."""

    currency: str
    amount: float
    projects: int


@dataclass(frozen=True, eq=False)
class Holdings:
    """
    Open, reported projects with their investment.

    amounts: in `currency`, NaN where missing or in another currency; whole units, person-days or 1 each.
    bucket: position in HORIZONS. derived: horizon comes from the rule, not from the source.
    others: open money in other currencies, never added to `amounts`.
    """

    positions: Positions
    basis: Basis
    currency: str
    amounts: Floats
    bucket: Whole
    derived: Flags
    others: tuple[Pot, ...] = ()

    @property
    def held(self) -> Flags:
        """Projects with an amount."""
        return ~np.isnan(self.amounts)

    @property
    def elsewhere(self) -> Flags:
        """Projects whose amount is in another currency."""
        return ~np.isnan(self.positions.amounts(self.basis)) & ~self.held

    @property
    def total(self) -> float:
        """Investment of all open projects that have an amount."""
        return total(self.amounts)

    @property
    def unit(self) -> str:
        """Currency code, 'person-days' or 'projects'; '' where the source names no currency."""
        return UNITS.get(self.basis, self.currency)

    @property
    def basis_name(self) -> str:
        """The basis in words: 'whole-life cost'."""
        return BASIS_NAMES[self.basis]

    def within(self, *horizons: Horizon) -> Flags:
        """Projects in one of the horizons."""
        return np.isin(self.bucket, [HORIZONS.index(each) for each in horizons])


def to_come(amounts: Floats, spent: Floats) -> Floats:
    """Cost still to be committed: the amount less what is spent, 0 at least; NaN spent = nothing is known."""
    return np.asarray(np.maximum(0.0, amounts - np.where(spent > 0, spent, 0.0)), dtype=np.float64)


def investment_basis(positions: Positions, declared: Basis | None) -> Basis:
    """As declared, else the first of budget, whole-life cost, effort that an open project has, else count."""
    if declared is not None:
        return declared
    standing = positions.take(positions.reported & ~positions.finished)
    for basis in (Basis.BUDGET, Basis.WHOLE_LIFE_COST, Basis.EFFORT):
        if not np.isnan(standing.amounts(basis)).all():
            return basis
    return Basis.COUNT


def buckets(positions: Positions, rule: HorizonRule) -> tuple[Whole, Flags]:
    """Horizon of each project as position in HORIZONS: as given, else by the rule; and whether derived."""
    codes = {horizon.value: place for place, horizon in enumerate(HORIZONS)}
    given = np.array([codes.get(label, -1) for label in positions.horizon], dtype=np.int64)
    months = positions.months_to_finish
    ruled = np.select(
        [np.isnan(months), months <= rule.short_months, months <= rule.medium_months], [3, 0, 1], default=2
    )
    bucket = np.where(given >= 0, given, ruled).astype(np.int64)
    return bucket, np.asarray((given < 0) & (bucket < 3), dtype=np.bool_)


def pots(currencies: Texts, amounts: Floats) -> tuple[Pot, ...]:
    """Amounts per currency, the greatest first, then by name; '' stands for a currency that is not named."""
    held = ~np.isnan(amounts)
    names = np.array([name or "" for name in currencies[held]], dtype=str)
    found = [
        Pot(str(name), total(amounts[held][names == name]), int((names == name).sum()))
        for name in np.unique(names)
    ]
    return tuple(sorted(found, key=lambda pot: (-pot.amount, pot.currency)))


def holdings(positions: Positions, settings: PortfolioSettings, *, basis: Basis | None = None) -> Holdings:
    """
    Take the open, reported projects into account, in one basis and one currency.

    Args:
        positions: Every project's latest state.
        settings: Horizon rule and declared basis of the portfolio.
        basis: Taken instead, to judge another date by the basis of this one.
    """
    chosen = basis or investment_basis(positions, settings.basis)
    still_open = positions.take(positions.reported & ~positions.finished)
    amounts = still_open.amounts(chosen)
    bucket, derived = buckets(still_open, settings.rule)
    if chosen not in MONEY_BASES:
        return Holdings(still_open, chosen, "", amounts, bucket, derived)
    found = pots(still_open.currency, amounts)
    lead = found[0].currency if found else ""
    here = np.array([(name or "") == lead for name in still_open.currency], dtype=np.bool_)
    return Holdings(
        still_open, chosen, lead, np.where(here, amounts, np.nan), bucket, derived, others=found[1:]
    )
