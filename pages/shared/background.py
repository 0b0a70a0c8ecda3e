"""Long computations on a page: the result if it comes at once, else how far it is and a repaint when done."""

from __future__ import annotations

import atexit
import secrets
from collections.abc import Hashable, Sequence
from functools import cache
from typing import Any, Final, TypeVar

import streamlit as st

from pages.shared import frame
from pages.shared.jobs import SECONDS, Jobs, Soon, Work

T = TypeVar("T")
WAIT: Final = 0.15
"""Seconds that a page waits for a result before it is painted without it."""
READER: Final = "reader of jobs"


def soon(
    key: Hashable, work: Work[T], *, place: str, wait: float = WAIT, seconds: float = SECONDS
) -> Soon[T]:
    """
    Give the result if it comes within `wait` seconds, else how far it is; `follow` then repaints the page.

    Args:
        key: Everything that the result depends on, as scalars: portfolio, versions, as-of, role, plan.
        work: Computes it from what was gathered before; it asks neither Streamlit nor the store.
        place: Where on the page it is shown; another key asked from there stops this one.
        wait: Seconds.
        seconds: After so many it is stopped and says so.
    """
    return _jobs().soon(key, work, reader=_reader(), place=place, wait=wait, seconds=seconds)


def leave(key: Hashable, *, place: str) -> None:
    """Say early what a place will ask for: what it asked for before ends, and keeps nobody waiting."""
    _jobs().leave(key, reader=_reader(), place=place)


def _reader() -> str:
    held: str = st.session_state.setdefault(READER, secrets.token_hex(8))
    return held


@st.fragment(run_every=0.5)
def follow(keys: Sequence[Hashable], *, said: str) -> None:
    """Show how far what is under way is, and paint the page anew when one of it is done."""
    frame.check()
    found = [_jobs().look(key) for key in keys]
    if any(each.done for each in found):
        st.rerun()
    st.progress(min(each.share for each in found), text=said)


@cache
def _jobs() -> Jobs:
    """The jobs of this process; at its end none is left in the middle of a solver's own threads."""
    jobs = Jobs(frame.words)
    atexit.register(jobs.close)
    return jobs


def look(key: Hashable) -> Soon[Any]:
    """What is known of a computation, without asking for it."""
    return _jobs().look(key)
