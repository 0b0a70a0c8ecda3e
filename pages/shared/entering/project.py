"""The form that adds one project."""

from __future__ import annotations

import streamlit as st

from pages.shared.entering import saved
from pages.shared.entering.fields import DAY, HORIZONS, Fields
from pages.shared.session import database, today
from pmo_core.importing.adding import add_project
from pmo_core.importing.entry import states_now
from pmo_core.look import day, md
from pmo_core.measure.holdings import holdings
from pmo_core.model import Grant

PLACE = "project"


def form(portfolio: str, *, grant: Grant) -> None:
    """Add one project to the list that counts now."""
    db = database()
    facts = saved.present(portfolio, grant)
    currency = ""
    if facts:
        currency = holdings(facts.positions, facts.settings).currency or facts.settings.currency or ""
    fields = Fields(PLACE, portfolio)
    with st.container(border=True):
        _names(fields)
        _plan(fields, currency)
        _ratings(fields)
        on = max((state.as_of for state in states_now(db, portfolio).values()), default=today())
        st.caption(f"It joins the list of {day(on)}. A name is enough.")
        fields.submit(
            "Add the project",
            add=lambda row: add_project(
                db, portfolio, row=row, grant=grant, today=today(), currency=currency or None
            ),
        )
    saved.told(PLACE, portfolio, grant=grant)


def _names(fields: Fields) -> None:
    name, identifier, department = st.columns([2, 1, 1])
    name.text_input("Name (required)", max_chars=200, **fields.field("name", needed=True))
    identifier.text_input("Id, if any", max_chars=60, **fields.field("project_id"))
    department.text_input("Department", max_chars=120, **fields.field("department"))


def _plan(fields: Fields, currency: str) -> None:
    budget, finish, horizon, owner = st.columns(4)
    budget.text_input(
        f"Budget ({md(currency)})" if currency else "Budget",
        placeholder="1.5m" if currency else "GBP 1.5m",
        max_chars=40,
        **fields.field("budget"),
    )
    finish.date_input("Finish", value=None, format=DAY, **fields.field("finish"))
    horizon.selectbox(
        "Horizon",
        HORIZONS,
        index=None,
        placeholder="–",
        help="Empty: the rule on the finish date decides.",
        **fields.field("horizon"),
    )
    owner.text_input("Owner", max_chars=120, **fields.field("owner"))


def _ratings(fields: Fields) -> None:
    asked = (
        ("short_term_value", "Value now (0 to 10)", 0.0, 10.0),
        ("long_term_value", "Value later (0 to 10)", 0.0, 10.0),
        ("risk", "Risk (1 to 5, 5 is worst)", 1.0, 5.0),
    )
    for column, (name, label, low, high) in zip(st.columns(3), asked, strict=True):
        column.number_input(
            label,
            min_value=low,
            max_value=high,
            value=None,
            step=0.5,
            format="%g",
            placeholder="–",
            **fields.field(name),
        )
