"""Where every project stands at a date, and the settings in force: what every answer about projects asks."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from pmo_core.model import Basis, Kind, Snapshot
from pmo_core.scenario import PortfolioSettings
from pmo_core.store.database import Reader
from pmo_core.store.portfolio_settings import read_settings

if TYPE_CHECKING:
    import numpy as np


def standing(db: Reader, snapshot: Snapshot) -> dict[str, np.ndarray[Any, Any]]:
    """Latest state of every project up to the snapshot's date: the columns of `measure.positions`, by key."""
    return db.columns(__file__, "positions", **snapshot.of(Kind.PROJECTS))


def settings_in_force(db: Reader, snapshot: Snapshot) -> PortfolioSettings:
    """
    What the portfolio has declared, with its basis settled: one for all dates, so that they compare.

    Undeclared, it is the first of budget, whole-life cost and effort that an open project has at the
    version's latest date, else the count.

    Raises:
        ScenarioError: If a declared setting cannot be read.
    """
    declared = read_settings(db, snapshot)
    if declared.basis is not None:
        return declared
    version = snapshot.versions.get(Kind.PROJECTS, 0)
    counts = db.rows(__file__, "amounts_at_latest", version=version)[0]
    named = zip((Basis.BUDGET, Basis.WHOLE_LIFE_COST, Basis.EFFORT), counts, strict=True)
    return replace(declared, basis=next((basis for basis, held in named if held), Basis.COUNT))
