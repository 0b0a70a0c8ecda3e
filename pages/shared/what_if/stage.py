"""The What-if page: what moves with a slider is drawn in one fragment, which alone runs again then."""

from __future__ import annotations

import streamlit as st

from pages.shared import address, background, frame, plans
from pages.shared.what_if import asking, empty, first, folds, keeping, order, relax, rules, weights
from pages.shared.what_if.answers import Answers, answers
from pages.shared.what_if.desk import Desk
from pmo_core.look import md

COLUMN = 460
"""Pixels that a column of the first screen needs."""


def page(desk: Desk) -> None:
    """Say what of the address does not fit, then show the plan and what it gives."""
    keeping.whole_page_asked()
    plan, problems = plans.settled(desk.usual)
    if problems:
        st.warning("\n".join(f"- {md(problem)}" for problem in problems))
    if not desk.gathered.size:
        address.give(desk.scenario.params())
        empty.nobody()
    elif not any(plan.points.values()):
        address.give(desk.scenario.params() | plan.params())
        empty.nothing_to_rank_by(desk)
    else:
        stage(desk)


@st.fragment
def stage(desk: Desk) -> None:
    """All that depends on the plan; the address is written here, because each move is a step for Back."""
    frame.check()
    if keeping.whole_page_asked():
        st.rerun()
    plan = plans.now(desk.usual)
    address.give(desk.scenario.params() | plan.params())
    head = st.container()  # one place, however much it says: a slider below that moves up loses the keyboard
    drawn = answers(desk, plan, patient=False)
    side_by_side = st.grid(min_column_width=COLUMN, gap="medium")  # one below the other where it is narrow
    with side_by_side.cell():
        first.picture(drawn)
    beside = side_by_side.cell()
    found = drawn if drawn.chosen.done else answers(desk, plan)  # the picture is on its way meanwhile
    with beside:
        _controls(found)
    with head:
        _head(found)
    if (found.ranking.top, found.marks) != (drawn.ranking.top, drawn.marks):
        st.rerun()
    folds.all_of(found)
    if found.pending:
        background.follow(found.pending, said="Trying other weights …")


def _head(found: Answers) -> None:
    first.sentence(found)
    if found.selection is not None and found.selection.chosen.conflict:
        relax.buttons(found.desk, found.selection)
    first.cards(found)


def _controls(found: Answers) -> None:
    desk, plan = found.desk, found.plan
    rules.budget_control(desk, plan)
    weights.controls(desk, plan)
    asking.ways(desk, plan)
    order.known_control(found)
    order.prior_control(desk, plan.prior)
