"""What is folded below: who must move, who waits, moods, groups, what rests on one person, all as a table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import pandas as pd
import streamlit as st

from pages.shared import exports
from pages.shared.people import filters
from pages.shared.people.desk import Desk
from pages.shared.what_if.fold import fold, table
from pmo_core import tabled
from pmo_core.answers.engagement import chart, listing, page_export, remarks
from pmo_core.answers.engagement.findings import groups, unattended
from pmo_core.answers.engagement.view import matrix_picture, trend_picture
from pmo_core.look import md, plural

SURVEYS: Final = 4
"""Surveys on the page."""
NUMBER: Final = st.column_config.NumberColumn
ONE: Final = NUMBER(format="%.1f")
DAY: Final = st.column_config.DateColumn(format="D MMM YYYY")
FORMS: Final = {
    "Times the rhythm": ONE,
    "Sentiment 90 days before": ONE,
    "Sentiment now": ONE,
    "Above the middle": NUMBER(format="percent"),
    "Moved by": NUMBER(format="%+.1f"),
    "Sentiment": ONE,
    "Reached": NUMBER(format="percent"),
    "Last talk": DAY,
    "Day": DAY,
    "Started": DAY,
    "Money of their projects": NUMBER(format="compact"),
}


def all_of(desk: Desk, places: Sequence[int]) -> None:
    """One fold each; those without anything to say stay away."""
    matrix(desk, places)
    trend(desk)
    hidden = filters.roles_only()
    late = listing.overdue(desk.judged, places, roles_only=hidden)
    _listed(f"Overdue: {plural(len(late), 'person', many='people')}", late, name="people overdue")
    moods = listing.drifting(desk.judged, places, roles_only=hidden)
    whose = plural(len(moods), "person", many="people")
    _listed(f"Sentiment moved in 90 days: {whose}", moods, name="people moods")
    if desk.judged.facts.people.group.any():
        _listed("Groups", listing.grouped(groups(desk.judged)), name="people groups")
    points = listing.carried(desk.judged, desk.points, roles_only=hidden)
    what = plural(len(points), "horizon or objective", many="horizons and objectives")
    _listed(f"Carried by one person: {what}", points, name="people points")
    new = listing.alone(desk.judged, unattended(desk.judged.facts))
    _listed(f"New projects without anybody: {len(new)}", new, name="people alone")
    feedback(desk)
    as_table(desk, places)


def feedback(desk: Desk) -> None:
    """What was answered in surveys, the latest first."""
    surveys = desk.judged.facts.surveys
    if not surveys:
        return
    part, is_open = fold(f"Feedback: {plural(len(surveys), 'survey')}", name="people feedback")
    if not is_open:
        return
    with part:
        for at, survey in enumerate(surveys[:SURVEYS], start=1):
            st.markdown("\n".join(f"- {md(said)}" for said in remarks.survey(survey)))
            table(listing.questions(survey), alt=f"Answers per question, survey {at}", forms=FORMS)
        if len(surveys) > SURVEYS:
            st.caption(md(f"The latest {SURVEYS} of {len(surveys)} surveys."))


def _listed(title: str, rows: pd.DataFrame, *, name: str) -> None:
    if not len(rows):
        return
    part, is_open = fold(md(title), name=name)
    if is_open:
        with part:
            table(rows, alt=title, forms=FORMS)


def matrix(desk: Desk, places: Sequence[int]) -> None:
    """From which level to which."""
    picture = matrix_picture(desk.judged, places, roles_only=filters.roles_only())
    part, is_open = fold(f"Engagement matrix: {md(picture.title)}", name="people matrix")
    if not (is_open and len(picture.rows)):
        return
    with part:
        st.vega_lite_chart(picture.rows, chart.matrix_spec(), key="people matrix", alt=picture.alt)
        st.caption(md(f"Filled: now; ring: needed. {picture.rest}"))


def trend(desk: Desk) -> None:
    """How the attainment of everybody moved, where the register was kept on more than one day."""
    picture = trend_picture(desk.trend)
    if picture is None:
        return
    part, is_open = fold(md(picture.title), name="people trend")
    if not is_open:
        return
    with part:
        st.vega_lite_chart(picture.rows, chart.trend_spec(), key="people trend", alt=picture.alt)
        table(picture.rows, alt="Share of the wanted engagement by day of the register", forms=FORMS)
        st.caption("All people, whatever the filter says; a day is one on which the register was changed.")


def as_table(desk: Desk, places: Sequence[int]) -> None:
    """The same facts as a table, and as files; by roles a file holds no names, notes or levels."""
    part, is_open = fold("The same facts as a table, to export", name="people table")
    if not is_open:
        return
    rows = listing.listed(desk.judged, places, roles_only=filters.roles_only())
    with part:
        table(rows, alt="Stakeholders with what is judged of them", forms=FORMS)
        with st.container(horizontal=True):
            _files(desk, places)


def _files(desk: Desk, places: Sequence[int]) -> None:
    exports.download(
        "Lists by role, without names, notes and levels (XLSX)",
        lambda: _workbook(desk, places, roles_only=True),
        name="stakeholders by role.xlsx",
        key="people roles xlsx",
    )
    exports.download(
        "By role, without names, notes and levels (CSV)",
        lambda: tabled.csv(listing.listed(desk.judged, places, roles_only=True)),
        name="stakeholders by role.csv",
        key="people roles csv",
    )
    if not filters.roles_only():
        exports.download(
            "Lists with names, notes and levels (XLSX)",
            lambda: _workbook(desk, places, roles_only=False),
            name="stakeholders.xlsx",
            key="people xlsx",
        )
        exports.download(
            "With names, notes and levels (CSV)",
            lambda: tabled.csv(listing.listed(desk.judged, places, roles_only=False)),
            name="stakeholders.csv",
            key="people csv",
        )


def _workbook(desk: Desk, places: Sequence[int], *, roles_only: bool) -> bytes:
    points = [one for one in desk.points if one.place in places]
    chosen = filters.PEOPLE.chosen()
    return page_export.workbook(desk.judged, places, points=points, roles_only=roles_only, filters=chosen)
