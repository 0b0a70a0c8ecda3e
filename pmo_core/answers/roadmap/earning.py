"""Earned value and earned schedule of every open project, and of the portfolio."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from pmo_core.answers.roadmap.costs import Costs
from pmo_core.answers.roadmap.earned_metric import index_of_all
from pmo_core.measure import earned as formula
from pmo_core.measure.arrays import Flags, Floats, Texts, Whole
from pmo_core.measure.earned import Completion
from pmo_core.measure.trend import MONTH
from pmo_core.model import Result

_Case: TypeAlias = tuple[Flags, str]
"""Projects, and why something cannot be said of them."""


@dataclass(frozen=True, eq=False)
class Earned:
    """
    One place per open project; NaN = not applicable, with the reason beside it.

    project: place in `facts.positions`. budget (BAC), earned (EV), planned (PV), cost (AC): whole units of
    the project's currency. schedule (ES), elapsed (AT), road (PD, the planned duration): months from the
    start. by_year: planned by the costs of its years. planned_over_time: there is a plan to read ES from;
    falls: it goes down somewhere.
    """

    costs: Costs
    project: Whole
    budget: Floats
    earned: Floats
    planned: Floats
    cost: Floats
    schedule: Floats
    elapsed: Floats
    road: Floats
    by_year: Flags
    planned_over_time: Flags
    falls: Flags

    @property
    def cost_index(self) -> Floats:
        """CPI."""
        return formula.ratio(self.earned, self.cost)

    @property
    def schedule_index(self) -> Floats:
        """SPI."""
        return formula.ratio(self.earned, self.planned)

    @property
    def cost_variance(self) -> Floats:
        """CV, currency."""
        return self.earned - self.cost

    @property
    def schedule_variance(self) -> Floats:
        """SV, currency."""
        return self.earned - self.planned

    @property
    def whole(self) -> Completion:
        """Three estimates at completion, EAC; ETC = the first − AC, VAC = BAC − the first."""
        return formula.completion(self.budget, self.earned, cost=self.cost, planned=self.planned)

    @property
    def to_complete(self) -> Floats:
        """TCPI."""
        return formula.to_complete(self.budget, self.earned, cost=self.cost)

    @property
    def time_variance(self) -> Floats:
        """SV(t), months."""
        return self.schedule - self.elapsed

    @property
    def time_index(self) -> Floats:
        """SPI(t); a project that has not begun has none."""
        return np.where(self.elapsed > 0, formula.ratio(self.schedule, self.elapsed), np.nan)

    @property
    def duration(self) -> Floats:
        """IEAC(t): months that the whole may take; NaN where the plan has no end."""
        return formula.ratio(self.road, self.time_index)

    @property
    def measured(self) -> Flags:
        """Projects of which at least one index can be said."""
        return ~(np.isnan(self.cost_index) & np.isnan(self.schedule_index) & np.isnan(self.time_index))

    @property
    def cost_reason(self) -> Texts:
        """Why there is no CPI; '' = there is one."""
        cases: list[_Case] = [
            *self._no_value,
            (np.isnan(self.cost), "no actual cost"),
            (self.cost == 0, "nothing is spent yet"),
        ]
        return _reason(self.cost_index, cases)

    @property
    def value_reason(self) -> Texts:
        """Why there is no SPI; '' = there is one."""
        cases: list[_Case] = [
            *self._no_value,
            (np.isnan(self.planned), "no planned value and no costs by year"),
            (self.planned == 0, "nothing was planned to be earned by now"),
        ]
        return _reason(self.schedule_index, cases)

    @property
    def time_reason(self) -> Texts:
        """Why there is no SPI(t); '' = there is one."""
        cases: list[_Case] = [
            *self._no_value,
            (~self.planned_over_time, "no planned value and no costs by year"),
            (np.isnan(self.elapsed), "no start"),
            (self.elapsed <= 0, "it has not begun"),
            (self.falls, "the planned value falls from one report to the next"),
            (np.isnan(self.schedule), "more is earned than was ever planned"),
        ]
        return _reason(self.time_index, cases)

    @property
    def _no_value(self) -> list[_Case]:
        return [(np.isnan(self.budget), "no budget"), (np.isnan(self.earned), "no share complete")]


def earned(costs: Costs) -> Earned:
    """Judge every open project at once. Source: docs/methodology.md, Earned value."""
    positions, curves, size = costs.facts.positions, costs.curves, costs.budget.size
    project = np.flatnonzero(positions.reported & ~positions.finished)
    as_of = float(np.datetime64(costs.facts.snapshot.as_of, "D").astype(np.int64))
    start = np.where(np.isnat(positions.start), np.nan, positions.start.astype(np.int64).astype(np.float64))
    share = np.where(costs.done_share >= 0, costs.done_share, np.nan)
    budget = np.where(costs.budget > 0, costs.budget, np.nan)
    by_curve = formula.planned_share(as_of, curves, size=size) * budget
    # what all of the work was planned to take is the earned schedule of all of it
    whole = formula.earned_schedule(np.ones(size), curves)
    return Earned(
        costs=costs,
        project=project,
        budget=budget[project],
        earned=(share * budget)[project],
        planned=np.where(costs.by_year, by_curve, costs.planned_value)[project],
        cost=costs.actual_cost[project],
        schedule=(formula.earned_schedule(share, curves) - start)[project] / MONTH,
        elapsed=(as_of - start)[project] / MONTH,
        road=(whole - start)[project] / MONTH,
        by_year=costs.by_year[project],
        planned_over_time=np.isin(project, curves.owner),
        falls=formula.falls(curves, size=size)[project],
    )


def _reason(figure: Floats, cases: Sequence[_Case]) -> Texts:
    """Why a figure is missing: the first case that fits; '' where it is there."""
    words = [np.array(word, dtype=object) for _, word in cases]
    found = np.select([case for case, _ in cases], words, default=np.array("", dtype=object))
    return np.where(np.isnan(figure), found, "")


def portfolio_cost_index(found: Earned) -> Result:
    """Σ EV / Σ AC of the open projects that have both: never the mean of their indices."""
    return _of_all(found, found.cost)


def portfolio_schedule_index(found: Earned) -> Result:
    """Σ EV / Σ PV of the open projects that have both."""
    return _of_all(found, found.planned)


def _of_all(found: Earned, against: Floats) -> Result:
    """Sum over the projects in the currency of most of the money: currencies are never added."""
    positions, currency = found.costs.facts.positions, found.costs.facts.held.currency
    here = np.array([(code or "") == currency for code in positions.currency[found.project]], dtype=np.bool_)
    return index_of_all(found.earned[here], against[here], budget=found.budget[here])
