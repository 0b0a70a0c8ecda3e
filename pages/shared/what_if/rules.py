"""Budget and rules: what a portfolio may cost, and what it must keep to."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import streamlit as st

from pages.shared import acts, plans
from pages.shared.what_if import edits, rule_tables
from pages.shared.what_if.desk import Desk
from pmo_core.limits import AMOUNT_TYPED_CHARACTERS
from pmo_core.look import amount, md, number, share
from pmo_core.plan import Plan, read_amount
from pmo_core.plan.plan import SCORE

BUDGET: Final = "plan budget"
PEOPLE: Final = "plan people"


def budget_control(desk: Desk, plan: Plan) -> None:
    """The budget in words, and what all projects would cost."""
    unit = desk.gathered.held.unit
    st.session_state[BUDGET] = "" if plan.budget is None else amount(plan.budget, unit)
    st.text_input(
        "Budget",
        key=BUDGET,
        max_chars=AMOUNT_TYPED_CHARACTERS,
        on_change=_set_budget,
        args=(desk,),
        help="Like 4.0bn, 500m or 250,000. It pays for what the projects still cost; what is spent is spent.",
    )
    whole = desk.cost_of_all
    if plan.budget is not None and whole > 0:
        part = share(plan.budget / whole)
        still = "that there are" if unit == "projects" else "that all of them still cost"
        st.caption(f"{part} of the {md(amount(whole, unit))} {still}.")


def _set_budget(desk: Desk) -> None:
    def work() -> None:
        text = str(st.session_state[BUDGET] or "")
        plans.change(desk.usual, budget=read_amount(text) if text.strip() else desk.usual.plan.budget)

    acts.tried(work)


def panel(desk: Desk, plan: Plan) -> None:
    """All rules, each where the data have something to rule on."""
    _value(desk, plan)
    rule_tables.shares(desk, plan)
    rule_tables.years(desk, plan)
    _people(desk, plan)
    _projects(desk, plan)
    _from_the_data(desk)


def _value(desk: Desk, plan: Plan) -> None:
    key = "plan value"
    st.session_state[key] = plan.value
    st.selectbox(
        "Choose the portfolio with the most",
        [SCORE, *desk.usual.values],
        format_func=desk.value_name,
        key=key,
        on_change=_take,
        args=(desk, key, "value"),
        help="The score under the weights above, or a figure of the projects added up.",
    )


def _take(desk: Desk, key: str, field: str) -> None:
    plans.change(desk.usual, **{field: st.session_state[key]})


def _people(desk: Desk, plan: Plan) -> None:
    if not desk.effort_of_all:
        return
    st.session_state[PEOPLE] = plan.rules.people
    st.number_input(
        f"Most person-days (all of them: {number(desk.effort_of_all)})",
        min_value=0.0,
        step=100.0,
        format="%.0f",
        placeholder="No limit",
        key=PEOPLE,
        on_change=_set_people,
        args=(desk,),
    )


def _set_people(desk: Desk) -> None:
    def work() -> None:
        rules = plans.now(desk.usual).rules
        plans.change(desk.usual, rules=replace(rules, people=st.session_state[PEOPLE]))

    acts.tried(work)


def _projects(desk: Desk, plan: Plan) -> None:
    st.markdown("**Projects that must be funded, or must not**")
    names = desk.names
    held = {**plan.rules.must, **plan.rules.must_not}
    for key, why in held.items():
        how = "must be funded" if key in plan.rules.must else "must not be funded"
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"{md(names.get(key, key))} {how}: {md(why)}", width="stretch")
            st.button("Drop", key=f"drop rule {key}", on_click=drop_project, args=(desk, key))
    with st.form("rule for a project", border=False):
        which, sort = st.columns([3, 1], vertical_alignment="bottom")
        which.selectbox(
            "Project",
            list(names),
            index=None,
            format_func=lambda key: names.get(key, key),
            key="ruled project",
        )
        sort.selectbox(
            "It", ["must", "must not"], format_func=lambda word: f"{word} be funded", key="ruled how"
        )
        st.text_input("Because", key="ruled why", max_chars=200)
        st.form_submit_button("Add the rule", on_click=_add_project, args=(desk,))


def _add_project(desk: Desk) -> None:
    state = st.session_state

    def work() -> None:
        rules = plans.now(desk.usual).rules
        must = state["ruled how"] == "must"
        found = edits.with_project(rules, state["ruled project"], must=must, reason=state["ruled why"])
        plans.change(desk.usual, rules=found)

    if state["ruled project"] is None:
        st.toast("Pick a project first.")
    elif acts.tried(work):
        state["ruled project"], state["ruled why"] = None, ""


def drop_project(desk: Desk, key: str) -> None:
    """Take away the rule for one project."""
    plans.change(desk.usual, rules=edits.without_project(plans.now(desk.usual).rules, key))


def _from_the_data(desk: Desk) -> None:
    gathered = desk.gathered
    labels = gathered.held.positions.labels()
    lines = [f"{labels[one]} needs {labels[other]}" for one, other in gathered.needs]
    lines += [
        f"{labels[one]} needs {', '.join(lacking)}, not among the open or finished projects"
        for one, lacking in gathered.unmet.items()
    ]
    lines += [
        f"At most one of the group {name}: {', '.join(labels[one] for one in members)}"
        for name, members in gathered.groups.items()
    ]
    if lines:
        st.markdown("**From the data**")
        st.markdown("\n".join(f"- {md(line)}" for line in lines))
