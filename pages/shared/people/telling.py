"""The tailored update of one person, to copy or to take along: only facts that the person may read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import streamlit as st

from pages.shared import exports
from pages.shared.people import filters
from pages.shared.people.desk import Desk
from pages.shared.session import database
from pmo_core.answers.engagement import update
from pmo_core.answers.engagement.facts import answered
from pmo_core.look import md

NAMES: Final[Mapping[update.Length, str]] = {"mail": "Mail", "meeting": "Meeting", "line": "One line"}


def part(desk: Desk, at: int) -> None:
    """Choose a length, read, copy or save the text; below it what the sender should know."""
    facts = desk.judged.facts
    person, channel = str(facts.people.key[at]), str(facts.people.channel[at])
    length = st.radio(
        "Length",
        update.LENGTHS,
        index=update.LENGTHS.index(update.length_for(channel)),
        format_func=lambda one: NAMES[one],
        horizontal=True,
        key=f"people update {person}",
        help="The length that fits the person's channel is chosen first.",
    )
    drawn = update.update_of(
        facts,
        desk.news,
        place=at,
        answers=answered(database(), facts, at),
        length=length,
        roles_only=filters.roles_only(),
    )
    st.code(update.as_text(drawn), language=None, wrap_lines=True)
    for remark in drawn.remarks:
        st.caption(md(remark))
    with st.container(horizontal=True):
        exports.download(
            "As plain text (TXT)",
            lambda: update.as_text(drawn).encode(),
            name="update.txt",
            key=f"people update txt {person}",
        )
        exports.download(
            "As Markdown (MD)",
            lambda: update.as_markdown(drawn).encode(),
            name="update.md",
            key=f"people update md {person}",
        )
