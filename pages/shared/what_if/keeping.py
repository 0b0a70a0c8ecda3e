"""Saving from the What-if page: one version of the settings, told in one line, taken back by one button."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import streamlit as st

from pages.shared import address
from pages.shared.entering import saved
from pages.shared.session import database
from pages.shared.what_if.desk import Desk
from pmo_core.importing.entry import Entered
from pmo_core.store.history import history

WHOLE: Final = "draw the whole page"


def save_version(place: str, desk: Desk, work: Callable[[], int]) -> bool:
    """Save, from a callback, what gives one version; the plan goes on, on the newest data. True = saved."""
    portfolio = desk.usual.portfolio

    def entered() -> Entered:
        made = int(work())
        label = next(one.label for one in history(database(), portfolio) if one.version == made)
        return Entered(label, (made,), cells=1, rows=1)

    return saved.save(place, portfolio, work=entered, then=go_on)


def go_on(portfolio: str) -> None:
    """Go on with the same plan on the newest data: the whole page, not only the fragment of the button."""
    if "scenario" in st.session_state:
        address.show_newest()
    st.session_state[WHOLE] = True


def whole_page_asked() -> bool:
    """Whether something was saved since the whole page was drawn; asked once."""
    return bool(st.session_state.pop(WHOLE, False))
