"""Rules that cannot hold together, each with the button that takes it away."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from pages.shared import plans
from pages.shared.what_if import edits
from pages.shared.what_if.desk import Desk
from pmo_core.answers.priorities.question import Question
from pmo_core.answers.priorities.rule_words import rule_name
from pmo_core.answers.priorities.ruled import PEOPLE
from pmo_core.answers.priorities.selection import Selection
from pmo_core.look import md
from pmo_core.measure.choose import Rule

OF_THE_DATA = frozenset({"needs", "group", "undecidable"})
"""Rules that no button takes away: they are in the files."""


def buttons(desk: Desk, selection: Selection) -> None:
    """One line per rule of the smallest set that cannot hold together."""
    asked = selection.question
    for place, rule in enumerate(selection.chosen.conflict):
        with st.container(horizontal=True, vertical_alignment="center"):
            name = rule_name(asked, rule)
            st.markdown(md(f"{name[:1].upper()}{name[1:]}"), width="stretch")
            if rule.kind in OF_THE_DATA:
                st.caption("From the data")
            else:
                st.button(
                    "Spend what all cost" if rule.kind == "budget" else "Relax",
                    key=f"relax {place}",
                    on_click=_relax,
                    args=(desk, asked, rule),
                )


def _relax(desk: Desk, asked: Question, rule: Rule) -> None:
    plan = plans.now(desk.usual)
    rules, problem = plan.rules, asked.problem
    if rule.kind == "budget":
        plans.change(desk.usual, budget=desk.cost_of_all)
    elif rule.kind in ("must", "must_not"):
        key = problem.ids[rule.place]
        plans.change(desk.usual, rules=edits.without_project(rules, key))
    elif rule.kind == "share":
        plans.change(desk.usual, rules=edits.without_share(rules, problem.shares[rule.place].name))
    elif rule.kind == "cap" and problem.caps[rule.place].name == PEOPLE:
        plans.change(desk.usual, rules=replace(rules, people=None))
    elif rule.kind == "cap":
        year = int(problem.caps[rule.place].name)
        plans.change(desk.usual, rules=edits.without_year(rules, year))
