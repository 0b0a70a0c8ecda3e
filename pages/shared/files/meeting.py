"""How a file meets the rows that are there: what it does to them, and what a reader would notice too late."""

from __future__ import annotations

from functools import partial
from typing import Final

import streamlit as st

from pages.shared import widgets
from pages.shared.files import staging
from pages.shared.files.offered import Offered
from pages.shared.session import database
from pmo_core import importing
from pmo_core.importing import Staged
from pmo_core.importing.mode import MODE_NAMES, MODES
from pmo_core.intake.layout.control import TOTAL
from pmo_core.look import day, md
from pmo_core.model import Kind, Severity
from pmo_core.report import checks

_MODE_WORDS: Final = {
    "replace": "as the whole list",
    "update": "changing known rows, adding new ones",
    "append": "adding to what is there",
}
_DOUBTS: Final = frozenset({TOTAL, "money.far", "money.no_unit"})
"""Checks that may mean that every amount is wrong."""


def control(file: Offered, made: Staged) -> None:
    """Let the user say what the file does, where there are rows of its kind."""
    if made.met:
        key = f"mode {file.file_id}"
        st.session_state[key] = made.mode
        st.segmented_control(
            f"What the file does to the {made.reading.kind.value.replace('_', ' ')} that are there",
            MODES,
            format_func=partial(_named, made),
            key=key,
            required=True,
            on_change=_choose_mode,
            args=(file.file_id, key),
        )


def consequences(made: Staged) -> None:
    """What a reader would otherwise notice only after saving."""
    doubts = [i for i in made.issues if i.code in _DOUBTS and i.severity is Severity.WARNING]
    for check in checks(doubts, on_page=True):
        st.warning(f"**Before you save:** {md(check.sentence)}")
    if made.reading.as_of_assumed:
        st.warning(f"The file names no date, so it is taken to describe today, {day(widgets.today())}.")
    if _leaving(made.import_id, made):
        st.warning(
            f"What is no longer listed would leave the totals of {md(made.portfolio)}. If the file is only a "
            f"part of the list, choose “{MODE_NAMES['update']}”."
        )


@st.cache_data(show_spinner=False, max_entries=64)
def _leaving(import_id: str, _made: Staged) -> int:
    """Counted once per staged file, which is staged anew when the portfolio changes."""
    return importing.leaving(database(), _made)


def _choose_mode(file_id: str, key: str) -> None:
    staging.answer(file_id, "mode", value=st.session_state[key])


def _named(made: Staged, mode: str) -> str:
    """What a mode does with this file."""
    listed = _listed(made)
    return f"It is the list of {listed}" if mode == "append" and listed else MODE_NAMES[mode]


def how(made: Staged) -> str:
    """What saving does, in the words of the button."""
    listed = _listed(made)
    if made.mode == "append" and listed:
        return f"as the list of {listed}"
    return _MODE_WORDS[made.mode or "replace"]


def _listed(made: Staged) -> str:
    """The day for which a file lists all projects, or would if it were no update; "" if it does not."""
    days, whole = made.reading.as_of, made.mode == "update" or not made.reading.rolling
    return day(days[0]) if made.reading.kind is Kind.PROJECTS and len(days) == 1 and whole else ""
