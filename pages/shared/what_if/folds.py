"""Everything below the first screen, folded; a part is computed only while it is open."""

from __future__ import annotations

from typing import Final

import streamlit as st

from pages.shared import panels
from pages.shared.what_if import around, criteria, exporting, order, rules, scenarios
from pages.shared.what_if.answers import Answers
from pages.shared.what_if.fold import fold

FIGURES: Final = (
    "priority_score",
    "priority_rank",
    "rank_range",
    "core_index",
    "cost_to_come",
    "selected_value",
    "proven_gap",
    "cut_loss",
    "break_even",
    "weight_swing",
    "second_opinion",
    "agreement",
    "alternatives",
    "price_of_balance",
    "repair",
    "frontier",
    "next_money",
    "trade_off",
    "roc_weight",
    "rank_sum_weight",
    "consistency_ratio",
)
"""The figures of the page, as the catalogue calls them."""


def all_of(found: Answers) -> None:
    """The order, the portfolio, and what can be kept of it."""
    st.subheader("The order", anchor=False)
    order.parts(found)
    st.subheader("The portfolio", anchor=False)
    part, is_open = fold("Budget and rules", name="rules")
    if is_open:
        with part:
            rules.panel(found.desk, found.plan)
    around.parts(found)
    st.subheader("Keep and share", anchor=False)
    scenarios.part(found)
    part, is_open = fold("Criteria and their scales", name="criteria")
    if is_open:
        with part:
            criteria.panel(found.desk)
    exporting.part(found)
    part, is_open = fold("How this is computed", name="method")
    if is_open:
        with part:
            panels.definitions(*FIGURES)
    panels.link(more=", all sliders, locks, budget and rules")
