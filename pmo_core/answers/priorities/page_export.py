"""What the What-if page shows as files: the ranking, the portfolio, and the plan that they rest on."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Literal

import pandas as pd

from pmo_core.answers.priorities.judgement import Ranking
from pmo_core.answers.priorities.tables import criteria_rows
from pmo_core.answers.priorities.words import told_apart
from pmo_core.export import Cell, Figure, Sheet, SheetColumn, csv_bytes, workbook_bytes
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
    return workbook_bytes([_sheet(name, table) for name, table in tables.items()], title=TITLE)[0]


def csv(rows: pd.DataFrame) -> bytes:
    """The ranking as CSV."""
    return csv_bytes(list(rows.columns), (list(map(_text, row)) for row in rows.itertuples(index=False)))


def _sheet(name: str, table: pd.DataFrame) -> Sheet:
    columns = [
        SheetColumn(_headed(str(column)), 40 if _is_text(table[column]) else 16, form=_form(table[column]))
        for column in table.columns
    ]
    return Sheet(name, columns, (_cells(row) for row in table.itertuples(index=False)))


def _headed(name: str) -> str:
    return name[:1].upper() + name[1:]


def _is_text(column: pd.Series) -> bool:
    return not pd.api.types.is_numeric_dtype(column)


def _form(column: pd.Series) -> Literal["text", "number"]:
    return "text" if _is_text(column) else "number"


def _cells(row: Iterable[object]) -> Sequence[Cell]:
    return [_cell(value) for value in row]


def _cell(value: object) -> Cell:
    if value is None or value is pd.NA or (isinstance(value, float) and math.isnan(value)):
        return None
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value if isinstance(value, str) else float(str(value))


def _text(value: object) -> str:
    cell = _cell(value)
    if cell is None:
        return ""
    return cell if isinstance(cell, str) else Figure(f"{cell:g}" if isinstance(cell, float) else str(cell))
