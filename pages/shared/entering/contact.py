"""The form that adds one contact with a stakeholder."""

from __future__ import annotations

from typing import Final

import streamlit as st

from pages.shared.entering import saved
from pages.shared.entering.fields import DAY, Fields
from pages.shared.session import database, today
from pmo_core.importing.adding import add_contact, people_now
from pmo_core.importing.typed import Row
from pmo_core.model import Grant

PLACE = "contact"
CHANNELS: Final = ["meeting", "call", "email", "workshop", "report"]
MOODS: Final = {
    "very positive": 2.0,
    "positive": 1.0,
    "neutral": 0.0,
    "negative": -1.0,
    "very negative": -2.0,
}


def form(portfolio: str, *, grant: Grant) -> None:
    """Add one contact with a stakeholder of the list, or with somebody new."""
    db = database()
    fields = Fields(PLACE, portfolio)
    with st.container(border=True):
        _who(fields, list(people_now(db, portfolio)))
        mood, said = st.columns([1, 3])
        mood.selectbox(
            "How it went",
            list(MOODS),
            index=None,
            placeholder="–",
            **fields.field("sentiment"),
        )
        said.text_input("What was said", max_chars=500, **fields.field("note"))
        st.text_input("What follows", max_chars=500, **fields.field("follow_up"))
        fields.submit(
            "Add the contact",
            add=lambda row: add_contact(db, portfolio, row=_with_mood(row), grant=grant, today=today()),
        )
    saved.told(PLACE, portfolio, grant=grant)


def _who(fields: Fields, people: list[str]) -> None:
    who, when, how = st.columns([2, 1, 1])
    who.selectbox(
        "Stakeholder (required)",
        people,
        index=None,
        accept_new_options=True,
        placeholder="Choose, or type a new name",
        help="Somebody new joins the stakeholder list with the name alone.",
        **fields.field("stakeholder", needed=True),
    )
    when.date_input(
        "Date",
        value=today(),
        format=DAY,
        **fields.field("date", needed=True),
    )
    how.selectbox(
        "Channel",
        CHANNELS,
        index=None,
        accept_new_options=True,
        placeholder="–",
        **fields.field("channel"),
    )


def _with_mood(row: Row) -> Row:
    return {name: MOODS[str(value)] if name == "sentiment" else value for name, value in row.items()}
