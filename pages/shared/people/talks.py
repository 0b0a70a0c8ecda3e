"""The next conversations: why, by which channel, what was said last, what is open, what to tell."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import streamlit as st

from pages.shared.people import contact, filters
from pages.shared.people.desk import Desk
from pmo_core.answers.engagement import remarks, update, words
from pmo_core.answers.engagement.judgement import Conversation
from pmo_core.look import md

CARD: Final = 380
"""Pixels that one conversation needs."""


def part(desk: Desk, talks: Sequence[Conversation]) -> None:
    """The next five, the most pressing first; what was logged last stands above them."""
    if not talks:
        contact.told(desk)
        return
    st.subheader("The next conversations", anchor=False)
    contact.told(desk)
    cells = st.grid(min_column_width=CARD, gap="small", border=True)
    for rank, talk in enumerate(talks, start=1):
        with cells.cell(), st.container(gap="xsmall"):
            _talk(desk, talk, rank=rank)


def _talk(desk: Desk, talk: Conversation, *, rank: int) -> None:
    judged, at = desk.judged, talk.place
    hidden = filters.roles_only()
    role = str(judged.facts.people.role[at])
    named = words.called(judged, at, roles_only=hidden)
    beside = f", {role}" if role and not hidden else ""
    st.markdown(f"**{md(f'{rank}. {named}')}**{md(beside)}")
    st.caption(md(f"{words.why(judged, talk)[0].upper()}{words.why(judged, talk)[1:]}."))
    if not hidden:
        st.markdown("\n".join(f"- {md(said)}" for said in [*remarks.talk(judged, at), *_to_tell(desk, at)]))
    with st.container(horizontal=True):
        person = str(judged.facts.people.key[at])
        st.button("Open", key=f"open {person}", on_click=filters.PEOPLE.open, args=(person,))
        contact.beside(desk, at)


def _to_tell(desk: Desk, at: int) -> list[str]:
    """The short-term win and the long-term plan of their projects."""
    facts = desk.judged.facts
    win, plan = (told(facts, desk.news, place=at) for told in (update.win, update.plan))
    said = [f"Win to tell: {win}." if win else "", f"Plan to tell: {plan}." if plan else ""]
    return [line for line in said if line]
