"""Files read against the portfolio, once per answer however often the page runs; and the answers."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from pages.shared import widgets
from pages.shared.files.offered import Offered
from pages.shared.session import database
from pmo_core import importing
from pmo_core.errors import PmoError
from pmo_core.importing import Staged
from pmo_core.importing.together import next_set, together
from pmo_core.intake.options import Options
from pmo_core.limits import PAGE_LIMITS
from pmo_core.look import md
from pmo_core.progress import reporting
from pmo_core.store import versions

OPEN, SET = "staged_files", "staged_set"


def answers(file: Offered) -> dict[str, str]:
    """The answers given so far about this file, by question."""
    given: dict[str, str] = st.session_state.setdefault(f"answers {file.file_id}", {})
    return given


def answer(file_id: str, question: str, *, value: str | None) -> None:
    """Answer a question about a file, or take the answer back (None)."""
    given: dict[str, str] = st.session_state.setdefault(f"answers {file_id}", {})
    if value is None:
        given.pop(question, None)
    else:
        given[question] = value


def staged(file: Offered, *, portfolio: str) -> Staged | PmoError:
    """Stage a file under the answers given so far; what cannot be taken in is a refusal in words."""
    given = answers(file)
    current = tuple(sorted((k.value, v) for k, v in versions.current(database(), portfolio).items()))
    state = (portfolio, current, tuple(sorted(given.items())))
    known = st.session_state.setdefault(OPEN, {})
    if file.file_id in known and known[file.file_id][0] == state:
        made: Staged | PmoError = known[file.file_id][1]
        return made
    made = _read(file, given, portfolio=portfolio)
    known[file.file_id] = (state, made)
    return made


def _read(file: Offered, given: dict[str, str], *, portfolio: str) -> Staged | PmoError:
    place = st.empty()

    def show(done: int, total: int, what: str) -> None:
        words = md(f"{file.name}: {what}")
        if total:
            place.progress(min(1.0, done / total), text=words)
        else:
            place.caption(words)

    try:
        with st.spinner(f"Reading {md(file.name)} …"), reporting(show):
            return importing.stage(
                database(),
                file.getvalue(),
                label=file.name,
                options=Options(answers=dict(given)),
                portfolio=portfolio,
                limits=PAGE_LIMITS,
                today=widgets.today(),
            )
    except PmoError as problem:
        return problem
    finally:
        place.empty()


def as_set(files: Sequence[Staged]) -> dict[str, Staged]:
    """The files that can be saved at once, by import id, each knowing what the others bring."""
    ready = [made for made in files if made.ready and not made.already_imported]
    first = next_set(ready)
    key = tuple(made.import_id for made in first)
    held = st.session_state.get(SET)
    if held is None or held[0] != key:
        held = (key, together(database(), first) if len(first) > 1 else first)
        st.session_state[SET] = held
    return {made.import_id: made for made in held[1]}


def forget(file_id: str) -> None:
    """Forget a file with all that was said of it."""
    for key in [key for key in st.session_state if isinstance(key, str) and file_id in key]:
        del st.session_state[key]
    st.session_state.get(OPEN, {}).pop(file_id, None)
