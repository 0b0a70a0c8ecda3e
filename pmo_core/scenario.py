"""What a reader or a portfolio may choose: targets, horizon rule, basis, weights; all of it in the address."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from pmo_core.errors import ScenarioError
from pmo_core.model import Basis, Horizon

Mix = Mapping[Horizon, float]
"""Share of investment per horizon; the shares add up to 1, `unclassified` has none."""

COMPONENTS: Final = ("mix", "wins_now", "value_later", "alignment", "support", "kpis")

PRESETS: Final[Mapping[str, Mix]] = {
    "70/20/10": {Horizon.SHORT: 0.7, Horizon.MEDIUM: 0.2, Horizon.LONG: 0.1},
    "50/30/20": {Horizon.SHORT: 0.5, Horizon.MEDIUM: 0.3, Horizon.LONG: 0.2},
    "40/30/30": {Horizon.SHORT: 0.4, Horizon.MEDIUM: 0.3, Horizon.LONG: 0.3},
}
PRESET_TARGET: Final[Mix] = PRESETS["70/20/10"]


@dataclass(frozen=True)
class HorizonRule:
    """Borders in months from the as-of date to the finish: up to `short`, up to `medium`, else long."""

    short_months: int = 12
    medium_months: int = 36

    def __post_init__(self) -> None:
        if not 0 < self.short_months < self.medium_months:
            raise ScenarioError(
                f"A horizon rule of {self.short_months} and {self.medium_months} months cannot hold.",
                fix="Give two numbers of months, the first above 0 and below the second, for example 12 and 36.",
            )


@dataclass(frozen=True)
class PortfolioSettings:
    """What a portfolio has declared; `None` means that nobody has, so the preset or the data decide."""

    target: Mix | None = None
    target_set_on: date | None = None
    rule: HorizonRule = field(default_factory=HorizonRule)
    basis: Basis | None = None
    weights: Mapping[str, float] = field(default_factory=lambda: dict.fromkeys(COMPONENTS, 1.0))


def whole_mix(shares: Mapping[Horizon, float]) -> Mix:
    """
    Take shares given as fractions or per cent as a target that adds up to 1.

    Args:
        shares: Share per horizon, each ≥ 0; sum 1 or 100 (±0.5 of 100 is renormalised).
    Raises:
        ScenarioError: If a share is negative or not finite, or they add up to neither 1 nor 100.
    Source: docs/methodology.md, rules for every figure.
    """
    wanted = {h: float(shares.get(h, 0.0)) for h in (Horizon.SHORT, Horizon.MEDIUM, Horizon.LONG)}
    total = math.fsum(wanted.values())
    scale = 100.0 if total > 1.5 else 1.0
    fits = all(math.isfinite(v) and v >= 0 for v in wanted.values()) and abs(total / scale - 1) <= 0.005
    if not fits:
        raise ScenarioError(
            "The targets do not add up to 100 %.", fix="Set shares of 0 % or more that add up to 100 %."
        )
    return {h: v / total for h, v in wanted.items()}
