"""The stakeholder page from top to bottom: the answer, the picture, the next talks, one person, the lists."""

from __future__ import annotations

from typing import Final

import streamlit as st

from pages.shared import address, exports, panels, widgets
from pages.shared.people import detail, filters, lists, talks
from pages.shared.people.desk import Desk
from pages.shared.what_if.fold import fold
from pmo_core.answers.engagement import chart
from pmo_core.answers.engagement.remarks import strangers, unsaid
from pmo_core.answers.engagement.view import EngagementView, engagement_view, options, shown
from pmo_core.importing import templates
from pmo_core.look import day, md
from pmo_core.model import Kind

FIGURES: Final = (
    "engagement_debt",
    "cadence",
    "engagement_gap",
    "engagement_attainment",
    "power_interest",
    "sentiment",
    "single_points",
    "unattended",
)
"""The figures of the page, as the catalogue calls them."""
COLUMNS: Final = """
- A name; power and interest, on any scale: then it says who needs how much attention
- The engagement level now and the one needed, in words or numbers: then it says who must move
- How often to talk to them, the channel, what they care about, and their projects
- A log of contacts with date and person: then it says who waits
"""


def page(desk: Desk) -> None:
    """Say what of the address does not fit, then show the people who pass the filters."""
    judged = desk.judged
    whole = options(judged)
    problems = filters.PEOPLE.take(whole)
    address.give(desk.scenario.params() | filters.PEOPLE.params())
    if problems:
        st.warning("\n".join(f"- {md(problem)}" for problem in problems))
    if not judged.facts.people.size:
        nothing_here()
        return
    places = shown(judged, filters.PEOPLE.chosen())
    filters.controls(whole, count=len(places), whole=judged.facts.people.size)
    view = engagement_view(judged, places, points=desk.points, roles_only=filters.roles_only())
    widgets.verdict(view.sentence, note=view.note if places else "")
    on = judged.facts.snapshot.as_of
    if on > desk.scenario.as_of:
        st.caption(f"People are judged on {day(on)}, the day of the last entry about them.")
    if desk.scenario.department:
        st.caption("Stakeholders name no department, so all of them are shown.")
    if not places:
        return
    widgets.cards((card.label, card.value, card.verdict, card.help) for card in view.cards)
    _picture(view, high=judged.facts.settings.thresholds.high_standing)
    talks.part(desk, view.talks)
    detail.part(desk, places)
    lists.all_of(desk, places)
    for said in (strangers(judged), unsaid(judged)):
        if said:
            st.caption(md(said))
    part, is_open = fold("How this is computed", name="people method")
    if is_open:
        with part:
            panels.definitions(*FIGURES)
    panels.link(more=", the filters of this page and the open person")


def _picture(view: EngagementView, *, high: float) -> None:
    """Power against interest, with the numbers of the talks below."""
    grid = view.grid
    if len(grid.rows):
        st.markdown(f"**{md(grid.title)}**")
        spec = chart.grid_spec(high=high, dark=widgets.dark())
        st.vega_lite_chart(grid.rows, spec, key="people grid", alt=grid.alt)
        numbers = "Numbers: the order of the next conversations below. " if view.talks else ""
        st.caption(md(f"{numbers}High is {high:g} of 5 or more."))
    if grid.rest:
        st.caption(md(grid.rest))


def nothing_here() -> None:
    """Nobody is registered: what to load, why, and a sheet to fill in."""
    st.info(
        "There are no stakeholders yet. With them this page tells whom to talk to next, why, and what is "
        "open with them. A register from any file will do:"
    )
    st.markdown(COLUMNS)
    with st.container(horizontal=True, vertical_alignment="center"):
        exports.download(
            "Template for stakeholders and contacts (XLSX)",
            lambda: templates.template_workbook([Kind.STAKEHOLDERS, Kind.CONTACTS]),
            name="template stakeholders.xlsx",
            key="people template",
        )
        st.page_link("pages/data.py", label="**Go to the Data page →**")
