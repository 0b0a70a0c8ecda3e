"""A published case as a portfolio, and questions about it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from pmo_core.answers.priorities.criteria import criteria_of, usual_plan
from pmo_core.answers.priorities.facts import Gathered, gather
from pmo_core.answers.priorities.question import Question, question
from pmo_core.answers.priorities.selection import Selection
from pmo_core.plan import Rules
from tests.shelf import Shelf

BENEFITS = [92, 57, 49, 68, 60, 43, 67, 84, 87, 72]
COSTS = [23, 31, 29, 44, 53, 38, 63, 85, 89, 82]
NAMES = ["Portal", "Campus", "Archive", "Skills", "Network", "Kiosk", "Ledger", "Depot", "Museum", "Bridge"]


def lay(shelf: Shelf, *more: dict[str, Any]) -> Gathered:
    """The published case G6 as a portfolio: every other project long-term, two departments."""
    rows: list[dict[str, Any]] = [
        {
            "project_id": f"K{place}",
            "name": name,
            "budget": float(cost),
            "planned_benefit": float(benefit),
            "horizon": "long" if place % 2 else "short",
            "department": "IT" if place < 5 else "Estates",
            "short_term_value": float(place),
            "long_term_value": float(10 - place),
        }
        for place, (name, cost, benefit) in enumerate(zip(NAMES, COSTS, BENEFITS, strict=True))
    ]
    shelf.projects(*rows, *more)
    return gather(shelf.db, shelf.snapshot())


def asked(
    gathered: Gathered, budget: float = 165, *, value: str = "planned_benefit", **rules: Any
) -> Question:
    criteria = criteria_of(gathered)
    plan = replace(usual_plan(gathered, criteria), budget=budget, value=value, rules=Rules(**rules))
    return question(gathered, plan, criteria=criteria)


def names(selection: Selection) -> list[str]:
    labels = selection.question.gathered.held.positions.labels()
    return [labels[place] for place in np.flatnonzero(selection.chosen.selected)]
