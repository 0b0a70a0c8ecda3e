"""Which engine answers: the exact table, the whole model, or the bound and its core."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import numpy as np

from pmo_core.measure.arrays import Flags, Whole
from pmo_core.measure.choose.chosen import Chosen, chosen, nothing, spread
from pmo_core.measure.choose.clash import conflict
from pmo_core.measure.choose.core import by_core
from pmo_core.measure.choose.dp import picked, table
from pmo_core.measure.choose.linear import Model, model
from pmo_core.measure.choose.problem import Problem, barred, holds, taken
from pmo_core.measure.choose.solve import Answer, Deadline, solved
from pmo_core.measure.choose.ties import settled

SMALL: Final = 100
"""Up to here the whole model is solved; above, the core decides."""
SETTLED_MOST: Final = 300
"""Up to here ties are settled; above, that would take as long again as the answer itself."""
CLOSE: Final = 1e-5
"""A thousandth of a per cent: to prove the last of it takes as long again."""
TRIES: Final = 5


def best(problem: Problem, *, seconds: float = 1.0, gap: float = CLOSE) -> Chosen:
    """
    Find the selection of greatest value under the budget and the rules.

        max Σ value·x   subject to   Σ cost·x ≤ budget, the rules,   x ∈ {0, 1}

    One budget with must and must-not alone is solved exactly by a table over whole units of money, where the
    costs have one; else the solver takes up to 100 projects whole, and above that the bound and its core.

    Equal values go to fewer projects, then lower cost, then the smallest ids: always by the table; by the
    solver up to 300 projects, where it has proven its answer. Above, ties stay as the solver leaves them: the
    same for the same problem, whatever the order of its rows. Projects of value 0 or less come in only as
    must, or where a project of worth needs them.

    Args:
        problem: P projects; figures in any unit.
        gap: Above 300 projects the search may stop that near the best, as a share of its value; 0 = never.
        seconds: For the search; the bound, the proof of ties and a conflict may take as long again each.
    Returns:
        State `optimal` (proven to 1e-9), `within_gap` (the gap says what a better one could add),
        `infeasible` (with the smallest conflict) or `no_answer` (none found in time).
    Source: Kellerer, Pferschy & Pisinger 2004; HiGHS: Huangfu & Hall 2018. G6 → 309, G6b → 1458.
    """
    found = search(problem, seconds=seconds, gap=gap)
    if found.state != "infeasible":
        return found
    return replace(found, conflict=conflict(problem, seconds=seconds))


def search(problem: Problem, *, seconds: float, gap: float = CLOSE, ties: bool = True) -> Chosen:
    """As `best`, without naming a conflict; without `ties` the solver's own choice among equals stands."""
    places = candidates(problem)
    if (problem.must & ~np.isin(np.arange(problem.size), places)).any():
        return nothing(problem, "infeasible")
    part = taken(problem, places)
    filled = table(part)
    if filled is not None:
        picks = picked(part, filled, budget=part.budget)
        return spread(problem, chosen(part, picks, bound=float(part.value[picks].sum())), places=places)
    return spread(problem, solve(part, seconds=seconds, gap=gap, ties=ties), places=places)


def candidates(problem: Problem) -> Whole:
    """Places of the projects that can be selected, by id."""
    places = np.flatnonzero(~barred(problem))
    by_id = sorted(places.tolist(), key=lambda place: problem.ids[place])
    return np.array(by_id, dtype=np.int64)


def solve(
    part: Problem,
    *,
    seconds: float,
    gap: float = CLOSE,
    ties: bool = True,
    rows: Model | None = None,
) -> Chosen:
    """
    Ask the solver about candidates alone.

    Args:
        part: Holds no barred project, in the order of ids.
        seconds: For the search.
        gap: As `best`.
        ties: Whether to settle them.
        rows: The model of `part` with more rows, where more is asked than its rules.
    """
    written = rows or model(part)
    found = _answered(part, written, deadline=Deadline(seconds), gap=gap)
    if found.selected is None:
        return nothing(part, "infeasible" if found.state == "infeasible" else "no_answer", bound=found.bound)
    picks = found.selected
    if ties and found.state == "solved" and part.size <= SETTLED_MOST:
        picks = _kept(part, settled(found.within, picks, cost=part.cost, deadline=Deadline(seconds)), picks)
    bound = float(part.value[picks].sum()) if found.state == "solved" else found.bound
    return chosen(part, picks, bound=max(bound, float(part.value[picks].sum())))


def _answered(part: Problem, written: Model, *, deadline: Deadline, gap: float) -> Answer:
    """What passes the solver's tolerance but breaks a rule in exact sums is ruled out, and asked again."""
    engine = solved if part.size <= SMALL else by_core
    near = gap if part.size > SETTLED_MOST else 0.0
    found = engine(written, deadline, gap=near)
    for _ in range(TRIES):
        if found.selected is None or holds(part, found.selected):
            return found
        written = written.away_from(found.selected, by=1)
        found = engine(written, deadline, gap=near)
    return replace(found, selected=None, state="cut_short")


def _kept(part: Problem, settled_on: Flags, first: Flags) -> Flags:
    return settled_on if holds(part, settled_on) else first
