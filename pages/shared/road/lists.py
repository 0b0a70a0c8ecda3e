"""What is folded below the picture: promises, trend, what is due, slips, wins, earned value, tables."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np
import pandas as pd
import streamlit as st

from pages.shared import exports, widgets
from pages.shared.road import sight
from pages.shared.road.desk import Desk, earned_value
from pages.shared.road.filters import DATES
from pages.shared.what_if.fold import fold, table
from pmo_core import tabled
from pmo_core.answers.roadmap import chart, earned_rows, page_export, tables, words
from pmo_core.answers.roadmap.findings import DUE_WITHIN, due
from pmo_core.answers.roadmap.lanes import BYS, Chosen
from pmo_core.answers.roadmap.promises import OUTCOMES, Promises
from pmo_core.answers.roadmap.view import trend_picture
from pmo_core.answers.roadmap.wins import next_wins
from pmo_core.look import md, number, plural

NUMBER: Final = st.column_config.NumberColumn
DATE: Final = st.column_config.DateColumn(format="D MMM YYYY")
RATIO: Final = NUMBER(format="%.2f")
MONEY: Final = NUMBER(format="compact")
DAYS: Final = NUMBER(format="%+.0f")
ONE: Final = NUMBER(format="%.1f")
FORMS: Final = {
    **dict.fromkeys(
        ("Promised", "Told last", "Reached", "Promised for", "Now", "On", "Start", "Finish", "Done"), DATE
    ),
    **dict.fromkeys(("Slip, days", "Moved by, days", "Mean slip, days", "Median slip, days"), DAYS),
    "First promised finish": DATE,
    "Moved by, days per day": RATIO,
    "Later than promised": NUMBER(format="percent"),
    **dict.fromkeys(("CPI", "SPI", "SPI(t)", "TCPI"), RATIO),
    **dict.fromkeys(
        (
            "Budget",
            "Earned",
            "Planned by now",
            "Spent",
            "At completion: pace goes on",
            "Rest as planned",
            "Cost and time pressure",
        ),
        MONEY,
    ),
    "Behind, months": ONE,
}
USUAL_LINES: Final = 6
"""Lines of the trend chart before anybody chose some: those that slipped farthest."""


def all_of(desk: Desk, promised: Promises, chosen: Chosen) -> None:
    """One fold each; those without anything to say stay away."""
    _promises(promised, chosen)
    _trend(desk, chosen)
    _due(desk, chosen)
    _slips(desk)
    _wins(desk)
    _earned(desk, chosen)


def _promises(promised: Promises, chosen: Chosen) -> None:
    found = {name: words.places(promised, name, chosen.milestones) for name in OUTCOMES}
    told = ", ".join(f"{number(len(places))} {name}" for name, places in found.items() if places)
    if not told:
        return
    part, is_open = fold(md(f"Promises for {words.period(promised.period)}: {told}"), name="road promises")
    if not is_open:
        return
    with part:
        filled = {name: places for name, places in found.items() if places}
        tabs = st.tabs([md(f"{name.capitalize()} ({len(places)})") for name, places in filled.items()])
        for tab, (name, places) in zip(tabs, filled.items(), strict=True):
            with tab:
                st.caption(md(words.MEANING[name]))
                table(tables.promised(promised, places), alt=f"Promises: {name}", forms=FORMS)


def _trend(desk: Desk, chosen: Chosen) -> None:
    judged = desk.judged
    held = np.flatnonzero(chosen.milestones & judged.counted & (judged.reports > 1))
    if not held.size:
        return
    part, is_open = fold("Milestone trend: what each report told", name="road trend")
    if not is_open:
        return
    keys = {str(judged.facts.milestones.key[at]): int(at) for at in held}
    with part:
        picked = st.multiselect(
            md(f"Milestones, up to {sight.MOST_LINES}"),
            list(keys),
            format_func=lambda key: judged.label(keys[key]) if key in keys else key,
            max_selections=sight.MOST_LINES,
            key=sight.key(sight.LINES),
            persist_state="session",
            placeholder="Those that slipped farthest",
        )
        far = held[np.argsort(-np.nan_to_num(judged.slip_days[held], nan=-1e9), kind="stable")]
        places = [keys[one] for one in picked if one in keys] or far[:USUAL_LINES].tolist()
        places.sort(key=lambda at: (np.isnat(judged.baseline[at]), judged.baseline[at]))
        shown = trend_picture(judged, places)
        st.markdown(f"**{md(shown.title)}**")
        spec = chart.trend_spec(dark=widgets.dark())
        st.vega_lite_chart(shown.rows, spec, key="road trend lines", alt=shown.alt)
        st.caption(
            "Flat: stable; rising: it slips; falling: it recovers; where a line meets the dashed diagonal, "
            "the day has come."
        )
        table(tables.milestones(judged, places), alt="The milestones drawn above", forms=FORMS)


def _due(desk: Desk, chosen: Chosen) -> None:
    judged = desk.judged
    ahead = [at for at in due(judged).tolist() if chosen.milestones[at]]
    late = np.flatnonzero(chosen.milestones & np.equal(judged.standing, "late")).tolist()
    counts = [sum(bool(judged.days_left[at] <= most) for at in ahead) for most in DUE_WITHIN]
    if not (ahead or late):
        return
    title = f"Due in 30, 60 and 90 days: {', '.join(map(number, counts))}; late: {number(len(late))}"
    part, is_open = fold(title, name="road due")
    if is_open:
        with part:
            if late:
                st.markdown("**Late**")
                table(tables.milestones(judged, late), alt="Milestones that are late", forms=FORMS)
            if ahead:
                st.markdown("**Due in the next 90 days**")
                table(tables.milestones(judged, ahead), alt="Milestones due in 90 days", forms=FORMS)


def _slips(desk: Desk) -> None:
    by = next(one for one in BYS if one == sight.chosen(sight.BY))
    _listed(f"Slip by {by}", lambda: tables.slips(desk.judged, by), name="road slips")


def _wins(desk: Desk) -> None:
    found = next_wins(desk.judged)
    if not found:
        return
    without = [desk.judged.facts.objectives[one.objective].label for one in found if not one.soon]
    said = f"{number(len(found) - len(without))} of {plural(len(found), 'long-term objective')} have one"
    if without:
        said += f"; without: {words.listed(without, most=3)}"
    _listed(f"Next short-term win: {said}", lambda: tables.wins(desk.judged), name="road wins")


def _earned(desk: Desk, chosen: Chosen) -> None:
    found = earned_value(desk)
    if not found.project.size:
        return
    part, is_open = fold(md(earned_rows.headline(found)), name="road earned")
    if is_open:
        with part:
            st.markdown(md(earned_rows.portfolio(found)))
            rows = earned_rows.listed(found, chosen.projects)
            table(rows, alt="Earned value of the open projects, the least efficient first", forms=FORMS)


def _listed(title: str, rows: Callable[[], pd.DataFrame], *, name: str) -> None:
    part, is_open = fold(md(title), name=name)
    if is_open:
        with part:
            table(rows(), alt=title, forms=FORMS)


def as_table(desk: Desk, promised: Promises, chosen: Chosen) -> None:
    """The same facts as tables, and as files."""
    part, is_open = fold("The same facts as tables, to export", name="road table")
    if not is_open:
        return
    judged = desk.judged
    with part:
        table(page_export.milestones(promised, chosen), alt="Milestones with their dates", forms=FORMS)
        st.markdown("**Projects**")
        places = np.flatnonzero(chosen.projects).tolist()
        table(tables.projects(judged, places), alt="Projects with their dates", forms=FORMS)
        with st.container(horizontal=True):
            exports.download(
                "Milestones, reports, promises and projects (XLSX)",
                lambda: page_export.workbook(promised, chosen, filters=DATES.chosen()),
                name="roadmap.xlsx",
                key="road xlsx",
            )
            exports.download(
                "Milestones (CSV)",
                lambda: tabled.csv(page_export.milestones(promised, chosen)),
                name="milestones.csv",
                key="road csv",
            )
