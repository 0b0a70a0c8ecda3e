"""Series that really changed as small pictures, the quiet ones folded, and all of them as a table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import streamlit as st

from pages.shared import exports
from pages.shared.kpis.desk import Desk
from pages.shared.kpis.filters import KPIS
from pages.shared.what_if.fold import MOST, fold
from pmo_core import tabled
from pmo_core.answers.kpis import captions, chart, listing, page_export, tables, words
from pmo_core.answers.kpis.disagreeing import disagreements
from pmo_core.look import md, number, plural

SHOWN: Final = 6
"""Small pictures on one page."""
PICTURE: Final = 300
"""Pixels that one needs."""
LAST: Final = 36
"""Readings in a small picture."""
RATED: Final = {
    "KPI": st.column_config.TextColumn(width="medium", pinned=True),
    "Rated": st.column_config.DateColumn(
        format="D MMM YYYY", help="End of the period that it was given for."
    ),
    "Steps": st.column_config.NumberColumn(
        format="%+g", help="By how much the rating is better; from green to red are 2."
    ),
}
FORMS: Final = {
    "KPI": st.column_config.TextColumn(width="medium", pinned=True),
    "Course": st.column_config.LineChartColumn(help="The last 24 readings."),
    **{
        name: st.column_config.NumberColumn(format="localized")
        for name in ("Last reading", "Target", "Lower limit", "Mean", "Upper limit")
    },
}


def signals(desk: Desk, places: Sequence[int]) -> None:
    """The series that really changed, for the worse first."""
    if not places:
        return
    st.subheader("What really changed", anchor=False)
    pictures(desk, places, name="signals")


def disagreeing(desk: Desk, places: Sequence[int]) -> None:
    """Folded: where the rating that people gave is not what the figures say, the most money first."""
    found = disagreements(desk.judged, places)
    if not found.places:
        return
    part, is_open = fold(words.disagreeing(desk.judged, found), name="kpi disagreements")
    if not is_open:
        return
    rows = listing.disagreeing(desk.judged, found)
    with part:
        st.dataframe(
            rows.head(MOST),
            column_config={**RATED, rows.columns[-1]: st.column_config.NumberColumn(format="localized")},
            hide_index=True,
            placeholder="–",
            alt="KPIs whose rating is not the colour of their figures, those rated better first",
        )
        known = int(rows[rows.columns[-1]].notna().sum())
        ranked = (
            f", then by the investment of the KPI's project, known for {number(known)} of {number(len(rows))}"
        )
        st.caption(
            f"Rated better first{ranked if known else ''}. A reason to talk: neither side replaces the other."
        )


def quiet(desk: Desk, places: Sequence[int]) -> None:
    """All others, folded: nobody needs to explain routine variation."""
    if not places:
        return
    part, is_open = fold(
        f"Nothing to explain: {plural(len(places), 'series', many='series')}", name="kpi quiet"
    )
    if is_open:
        with part:
            pictures(desk, places, name="quiet")


def pictures(desk: Desk, places: Sequence[int], *, name: str) -> None:
    """Small control charts, a few to a page."""
    pages = -(-len(places) // SHOWN)
    at = 1
    if pages > 1:
        at = st.pagination(pages, key=f"kpi page {name} {pages}", persist_state="session")
    cells = st.grid(min_column_width=PICTURE, gap="small", border=True)
    for place in places[(at - 1) * SHOWN : at * SHOWN]:
        with cells.cell(), st.container(gap="xxsmall"):
            _picture(desk, place)


def _picture(desk: Desk, place: int) -> None:
    judged = desk.judged
    series = str(judged.facts.series.key[place])
    st.markdown(f"**{md(words.named(judged.facts.series, place))}**")
    st.caption(md(f"{words.change(judged, place)}. {words.latest(judged, place)}."))
    st.vega_lite_chart(
        tables.control(judged, place, last=LAST),
        chart.small_spec(),
        key=f"small {series}",
        alt=captions.control_alt(judged, place),
    )
    st.button("Open", key=f"open {series}", on_click=KPIS.open, args=(series,))


def as_table(desk: Desk, places: Sequence[int]) -> None:
    """The same facts as a table, and as files."""
    part, is_open = fold("The same facts as a table, to export", name="kpi table")
    if not is_open:
        return
    rows = listing.listed(desk.judged, places)
    with part:
        st.dataframe(
            rows.head(MOST),
            column_config=FORMS,
            hide_index=True,
            placeholder="–",
            alt="KPIs with their verdicts, last readings, targets and limits",
        )
        if len(rows) > MOST:
            st.caption(f"The first {number(MOST)} of {number(len(rows))} series; the export holds all.")
        with st.container(horizontal=True):
            exports.download(
                "Verdicts, readings and notes (XLSX)",
                lambda: page_export.workbook(desk.judged, places, filters=KPIS.chosen()),
                name="kpis.xlsx",
                key="kpi xlsx",
            )
            exports.download(
                "Verdicts (CSV)",
                lambda: tabled.csv(listing.verdicts(desk.judged, places)),
                name="kpis.csv",
                key="kpi csv",
            )
            exports.download(
                "Readings with limits (CSV)",
                lambda: tabled.csv(listing.readings(desk.judged, places)),
                name="kpi readings.csv",
                key="kpi readings csv",
            )
