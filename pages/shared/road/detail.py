"""One milestone: where it stands, how its date moved, what hangs on it; its dates are typed here."""

from __future__ import annotations

from functools import partial
from typing import Final

import numpy as np
import streamlit as st

from pages.shared import address, widgets
from pages.shared.drafts import Draft
from pages.shared.entering import saved
from pages.shared.entering.fields import DAY, Fields
from pages.shared.kpis.filters import KPIS
from pages.shared.road.desk import Desk
from pages.shared.road.filters import DATES
from pages.shared.session import database, today
from pages.shared.what_if.fold import fold
from pmo_core.answers.roadmap import chart, remarks, tables, words
from pmo_core.answers.roadmap.lanes import Chosen
from pmo_core.answers.roadmap.view import trend_picture
from pmo_core.importing.dating import date_milestone
from pmo_core.importing.entry import Entered
from pmo_core.importing.typed import Row
from pmo_core.look import md

PLACE: Final = "road"
LISTED: Final = 500
"""Milestones in the list to choose from, the next due first."""
DATE: Final = st.column_config.DateColumn(format="D MMM YYYY")
REPORTS: Final = {name: DATE for name in ("Report of", "Baseline", "Forecast", "Reached")}


def part(desk: Desk, chosen: Chosen) -> None:
    """Whatever is open, or a list to choose from."""
    st.subheader("One milestone", anchor=False)
    judged, name = desk.judged, DATES.open_key
    listed = judged.facts.milestones
    held = [at for at in range(listed.size) if str(listed.key[at]) == st.session_state[name]]
    order = np.flatnonzero(chosen.milestones)
    pressing = order[np.argsort(_pressing(desk)[order], kind="stable")][:LISTED].tolist()
    keys = {str(listed.key[at]): at for at in dict.fromkeys([*held, *pressing])}
    picked = st.selectbox(
        "Milestone",
        ["", *keys],
        format_func=lambda key: _named(desk, keys[key]) if key else "Choose one, or click it in the picture",
        key=name,
        persist_state="session",
    )
    if picked:
        _one(desk, keys[picked])
    saved.told(PLACE, desk.scenario.portfolio, grant=desk.grant, then=address.stay)


def _pressing(desk: Desk) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """Days until each is due; what is reached or has no date comes last."""
    return np.where(desk.judged.open, np.nan_to_num(desk.judged.days_left, nan=1e6), 1e7)


def _named(desk: Desk, at: int) -> str:
    judged = desk.judged
    project = judged.project(at)
    beside = f" · {project}" if project and judged.facts.source == "milestones" else ""
    return f"{judged.label(at)}{beside} ({judged.standing[at]})"


def _one(desk: Desk, at: int) -> None:
    judged = desk.judged
    st.markdown(f"**{md(remarks.standing(judged, at))}**")
    left, right = st.columns(2)
    left.markdown("\n".join(f"- {md(said)}" for said in remarks.milestone(judged, at)))
    with right:
        _to_kpi(desk, at)
        _dates(desk, at)
    place, is_open = fold("Every report of it", name="road reports")
    if is_open:
        with place:
            told = trend_picture(judged, [at])
            if len(told.rows) > 1:
                spec = chart.trend_spec(dark=widgets.dark())
                st.vega_lite_chart(told.rows, spec, key="road one trend", alt=told.alt)
            st.dataframe(
                tables.reports(judged, at),
                hide_index=True,
                placeholder="–",
                column_config=REPORTS,
                alt="Every report of this milestone",
            )


def _to_kpi(desk: Desk, at: int) -> None:
    place = int(desk.judged.facts.milestones.kpi[at])
    if place < 0:
        return
    series = desk.judged.facts.kpis[place].series
    st.page_link(
        "pages/kpis.py",
        label=f"**Its KPI: {md(words.kpi_of(desk.judged, at))} →**",
        query_params={**desk.scenario.params(), **KPIS.params(), KPIS.prefix + KPIS.opened[0]: series},
    )


def _dates(desk: Desk, at: int) -> None:
    """Its forecast and the day it was reached, to be typed."""
    judged, portfolio = desk.judged, desk.scenario.portfolio
    if judged.facts.source == "finishes":
        st.caption("This is the finish of a project: it comes with the next project list.")
        return
    if desk.newer:
        st.caption("Show the current data first: a date is saved to what counts now.")
        return
    milestone = str(judged.facts.milestones.key[at])
    fields = Fields(PLACE, portfolio, then=address.stay)
    fields.draft = Draft(f"dates {portfolio} {milestone} {desk.scenario.data}")
    forecast, reached = st.columns(2)
    forecast.date_input(
        "Expected on", value=_day(judged.forecast[at]), format=DAY, **fields.field("forecast_date")
    )
    reached.date_input("Reached on", value=_day(judged.actual[at]), format=DAY, **fields.field("actual_date"))
    fields.submit("Save the dates", add=partial(_save, desk, milestone))


def _day(day: np.datetime64) -> object:
    return None if np.isnat(day) else day.astype("datetime64[D]").item()


def _save(desk: Desk, milestone: str, row: Row) -> Entered | None:
    return date_milestone(
        database(),
        desk.scenario.portfolio,
        milestone=milestone,
        dates=row,
        grant=desk.grant,
        today=today(),
    )
