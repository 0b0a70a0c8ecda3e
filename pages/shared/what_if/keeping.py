"""Saving from the What-if page: one version of the settings, told in one line, taken back by one button."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from pages.shared import address
from pages.shared.entering import saved
from pages.shared.session import database, today
from pages.shared.what_if.desk import Desk
from pmo_core.importing import save_settings
from pmo_core.importing.entry import Entered
from pmo_core.importing.settings import Declared
from pmo_core.store.history import history


def save(place: str, desk: Desk, declared: Callable[[], Declared]) -> bool:
    """Save what is declared, from a callback; the plan stays as it is, on the newest data. True = saved."""
    portfolio = desk.usual.portfolio

    def work() -> Entered:
        db = database()
        made = save_settings(db, portfolio, declared=declared(), grant=desk.grant, today=today())
        return Entered(label_of(portfolio, made), (int(made),), cells=1, rows=1)

    return saved.save(place, portfolio, work=work, then=_on)


def told(place: str, desk: Desk) -> None:
    """The last save of this place with the way back, or why it was refused."""
    saved.told(place, desk.usual.portfolio, grant=desk.grant, then=_on)


def label_of(portfolio: str, version: int) -> str:
    """What the history calls a version."""
    return next(one.label for one in history(database(), portfolio) if one.version == version)


def _on(portfolio: str) -> None:
    """Go on with the same plan on the newest data."""
    if "scenario" in st.session_state:
        address.show_newest()
