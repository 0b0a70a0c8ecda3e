"""What a plan gives: the order at once; the portfolio and what other weights do as soon as they are known."""

from __future__ import annotations

import json
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Final, TypeVar

import streamlit as st

from pages.shared.background import WAIT, leave, soon
from pages.shared.jobs import Soon, Tell
from pages.shared.what_if.desk import Desk
from pmo_core.answers.priorities import headline
from pmo_core.answers.priorities.judgement import TOP, Ranking, ranked
from pmo_core.answers.priorities.question import Question, question
from pmo_core.answers.priorities.selection import Selection, often, select
from pmo_core.answers.priorities.trying import Tried, tried
from pmo_core.errors import ScenarioError
from pmo_core.measure.choose.often import CoreIndex
from pmo_core.measure.robust import SEED
from pmo_core.plan import Plan
from pmo_core.plan.plan import SCORE

T = TypeVar("T")
SHORT, LONG = 5.0, 30.0
"""Seconds after which a computation is stopped; the shortest goes first."""
FUNDED: Final = "projects funded"
FEW: Final = 200
"""Up to so many projects other weights are tried while the page waits."""


@dataclass(frozen=True, eq=False)
class Answers:
    """
    What is known of a plan by now.

    asked: what is to be chosen; None with the `problem` that keeps it from being asked. base: the portfolio
    of the usual plan. safe: who is funded under which weightings. pending: keys of what is under way.
    """

    desk: Desk
    plan: Plan
    ranking: Ranking
    asked: Question | None = None
    problem: str = ""
    chosen: Soon[Selection] = field(default_factory=Soon[Selection])
    base: Soon[Selection] = field(default_factory=Soon[Selection])
    safe: Soon[CoreIndex | None] = field(default_factory=Soon["CoreIndex | None"])
    tried: Soon[Tried] = field(default_factory=Soon[Tried])
    pending: tuple[Hashable, ...] = ()

    @property
    def attempt(self) -> Tried:
        """The other weights that were tried; none as long as they are."""
        if self.tried.done and self.tried.value is not None:
            return self.tried.value
        reason = self.tried.problem or "They are being tried."
        return Tried(self.plan.prior, 0, SEED, self.plan.fill, (), None, reason)

    @property
    def marks(self) -> list[str] | None:
        """Decide, discuss or drop per project, once the portfolios of all weightings are known."""
        index = self.safe.value if self.safe.done else None
        return None if index is None or not index.drawn else headline.marks(index)

    @property
    def selection(self) -> Selection | None:
        """The best portfolio, once it is found."""
        return self.chosen.value if self.chosen.done else None


def answers(desk: Desk, plan: Plan, *, patient: bool = True) -> Answers:
    """
    Ask all that the first screen shows.

    Args:
        desk: What the page rests on.
        plan: What is asked.
        patient: Wait a moment for the portfolio of many projects; else as many first places are looked at as
            the last one had. Few projects are always waited for.
    Raises:
        ScenarioError: If there is nothing to rank by.
    """
    usual = desk.usual.plan
    try:
        asked = question(desk.gathered, plan, criteria=desk.criteria)
    except ScenarioError as problem:
        ranking = _ranking(desk, plan, TOP)
        return Answers(desk, plan, ranking, problem=f"{problem.problem} {problem.fix}")
    background = Background(desk)
    safely = (*of_choice(plan), *of_weights(plan, "prior"))
    background.leave("safe", safely)
    few = desk.gathered.size <= FEW
    wait = WAIT if few else 0.1 * patient
    chosen = background.ask(
        "portfolio", of_choice(plan), lambda tell: select(asked), wait=wait, seconds=SHORT
    )
    base = chosen
    if of_choice(usual) != of_choice(plan) and usual.budget is not None:
        before = question(desk.gathered, usual, criteria=desk.criteria)
        base = background.ask("base", of_choice(usual), lambda tell: select(before), wait=0.0, seconds=SHORT)
    if chosen.done and chosen.value:
        st.session_state[FUNDED] = {desk.key: int(chosen.value.chosen.selected.sum())}
    ranking = _ranking(desk, plan, st.session_state.get(FUNDED, {}).get(desk.key) or TOP)
    attempt = background.ask(
        "weights",
        of_weights(plan, "prior", "fill"),
        lambda tell: tried(ranking, plan.prior, fill=plan.fill),
        wait=WAIT if few else 0.0,
        seconds=2 * SHORT,
    )
    safe = background.ask(
        "safe",
        safely,
        lambda tell: _safe(asked, tell),
        wait=0.0,
    )
    return Answers(desk, plan, ranking, asked, "", chosen, base, safe, attempt, tuple(background.pending))


def _ranking(desk: Desk, plan: Plan, top: int) -> Ranking:
    usual = desk.usual.plan.points
    return ranked(desk.gathered, plan, criteria=desk.criteria, before=usual, top=top)


def _safe(asked: Question, tell: Tell) -> CoreIndex | None:
    return often(asked, seconds=LONG, step=lambda at, of: tell(at / of))


class Background:
    """Asks for what takes longer on behalf of one page, and notes what is under way."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.pending: list[Hashable] = []

    def leave(self, place: str, part: tuple[Hashable, ...]) -> None:
        """End what a place asked for, if it was for another part of the plan."""
        leave((self._desk.key, place, part), place=place)

    def ask(
        self,
        place: str,
        part: tuple[Hashable, ...],
        work: Callable[[Tell], T],
        *,
        wait: float,
        seconds: float = LONG + 5,
    ) -> Soon[T]:
        """The result if it comes in time; `part` is that of the plan which it depends on."""
        key = (self._desk.key, place, part)
        found = soon(key, work, place=place, wait=wait, seconds=seconds)
        if not found.done:
            self.pending.append(key)
        return found


def of_weights(plan: Plan, *more: str) -> tuple[str, ...]:
    """The weights of a plan, and other parts of it, as a key."""
    params = plan.params()
    return (json.dumps(dict(plan.points), sort_keys=True), *(params[name] for name in ("known", *more)))


def of_choice(plan: Plan) -> tuple[str, ...]:
    """All of a plan that the best portfolio depends on, as a key."""
    params = plan.params()
    weights = of_weights(plan) if plan.value == SCORE else ()
    return (params["budget"], params["value"], params["rules"], *weights)
