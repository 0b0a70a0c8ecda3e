"""What the What-if page shows as files: the ranking, the portfolio, and the plan that they rest on."""

from __future__ import annotations

import pandas as pd

from pmo_core import tabled
from pmo_core.answers.priorities.judgement import Ranking
from pmo_core.answers.priorities.tables import criteria_rows
from pmo_core.answers.priorities.words import told_apart
from pmo_core.plan import Plan

TITLE = "What-if"


def plan_rows(ranking: Ranking, plan: Plan, *, department: str) -> pd.DataFrame:
    """All that the figures rest on: data, date, filter, weights, budget and rules."""
    snapshot = ranking.gathered.snapshot
    said = {
        "Portfolio": snapshot.portfolio,
        "As of": snapshot.as_of.isoformat(),
        "Data": snapshot.id,
        "Department": department or "All",
        **{
            f"Weight of {name}": f"{100 * weight:.2f} %"
            for name, weight in zip(
                told_apart(one.name for one in ranking.criteria), ranking.weights.tolist(), strict=True
            )
        },
        "Budget": "" if plan.budget is None else f"{plan.budget:.0f}",
        "Chosen for": plan.value,
        "Projects with gaps": "scored by what is known" if plan.known_only else "not decided on",
        "Weights tried": plan.prior,
        "Rules": plan.rules.text(),
    }
    return pd.DataFrame({"What": list(said), "Value": list(said.values())})


def workbook(
    ranking: Ranking, rows: pd.DataFrame, projects: pd.DataFrame | None, plan: Plan, *, department: str
) -> bytes:
    """
    One sheet each for the ranking, the portfolio if there is one, the criteria, and the plan.

    Args:
        ranking: Of the plan.
        rows: The ranking as a table.
        projects: The portfolio as a table.
        plan: What was asked.
        department: The filter, '' = all.
    """
    tables = {
        "Ranking": rows,
        **({} if projects is None else {"Portfolio": projects}),
        "Criteria": criteria_rows(ranking),
        "Plan": plan_rows(ranking, plan, department=department),
    }
    return tabled.workbook(tables, title=TITLE)
