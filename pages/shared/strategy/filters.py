"""Which projects are judged, and the objective that is open: held for the session, whole in the address."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import streamlit as st

from pmo_core.look import md

PREFIX: Final = "a."
TEXT, OBJECTIVE = "text", "objective"
LISTED: Final = {"horizon": "Horizon", "owner": "Owner"}
"""Filters that pick one of a list, with their labels."""
NAMES: Final = (TEXT, *LISTED, OBJECTIVE)
LONGEST: Final = 200
ASKED: Final = "alignment filters asked for"
MISFITS: Final = "misfits of the alignment filters"

Options = Mapping[str, Sequence[str]]


def hold(asked: Mapping[str, str]) -> None:
    """Hold what an opened address says of the filters; one without any changes nothing."""
    said = {name: asked[PREFIX + name] for name in NAMES if PREFIX + name in asked}
    if said:
        st.session_state[ASKED] = said


def take(options: Options) -> list[str]:
    """
    Settle the filters of this run; gives one sentence per value of the address that is not among the data.

    Args:
        options: Name of a filter → values that there are, without '' for no filter.
    """
    said: Mapping[str, str] = st.session_state.pop(ASKED, {})
    problems: list[str] = []
    for name in NAMES:
        value = said.get(name, st.session_state.get(key(name)) or "")
        if name != TEXT and value and value not in options[name]:
            if name in said:
                problems.append(f"The link asks for the {name} {value[:LONGEST]!r}, which is not here.")
            value = ""
        st.session_state[key(name)] = value[:LONGEST]
    if said:
        st.session_state[MISFITS] = problems
    return list(st.session_state.get(MISFITS, []))


def chosen() -> dict[str, str]:
    """The filters as they stand, by name; '' = none."""
    return {name: str(st.session_state.get(key(name)) or "") for name in NAMES}


def params() -> dict[str, str]:
    """What the address says of them: all, also those that are off."""
    return {PREFIX + name: value for name, value in chosen().items()}


def key(name: str) -> str:
    """Key of the widget of a filter."""
    return f"alignment filter {name}"


def clear() -> None:
    """Show all again."""
    for name in (TEXT, *LISTED):
        st.session_state[key(name)] = ""


def controls(options: Options, *, count: int, whole: int) -> None:
    """One field to search in, and a list per filter that has something to choose from."""
    active = any(value for name, value in chosen().items() if name != OBJECTIVE)
    some = count < whole or active
    title = (
        f"Filter: {count} of {whole} open projects judged" if some else f"Filter: all {whole} open projects"
    )
    with st.expander(md(title), key="alignment filters"):
        cells = st.grid(min_column_width=200, gap="small")
        with cells.cell():
            st.text_input(
                "Name or id contains",
                max_chars=LONGEST,
                key=key(TEXT),
                persist_state="session",
                placeholder="Part of a project's name",
            )
        for name, label in LISTED.items():
            if options[name]:
                with cells.cell():
                    _pick(name, label, options[name])
        if active:
            st.button("Show all", key="alignment filters off", on_click=clear)


def _pick(name: str, label: str, values: Sequence[str]) -> None:
    st.selectbox(
        md(label),
        ["", *values],
        format_func=lambda value: (value[:1].upper() + value[1:]) or "All",
        key=key(name),
        persist_state="session",
    )
