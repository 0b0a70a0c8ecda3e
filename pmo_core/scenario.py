"""What a reader or a portfolio may choose: targets, horizon rule, basis, weights; whole in the address."""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from pmo_core.errors import ScenarioError
from pmo_core.model import Basis, Horizon
from pmo_core.plan import Agreed
from pmo_core.thresholds import Thresholds

Mix = Mapping[Horizon, float]
"""Share of investment per horizon; the shares add up to 1, `unclassified` has none."""

COMPONENTS: Final = ("mix", "wins_now", "value_later", "alignment", "support", "kpis")

TARGET_HORIZONS: Final = (Horizon.SHORT, Horizon.MEDIUM, Horizon.LONG)
WEIGHT_MAX: Final = 3.0

RATING_SCALE: Final[Mapping[str, float]] = {
    "green": 100.0,
    "amber/green": 75.0,
    "amber": 50.0,
    "amber/red": 25.0,
    "red": 0.0,
}
"""Delivery confidence, 0–100, of the ratings that need no declaring."""

RATING_SETTING: Final = "rating_scores."
"""Name of the setting of an own label, before the label itself (as `rating_key` makes it)."""

PRESETS: Final[Mapping[str, Mix]] = {
    "70/20/10": {Horizon.SHORT: 0.7, Horizon.MEDIUM: 0.2, Horizon.LONG: 0.1},
    "50/30/20": {Horizon.SHORT: 0.5, Horizon.MEDIUM: 0.3, Horizon.LONG: 0.2},
    "40/30/30": {Horizon.SHORT: 0.4, Horizon.MEDIUM: 0.3, Horizon.LONG: 0.3},
}
PRESET_TARGET: Final[Mix] = PRESETS["70/20/10"]

_SLASH: Final = re.compile(r"\s*/\s*")


def rating_key(label: str) -> str:
    """A label without regard to case and to blanks around '/' and at its ends."""
    return _SLASH.sub("/", " ".join(label.split())).casefold()


@dataclass(frozen=True)
class HorizonRule:
    """Borders in months from the as-of date to the finish: up to `short`, up to `medium`, else long."""

    short_months: int = 12
    medium_months: int = 36

    def __post_init__(self) -> None:
        if not 0 < self.short_months < self.medium_months:
            raise ScenarioError(
                f"A horizon rule of {self.short_months} and {self.medium_months} months cannot hold.",
                fix="Give two numbers of months, the first above 0 and below the second, such as 12 and 36.",
            )


@dataclass(frozen=True)
class PortfolioSettings(Agreed):
    """
    What a portfolio has declared; `None` means that nobody has, so the preset or the data decide.

    `currency` is that of amounts in files that name none. `rating_scores` are its own rating
    labels with their delivery confidence, 0–100; NaN = no rating.
    """

    target: Mix | None = None
    target_set_on: date | None = None
    rule: HorizonRule = field(default_factory=HorizonRule)
    basis: Basis | None = None
    weights: Mapping[str, float] = field(default_factory=lambda: dict.fromkeys(COMPONENTS, 1.0))
    rating_scores: Mapping[str, float] = field(default_factory=dict[str, float])
    thresholds: Thresholds = field(default_factory=Thresholds)
    currency: str | None = None


def whole_mix(shares: Mapping[Horizon, float]) -> Mix:
    """
    Take shares given as fractions or per cent as a target that adds up to 1.

    Args:
        shares: Share per horizon, each ≥ 0; sum 1 or 100 (±0.5 of 100 is renormalised).
    Raises:
        ScenarioError: If a share is negative or not finite, or they add up to neither 1 nor 100.
    Source: docs/methodology.md, rules for every figure.
    """
    wanted = {h: float(shares.get(h, 0.0)) for h in TARGET_HORIZONS}
    total = math.fsum(wanted.values())
    scale = 100.0 if total > 1.5 else 1.0
    fits = all(math.isfinite(v) and v >= 0 for v in wanted.values()) and abs(total / scale - 1) <= 0.005
    if not fits:
        raise ScenarioError(
            "The targets do not add up to 100 %.", fix="Set shares of 0 % or more that add up to 100 %."
        )
    return {h: v / total for h, v in wanted.items()}


