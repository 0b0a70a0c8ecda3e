"""Files in hand outlive a refresh: what a browser holds is kept for its next session, within bounds."""

from __future__ import annotations

import time
from collections import OrderedDict
from dataclasses import dataclass, replace
from threading import Lock
from typing import Any, Final

import streamlit as st

from pages.shared import widgets
from pages.shared.files import held, saving
from pages.shared.shield import BROWSER
from pmo_core.limits import DESK_BYTES_IN_ALL

SECONDS: Final = 3600.0
"""How long after its last run a desk is kept."""

_WHOLE: Final = (held.HELD, saving.SAVED, widgets.FILLED, widgets.FOLLOWED)
_PER_FILE: Final = ("answers ", "asked ", "offered ", "changeable ")


@dataclass(frozen=True)
class Desk:
    """What lies on a browser's desk: session values by name, their bytes, and when it was last seen."""

    values: dict[str, Any]
    size: int
    seen: float


class Desks:
    """The desks of all browsers by their token; the one not seen for longest goes first."""

    def __init__(self, *, bytes_in_all: int) -> None:
        self._limit = bytes_in_all
        self._desks: OrderedDict[str, Desk] = OrderedDict()
        self._lock = Lock()

    def keep(self, browser: str, values: dict[str, Any], *, size: int) -> None:
        """Keep what a browser holds now; a size of 0 bytes clears its desk."""
        with self._lock:
            self._desks.pop(browser, None)
            if size:
                self._desks[browser] = Desk(values, size, time.monotonic())
            self._clear_away()

    def find(self, browser: str) -> dict[str, Any]:
        """What the browser held last; empty if that is long ago."""
        with self._lock:
            self._clear_away()
            return dict(self._desks[browser].values) if browser in self._desks else {}

    def _clear_away(self) -> None:
        old = time.monotonic() - SECONDS
        while self._desks and (
            next(iter(self._desks.values())).seen < old
            or sum(desk.size for desk in self._desks.values()) > self._limit
        ):
            self._desks.popitem(last=False)


@st.cache_resource(show_spinner=False)
def _desks() -> Desks:
    return Desks(bytes_in_all=DESK_BYTES_IN_ALL)


def take_up() -> None:
    """In a session that has no desk yet, lay out what this browser had in hand before."""
    browser = st.context.cookies.get(BROWSER)
    if browser is None or held.HELD in st.session_state:
        return
    for name, value in _desks().find(browser).items():
        # copies: another window of the same browser goes on with its own
        st.session_state[name] = value.copy() if isinstance(value, list | dict) else value
    st.session_state[held.HELD] = [held.taken(replace(file)) for file in held.held()]


def lay_down() -> None:
    """Keep what lies on the desk, for the next session of this browser."""
    browser = st.context.cookies.get(BROWSER)
    if browser is None:
        return
    ids = [file.file_id for file in held.held()]
    names = [*_WHOLE, *(part + file_id for part in _PER_FILE for file_id in ids)]
    values = {name: st.session_state[name] for name in names if name in st.session_state}
    # not the very files: what is only kept has not been read, so it takes no room in hand from others
    values[held.HELD] = [replace(file) for file in held.held()]
    _desks().keep(browser, values, size=sum(len(file.content) for file in held.held()))
