"""Which people are shown, who is open, and whether names are."""

from __future__ import annotations

from typing import Final

import streamlit as st

from pages.shared.filtering import Filters, Options

ROLES: Final = "roles"
PEOPLE: Final = Filters(
    page="people",
    prefix="s.",
    listed={"group": "Group", "attention": "Attention"},
    opened=("person", "person"),
    among="among the stakeholders",
    rows="people",
    text=("Text contains", "Part of a name, a role or what they care about"),
    switches=(ROLES,),
    capital=True,
)


def roles_only() -> bool:
    """Whether pictures, tables and files show roles instead of names."""
    return PEOPLE.on(ROLES)


def controls(options: Options, *, count: int, whole: int) -> None:
    """The filters, and the switch that keeps names out."""
    note = "; roles only" if roles_only() else ""
    with PEOPLE.controls(options, count=count, whole=whole, note=note):
        st.toggle(
            "Roles only",
            key=PEOPLE.key(ROLES),
            persist_state="session",
            help="Pictures, lists and files show roles instead of names, and no notes.",
        )
