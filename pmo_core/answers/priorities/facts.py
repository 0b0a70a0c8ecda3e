"""What projects are ranked by and chosen from, drawn up from one snapshot."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from pmo_core.answers.priorities import related
from pmo_core.measure.arrays import Flags, Floats, Texts
from pmo_core.measure.holdings import Holdings, holdings, to_come
from pmo_core.measure.positions import MONEY_BASES, Positions, floats, positions_of, texts
from pmo_core.model import Kind, Snapshot
from pmo_core.scenario import PortfolioSettings
from pmo_core.store.database import Database
from pmo_core.store.standing import settings_in_force, standing

MONEY: Final = (
    "budget",
    "actual_cost",
    "forecast_cost",
    "whole_life_cost",
    "planned_value",
    "planned_benefit",
    "realised_benefit",
)
FIGURES: Final = (
    *MONEY,
    "percent_complete",
    "short_term_value",
    "long_term_value",
    "risk",
    "urgency",
    "effort",
    "priority",
)
OWN: Final = "score."
"""Begins the id of an own criterion, before its name."""


@dataclass(frozen=True, eq=False)
class Gathered:
    """
    Facts of one snapshot; the same for every weight, budget and rule, so a page draws them up once.

    All arrays follow the open, reported projects, in the order of `held.positions` (by key); NaN = no value.

    figures: field → figure; money in `currency` alone. elsewhere: money field → projects whose amount is in
    another currency. own: name of an own criterion → score. alignment: 0–1. support: 0–100. shares: projects
    × objectives; None without objectives or links. costs: calendar year → amount in `currency`. needs:
    (project, what it cannot do without), both open. unmet: project → requirements that are neither open nor
    done. groups: name → at most one of these projects.
    """

    snapshot: Snapshot
    settings: PortfolioSettings
    positions: Positions
    held: Holdings
    currency: str
    figures: Mapping[str, Floats]
    elsewhere: Mapping[str, Flags]
    own: Mapping[str, Floats]
    second_rating: Texts
    alignment: Floats
    support: Floats
    objectives: tuple[related.Objective, ...]
    shares: Floats | None
    costs: Mapping[int, Floats]
    needs: tuple[tuple[int, int], ...]
    unmet: Mapping[int, tuple[str, ...]]
    groups: Mapping[str, tuple[int, ...]]

    @property
    def size(self) -> int:
        """Number of open, reported projects."""
        return self.held.positions.size

    @property
    def cost(self) -> Floats:
        """Cost still to be committed per project, in the holdings' unit: what is spent already is sunk."""
        if self.held.basis not in MONEY_BASES:
            return self.held.amounts
        return to_come(self.held.amounts, self.figures["actual_cost"])


def gather(db: Database, snapshot: Snapshot) -> Gathered:
    """
    Draw up all that a ranking and a selection rest on.

    Raises:
        ScenarioError: If a declared setting cannot be read.
    """
    settings = settings_in_force(db, snapshot)
    positions = positions_of(standing(db, snapshot))
    held = holdings(positions, settings)
    is_open, open_ones = positions.reported & ~positions.finished, held.positions
    read = db.columns(__file__, "figures", **snapshot.of(Kind.PROJECTS))
    currency = held.currency if held.basis in MONEY_BASES else _lead(open_ones)
    here = np.array([(code or "") == currency for code in open_ones.currency], dtype=np.bool_)
    figures = {name: floats(read[name])[is_open] for name in FIGURES}
    amounts = {name: np.where(figures[name] >= 0, figures[name], np.nan) for name in MONEY}
    wanted = related.objectives(db, snapshot)
    shares = related.shares(db, snapshot, open_ones=open_ones, wanted=wanted)
    needs, unmet = related.requirements(db, snapshot, positions=positions, standing=is_open)
    return Gathered(
        snapshot=snapshot,
        settings=settings,
        positions=positions,
        held=held,
        currency=currency,
        figures=figures | {name: np.where(here, amounts[name], np.nan) for name in MONEY},
        elsewhere={name: ~np.isnan(amounts[name]) & ~here for name in MONEY},
        own=_own_scores(db, snapshot, open_ones),
        second_rating=texts(read["second_rating"])[is_open],
        alignment=related.alignment(shares, wanted, projects=open_ones.size),
        support=related.support(db, snapshot, open_ones=open_ones),
        objectives=wanted,
        shares=shares,
        costs=related.costs(db, snapshot, open_ones=open_ones, currency=currency),
        needs=needs,
        unmet=unmet,
        groups=related.groups(texts(read["exclusive_group"])[is_open]),
    )


def _lead(open_ones: Positions) -> str:
    """The currency that most projects name, for a portfolio that is not held in money."""
    named = Counter(str(code or "") for code in open_ones.currency)
    return min(named, key=lambda code: (-named[code], code), default="")


def _own_scores(db: Database, snapshot: Snapshot, open_ones: Positions) -> Mapping[str, Floats]:
    read = db.columns(__file__, "own_scores", **snapshot.of(Kind.PROJECTS))
    at = {key: place for place, key in enumerate(open_ones.key)}
    found: dict[str, Floats] = {}
    for key, name, value in zip(texts(read["key"]), texts(read["name"]), floats(read["value"]), strict=True):
        if key in at:
            found.setdefault(str(name), np.full(open_ones.size, np.nan))[at[key]] = value
    return found
