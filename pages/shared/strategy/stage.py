"""The Alignment page from top to bottom: the answer, the picture, then what lies behind it."""

from __future__ import annotations

from typing import Final

import streamlit as st

from pages.shared import address, panels, widgets
from pages.shared.strategy import (
    drifting,
    empty,
    goals,
    listing,
    lists,
    maps,
    matrix,
    one,
    rehearsing,
    trying,
)
from pages.shared.strategy.desk import Desk
from pages.shared.strategy.filters import PROJECTS
from pages.shared.strategy.rehearsing import params
from pages.shared.what_if import keeping
from pages.shared.what_if.fold import fold
from pmo_core.answers.alignment import chart
from pmo_core.answers.alignment.judgement import judged
from pmo_core.answers.alignment.view import AlignmentView, alignment_view, options, shown
from pmo_core.look import md

FIGURES: Final = (
    "alignment",
    "orphan_share",
    "unassigned_share",
    "objective_coverage",
    "objective_spend",
    "misallocation",
    "single_point_dependence",
    "objectives_per_project",
)
"""The figures of the page, as the catalogue calls them."""


def page(desk: Desk) -> None:
    """Say what of the address does not fit, then show the projects that pass the filters."""
    facts = desk.facts
    whole = options(facts)
    keeping.whole_page_asked()
    problems = PROJECTS.take(whole) + (trying.take(facts) if facts.objectives else [])
    address.give(desk.scenario.params() | params(desk))
    if problems:
        st.warning("\n".join(f"- {md(problem)}" for problem in problems))
    if not facts.objectives:
        empty.no_objectives(desk)
        return
    if not facts.origin:
        empty.no_links(desk)
        return
    keep = shown(facts, PROJECTS.chosen() | {"department": desk.scenario.department})
    PROJECTS.controls(whole, count=int(keep.sum()), whole=keep.size)
    if not keep.any():
        widgets.verdict("No open project fits the filter.", note="")
        return
    found = judged(facts if keep.all() else facts.among(keep))
    view = alignment_view(found)
    _first(view)
    rehearsing.part(desk, keep)
    lists.all_of(found)
    one.part(found)
    maps.heat(found)
    drifting.part(desk)
    matrix.part(desk, found)
    goals.part(desk)
    listing.part(desk, found, keep)
    part, is_open = fold("How this is computed", name="alignment method")
    if is_open:
        with part:
            panels.definitions(*FIGURES)
    panels.link(more=", the filters of this page, the open objective and the weights tried")


def _first(view: AlignmentView) -> None:
    """One sentence, three cards, one picture."""
    widgets.verdict(view.sentence, note=view.note)
    widgets.cards((card.label, card.value, card.verdict, card.help) for card in view.cards)
    st.markdown(f"**{md(view.money.title)}**")
    spec = chart.money_spec(dark=widgets.dark())
    st.vega_lite_chart(view.money.rows, spec, key="alignment money", alt=view.money.alt)
    if view.money.rest:
        st.caption(md(view.money.rest))
    if view.left_out:
        st.markdown("\n".join(f"- {md(said)}" for said in view.left_out))