@dataclass(frozen=True)
class Scenario:
    """All a reader has chosen on a page. Its parameters are the address, whole, defaults too."""

    portfolio: str
    as_of: date
    data: str
    target: Mix
    weights: Mapping[str, float]
    department: str = ""

    def params(self) -> dict[str, str]:
        """The address: `v=1` and every value, so that a link keeps its meaning when a default changes."""
        shares = {h.value: _percent(self.target.get(h, 0.0)) for h in TARGET_HORIZONS}
        weights = {name: f"{self.weights[name]:g}" for name in COMPONENTS}
        first = {"v": "1", "portfolio": self.portfolio, "as_of": self.as_of.isoformat(), "data": self.data}
        return {**first, **shares, **weights, "department": self.department}


def read_scenario(
    asked: Mapping[str, str],
    *,
    default: Scenario,
    departments: Collection[str],
) -> tuple[Scenario, list[str]]:
    """
    Take an address: what is absent keeps its default, what cannot hold is named and keeps its default.

    Args:
        asked: Parameters of the address, as text.
        default: The portfolio's present state; its portfolio and data have been settled by the caller.
        departments: Departments of the portfolio, without the blank one that means all.
    Returns:
        The scenario, and one sentence per value that did not fit.
    """
    problems: list[str] = []
    if asked.get("v", "1") != "1":
        problems.append("This link was made by another version of the program; its values may differ.")
    target = _read_target(asked, default.target, problems)
    weights = {name: _read_weight(asked, name, default.weights[name], problems) for name in COMPONENTS}
    if not any(weights.values()):
        weights = dict(default.weights)
        problems.append("All weights of the link are 0; the usual weights are shown instead.")
    department = asked.get("department", default.department)
    if department and department not in departments:
        problems.append(
            f"The link asks for the department {department!r}, which this portfolio does not have."
        )
        department = ""
    as_of = _read_date(asked, default.as_of, problems)
    read = Scenario(default.portfolio, as_of, default.data, target, weights, department)
    return read, problems


def _percent(share: float) -> str:
    return f"{round(share * 100, 1):g}"


def _number(text: str) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return value if math.isfinite(value) and value >= 0 else None


def _read_target(asked: Mapping[str, str], default: Mix, problems: list[str]) -> Mix:
    if not any(h.value in asked for h in TARGET_HORIZONS):
        return default
    shares = {h: _number(asked.get(h.value, "")) for h in TARGET_HORIZONS}
    try:
        return whole_mix(
            {h: v / 100 for h, v in shares.items() if v is not None} if None not in shares.values() else {}
        )
    except ScenarioError:
        given = " / ".join(asked.get(h.value, "?") for h in TARGET_HORIZONS)
        problems.append(
            f"The targets of the link ({given}) do not add up to 100 %; the usual ones are shown."
        )
        return default


def _read_weight(asked: Mapping[str, str], name: str, default: float, problems: list[str]) -> float:
    if name not in asked:
        return default
    weight = _number(asked[name])
    if weight is None or weight > WEIGHT_MAX:
        words = name.replace("_", " ")
        problems.append(
            f"The link's weight of {words} ({asked[name]}) is not a number from 0 to {WEIGHT_MAX:g}."
        )
        return default
    return weight


def _read_date(asked: Mapping[str, str], default: date, problems: list[str]) -> date:
    if "as_of" not in asked:
        return default
    try:
        return date.fromisoformat(asked["as_of"])
    except ValueError:
        problems.append(
            f"The date of the link ({asked['as_of']}) is not a date; {default.isoformat()} is shown."
        )
        return default


def same_mix(one: Mix, other: Mix) -> bool:
    """Whether two targets are equal to a tenth of a per cent, the precision of an address."""
    return all(abs(one.get(h, 0.0) - other.get(h, 0.0)) < 0.0005 for h in Horizon)
