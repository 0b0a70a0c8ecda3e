"""Folded parts of the Balance page: pictures, lists and rows below the first screen."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from pages.shared import widgets
from pages.shared.address import Reader
from pmo_core.answers import catalog
from pmo_core.answers.balance import chart
from pmo_core.answers.balance.view import BalanceView, explained
from pmo_core.answers.overview.judgement import Judgement
from pmo_core.answers.overview.metric import Index
from pmo_core.answers.overview.words import COMPONENT_NAMES, index_title
from pmo_core.look import md, number
from pmo_core.model import Metric

MONEY = st.column_config.NumberColumn(format="localized")
SHARE = st.column_config.NumberColumn(format="percent")
SHORT_TABLE = 15
DATE = st.column_config.DateColumn(format="D MMM YYYY")
ROWS = {
    "Investment": MONEY,
    "Investment now": MONEY,
    "Investment after saving": MONEY,
    "Share now": SHARE,
    "Share after saving": SHARE,
    "Against the target": MONEY,
    "Share": SHARE,
    "Target": SHARE,
    "Finish": DATE,
    "As of": DATE,
    "Why": st.column_config.TextColumn(width="large"),
    "Change": st.column_config.TextColumn(width="large"),
}


def table(rows: pd.DataFrame, alt: str) -> None:
    """Rows as a table with the house's number and date formats; a single unit moves into the header."""
    shown = {name: config for name, config in ROWS.items() if name in rows.columns}
    units = set(rows["Unit"]) if "Unit" in rows.columns else set()
    if len(units) == 1:
        rows, unit = rows.drop(columns="Unit"), units.pop()
        for name in (n for n in shown if n.startswith("Investment")):
            shown[name] = st.column_config.NumberColumn(_headed(name, unit), format="localized")
    height = "content" if len(rows) <= SHORT_TABLE else "auto"
    st.dataframe(rows, column_config=shown, hide_index=True, height=height, placeholder="–", alt=alt)


def _headed(name: str, unit: str) -> str:
    return f"{name}, {unit}" if unit else name


def projects_picture(view: BalanceView) -> None:
    """Every project as a bubble: short against long value where scored, else months to finish."""
    if view.bubble_kind == "none":
        return
    spec = chart.values_spec(dark=widgets.dark()) if view.bubble_kind == "values" else chart.months_spec()
    with st.expander(md(view.bubble_title), expanded=True, key="bubble fold"):
        st.vega_lite_chart(view.bubble, spec, key=f"bubble {view.bubble_kind}", alt=view.bubble_alt)


def lists(view: BalanceView) -> None:
    """The named lists, each with the sentence that says what it means."""
    filled = [each for each in view.lists if each.entries]
    if not filled:
        return
    st.subheader("By name")
    tabs = st.tabs([each.title for each in filled], key="by name", on_change="rerun")
    for tab, listed in zip(tabs, filled, strict=True):
        if tab.open:
            with tab:
                st.markdown(md(listed.sentence))
                table(listed.rows, alt=listed.title)


def over_time(view: BalanceView) -> None:
    """The balance at every date that the files describe; one date is not a line."""
    if len(view.history) < 2:
        return
    with st.expander(md(view.history_title) or "Balance over time", key="history fold"):
        st.vega_lite_chart(view.history, chart.history_spec(), key="history", alt=view.history_alt)


def index(judged: Judgement, reader: Reader) -> None:
    """The six components with score, coverage and weight; sliders change the weights."""
    found = judged.index
    with st.expander(md(index_title(judged)), key="index fold"):
        components, weights = st.columns([3, 2], gap="large")
        with components:
            if found.low is not None and found.high is not None:
                st.markdown(
                    f"Between **{number(found.low, decimals=1)}** and **{number(found.high, decimals=1)}** "
                    "when every weight is up to 20 % wrong."
                )
            st.dataframe(
                component_rows(found),
                column_config={
                    "Score": st.column_config.ProgressColumn(min_value=0, max_value=100, format="%.1f"),
                    "Coverage": SHARE,
                    "Weight": st.column_config.NumberColumn(format="%.1f"),
                    "One more point adds": st.column_config.NumberColumn(format="%.2f"),
                },
                hide_index=True,
                placeholder="–",
                alt="Components of the balance index",
            )
            for component in found.components:
                if component.reason:
                    st.caption(f"**{COMPONENT_NAMES[component.id]}:** {md(component.reason)}")
        with weights:
            widgets.weight_controls(reader)


def component_rows(found: Index) -> pd.DataFrame:
    """Components as rows; what is not measured has no score, and its reason stands below the table."""
    return pd.DataFrame(
        {
            "Component": [COMPONENT_NAMES[c.id] for c in found.components],
            "Score": [c.score.value for c in found.components],
            "Coverage": [c.score.coverage for c in found.components],
            "Weight": [c.weight for c in found.components],
            "One more point adds": [c.per_point for c in found.components],
        }
    )


def rows(view: BalanceView) -> None:
    """The mix as a table, and every open project behind it."""
    fold = st.expander("The same facts as tables", key="rows fold", on_change="rerun")
    if not fold.open:
        return
    with fold:
        table(view.mix_table, alt="Mix against target")
        st.markdown("**Every open project behind these figures**")
        table(view.rows, alt="Open projects, most money first")


def method(*ids: str) -> None:
    """How the figures of the page are computed, from the one catalogue."""
    with st.expander("How this is computed"):
        definitions(*ids)


def definitions(*ids: str) -> None:
    """What figures mean and how they are computed."""
    for metric in (catalog.METRICS[each] for each in ids):
        st.markdown(f"**{metric.name}** ({metric.unit}, {metric.range}). {md(explained(metric))}")
    st.page_link("pages/method.py", label="**All definitions →**")


def definition(metric: Metric) -> None:
    """One figure's definition in full."""
    with st.container(border=True):
        st.subheader(metric.name)
        st.markdown(md(metric.meaning))
        st.code(metric.formula, language=None, wrap_lines=True)
        st.markdown(
            f"Unit: {md(metric.unit)}. Range: {md(metric.range)}. Better: {md(metric.better)}. "
            f"Source: {md(metric.source)}." + (f" Proved by {md(metric.golden)}." if metric.golden else "")
        )


def link(*, more: str = "") -> None:
    """The address of exactly this view, to copy; `more` names what it keeps beside the usual."""
    with st.expander("Link to this view"):
        st.markdown(
            f"It keeps portfolio, date, data, target, weights and filter{md(more)}. "
            "It opens on this machine only."
        )
        st.code(f"{st.context.url or ''}?{widgets.query()}", language=None, wrap_lines=True)
