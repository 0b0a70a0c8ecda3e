"""A contact is logged where the person stands: three fields to fill; date and channel are proposed."""

from __future__ import annotations

from functools import partial
from typing import Final

import streamlit as st

from pages.shared import address
from pages.shared.drafts import Draft
from pages.shared.entering import saved
from pages.shared.entering.contact import CHANNELS, MOODS
from pages.shared.entering.fields import DAY, Fields
from pages.shared.people.desk import Desk
from pages.shared.session import database, today
from pmo_core.importing.adding import add_contact
from pmo_core.importing.entry import Entered
from pmo_core.importing.typed import Row

PLACE: Final = "people"
"""Where the last save is told: one place for all forms of the page, because one undo takes back the last."""


def beside(desk: Desk, at: int) -> None:
    """A small form beside a person; its fields are drawn while it is open."""
    person = str(desk.judged.facts.people.key[at])
    place = st.popover("Log a contact", key=f"log {person}", on_change="rerun")
    if place.open:
        with place:
            form(desk, at, where="list")


def form(desk: Desk, at: int, *, where: str) -> None:
    """How it went, what was said, what follows; who and when are known."""
    if desk.newer:
        st.caption("Show the current data first: a contact is saved to what counts now.")
        return
    people = desk.judged.facts.people
    person, usual = people.label(at), str(people.channel[at])
    fields = Fields(PLACE, desk.scenario.portfolio, then=address.stay)
    fields.draft = own(desk, at, f"{where} contact")
    st.selectbox("How it went", list(MOODS), index=None, placeholder="–", **fields.field("sentiment"))
    st.text_input("What was said", max_chars=500, **fields.field("note"))
    st.text_input("What follows", max_chars=500, **fields.field("follow_up"))
    when, how = st.columns(2)
    when.date_input("Date", value=today(), format=DAY, **fields.field("date", needed=True))
    channels = list(dict.fromkeys([*([usual] if usual else []), *CHANNELS]))
    how.selectbox("Channel", channels, accept_new_options=True, **fields.field("channel"))
    st.toggle(
        "They took part or answered", value=True, help="Only that is a talk.", **fields.field("two_way")
    )
    fields.submit("Log it", add=partial(_add, desk, person))


def own(desk: Desk, at: int, form: str) -> Draft:
    """What is typed into a form of one person, apart from that of others."""
    return Draft(f"{form} {desk.scenario.portfolio} {desk.judged.facts.people.key[at]}")


def _add(desk: Desk, person: str, row: Row) -> Entered:
    whole: Row = {**row, "stakeholder": person}
    if "sentiment" in row:
        whole = {**whole, "sentiment": MOODS[str(row["sentiment"])]}
    return add_contact(database(), desk.scenario.portfolio, row=whole, grant=desk.grant, today=today())


def told(desk: Desk) -> None:
    """What was saved last, with the way back."""
    saved.told(PLACE, desk.scenario.portfolio, grant=desk.grant, then=address.stay)
