"""The demo portfolio: one click loads it, one takes it out; it can always come back."""

from __future__ import annotations

import streamlit as st

from pages.shared import acts, address
from pages.shared.session import database, today
from pmo_core.importing import DEMO, seed_demo
from pmo_core.model import Grant
from pmo_core.store import versions
from pmo_core.store.deletion import delete_portfolio


def panel(*, grant: Grant) -> None:
    """What the demo is, and the button that loads it or takes it out."""
    st.header("Demo portfolio", anchor=False)
    there = here()
    said, button = st.columns([3, 1], vertical_alignment="center")
    said.markdown(
        "An invented retail group with two years of history. Taken out, it stays out until you load it again."
        if there
        else "An invented retail group with two years of history, to look around in; it stays apart."
    )
    with button:
        if there:
            acts.button(
                "Take the demo out", _take_out, key="delete demo", kwargs={"grant": grant}, width="stretch"
            )
        else:
            load_button(grant=grant, width="stretch")


def here() -> bool:
    """Whether it is loaded."""
    return any(known.demo for known in versions.portfolios(database()))


def load_button(*, grant: Grant, width: acts.Width = "content") -> None:
    """The click that loads it."""
    acts.button("Load the demo", _load, key="load demo", kwargs={"grant": grant}, width=width)


def _load(*, grant: Grant) -> None:
    if acts.tried(lambda: seed_demo(database(), grant=grant, today=today())):
        address.go_to(DEMO)
        st.toast("The demo portfolio is loaded. The other pages show it now.")


def _take_out(*, grant: Grant) -> None:
    if acts.tried(lambda: delete_portfolio(database(), DEMO, grant=grant)):
        address.forget()
        st.toast("The demo portfolio is taken out. One click loads it again.")
