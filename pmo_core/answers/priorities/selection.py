"""The best that a budget affords, judged: against the habit of cutting the list, and what lies around it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from pmo_core.answers.priorities.question import Question, mix_limit
from pmo_core.measure.arrays import Floats, Whole, total
from pmo_core.measure.choose import (
    Chosen,
    alternatives,
    best,
    core_index,
    cut,
    frontier,
    next_money,
    price,
    repair,
)
from pmo_core.measure.choose.budgets import Extra, Frontier, point
from pmo_core.measure.choose.cutline import Cut, Swaps, swaps
from pmo_core.measure.choose.often import CoreIndex, Step
from pmo_core.measure.choose.problem import distance
from pmo_core.measure.choose.select import CLOSE
from pmo_core.measure.choose.trade import TradePoint, tradeoff
from pmo_core.measure.choose.worth import Price, Repair
from pmo_core.measure.robust import drawn
from pmo_core.model import Basis
from pmo_core.scenario import Mix

BUDGETS: Final = 20
"""Points of the frontier, beside the plan's own."""
MENDED: Final = (0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5)
"""Shares of the money in the wrong horizon that repairs get down to, the best first."""
CHEAP: Final = 0.02
"""A repair that costs no more of the value is advised, the one that mends most of them."""
DRAWS: Final = 200
"""Weightings under which the best portfolio is found anew."""
MORE: Final = (0.01, 0.05, 0.1)
"""Parts of the budget that 'what would more money buy' is asked for."""


@dataclass(frozen=True, eq=False)
class Selection:
    """
    What to fund, with its proof.

    cuts: the three habits, the first that of drawing a line in the ranked list; swaps: what comes in and
    goes out against that line. There are none where nothing can be selected.
    """

    question: Question
    chosen: Chosen
    cuts: tuple[Cut, Cut, Cut]
    swaps: Swaps

    @property
    def line(self) -> Cut:
        """The ranked list cut where the money ends."""
        return self.cuts[0]

    @property
    def left(self) -> float:
        """Money that the selection does not need."""
        return max(0.0, self.question.problem.budget - self.chosen.cost)


def select(asked: Question, *, seconds: float = 1.0, gap: float = CLOSE) -> Selection:
    """Find the best portfolio, as `best`, and what the habit of cutting the ranked list would have given."""
    chosen = best(asked.problem, seconds=seconds, gap=gap)
    cuts = cut(asked.problem, ranked(asked))
    apart = swaps(chosen.selected, cuts[0].selected, problem=asked.problem)
    return Selection(asked, chosen, cuts, apart if chosen.answered else Swaps((), ()))


def ranked(asked: Question) -> Whole:
    """Places of the projects by value, the greatest first, ties by id; without a value at the end."""
    ids = np.argsort(np.asarray(asked.problem.ids, dtype=str), kind="stable")
    return ids[np.argsort(-np.round(asked.problem.value[ids], 12), kind="stable")]


def price_of_balance(selection: Selection, *, seconds: float = 1.0) -> Price | None:
    """What the shares that the plan asks for cost in value; None where it asks for none."""
    problem = selection.question.problem
    return price(problem, seconds=seconds, bound=selection.chosen) if problem.shares else None


def mendings(selection: Selection, target: Mix, *, seconds: float = 1.0) -> Iterator[Repair]:
    """
    The cheapest ways to bring the selected money near the target mix, step by step, the nearest first.

    Each step of MENDED that is nearer than the selection and that another one reaches is solved exactly.
    To spend nothing is no mending.
    """
    asked = selection.question
    if not selection.chosen.cost > 0:
        return
    for at_most in MENDED:
        wanted = mix_limit(asked.gathered, target, at_most=at_most)
        found = repair(asked.problem, wanted, seconds=seconds, before=selection.chosen)
        if not found.before > at_most:
            return
        if found.bound.answered and found.bound.cost > 0:
            yield found


def off_target(selection: Selection, target: Mix) -> float:
    """Share of the selected money in the wrong horizon, 0–1."""
    spent = np.where(selection.chosen.selected, selection.question.problem.cost, 0.0)
    return distance(mix_limit(selection.question.gathered, target, at_most=0.0), spent)


def advised(repairs: Sequence[Repair]) -> Repair | None:
    """The repair that mends most of those that cost at most 2 % of the value; else the cheapest."""
    cheap = [each for each in repairs if each.share <= CHEAP]
    if cheap:
        return min(cheap, key=lambda each: (each.after, each.value))
    return min(repairs, key=lambda each: (each.value, each.after), default=None)


def more_money(
    selection: Selection, amounts: Sequence[float] = (), *, seconds: float = 1.0
) -> tuple[Extra, ...]:
    """
    What stated amounts more would buy.

    Without any, 1, 5 and 10 % of the budget: to two digits, or whole projects where they are counted.
    """
    problem = selection.question.problem
    usual = [float(f"{part * problem.budget:.2g}") for part in MORE]
    if selection.question.gathered.held.basis is Basis.COUNT:
        usual = sorted({max(1.0, round(amount)) for amount in usual})
    asked = amounts or [amount for amount in usual if amount > 0]
    return next_money(problem, asked, now=selection.chosen, seconds=seconds)


def near(selection: Selection, *, seconds: float = 1.0) -> tuple[Chosen, ...]:
    """Up to three portfolios with 99 % of the value, each in two projects different from all before."""
    return alternatives(selection.question.problem, selection.chosen, seconds=seconds)


def curve(selection: Selection) -> Frontier:
    """Value against budget, from nothing to all that there is; the plan's own budget is among them."""
    return frontier(selection.question.problem, budgets(selection.question))


def budgets(asked: Question) -> Floats:
    """The budgets of the frontier, rising."""
    most = max(asked.problem.budget, total(asked.problem.cost))
    return np.unique(np.append(np.linspace(0.0, most, BUDGETS), asked.problem.budget))


def refined(asked: Question, found: Frontier, *, seconds: float = 1.0) -> Iterator[Frontier]:
    """The same curve with one more budget solved each time, until all are."""
    for at in np.flatnonzero(np.isnan(found.value) & ~np.isnan(found.bound)).tolist():
        found = found.with_point(at, point(asked.problem, float(found.budgets[at]), seconds=seconds))
        yield found


def now_against_later(asked: Question, *, seconds: float = 1.0) -> Iterator[TradePoint]:
    """Selections from most long-term to most short-term value, one by one; none without both values.

    They are made of the projects that the plan can decide on, so that they compare with its own selection.
    """
    now, later = (asked.gathered.figures[name] for name in ("short_term_value", "long_term_value"))
    if np.isnan(now + later).all():
        return iter(())
    fit = replace(asked.problem, must_not=asked.problem.must_not | asked.problem.undecidable)
    return tradeoff(fit, now, later, seconds=seconds)


def often(
    asked: Question, *, samples: int = DRAWS, seconds: float = 20.0, step: Step | None = None
) -> CoreIndex | None:
    """
    How often each project is funded when the weights are drawn anew, as the plan tries them.

    Args:
        asked: The question.
        samples: How many weightings.
        seconds: For all of them.
        step: Is told how far the work has come.
    Returns:
        None where value is no score, or nothing has a weight.
    """
    if not asked.by_score or not asked.criteria:
        return None
    draws = drawn(asked.plan.prior, asked.weights, samples=samples)
    return core_index(asked.problem, asked.values, draws, seconds=seconds, step=step)
