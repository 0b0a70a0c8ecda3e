"""The What-if page: what moves with a slider is drawn in one fragment, which alone runs again then."""

from __future__ import annotations

import streamlit as st

from pages.shared import address, frame, plans
from pages.shared.what_if import asking, rules, weights
from pages.shared.what_if.desk import Desk
from pmo_core.look import md


def page(desk: Desk) -> None:
    """Say what of the address does not fit, then show the plan and what it gives."""
    _, problems = plans.settled(desk.usual)
    if problems:
        st.warning("\n".join(f"- {md(problem)}" for problem in problems))
    stage(desk)


@st.fragment
def stage(desk: Desk) -> None:
    """All that depends on the plan; the address is written here, because each move is a step for Back."""
    frame.check()
    plan = plans.now(desk.usual)
    address.give(desk.scenario.params() | plan.params())
    _, controls = st.columns([3, 2], gap="large")
    with controls:
        rules.budget_control(desk, plan)
        weights.controls(desk, plan)
        asking.ways(desk, plan)
    with st.expander("Budget and rules", key="rules fold", on_change="rerun") as fold:
        if fold.open:
            rules.panel(desk, plan)
