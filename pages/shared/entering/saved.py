"""What was entered on this page: saved by one call, told in one line, taken back by one button."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from pages.shared import acts, address
from pages.shared.session import database
from pages.shared.state import newest, state
from pmo_core import importing
from pmo_core.answers.overview.facts import Gathered
from pmo_core.errors import PmoError
from pmo_core.importing.entry import Entered
from pmo_core.look import md
from pmo_core.model import Grant
from pmo_core.store import versions

DONE, REFUSED = "entered_done", "entered_refused"


def present(portfolio: str, grant: Grant) -> Gathered | None:
    """Facts of the portfolio as it is now, whatever the address shows; None if there is none of that name."""
    if all(known.name != portfolio for known in versions.portfolios(database())):
        return None
    return state(newest(portfolio), grant).gathered


def save(
    place: str,
    portfolio: str,
    *,
    work: Callable[[], Entered | None],
    then: Callable[[str], None] = address.go_to,
) -> bool:
    """
    Save from a callback; what happened is told by `told` under the same place. True = saved.

    A refusal is told, too, and whatever was typed stays where it is. `then` is called with the portfolio: the
    pages go to its newest data.
    """
    forget(place, portfolio)
    try:
        made = work()
    except PmoError as problem:
        st.session_state.setdefault(REFUSED, {})[place, portfolio] = f"{problem.problem} {problem.fix}"
        return False
    if made is None:
        said = "Nothing to save: the portfolio says exactly that already."
        st.session_state.setdefault(REFUSED, {})[place, portfolio] = said
        return False
    st.session_state.setdefault(DONE, {})[place, portfolio] = made
    then(portfolio)
    return True


def forget(place: str, portfolio: str) -> None:
    """What was told of the last save here is over."""
    for name in (DONE, REFUSED):
        st.session_state.get(name, {}).pop((place, portfolio), None)


def told(place: str, portfolio: str, *, grant: Grant, then: Callable[[str], None] = address.go_to) -> None:
    """The last save of this place with the way back, or why it was refused."""
    refused = st.session_state.get(REFUSED, {}).get((place, portfolio))
    if refused:
        st.error(f"Not saved. {md(refused)}")
    made: Entered | None = st.session_state.get(DONE, {}).get((place, portfolio))
    if made is None:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.success(f"Saved. {md(made.label)}.", width="stretch")
        acts.button(
            "Undo this",
            _take_back,
            key=f"undo {place} {portfolio}",
            args=[place, portfolio, made],
            kwargs={"grant": grant, "then": then},
        )


def _take_back(
    place: str, portfolio: str, made: Entered, *, grant: Grant, then: Callable[[str], None]
) -> None:
    if acts.tried(lambda: importing.take_back(database(), portfolio, made=made.made, grant=grant)):
        forget(place, portfolio)
        then(portfolio)
        st.toast(md(f"Taken back. {made.label}."))
