"""The selection in rows: what charts draw and tables list. Every text is plain."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import zip_longest
from typing import Final

import numpy as np
import pandas as pd

from pmo_core import look
from pmo_core.answers.priorities.question import Question
from pmo_core.answers.priorities.rule_words import lacking
from pmo_core.answers.priorities.selection import Selection, ranked
from pmo_core.measure.arrays import Flags
from pmo_core.measure.choose import Chosen
from pmo_core.measure.choose.budgets import Frontier
from pmo_core.measure.choose.often import CoreIndex
from pmo_core.measure.choose.trade import TradePoint
from pmo_core.measure.positions import HORIZONS, as_figures

FUNDED, LEFT_OUT, OPEN_QUESTION = "funded", "left out", "not decidable"
HABITS: Final = {"stop": "Cut the list", "skip": "Skip and go on", "per_cost": "Value per cost"}
YOURS: Final = "Best for this budget"


def project_rows(selection: Selection, *, often: CoreIndex | None = None) -> pd.DataFrame:
    """Every open project by value: funded or not, why, and in how many weightings."""
    asked, order = selection.question, ranked(selection.question)
    open_ones, problem = asked.gathered.held.positions, asked.problem
    rows = {
        "project": open_ones.labels(),
        "id": [str(id or key) for id, key in zip(open_ones.project_id, open_ones.key, strict=True)],
        "decision": _decisions(selection),
        "value": as_figures(problem.value),
        "cost": as_figures(problem.cost),
        "horizon": [look.HORIZON_NAMES[HORIZONS[at]] for at in asked.gathered.held.bucket],
        "department": list(open_ones.department),
        "by cutting the list": np.where(selection.line.selected, FUNDED, LEFT_OUT).tolist(),
        "why": [_why(asked, place) for place in range(asked.gathered.size)],
    }
    if often is not None:
        rows["funded in"] = as_figures(often.share)
    return pd.DataFrame(rows).iloc[order].reset_index(drop=True)


def _decisions(selection: Selection) -> list[str]:
    chosen = selection.chosen
    return [
        OPEN_QUESTION if unknown else FUNDED if selected else LEFT_OUT
        for unknown, selected in zip(chosen.undecidable.tolist(), chosen.selected.tolist(), strict=True)
    ]


def _why(asked: Question, place: int) -> str:
    """The reason of a must or must-not, else what is lacking, else ''."""
    key, rules = str(asked.gathered.held.positions.key[place]), asked.plan.rules
    for said, reasons in (("must", rules.must), ("must not", rules.must_not)):
        if key in reasons:
            return f"{said}: {reasons[key]}" if reasons[key] else said
    return lacking(asked, place)


def swap_rows(selection: Selection) -> pd.DataFrame:
    """What comes in beside what goes out, against cutting the ranked list; the most valuable first."""
    asked, found = selection.question, selection.swaps
    pairs = list(zip_longest(found.into, found.out))
    rows = {
        "comes in": [_label(asked, one) for one, _ in pairs],
        "value in": [_figure(asked.problem.value, one) for one, _ in pairs],
        "cost in": [_figure(asked.problem.cost, one) for one, _ in pairs],
        "goes out": [_label(asked, other) for _, other in pairs],
        "value out": [_figure(asked.problem.value, other) for _, other in pairs],
        "cost out": [_figure(asked.problem.cost, other) for _, other in pairs],
    }
    return pd.DataFrame(rows)


def _label(asked: Question, place: int | None) -> str:
    return "" if place is None else asked.gathered.held.positions.label(place)


def _figure(figures: np.ndarray, place: int | None) -> float | None:
    return None if place is None else float(figures[place])


def alternative_rows(selection: Selection, others: Sequence[Chosen]) -> pd.DataFrame:
    """The best and those near it: value, cost, and how each differs from the best."""
    asked, first = selection.question, selection.chosen
    everyone = [first, *others]
    rows = {
        "portfolio": ["Best", *(f"Alternative {at}" for at in range(1, len(everyone)))],
        "value": [each.value for each in everyone],
        "share of the best": [each.value / first.value if first.value else 1.0 for each in everyone],
        "cost": [each.cost for each in everyone],
        "funds instead": [_labels(asked, each.selected & ~first.selected) for each in everyone],
        "leaves out": [_labels(asked, first.selected & ~each.selected) for each in everyone],
    }
    return pd.DataFrame(rows)


def _labels(asked: Question, flags: Flags) -> str:
    return ", ".join(_label(asked, place) for place in np.flatnonzero(flags).tolist())


def frontier_rows(selection: Selection, found: Frontier) -> pd.DataFrame:
    """Rows of the picture of value against budget: bound, solved points, the habits and the plan's own."""
    asked, chosen = selection.question, selection.chosen
    rows = [("Bound", b, v) for b, v in _known(found.budgets, found.bound)]
    rows += [("Solved", b, v) for b, v in _known(found.budgets, found.value)]
    budget = asked.problem.budget
    if chosen.answered:
        rows += [(HABITS[each.habit], budget, each.value) for each in selection.cuts]
        rows.append((YOURS, budget, chosen.value))
    return pd.DataFrame(rows, columns=["kind", "budget", "value"])


def _known(budgets: Iterable[float], values: Iterable[float]) -> list[tuple[float, float]]:
    return [(float(b), float(v)) for b, v in zip(budgets, values, strict=True) if v == v]


def trade_rows(selection: Selection, points: Sequence[TradePoint]) -> pd.DataFrame:
    """Rows of the picture of short-term against long-term value: the curve, and the selection itself."""
    figures = selection.question.gathered.figures
    rows = [("Possible", each.now, each.later) for each in points]
    picked = selection.chosen.selected
    if picked.any():
        now, later = (
            float(np.nansum(figures[name][picked])) for name in ("short_term_value", "long_term_value")
        )
        rows.append((YOURS, now, later))
    return pd.DataFrame(rows, columns=["kind", "short_term_value", "long_term_value"])
