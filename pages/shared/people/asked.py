"""You said, we did: what a person asked is noted, and closed with what was done."""

from __future__ import annotations

from functools import partial
from typing import Final

import streamlit as st

from pages.shared import address
from pages.shared.entering.fields import DAY, Fields
from pages.shared.people import contact, filters
from pages.shared.people.desk import Desk
from pages.shared.session import database, today
from pmo_core.answers.engagement import remarks
from pmo_core.answers.engagement.facts import answered
from pmo_core.importing.closing import ask, close_note
from pmo_core.importing.entry import Entered
from pmo_core.importing.typed import Row
from pmo_core.look import md

SHOWN: Final = 10
"""Answers to one person on the page, the latest first."""


def part(desk: Desk, at: int) -> None:
    """The questions that are open, a form that closes one, and a form that notes another."""
    if filters.roles_only():
        st.caption("Only roles are shown, so notes stay out. The filter above switches names on.")
        return
    if desk.newer:
        st.caption("Show the current data first: what is typed is saved to what counts now.")
        return
    _close(desk, at)
    _ask(desk, at)
    told = answered(database(), desk.judged.facts, at)
    if told:
        st.markdown("**You said, we did**")
        st.markdown("\n".join(f"- {md(remarks.kept(*each))}" for each in told[:SHOWN]))


def _close(desk: Desk, at: int) -> None:
    people = desk.judged.facts.people
    open_ = {item.note: item for item in people.follow_up[at] if item.note}
    if len(open_) < len(people.follow_up[at]):
        st.caption("What follows from a contact is closed by the next talk.")
    if not open_:
        return
    fields = Fields(contact.PLACE, desk.scenario.portfolio, then=address.stay)
    fields.draft = contact.own(desk, at, "close")
    st.selectbox(
        "They said",
        list(open_),
        format_func=lambda note: remarks.owed(open_[note]),
        **fields.field("note", needed=True),
    )
    st.text_input("What we did (required)", max_chars=1000, **fields.field("outcome", needed=True))
    fields.submit("Close it", add=partial(_closed, desk))


def _closed(desk: Desk, row: Row) -> Entered | None:
    return close_note(
        database(),
        desk.scenario.portfolio,
        note=str(row["note"]),
        outcome=str(row["outcome"]),
        grant=desk.grant,
        today=today(),
    )


def _ask(desk: Desk, at: int) -> None:
    fields = Fields(contact.PLACE, desk.scenario.portfolio, then=address.stay)
    fields.draft = contact.own(desk, at, "ask")
    st.text_input("What they asked or said (required)", max_chars=1000, **fields.field("text", needed=True))
    owner, due = st.columns([3, 1])
    owner.text_input("Who answers it", max_chars=120, **fields.field("owner"))
    due.date_input("Due", value=None, format=DAY, **fields.field("due"))
    fields.submit("Note it", add=partial(_asked, desk, at))


def _asked(desk: Desk, at: int, row: Row) -> Entered:
    people, on = desk.judged.facts.people, today()
    about: Row = {
        **row,
        "subject_kind": "stakeholder",
        "subject_id": str(people.id[at] or people.label(at)),
        "date": on,
    }
    return ask(database(), desk.scenario.portfolio, row=about, grant=desk.grant, today=on)
