"""What a chosen portfolio must keep to beside its budget."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from pmo_core.errors import ScenarioError
from pmo_core.limits import LABEL_CHARACTERS, PLAN_FIGURE_MOST, RULES_CHARACTERS, RULES_OF_A_PLAN


@dataclass(frozen=True)
class Rules:
    """
    What a portfolio must keep to beside its budget.

    must, must_not: key of a project → reason. shares: `horizon:short`, `department:IT` or `objective:O1` →
    least and most share of what is spent, 0–1. years: calendar year → most money. people: most person-days.
    """

    must: Mapping[str, str] = field(default_factory=dict[str, str])
    must_not: Mapping[str, str] = field(default_factory=dict[str, str])
    shares: Mapping[str, tuple[float, float]] = field(default_factory=dict[str, tuple[float, float]])
    years: Mapping[int, float] = field(default_factory=dict[int, float])
    people: float | None = None

    def __post_init__(self) -> None:
        for name, (least, most) in self.shares.items():
            if not 0 <= least <= most <= 1:
                shares = f"from {100 * least:g} to {100 * most:g} %"
                raise ScenarioError(
                    f"A share of {name[:LABEL_CHARACTERS]} {shares} cannot hold.",
                    fix="Give two shares from 0 to 100 %, the first not above the second.",
                )
        count = len(self.must) + len(self.must_not) + len(self.shares) + len(self.years)
        if count > RULES_OF_A_PLAN:
            raise ScenarioError(
                f"{count:,} rules are more than a plan holds.", fix=f"Keep up to {RULES_OF_A_PLAN:,} of them."
            )
        for limit in (*self.years.values(), *([] if self.people is None else [self.people])):
            if not 0 <= limit <= PLAN_FIGURE_MOST:
                raise ScenarioError(f"A limit of {limit:g} cannot hold.", fix="Give 0 or more.")

    def text(self) -> str:
        """The rules as JSON; '' without any."""
        named: dict[str, object] = {
            "must": dict(self.must),
            "not": dict(self.must_not),
            "shares": {name: list(pair) for name, pair in self.shares.items()},
            "years": {str(year): limit for year, limit in self.years.items()},
        }
        held = {name: value for name, value in named.items() if value}
        held |= {} if self.people is None else {"people": self.people}
        return json.dumps(held, sort_keys=True, separators=(",", ":"), ensure_ascii=False) if held else ""


def read_rules(text: str) -> Rules:
    """
    Read the rules of an address or a saved scenario.

    Raises:
        ScenarioError: If they cannot be read or cannot hold.
    """
    try:
        if len(text) > RULES_CHARACTERS:
            raise ValueError("too long")
        held: Mapping[str, Any] = json.loads(text) if text else {}
        people = held.get("people")
        rules = Rules(
            must={str(key): str(why) for key, why in held.get("must", {}).items()},
            must_not={str(key): str(why) for key, why in held.get("not", {}).items()},
            shares={
                str(name): (float(low), float(high)) for name, (low, high) in held.get("shares", {}).items()
            },
            years={int(year): float(limit) for year, limit in held.get("years", {}).items()},
            people=None if people is None else float(people),
        )
        rules.text().encode()  # JSON can name halves of signs, which no address and no page can show
        return rules
    except (ValueError, TypeError, AttributeError, OverflowError, RecursionError):
        raise ScenarioError(
            "The rules cannot be read.",
            fix="Set them again on the What-if page and copy the link from there.",
        ) from None
