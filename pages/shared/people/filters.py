"""Which people are shown, who is open, and whether names are: held for the session, whole in the address."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import streamlit as st

from pmo_core.look import md

PREFIX: Final = "s."
TEXT, PERSON, ROLES = "text", "person", "roles"
LISTED: Final = {"group": "Group", "attention": "Attention"}
"""Filters that pick one of a list, with their labels."""
NAMES: Final = (TEXT, *LISTED, PERSON)
LONGEST: Final = 200
ASKED: Final = "people filters asked for"
MISFITS: Final = "misfits of the people filters"

Options = Mapping[str, Sequence[str]]


def hold(asked: Mapping[str, str]) -> None:
    """Hold what an opened address says of the filters; one without any changes nothing."""
    said = {name: asked[PREFIX + name] for name in (*NAMES, ROLES) if PREFIX + name in asked}
    if said:
        st.session_state[ASKED] = said


def take(options: Options) -> list[str]:
    """
    Settle the filters of this run; gives one sentence per value of the address that the people do not have.

    Args:
        options: Name of a filter → values that there are, without '' for no filter.
    """
    said: Mapping[str, str] = st.session_state.pop(ASKED, {})
    problems: list[str] = []
    for name in NAMES:
        value = said.get(name, st.session_state.get(key(name)) or "")
        if name != TEXT and value and value not in options[name]:
            if name in said:
                problems.append(
                    f"The link asks for the {name} {value[:LONGEST]!r}, which is not among the stakeholders."
                )
            value = ""
        st.session_state[key(name)] = value[:LONGEST]
    if ROLES in said:
        st.session_state[key(ROLES)] = said[ROLES] == "1"
    else:
        st.session_state[key(ROLES)] = bool(st.session_state.get(key(ROLES)))
    if said:
        st.session_state[MISFITS] = problems
    return list(st.session_state.get(MISFITS, []))


def chosen() -> dict[str, str]:
    """The filters as they stand, by name; '' = none."""
    return {name: str(st.session_state.get(key(name)) or "") for name in NAMES}


def roles_only() -> bool:
    """Whether pictures, tables and files show roles instead of names."""
    return bool(st.session_state.get(key(ROLES)))


def params() -> dict[str, str]:
    """What the address says of them: all, also those that are off."""
    said = {PREFIX + name: value for name, value in chosen().items()}
    return said | {PREFIX + ROLES: "1" if roles_only() else "0"}


def key(name: str) -> str:
    """Key of the widget of a filter."""
    return f"people filter {name}"


def open_person(person: str) -> None:
    """Open one person, from a callback."""
    st.session_state[key(PERSON)] = person


def clear() -> None:
    """Show all again."""
    for name in (TEXT, *LISTED):
        st.session_state[key(name)] = ""


def controls(options: Options, *, count: int, whole: int) -> None:
    """One field to search in, a list per filter that has something to choose from, and the names switch."""
    active = any(value for name, value in chosen().items() if name != PERSON)
    shown = f"{count} of {whole} people shown" if count < whole or active else f"all {whole} people"
    hidden = "; roles only" if roles_only() else ""
    with st.expander(md(f"Filter: {shown}{hidden}"), key="people filters"):
        cells = st.grid(min_column_width=200, gap="small")
        with cells.cell():
            st.text_input(
                "Text contains",
                max_chars=LONGEST,
                key=key(TEXT),
                persist_state="session",
                placeholder="Part of a name, a role or what they care about",
            )
        for name, label in LISTED.items():
            if options[name]:
                with cells.cell():
                    _pick(name, label, options[name])
        st.toggle(
            "Roles only",
            key=key(ROLES),
            persist_state="session",
            help="Pictures, lists and files show roles instead of names, and no notes.",
        )
        if active:
            st.button("Show all", key="people filters off", on_click=clear)


def _pick(name: str, label: str, values: Sequence[str]) -> None:
    st.selectbox(
        md(label),
        ["", *values],
        format_func=lambda value: (value[:1].upper() + value[1:]) or "All",
        key=key(name),
        persist_state="session",
    )
