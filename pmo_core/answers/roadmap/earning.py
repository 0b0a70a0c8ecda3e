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

    project: place in `facts.positions`. budget (BAC), earned (EV), planned (PV), cost (AC), cost_variance,
    schedule_variance, whole (three estimates at completion), left (ETC), saved (VAC), both by the first
    estimate: whole units of the project's currency. cost_index (CPI), schedule_index (SPI), to_complete
    (TCPI), time_index (SPI(t)). schedule (ES), elapsed (AT), time_variance (SV(t)), duration (IEAC(t)):
    months from the start. cost_reason, value_reason, time_reason: why CPI, SPI, SPI(t) are NaN; '' = they
    are not. by_year: planned by the costs of its years.
    """

    costs: Costs
    project: Whole
    budget: Floats
    earned: Floats
    planned: Floats
    cost: Floats
    cost_variance: Floats
    schedule_variance: Floats
    cost_index: Floats
    schedule_index: Floats
    whole: Completion
    left: Floats
    saved: Floats
    to_complete: Floats
    schedule: Floats
    elapsed: Floats
    time_variance: Floats
    time_index: Floats
    duration: Floats
    by_year: Flags
    cost_reason: Texts
    value_reason: Texts
    time_reason: Texts

    @property
    def measured(self) -> Flags:
        """Projects of which at least one index can be said."""
        return ~(np.isnan(self.cost_index) & np.isnan(self.schedule_index) & np.isnan(self.time_index))


def earned(costs: Costs) -> Earned:
    """Judge every open project at once. Source: docs/methodology.md, Earned value."""
    facts, size = costs.facts, costs.budget.size
    positions = facts.positions
    project = np.flatnonzero(positions.reported & ~positions.finished)
    as_of = float(np.datetime64(facts.snapshot.as_of, "D").astype(np.int64))
    start = np.where(np.isnat(positions.start), np.nan, positions.start.astype(np.int64).astype(np.float64))
    share = np.where(costs.done_share >= 0, costs.done_share, np.nan)
    by_curve = formula.planned_share(as_of, costs.curves, size=size) * costs.budget
    planned = np.where(costs.by_year, by_curve, costs.planned_value)[project]
    road = (formula.earned_schedule(np.ones(size), costs.curves) - start)[project] / MONTH
    schedule = (formula.earned_schedule(share, costs.curves) - start)[project] / MONTH
    falls = formula.falls(costs.curves, size=size)[project]
    elapsed = (as_of - start)[project] / MONTH
    budget = np.where(costs.budget > 0, costs.budget, np.nan)[project]
    cost, share = costs.actual_cost[project], share[project]
    value = share * budget
    cpi, spi = formula.ratio(value, cost), formula.ratio(value, planned)
    whole = formula.completion(budget, value, cost=cost, planned=planned)
    pace = np.where(elapsed > 0, formula.ratio(schedule, elapsed), np.nan)
    told = np.isin(project, costs.curves.owner)
    no_value: list[_Case] = [
        (np.isnan(budget), "no budget"),
        (np.isnan(share), "no share complete"),
    ]
    return Earned(
        costs=costs,
        project=project,
        budget=budget,
        earned=value,
        planned=planned,
        cost=cost,
        cost_variance=value - cost,
        schedule_variance=value - planned,
        cost_index=cpi,
        schedule_index=spi,
        whole=whole,
        left=whole.as_efficient - cost,
        saved=budget - whole.as_efficient,
        to_complete=formula.to_complete(budget, value, cost=cost),
        schedule=schedule,
        elapsed=elapsed,
        time_variance=schedule - elapsed,
        time_index=pace,
        duration=formula.ratio(road, pace),
        by_year=costs.by_year[project],
        cost_reason=_reason(
            cpi, [*no_value, (np.isnan(cost), "no actual cost"), (cost == 0, "nothing is spent yet")]
        ),
        value_reason=_reason(
            spi,
            [
                *no_value,
                (np.isnan(planned), "no planned value and no costs by year"),
                (planned == 0, "nothing was planned to be earned by now"),
            ],
        ),
        time_reason=_reason(
            pace,
            [
                *no_value,
                (~told, "no planned value and no costs by year"),
                (np.isnan(elapsed), "no start"),
                (elapsed <= 0, "it has not begun"),
                (falls, "the planned value falls from one report to the next"),
                (np.ones(project.size, dtype=np.bool_), "more is earned than was ever planned"),
            ],
        ),
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
