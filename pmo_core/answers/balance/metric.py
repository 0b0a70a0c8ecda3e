"""The figures of balance: how much money lies in the horizon it is meant for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

import numpy as np

from pmo_core.measure import mix as formula
from pmo_core.measure.arrays import Floats, total
from pmo_core.measure.holdings import Holdings
from pmo_core.measure.positions import HORIZONS
from pmo_core.model import Basis, Horizon, Metric, Result, State
from pmo_core.scenario import PRESET_TARGET, Mix, PortfolioSettings

PRESET_REASON: Final = "Measured against the preset 70/20/10, not your target: nobody has declared one."
TOTAL: Final = Metric(
    id="total",
    name="Investment",
    unit="basis",
    range="0 or more",
    better="neither",
    meaning="Investment of the open projects that are still reported and have an amount.",
    formula="C = Σ amount over open projects with an amount; printed with n of N",
    source="Basis: as declared, else the first of budget, whole-life cost and effort, else the count",
)
MIX_DISTANCE: Final = Metric(
    id="mix_distance",
    name="Share in the wrong horizon",
    unit="share",
    range="0 to 1 − least target",
    better="not lower in itself: the target is a strategy, not a law",
    meaning="Share of the investment that would have to change its horizon to match the target.",
    formula="D = ½ Σ |share − target| over short, medium, long, unclassified (target 0); "
    "with unclassified share u the true D lies in [D − u, D]",
    source="Total variation distance; Duncan & Duncan 1955. Preset 70/20/10: Nagji & Tuff 2012",
    golden="S-MIX",
)
BALANCE: Final = Metric(
    id="balance",
    name="Balance",
    unit="share",
    range="least target to 1",
    better="higher, if the target is right",
    meaning="Share of the investment that already sits in the horizon it is meant for.",
    formula="1 − D",
    source="As mix_distance",
    golden="S-MIX",
)
TO_MOVE: Final = Metric(
    id="to_move",
    name="To move",
    unit="basis",
    range="0 to C",
    better="not lower in itself",
    meaning="Investment that would have to change its horizon to match the target.",
    formula="D · C",
    source="As mix_distance",
    golden="S-MIX",
)
EVENNESS: Final = Metric(
    id="evenness",
    name="Evenness",
    unit="share",
    range="0 to 1",
    better="neither: a warning of concentration only",
    meaning="1 when short, medium and long hold the same, 0 when one holds everything.",
    formula="J = −Σ p ln p / ln 3 over the shares of short, medium and long",
    source="Shannon 1948; Pielou 1966",
    golden="S-EVEN",
)


@dataclass(frozen=True)
class Aim:
    """The target that figures are measured against, and who chose it."""

    shares: Mix
    origin: Literal["reader", "declared", "preset"]
    set_on: date | None = None

    @property
    def name(self) -> str:
        """Its shares in per cent: 70/20/10."""
        return "/".join(f"{100 * self.shares.get(h, 0.0):.3g}" for h in HORIZONS[:3])

    @property
    def state(self) -> State:
        """Provisional while nobody has declared a target."""
        return State.PROVISIONAL if self.origin == "preset" else State.OK

    @property
    def reason(self) -> str:
        """Why figures are provisional, else ''."""
        return PRESET_REASON if self.origin == "preset" else ""


@dataclass(frozen=True)
class MixRow:
    """One horizon: open projects, investment of those with an amount, its share and target (0–1)."""

    horizon: Horizon
    projects: int
    with_amount: int
    amount: float | None
    share: float | None
    target: float
    gap: float | None
    reason: str = ""


def aim(target: Mix | None, settings: PortfolioSettings) -> Aim:
    """The reader's target, else the declared one, else the preset."""
    if target is not None and target != settings.target:
        return Aim(target, "reader")
    if settings.target is not None:
        return Aim(settings.target, "declared", settings.target_set_on)
    return Aim(PRESET_TARGET, "preset")


def invested(holdings: Holdings) -> Result:
    """Investment of the open projects, in the holdings' unit. Source: TOTAL."""
    n_used, n_total = int(holdings.held.sum()), holdings.positions.size
    seen = n_used / n_total if n_total else None
    if not n_used:
        return _unmeasured(holdings, holdings.unit)
    return Result(holdings.total, holdings.unit, n_used=n_used, n_total=n_total, coverage=seen)


