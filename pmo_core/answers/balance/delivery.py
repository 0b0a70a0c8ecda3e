"""How sure delivery is, what was delivered, what is overdue, and which wins cost the future."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import numpy as np

from pmo_core.measure.arrays import Flags
from pmo_core.measure.confidence import delivery_confidence, money_mean
from pmo_core.measure.holdings import Holdings
from pmo_core.measure.listing import Entry, entries, open_entries
from pmo_core.measure.positions import Positions
from pmo_core.model import Basis, Horizon, Metric, Result, State

_CONFIDENCE: Final = "Σ amount · q / Σ amount over rated projects; q: Green 100, Amber/Green 75, Amber 50, "
WINS_NOW: Final = Metric(
    id="wins_now",
    name="Short-term delivery",
    unit="points",
    range="0 to 100",
    better="higher",
    meaning="How sure the delivery of short-term projects is, weighted with their investment.",
    formula=_CONFIDENCE + "Amber/Red 25, Red 0; own labels as declared, others are unrated",
    source="Delivery confidence as rated by people",
    golden="S-INDEX",
)
VALUE_LATER: Final = Metric(
    id="value_later",
    name="Later delivery",
    unit="points",
    range="0 to 100",
    better="higher",
    meaning="How sure the delivery of medium-term and long-term projects is, weighted with their investment.",
    formula=_CONFIDENCE + "Amber/Red 25, Red 0; own labels as declared, others are unrated",
    source="Delivery confidence as rated by people",
    golden="S-INDEX",
)
OVERDUE: Final = Metric(
    id="overdue",
    name="Overdue",
    unit="projects",
    range="0 or more",
    better="lower",
    meaning="Open projects whose finish has passed without evidence of being done; they stay in the mix.",
    formula="count of open, reported projects with finish < as-of date",
    source="Finish and status as reported",
)
DELIVERED: Final = Metric(
    id="delivered",
    name="Delivered",
    unit="projects",
    range="0 or more",
    better="higher",
    meaning="Finished projects, the cancelled ones apart; finished projects leave the mix.",
    formula="count of reported projects with status done, or a done date up to the as-of date",
    source="Status and done date as reported",
)
HIGH_ON_BOTH: Final = Metric(
    id="high_on_both",
    name="Wins now and value later",
    unit="projects",
    range="0 or more",
    better="higher",
    meaning="Open projects that win now and build value for later.",
    formula="short-term value ≥ 5 and long-term value ≥ 5, each on 0 to 10",
    source="Values as scored by people",
)
FUTURE_COST: Final = Metric(
    id="future_cost",
    name="Wins now at the future's cost",
    unit="projects",
    range="0 or more",
    better="lower",
    meaning="Open projects that win now and build little for later.",
    formula="short-term value ≥ 5 and long-term value < 5, each on 0 to 10",
    source="Values as scored by people",
)


def wins_now(holdings: Holdings, *, ratings: Mapping[str, float] | None = None) -> Result:
    """Delivery confidence of short-term money, 0–100. Source: WINS_NOW. S-INDEX → 83.33."""
    return _confidence(holdings, holdings.within(Horizon.SHORT), words="short-term", ratings=ratings)


def value_later(holdings: Holdings, *, ratings: Mapping[str, float] | None = None) -> Result:
    """Delivery confidence of medium-term and long-term money, 0–100. Source: VALUE_LATER. S-INDEX → 45."""
    inside = holdings.within(Horizon.MEDIUM, Horizon.LONG)
    return _confidence(holdings, inside, words="medium-term or long-term", ratings=ratings)


def _confidence(
    holdings: Holdings, inside: Flags, *, words: str, ratings: Mapping[str, float] | None
) -> Result:
    labels = holdings.positions.rating[inside]
    scores = delivery_confidence(labels, explicit=ratings)
    mean, coverage = money_mean(scores, holdings.amounts[inside])
    rated = ~np.isnan(scores)
    strange = sorted({str(label) for label in labels[~rated] if label})
    n_used = int((rated & holdings.held[inside]).sum())
    if mean is None:
        reason = f"No {words} project has both a rating on a known scale and a {holdings.basis_name}."
        if holdings.basis is Basis.COUNT:
            reason = f"No {words} project has a rating on a known scale."
        return Result(
            None, "points", State.NOT_MEASURED, reason, n_total=int(inside.sum()), inputs={"unrated": strange}
        )
    return Result(
        mean,
        "points",
        n_used=n_used,
        n_total=int(inside.sum()),
        coverage=coverage,
        inputs={"unrated": strange},
    )


def overdue(holdings: Holdings) -> tuple[Entry, ...]:
    """Open projects whose finish has passed, the most money first. Source: OVERDUE."""
    return open_entries(holdings, holdings.positions.overdue)


def delivered(positions: Positions, holdings: Holdings) -> tuple[Entry, ...]:
    """Finished and not cancelled, the most money first. Source: DELIVERED."""
    done = positions.reported & positions.finished & ~_cancelled(positions)
    return entries(positions, done, basis=holdings.basis, lead=holdings.currency)


def cancelled(positions: Positions, holdings: Holdings) -> tuple[Entry, ...]:
    """Cancelled projects: out of the mix, and no win."""
    chosen = positions.reported & _cancelled(positions)
    return entries(positions, chosen, basis=holdings.basis, lead=holdings.currency)


def no_longer_reported(positions: Positions, holdings: Holdings) -> tuple[Entry, ...]:
    """Projects that a full source has stopped listing, with their last amount; they are in no sum."""
    return entries(positions, ~positions.reported, basis=holdings.basis, lead=holdings.currency)


def high_on_both(holdings: Holdings, *, high: float) -> tuple[Entry, ...]:
    """Open projects with short-term and long-term value from `high` (usually 5) on. Source: HIGH_ON_BOTH."""
    rows = holdings.positions
    return open_entries(holdings, (rows.short_term_value >= high) & (rows.long_term_value >= high))


def at_future_cost(holdings: Holdings, *, high: float) -> tuple[Entry, ...]:
    """Open projects with short-term value from `high` on and long-term value below. Source: FUTURE_COST."""
    rows = holdings.positions
    return open_entries(holdings, (rows.short_term_value >= high) & (rows.long_term_value < high))


def scored(holdings: Holdings) -> Flags:
    """Open projects with both a short-term and a long-term value; only these can be on the two lists."""
    rows = holdings.positions
    return ~np.isnan(rows.short_term_value) & ~np.isnan(rows.long_term_value)


def _cancelled(positions: Positions) -> Flags:
    return np.asarray(positions.status_standard == "cancelled", dtype=np.bool_)
