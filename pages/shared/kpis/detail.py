"""One KPI in detail: its control chart with target and notes, how it moved, and what the figures say."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import streamlit as st

from pages.shared import widgets
from pages.shared.kpis import noting, review
from pages.shared.kpis.desk import Desk
from pages.shared.kpis.filters import KPIS
from pmo_core.answers.kpis import chart, words
from pmo_core.answers.kpis.view import series_view
from pmo_core.look import md

NOTES: Final = {"Date": st.column_config.DateColumn(format="D MMM YYYY")}
LEGEND: Final = (
    "Grey band: routine variation; grey line: mean; dashes: target; triangle or diamond: signal; "
    "upright dashes: a note; dots: projection."
)


def part(desk: Desk, places: Sequence[int]) -> None:
    """The KPI that is open, or the first of those shown."""
    st.subheader("One KPI in detail", anchor=False)
    series = desk.judged.facts.series
    name = KPIS.open_key
    held = [at for at in range(series.size) if str(series.key[at]) == st.session_state[name]]
    keys = {str(series.key[at]): at for at in dict.fromkeys([*held, *places])}
    picked = st.selectbox(
        "KPI",
        ["", *keys],
        format_func=lambda key: words.named(series, keys[key]) if key else "Choose one",
        key=name,
        persist_state="session",
    )
    at = keys[picked] if picked else None
    review.bar(desk, places, at)
    if at is not None:
        one(desk, at)
        review.decision(desk, places, at)
        noting.part(desk, at)


def one(desk: Desk, at: int) -> None:
    """Its verdict, its pictures, what was noted."""
    view = series_view(desk.judged, at)
    st.markdown(f"**{md(view.verdict)}.** {md(view.reading)}")
    st.markdown("\n".join(f"- {md(said)}" for said in view.remarks))
    if len(view.control):
        spec = chart.control_spec(dark=widgets.dark())
        st.vega_lite_chart(view.control, spec, key="kpi control", alt=view.control_alt)
        st.caption(LEGEND)
    if len(view.ranges) > 1:
        st.vega_lite_chart(view.ranges, chart.ranges_spec(), key="kpi ranges", alt=view.ranges_alt)
        st.caption(md(view.ranges_title))
    if len(view.notes):
        st.dataframe(
            view.notes, hide_index=True, placeholder="–", alt="Notes about this KPI", column_config=NOTES
        )
