"""The map of projects and objectives, the largest projects first, a page at a time."""

from __future__ import annotations

from typing import Final

import streamlit as st

from pages.shared import widgets
from pages.shared.what_if.fold import fold
from pmo_core.answers.alignment import captions, chart, tables
from pmo_core.answers.alignment.judgement import Judged
from pmo_core.look import number

ROWS: Final = 25
"""Projects on one page of the map."""


def heat(judged: Judged) -> None:
    """Folded: which project serves what, with which share."""
    whole = judged.facts.held.positions.size
    part, is_open = fold("Map of projects and objectives, the largest projects first", name="alignment map")
    if not is_open:
        return
    with part:
        places = on_page(tables.by_money(judged), name="map")
        spec = chart.heat_spec(tuple(tables.heads(judged)), dark=widgets.dark())
        rows = tables.heat(judged, places)
        st.vega_lite_chart(rows, spec, key="alignment map", alt=captions.heat_alt(judged, places))
        st.caption(
            f"{number(len(places))} of {number(whole)} projects. Filled: the share of the project; outlined: "
            "what of it serves no objective; ?: not assessed."
            + (
                f" The {number(tables.DRAWN)} largest objectives."
                if len(judged.facts.objectives) > tables.DRAWN
                else ""
            )
        )


def on_page(places: list[int], *, name: str, rows: int = ROWS) -> list[int]:
    """Some of the projects, chosen by page."""
    pages = -(-len(places) // rows)
    at = 1
    if pages > 1:
        at = st.pagination(pages, key=f"alignment page {name} {pages}", persist_state="session")
    return places[(at - 1) * rows : at * rows]
