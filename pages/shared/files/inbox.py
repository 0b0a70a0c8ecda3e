"""Files that wait in the inbox: listed on the Data page, read like an upload, put away when saved."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path

import streamlit as st

from pages.shared import acts
from pages.shared.files import panel as file_panel
from pages.shared.files import saving, staging
from pages.shared.session import database
from pmo_core.errors import PmoError
from pmo_core.importing import inbox
from pmo_core.importing.dropped import Dropped
from pmo_core.importing.inbox import Place
from pmo_core.limits import MEGABYTE
from pmo_core.look import day, md, plural
from pmo_core.model import Grant

CHOSEN = "inbox_chosen"


@dataclass(frozen=True)
class WaitingFile:
    """One file of the inbox, in the form of an upload."""

    folder: Path
    dropped: Dropped

    @property
    def file_id(self) -> str:
        """The token of the file: it changes with the file."""
        return self.dropped.token

    @property
    def name(self) -> str:
        """Its name as a label."""
        return self.dropped.label

    def getvalue(self) -> bytes:
        """Read it; refused in a sentence if it changed or went away."""
        return inbox.read(self.folder, self.dropped.token)[1]


def panel(*, portfolio: str, grant: Grant) -> None:
    """List what waits, and show the files that the user wants to look at."""
    path = database().path
    if path is None:
        return
    folder = inbox.inbox_folder(path)
    try:
        found = inbox.waiting(folder)
    except PmoError as problem:
        st.warning(md(f"{problem.problem} {problem.fix}"))
        return
    chosen: set[str] = st.session_state.setdefault(CHOSEN, set())
    if found.files:
        st.header(f"{plural(len(found.files) + found.more, 'file')} in the inbox")
    for dropped in found.files:
        _line(folder, dropped, portfolio=portfolio, grant=grant)
        if dropped.token in chosen and dropped.ready:
            file = WaitingFile(folder, dropped)
            away = partial(_away, folder, dropped.token, to=Place.DONE, portfolio=portfolio, grant=grant)
            with st.container(border=True):
                if not saving.note(file.file_id, grant=grant):
                    made = staging.staged(file, portfolio=portfolio)
                    file_panel.show(file, made, grant=grant, then=away)
    if found.more:
        st.caption(f"The oldest {len(found.files)} are listed; {found.more:,} more come after them.")
    here = {dropped.token for dropped in found.files}
    for gone in chosen - here:
        saving.note(gone, grant=grant)


def _line(folder: Path, dropped: Dropped, *, portfolio: str, grant: Grant) -> None:
    """One file with what can be done with it."""
    name, look, aside = st.columns([5, 1, 1], vertical_alignment="center")
    size = f"{dropped.size / MEGABYTE:,.1f} MB" if dropped.size >= MEGABYTE else "under 1 MB"
    said = f"{dropped.problem} {dropped.fix}" if dropped.problem else size
    when = f"{day(dropped.changed.date())}, {dropped.changed:%H:%M} UTC"
    name.markdown(f"**{md(dropped.label)}** · {when} · {md(said)}")
    if dropped.ready and dropped.token not in st.session_state[CHOSEN]:
        look.button(
            "Look at it", key=f"look {dropped.token}", on_click=_look, args=(dropped.token,), width="stretch"
        )
    aside.button(
        "Put aside",
        key=f"aside {dropped.token}",
        on_click=_put_aside,
        args=(folder, dropped, portfolio),
        kwargs={"grant": grant},
        width="stretch",
        help="It moves into the folder “put aside” of the inbox; nothing is deleted.",
    )


def _look(token: str) -> None:
    st.session_state.setdefault(CHOSEN, set()).add(token)


def _put_aside(folder: Path, dropped: Dropped, portfolio: str, *, grant: Grant) -> None:
    _away(folder, dropped.token, to=Place.ASIDE, portfolio=portfolio, grant=grant)


def _away(folder: Path, token: str, *, to: Place, portfolio: str, grant: Grant) -> None:
    acts.tried(lambda: inbox.put_away(folder, token, to=to, grant=grant, portfolio=portfolio))
