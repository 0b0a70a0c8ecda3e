"""One person: where they stand, what is open, what to tell them; a contact is logged."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from pages.shared.people import asked, contact, filters, telling
from pages.shared.people.desk import Desk
from pages.shared.what_if.fold import fold
from pmo_core.answers.engagement import remarks, words
from pmo_core.look import md


def part(desk: Desk, places: Sequence[int]) -> None:
    """Whoever is open, or a list to choose from."""
    st.subheader("One person", anchor=False)
    people, name = desk.judged.facts.people, filters.PEOPLE.open_key
    held = [at for at in range(people.size) if str(people.key[at]) == st.session_state[name]]
    keys = {str(people.key[at]): at for at in dict.fromkeys([*held, *places])}
    hidden = filters.roles_only()
    picked = st.selectbox(
        "Person",
        ["", *keys],
        format_func=lambda key: (
            words.called(desk.judged, keys[key], roles_only=hidden) if key else "Choose one"
        ),
        key=name,
        persist_state="session",
    )
    if picked:
        one(desk, keys[picked])


def one(desk: Desk, at: int) -> None:
    """Standing, what to have at hand, and the forms."""
    judged = desk.judged
    hidden = filters.roles_only()
    left, right = st.columns(2)
    left.markdown("\n".join(f"- {md(said)}" for said in remarks.standing(judged, at, roles_only=hidden)))
    if not hidden:
        said = remarks.talk(judged, at)
        right.markdown("\n".join(f"- {md(line)}" for line in said) or "Nothing is noted yet.")
    place, is_open = fold("Log a contact", name="people log")
    if is_open:
        with place:
            contact.form(desk, at, where="person")
    place, is_open = fold(
        "Update to send: facts of their projects, nothing about others", name="people update"
    )
    if is_open:
        with place:
            telling.part(desk, at)
    place, is_open = fold(
        "You said, we did: note what they ask, close it with what was done", name="people asked"
    )
    if is_open:
        with place:
            asked.part(desk, at)
