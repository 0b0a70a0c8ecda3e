"""Earned value in rows, with the reason wherever it is not applicable. Every text is plain."""

from __future__ import annotations

import numpy as np
import pandas as pd

from pmo_core import look
from pmo_core.answers.roadmap.earning import Earned, portfolio_cost_index, portfolio_schedule_index
from pmo_core.measure.arrays import Flags
from pmo_core.model import Result


def listed(found: Earned, chosen: Flags) -> pd.DataFrame:
    """
    The open projects that pass the filters, the least efficient first, those without any index last.

    Args:
        found: Every open project.
        chosen: Flags over `facts.positions`.
    """
    at = np.flatnonzero(chosen[found.project])
    lowest = np.fmin(np.fmin(found.cost_index, found.schedule_index), found.time_index)[at]
    at = at[np.argsort(np.nan_to_num(lowest, nan=np.inf), kind="stable")]
    positions = found.costs.facts.positions
    return pd.DataFrame(
        {
            "Project": [positions.label(int(one)) for one in found.project[at]],
            "CPI": found.cost_index[at],
            "SPI": found.schedule_index[at],
            "SPI(t)": found.time_index[at],
            "Not applicable": [_reasons(found, int(one)) for one in at],
            "Budget": found.budget[at],
            "Earned": found.earned[at],
            "Planned by now": found.planned[at],
            "Spent": found.cost[at],
            "At completion: pace goes on": found.whole.as_efficient[at],
            "Rest as planned": found.whole.as_planned[at],
            "Cost and time pressure": found.whole.pressed[at],
            "TCPI": found.to_complete[at],
            "Behind, months": -found.time_variance[at],
            "Currency": positions.currency[found.project[at]],
        }
    )


def _reasons(found: Earned, at: int) -> str:
    told = (
        ("CPI", found.cost_reason[at]),
        ("SPI", found.value_reason[at]),
        ("SPI(t)", found.time_reason[at]),
    )
    by_reason: dict[str, list[str]] = {}
    for name, reason in told:
        if reason:
            by_reason.setdefault(str(reason), []).append(name)
    return "; ".join(f"{', '.join(names)}: {reason}" for reason, names in by_reason.items())


def portfolio(found: Earned) -> str:
    """What the sums of the whole portfolio say, with the projects and the money that they rest on."""
    cost, schedule = portfolio_cost_index(found), portfolio_schedule_index(found)
    said = [_index(cost, "CPI", "earned for each unit of money spent")]
    said.append(_index(schedule, "SPI", "earned for each unit planned by now"))
    return " ".join(part for part in said if part)


def _index(result: Result, name: str, what: str) -> str:
    if result.value is None:
        return f"{name} of the portfolio: not applicable, {result.reason[:1].lower()}{result.reason[1:]}"
    of = f"{look.number(result.n_used)} of {look.plural(result.n_total, 'open project')}"
    return f"{name} of the portfolio: {look.number(result.value, decimals=2)} {what}, from {of}."


def headline(found: Earned) -> str:
    """'Earned value: 41 of 67 projects measured'."""
    count, of = int(found.measured.sum()), found.project.size
    if not count:
        return "Earned value: not applicable, the columns are missing"
    return f"Earned value: {look.number(count)} of {look.plural(of, 'open project')} measured"
