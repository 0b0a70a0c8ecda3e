"""All figures of the balance at once: what the page, the export and the overview show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Final

from pmo_core.answers.balance import delivery, metric
from pmo_core.answers.balance.facts import MissingCell, MixAtDate
from pmo_core.answers.balance.metric import Aim, MixRow
from pmo_core.measure.arrays import figures
from pmo_core.measure.holdings import Holdings, holdings
from pmo_core.measure.listing import Entry
from pmo_core.measure.positions import HORIZONS, Positions
from pmo_core.model import Basis, Result
from pmo_core.scenario import Mix, PortfolioSettings
from pmo_core.thresholds import Thresholds

MATTERS: Final = 0.05
"""From this share without a horizon on, a verdict is a range."""


@dataclass(frozen=True, eq=False)
class Standing:
    """One portfolio, or a department of it, at one date: all that no target changes."""

    as_of: date
    settings: PortfolioSettings
    positions: Positions
    holdings: Holdings
    total: Result
    missing: Mapping[str, int]
    evenness: Result
    wins_now: Result
    value_later: Result
    overdue: tuple[Entry, ...]
    delivered: tuple[Entry, ...]
    cancelled: tuple[Entry, ...]
    no_longer_reported: tuple[Entry, ...]
    high_on_both: tuple[Entry, ...]
    future_cost: tuple[Entry, ...]
    scored: int

    @property
    def thresholds(self) -> Thresholds:
        """The borders that the portfolio has declared."""
        return self.settings.thresholds


@dataclass(frozen=True, eq=False)
class Judgement(Standing):
    """The balance of one portfolio at one date against one target."""

    aim: Aim
    mix: tuple[MixRow, ...]
    distance: Result
    distance_low: Result
    balance: Result
    to_move: Result


def stand(
    positions: Positions,
    *,
    as_of: date,
    settings: PortfolioSettings,
    missing: Sequence[MissingCell] = (),
    basis: Basis | None = None,
) -> Standing:
    """
    Draw up what a judgement rests on; the same for every target.

    Args:
        positions: Latest state of every project, perhaps of one department.
        as_of: The date that is asked about.
        settings: What the portfolio has declared.
        missing: Cells without a value, to say why amounts are missing.
        basis: Taken instead of the portfolio's, to compare with another date.
    """
    held = holdings(positions, settings, basis=basis)
    high = settings.thresholds.high_value
    return Standing(
        as_of=as_of,
        settings=settings,
        positions=positions,
        holdings=held,
        total=metric.invested(held),
        missing=why_missing(held, missing),
        evenness=metric.evenness(held),
        wins_now=delivery.wins_now(held, ratings=settings.rating_scores),
        value_later=delivery.value_later(held, ratings=settings.rating_scores),
        overdue=delivery.overdue(held),
        delivered=delivery.delivered(positions, held),
        cancelled=delivery.cancelled(positions, held),
        no_longer_reported=delivery.no_longer_reported(positions, held),
        high_on_both=delivery.high_on_both(held, high=high),
        future_cost=delivery.at_future_cost(held, high=high),
        scored=int(delivery.scored(held).sum()),
    )


def against(standing: Standing, target: Mix | None) -> Judgement:
    """Judge the balance against the reader's own target; None = the declared one, else the preset."""
    held = standing.holdings
    aim = metric.aim(target, standing.settings)
    distance = metric.mix_distance(held, aim)
    low = distance.inputs.get("low", 0.0)
    return Judgement(
        **{each.name: getattr(standing, each.name) for each in fields(Standing)},
        aim=aim,
        mix=metric.mix(held, aim),
        distance=distance,
        distance_low=metric.derived(distance, low if isinstance(low, float) else 0.0, unit="share"),
        balance=metric.derived(distance, 1 - (distance.value or 0.0), unit="share"),
        to_move=metric.to_move(held, distance),
    )


def judge(
    positions: Positions,
    *,
    as_of: date,
    settings: PortfolioSettings,
    target: Mix | None = None,
    missing: Sequence[MissingCell] = (),
    basis: Basis | None = None,
) -> Judgement:
    """Judge the balance at once: `stand`, then `against`."""
    return against(stand(positions, as_of=as_of, settings=settings, missing=missing, basis=basis), target)


def why_missing(held: Holdings, missing: Sequence[MissingCell]) -> dict[str, int]:
    """
    How many open projects are not in the total, and why.

    Kinds as in the source (blank, withheld …); `no_column` where its file has no such column,
    `other_currency` where the amount is in a currency that is not added up here.
    """
    kinds = {cell.key: cell.kind for cell in missing if cell.field == held.basis.value}
    absent = held.positions.key[~held.held & ~held.elsewhere]
    found = Counter(kinds.get(key, "no_column") for key in absent)
    if held.elsewhere.any():
        found["other_currency"] = int(held.elsewhere.sum())
    return dict(sorted(found.items()))


@dataclass(frozen=True)
class DatedBalance:
    """The mix at one date: shares in the order of HORIZONS, balance 1 − D; None where not measured."""

    on: date
    total: float
    shares: tuple[float, ...] | None
    balance: float | None


def over_time(history: Sequence[MixAtDate], aim: Aim) -> tuple[DatedBalance, ...]:
    """Balance at every date of a history against one target, oldest first."""
    found: list[DatedBalance] = []
    for on in sorted({point.on for point in history}):
        held = {point.horizon: point.invested or 0.0 for point in history if point.on == on}
        amounts = figures(held.get(horizon, 0.0) for horizon in HORIZONS)
        whole = float(amounts.sum())
        measured = metric.distance_of(amounts, aim)
        shares = tuple(float(amount) / whole for amount in amounts) if whole > 0 else None
        found.append(DatedBalance(on, whole, shares, None if measured is None else 1 - measured[0]))
    return tuple(found)
