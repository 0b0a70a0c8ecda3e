"""What a portfolio has settled for its decisions."""

from __future__ import annotations

from dataclasses import dataclass, field

from pmo_core.plan.criterion import Criterion
from pmo_core.plan.plan import SavedPlan
from pmo_core.plan.rules import Rules


@dataclass(frozen=True)
class Agreed:
    """
    What a portfolio has settled for its decisions; without criteria or a budget, the data decide.

    scenarios: those that it keeps, by name.
    """

    criteria: tuple[Criterion, ...] = ()
    budget: float | None = None
    rules: Rules = field(default_factory=Rules)
    scenarios: tuple[SavedPlan, ...] = ()
