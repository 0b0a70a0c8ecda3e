"""The form that adds a decision, an action, a review or a note."""

from __future__ import annotations

from typing import Final

import streamlit as st

from pages.shared.entering import saved
from pages.shared.entering.fields import DAY, Fields
from pages.shared.session import database, today
from pmo_core.importing.adding import add_note
from pmo_core.importing.entry import states_now
from pmo_core.importing.typed import Row
from pmo_core.model import Grant

PLACE = "note"
TYPES: Final = ["decision", "action", "review", "note"]


def form(portfolio: str, *, grant: Grant) -> None:
    """Add a decision, an action, a review or a note, perhaps about one project."""
    db = database()
    names = {state.project_key: state.name for state in states_now(db, portfolio).values()}
    fields = Fields(PLACE, portfolio)
    with st.container(border=True):
        sort, when, about = st.columns([1, 1, 2])
        sort.selectbox("Type", TYPES, **fields.field("type"))
        when.date_input("Date", value=today(), format=DAY, **fields.field("date"))
        about.selectbox(
            "About the project",
            sorted(names, key=lambda key: names[key].casefold()),
            index=None,
            format_func=names.__getitem__,
            placeholder="–",
            **fields.field("subject_id"),
        )
        st.text_input(
            "What was decided or noted (required)",
            max_chars=1000,
            **fields.field("text", needed=True),
        )
        owner, due = st.columns([3, 1])
        owner.text_input("Owner", max_chars=120, **fields.field("owner"))
        due.date_input("Due", value=None, format=DAY, **fields.field("due"))
        fields.submit(
            "Add it",
            add=lambda row: add_note(db, portfolio, row=_with_subject(row), grant=grant, today=today()),
        )
    saved.told(PLACE, portfolio, grant=grant)


def _with_subject(row: Row) -> Row:
    return {**row, "subject_kind": "project"} if "subject_id" in row else row