def mix(holdings: Holdings, aim: Aim) -> tuple[MixRow, ...]:
    """
    Investment per horizon with share, target and gap in money (positive: more than the target).

    A horizon whose projects all lack an amount has none, not 0.
    """
    return tuple(_mix_row(holdings, horizon, aim.shares.get(horizon, 0.0)) for horizon in HORIZONS)


def _mix_row(holdings: Holdings, horizon: Horizon, target: float) -> MixRow:
    inside = holdings.within(horizon)
    projects, held = int(inside.sum()), int((inside & holdings.held).sum())
    whole = holdings.total
    reason = ""
    if whole <= 0:
        reason = _nothing(holdings)
    elif projects and not held:
        known = holdings.basis_name
        reason = f"None of the {projects} projects in this horizon has a {known}."
    if reason:
        return MixRow(horizon, projects, held, None, None, target, None, reason)
    money = total(holdings.amounts[inside])
    return MixRow(horizon, projects, held, money, money / whole, target, money - target * whole)


def mix_distance(holdings: Holdings, aim: Aim) -> Result:
    """
    Share of the investment that sits in the wrong horizon.

        D = ½ Σ_h |share_h − target_h|

    Returns:
        0 to 1; `inputs` hold `low` (D − unclassified share, at least 0) and `unclassified`.
        Not measured without an amount, or with no money in any horizon.
    Source: MIX_DISTANCE. 55/30/15 against 70/20/10 → 0.15.
    """
    per_bucket = np.array([total(holdings.amounts[holdings.bucket == place]) for place in range(4)])
    n_used, n_total = int(holdings.held.sum()), holdings.positions.size
    if per_bucket.sum() <= 0:
        return _unmeasured(holdings, "share")
    measured = distance_of(per_bucket, aim)
    if measured is None:
        which = "open projects" if holdings.basis is Basis.COUNT else f"projects with a {holdings.basis_name}"
        reason = f"None of the {n_used} {which} has a horizon or a finish date."
        return Result(None, "share", State.NOT_MEASURED, reason, n_used=n_used, n_total=n_total)
    distance, low, unclassified = measured
    return Result(
        distance,
        "share",
        aim.state,
        aim.reason,
        n_used=n_used,
        n_total=n_total,
        coverage=1 - unclassified,
        inputs={"low": low, "unclassified": unclassified, "total": float(per_bucket.sum())},
    )


def distance_of(per_bucket: Floats, aim: Aim) -> tuple[float, float, float] | None:
    """
    D, its cautious lower end and the unclassified share of amounts in the order of HORIZONS.

    None where nothing is invested, or nothing in a horizon.
    """
    if not per_bucket[:3].sum() > 0:
        return None
    shares = per_bucket / per_bucket.sum()
    wanted = np.array([aim.shares.get(horizon, 0.0) for horizon in HORIZONS])
    distance = formula.mix_distance(shares, wanted)
    return distance, formula.cautious_range(distance, float(shares[3]))[0], float(shares[3])


def derived(distance: Result, value: float, *, unit: str) -> Result:
    """A figure that follows from the mix distance: same state, reason and coverage, another value."""
    shown = None if distance.value is None else value
    return Result(
        shown, unit, distance.state, distance.reason, distance.n_used, distance.n_total, distance.coverage
    )


def to_move(holdings: Holdings, distance: Result) -> Result:
    """Investment in the wrong horizon: D · C, in the holdings' unit. Source: TO_MOVE."""
    return derived(distance, (distance.value or 0.0) * holdings.total, unit=holdings.unit)


def evenness(holdings: Holdings) -> Result:
    """Spread over the three horizons, 0–1; a warning of concentration, no score. Source: EVENNESS."""
    amounts = np.array([total(holdings.amounts[holdings.bucket == place]) for place in range(3)])
    if amounts.sum() <= 0:
        return _unmeasured(holdings, "share")
    largest = float(amounts.max() / amounts.sum())
    value = formula.evenness(amounts, buckets=3)
    return Result(value, "share", n_used=int(holdings.held.sum()), inputs={"largest": largest})


def _unmeasured(holdings: Holdings, unit: str) -> Result:
    return Result(None, unit, State.NOT_MEASURED, _nothing(holdings), n_total=holdings.positions.size)


def _nothing(holdings: Holdings) -> str:
    count = holdings.positions.size
    if not count:
        return "No open project is reported at this date."
    if holdings.held.any():
        return f"The {holdings.basis_name} of all open projects adds up to 0."
    return f"None of the {count} open projects has a {holdings.basis_name}."
