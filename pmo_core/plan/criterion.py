"""What makes a project worth doing, as data: its source, its fixed scale and its weight."""

from __future__ import annotations

from dataclasses import dataclass

from pmo_core.errors import ScenarioError
from pmo_core.limits import PLAN_FIGURE_MOST


@dataclass(frozen=True)
class Criterion:
    """
    One thing that makes a project worth doing.

    id: also its name on the command line. source: a numeric field of projects, `score.<name>`, or one that
    is computed. low, high: fixed ends of its scale in `unit`; low contributes nothing where higher is
    better, high where it is not. points: weight that it starts with, any multiple.
    """

    id: str
    name: str
    meaning: str
    source: str
    higher_is_better: bool
    low: float
    high: float
    unit: str = ""
    points: float = 1.0
    on: bool = True

    def __post_init__(self) -> None:
        if not -PLAN_FIGURE_MOST <= self.low < self.high <= PLAN_FIGURE_MOST:
            raise ScenarioError(
                f"The scale of {self.name!r} from {self.low:g} to {self.high:g} cannot hold.",
                fix="Give two numbers, the first below the second.",
            )
        if not 0 <= self.points <= PLAN_FIGURE_MOST:
            raise ScenarioError(
                f"The weight {self.points:g} of {self.name!r} cannot hold.", fix="Give 0 or more."
            )
