"""The form that adds one KPI reading, to a known series or as the first of a new one."""

from __future__ import annotations

import streamlit as st

from pages.shared.entering import saved
from pages.shared.entering.fields import Fields
from pages.shared.session import database, today
from pmo_core.importing.adding import Series, add_reading, series_now
from pmo_core.look import md, number
from pmo_core.model import Grant

PLACE = "reading"


def form(portfolio: str, *, grant: Grant) -> None:
    """Add one reading to a KPI, or a new KPI with its first one."""
    db = database()
    known = {one.key: one for one in series_now(db, portfolio)}
    chosen = st.selectbox(
        "KPI",
        [*known, ""],
        format_func=lambda key: known[key].name if key in known else "A new KPI",
        key=f"entry series {portfolio}",
        persist_state="session",
    )
    series = known.get(chosen or "")
    fields = Fields(f"{PLACE} {chosen}", portfolio)
    with st.container(border=True):
        if series is None:
            _new(fields)
        _figures(fields, series)
        if series is not None:
            st.caption(md(_latest(series)))
        fields.submit(
            "Add the reading",
            add=lambda row: add_reading(
                db, portfolio, row=row, series=chosen or None, grant=grant, today=today()
            ),
        )
    saved.told(fields.place, portfolio, grant=grant)


def _new(fields: Fields) -> None:
    name, unit, direction = st.columns([2, 1, 1])
    name.text_input("Name of the KPI (required)", max_chars=200, **fields.field("name", needed=True))
    unit.text_input("Unit", max_chars=40, placeholder="%", **fields.field("unit"))
    direction.selectbox(
        "Better is",
        ["higher", "lower"],
        index=None,
        placeholder="–",
        help="Without it the KPI is not judged.",
        **fields.field("direction"),
    )


def _figures(fields: Fields, series: Series | None) -> None:
    period, value, target = st.columns(3)
    period.text_input(
        "Period (required)",
        value=series.following if series else "",
        max_chars=40,
        placeholder="2026-03",
        help="A month 2026-03, a quarter 2026-Q1, a year 2026 or a day 2026-03-31.",
        **fields.field("period", needed=True),
    )
    value.number_input(
        "Value (required)", value=None, format="%g", placeholder="–", **fields.field("value", needed=True)
    )
    target.number_input(
        "Target",
        value=None,
        format="%g",
        placeholder="–",
        help="Empty: the last one stated stays.",
        **fields.field("target"),
    )


def _latest(series: Series) -> str:
    held = "no value" if series.value is None else _figure(series.value)
    aim = "" if series.target is None else f", target {_figure(series.target)}"
    return f"Last reading: {held} for {series.period}{aim}."


def _figure(value: float) -> str:
    return number(value, decimals=0 if value == round(value) else 2)
