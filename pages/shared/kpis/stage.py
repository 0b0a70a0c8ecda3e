"""The KPI page from top to bottom: the answer, the picture, signals before quiet series, one in detail."""

from __future__ import annotations

from typing import Final

import streamlit as st

from pages.shared import address, lacking, panels, widgets
from pages.shared.kpis import detail, directions, lists
from pages.shared.kpis.desk import Desk
from pages.shared.kpis.filters import KPIS
from pages.shared.what_if.fold import fold
from pmo_core.answers.kpis import chart
from pmo_core.answers.kpis.view import Aims, kpis_view, options, shown
from pmo_core.look import md
from pmo_core.model import Kind

COLUMN: Final = 460
"""Pixels that a column of the first screen needs."""
FIGURES: Final = ("kpi_signal", "kpi_false_alarms", "kpis", "kpi_attainment", "kpi_pace")
"""The figures of the page, as the catalogue calls them."""
WHY: Final = (
    "There are no KPI readings yet. With them this page tells what really changed from routine variation, "
    "and whether results and goals meet their targets. A file of any tool will do:"
)
COLUMNS: Final = (
    "A name, a period (month, quarter, year or day) and a value: a row per reading, or a column per period",
    "A target, and whether higher or lower is better: then it says what is met",
    "Six readings or more of each: then it says what is noise",
)


def page(desk: Desk) -> None:
    """Say what of the address does not fit, then show the KPIs that pass the filters."""
    judged = desk.judged
    whole = options(judged)
    problems = KPIS.take(whole)
    address.give(desk.scenario.params() | KPIS.params())
    if problems:
        st.warning("\n".join(f"- {md(problem)}" for problem in problems))
    if not judged.facts.series.size:
        lacking.say(Kind.KPIS, what="KPIs", why=WHY, columns=COLUMNS)
        return
    places = shown(judged, KPIS.chosen())
    KPIS.controls(whole, count=len(places), whole=judged.facts.series.size)
    view = kpis_view(judged, places)
    widgets.verdict(view.sentence, note=view.note)
    if desk.scenario.department:
        st.caption("KPIs name no department, so all of them are shown.")
    if not places:
        return
    widgets.cards((card.label, card.value, card.verdict, card.help) for card in view.cards)
    first = directions.wanted_first(desk)
    if first:
        directions.part(desk)
    _picture(view.results, view.goals)
    lists.signals(desk, view.signals)
    lists.disagreeing(desk, places)
    detail.part(desk, [*view.signals, *view.quiet])
    lists.quiet(desk, view.quiet)
    lists.as_table(desk, places)
    if not first:
        directions.part(desk)
    part, is_open = fold("How this is computed", name="kpi method")
    if is_open:
        with part:
            panels.definitions(*FIGURES)
    panels.link(more=", the filters of this page and the open KPI")


def _picture(results: Aims, goals: Aims) -> None:
    """Results of today beside the goals further away, on one scale."""
    drawn = [aims for aims in (results, goals) if len(aims.rows)]
    if not drawn:
        st.caption("No distance from a target can be drawn: none has a target, a direction and a value.")
        return
    cells = st.grid(min_column_width=COLUMN, gap="medium")
    for aims in drawn:
        with cells.cell():
            st.markdown(f"**{md(aims.title)}**")
            spec = chart.aims_spec(dark=widgets.dark())
            st.vega_lite_chart(aims.rows, spec, key=f"aims {aims is goals}", alt=aims.alt)
            if aims.rest:
                st.caption(md(aims.rest))
