"""One objective in detail: who serves it, with how much."""

from __future__ import annotations

import streamlit as st

from pages.shared.strategy.filters import PROJECTS
from pages.shared.strategy.lists import forms
from pages.shared.what_if.fold import table
from pmo_core.answers.alignment import tables, words
from pmo_core.answers.alignment.judgement import Judged
from pmo_core.answers.alignment.remarks import about
from pmo_core.look import md


def part(judged: Judged) -> None:
    """Pick an objective, and read what it rests on."""
    st.subheader("One objective in detail", anchor=False)
    called = words.names(judged.facts)
    keys = {one.key: at for at, one in enumerate(judged.facts.objectives)}
    picked = st.selectbox(
        "Objective",
        ["", *keys],
        format_func=lambda key: called[keys[key]] if key else "Choose one",
        key=PROJECTS.open_key,
        persist_state="session",
    )
    if not picked:
        return
    at = keys[picked]
    st.markdown("\n".join(f"- {md(said)}" for said in about(judged, at)))
    rows = tables.served(judged, at)
    if len(rows):
        table(rows, alt="Projects that serve the objective, most money first", forms=forms(judged))
