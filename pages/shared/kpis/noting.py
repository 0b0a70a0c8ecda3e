"""What is typed about the open KPI: a reading, its target, a note, or that a shift is accepted."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final

import streamlit as st

from pages.shared import address
from pages.shared.entering import saved
from pages.shared.entering.fields import DAY, Fields
from pages.shared.kpis.desk import Desk
from pages.shared.session import database, place, today
from pages.shared.state import newest
from pages.shared.what_if.fold import fold
from pmo_core.importing.adding import Series, add_note, add_reading, series_now
from pmo_core.importing.entry import Entered
from pmo_core.importing.typed import Row
from pmo_core.look import md
from pmo_core.measure.series import Signal
from pmo_core.model import Kind

PARTS: Final = ("Reading", "Target", "Note", "Accept a shift")


def part(desk: Desk, at: int) -> None:
    """Folded: one form for each, below each other's tab."""
    folded, is_open = fold("Add a reading, a target or a note; accept a shift", name="kpi noting")
    if not is_open:
        return
    with folded:
        if desk.newer:
            st.caption("Show the current data first: what is typed is saved to what counts now.")
            return
        forms: tuple[Callable[[Desk, int], None], ...] = (_reading, _target, _note, _shift)
        for tab, form in zip(st.tabs(PARTS, key="kpi forms", on_change="rerun"), forms, strict=True):
            if tab.open:
                with tab:
                    form(desk, at)


def _known(desk: Desk, at: int) -> Series | None:
    key = str(desk.judged.facts.series.key[at])
    portfolio = desk.scenario.portfolio
    known = _series(place(), portfolio, newest(portfolio).versions.get(Kind.KPIS, 0))
    if key not in known:
        st.caption(
            "Its readings are of other lengths of time now. Show the current data and choose it again."
        )
    return known.get(key)


@st.cache_resource(show_spinner=False, max_entries=16)
def _series(path: str, portfolio: str, version: int) -> dict[str, Series]:
    """The series that count now, by key: looked up once per version, however often the page runs."""
    return {one.key: one for one in series_now(database(), portfolio)}


def _fields(desk: Desk, at: int, what: str) -> Fields:
    key = str(desk.judged.facts.series.key[at])
    return Fields(f"kpi {what} {key}", desk.scenario.portfolio, then=address.stay)


def _told(desk: Desk, fields: Fields) -> None:
    saved.told(fields.place, desk.scenario.portfolio, grant=desk.grant, then=address.stay)


def _reading(desk: Desk, at: int) -> None:
    series = _known(desk, at)
    if series is None:
        return
    fields = _fields(desk, at, "reading")
    period, value = st.columns(2)
    period.text_input(
        "Period (required)",
        value=series.following,
        max_chars=40,
        help=f"Such as the last one, {md(series.period)}. One that has a reading changes it.",
        **fields.field("period", needed=True),
    )
    value.number_input(
        "Value (required)", value=None, format="%g", placeholder="–", **fields.field("value", needed=True)
    )
    fields.submit("Add the reading", add=partial(_add, desk, series))
    _told(desk, fields)


def _add(desk: Desk, series: Series, row: Row) -> Entered | None:
    return add_reading(
        database(), desk.scenario.portfolio, row=row, series=series.key, grant=desk.grant, today=today()
    )


def _target(desk: Desk, at: int) -> None:
    series = _known(desk, at)
    if series is None:
        return
    period, value = series.period, series.value
    if period is None or value is None:
        st.caption("Its last reading has no value yet. Add one first.")
        return
    fields = _fields(desk, at, "target")
    st.number_input(
        f"Target from {md(period)} on (required)",
        value=None,
        format="%g",
        placeholder="–" if series.target is None else f"{series.target:g}",
        **fields.field("target", needed=True),
    )
    fields.submit(
        "Set the target", add=lambda row: _add(desk, series, {"period": period, "value": value, **row})
    )
    _told(desk, fields)


def _note(desk: Desk, at: int) -> None:
    fields = _fields(desk, at, "note")
    sort, when = st.columns(2)
    sort.selectbox("Type", ["annotation", "decision", "action"], **fields.field("type"))
    when.date_input(
        "Date",
        value=min(today(), desk.scenario.as_of),
        format=DAY,
        help="It is drawn there in the control chart.",
        **fields.field("date", needed=True),
    )
    st.text_input("What was decided or noted (required)", max_chars=1000, **fields.field("text", needed=True))
    fields.submit("Add the note", add=partial(_noted, desk, at))
    _told(desk, fields)


def _shift(desk: Desk, at: int) -> None:
    facts = desk.judged.facts
    st.caption(
        "If the process itself has changed and the cause is known, its limits begin anew with the first "
        "reading after it. Those before keep theirs."
    )
    part = slice(int(facts.readings.starts[at]) + 1, int(facts.readings.starts[at + 1]))
    days = dict(zip(map(str, facts.readings.period[part]), facts.readings.day[part], strict=True))
    if not days:
        st.caption("It needs two readings or more.")
        return
    fields = _fields(desk, at, "shift")
    begins = _likely(facts.series.signals[at])
    st.selectbox(
        "First reading after the shift",
        list(days),
        index=list(days).index(begins) if begins in days else len(days) - 1,
        **fields.field("period", needed=True),
    )
    st.text_input("Reason (required)", max_chars=1000, **fields.field("text", needed=True))

    def add(row: Row) -> Entered:
        return _noted(
            desk, at, {"text": row["text"], "type": "shift", "date": days[str(row["period"])].item()}
        )

    fields.submit("Accept the shift", add=add)
    _told(desk, fields)


def _likely(signals: tuple[Signal, ...]) -> str:
    """Where the last run on one side of the mean began."""
    return next((one.period for one in reversed(signals) if one.rule == "R2"), "")


def _noted(desk: Desk, at: int, row: Row) -> Entered:
    about: Row = {**row, "subject_kind": "kpi", "subject_id": str(desk.judged.facts.series.key[at])}
    return add_note(database(), desk.scenario.portfolio, row=about, grant=desk.grant, today=today())
