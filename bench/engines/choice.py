"""What is chosen from, the same for every engine: projects with value, cost and horizon, and a budget."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
LOW: Final = 0.2
HIGH: Final = 0.5
"""Least and most share of what is spent that every horizon gets."""
BUDGET: Final = 0.4
STEP: Final = 0.001
"""Every turn has another budget: that much more of all that the projects cost."""
POINTS: Final = 20


@dataclass(frozen=True)
class Choice:
    """Projects of three horizons; costs are log-normal to the penny, so that they share no coarse unit."""

    value: Floats
    cost: Floats
    horizon: npt.NDArray[np.int64]

    def budget(self, turn: int) -> float:
        """The budget of a turn."""
        return round(float(self.cost.sum()) * (BUDGET + STEP * turn), 2)

    @property
    def budgets(self) -> Floats:
        """Those of the frontier, from a twentieth of all costs to nearly all of them."""
        return np.round(np.linspace(0.05, 0.95, POINTS) * self.cost.sum(), 2)

    def members(self, horizon: int) -> Floats:
        """1 for each project of a horizon."""
        return np.asarray(self.horizon == horizon, dtype=np.float64)


def choice(projects: int, *, seed: int = 7) -> Choice:
    """The same projects every time."""
    random = np.random.default_rng(seed)
    cost = np.round(np.exp(random.normal(13, 1, projects)), 2)
    return Choice(random.random(projects), cost, random.integers(0, 3, projects))
