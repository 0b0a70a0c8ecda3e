"""The picture of the roadmap, and how it is looked at: lanes, span, earlier and later, one lane in full."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

import streamlit as st

from pages.shared import widgets
from pages.shared.road import sight
from pages.shared.road.desk import Desk
from pages.shared.road.filters import DATES
from pmo_core.answers.roadmap import chart, words
from pmo_core.answers.roadmap.findings import By
from pmo_core.answers.roadmap.lanes import BYS, MARKS, PAGE, ZOOMS, Chosen, lanes, window
from pmo_core.answers.roadmap.view import lanes_picture
from pmo_core.look import day, md

CHART: Final = "road lanes"
LEGEND: Final = (
    "Solid bar: time gone; light bar: still ahead; outline: as first promised; upright line: {}; thin line: "
    "the whole lane, with the milestones of its projects that have no row here; at most {} on one row."
)


def part(desk: Desk, chosen: Chosen, choices: Mapping[str, Sequence[str]]) -> None:
    """Bars and milestones of the lanes, or all projects of one."""
    judged = desk.judged
    by, zoom = _by(), sight.chosen(sight.ZOOM)
    span = window(judged.facts.snapshot.as_of, zoom=zoom, shift=sight.shift())
    drawn = lanes(judged, chosen, by=by, span=span)
    opened = sight.chosen(sight.LANE)
    st.subheader("The road", anchor=False)
    _controls(choices, by)
    inside = next((len(lane.projects) for lane in drawn if opened and lane.name == opened), 0)
    at = 1
    if inside > PAGE:
        pages = -(-inside // PAGE)
        at = st.pagination(pages, key=f"road page {opened} {pages}", persist_state="session")
    shown = lanes_picture(judged, chosen, drawn, by=by, span=span, opened=opened, page=at - 1)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{md(shown.title)}**", width="stretch")
        with st.container(horizontal=True, width="content", wrap=False):
            st.button("Earlier", key="road earlier", on_click=sight.move, args=(-1,))
            st.button("Later", key="road later", on_click=sight.move, args=(1,))
            if sight.shift():
                st.button("Back to the date", key="road now", on_click=sight.move, args=(0,))
    if not drawn:
        st.info(f"Nothing is dated from {day(span.first)} to {day(span.last)}. Choose a longer span.")
        return
    st.vega_lite_chart(
        shown.rows,
        chart.lanes_spec(zoom, dark=widgets.dark()),
        key=CHART,
        alt=shown.alt,
        on_select=_open,
        selection_mode=chart.PICKED,
    )
    st.caption(md(f"{LEGEND.format(day(judged.facts.snapshot.as_of), MARKS)} {shown.rest}"))


def _by() -> By:
    return next(one for one in BYS if one == sight.chosen(sight.BY))


def _controls(choices: Mapping[str, Sequence[str]], by: By) -> None:
    with st.container(horizontal=True, vertical_alignment="top"):
        st.segmented_control(
            "Lanes by",
            choices[sight.BY],
            format_func=str.capitalize,
            key=sight.key(sight.BY),
            required=True,
            persist_state="session",
        )
        st.segmented_control(
            "Span",
            list(ZOOMS),
            format_func=str.capitalize,
            key=sight.key(sight.ZOOM),
            required=True,
            persist_state="session",
        )
        st.selectbox(
            md(f"Open a lane: {by}"),
            choices[sight.LANE],
            format_func=lambda name: name or "All lanes",
            key=sight.key(sight.LANE),
            persist_state="session",
            width=280,
        )


def _open() -> None:
    """Open the milestone that was clicked."""
    picked: list[dict[str, Any]] = st.session_state[CHART].get("selection", {}).get(chart.PICKED, [])
    found = next((str(one["key"]) for one in picked if one.get("key")), "")
    if found:
        DATES.open(found)


def period(choices: Mapping[str, Sequence[str]], desk: Desk) -> None:
    """Which period the promises are of."""
    named = words.periods(desk.judged)
    st.selectbox(
        "Promises for",
        choices[sight.PERIOD],
        format_func=lambda name: words.period(named[name]),
        key=sight.key(sight.PERIOD),
        persist_state="session",
    )
