"""The desk of the Data page: drop files, look at each, save those that belong together at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import streamlit as st

from pages.shared import beginning
from pages.shared.files import held, inbox, kept, panel, saving, staging
from pages.shared.files.held import HeldFile
from pages.shared.session import database
from pmo_core.errors import PmoError
from pmo_core.importing import Staged
from pmo_core.look import md
from pmo_core.model import Grant
from pmo_core.store import versions


def show(portfolio: str, *, grant: Grant) -> None:
    """
    Show the uploader, the files in hand, and those that wait in the inbox.

    Args:
        portfolio: Where files go.
        grant: Must cover `import` of it.
    """
    held.uploader()
    files = held.held()
    if not files:
        st.caption(
            "Name, budget and finish date are enough for a first balance view. No file at hand? "
            "data/samples/portfolio\\_export\\_messy.csv in the program's folder is a messy export to try."
        )
        if not versions.current(database(), portfolio):
            beginning.first_steps(grant=grant)
    made = {file.file_id: _made(file, portfolio=portfolio) for file in files}
    saving.note_of_set([file.file_id for file in files], portfolio=portfolio, grant=grant)
    _together(files, made, grant=grant)
    unsaved = [file for file in files if made[file.file_id] is not None]
    asking = [file for file in unsaved if isinstance(one := made[file.file_id], Staged) and one.questions]
    first = unsaved if len(unsaved) == 1 else asking[:1]
    for file in files:
        _one(file, made[file.file_id], alone=len(files) == 1, opened=file in first, grant=grant)
    kept.lay_down()
    inbox.panel(portfolio=portfolio, grant=grant)


def _made(file: HeldFile, *, portfolio: str) -> Staged | PmoError | None:
    """What was made of a file; None once it is saved."""
    return None if saving.saved(file.file_id) else staging.staged(file, portfolio=portfolio)


def _together(files: Sequence[HeldFile], made: dict[str, Staged | PmoError | None], *, grant: Grant) -> None:
    """Offer to save at once what can be, and let every file of the set know what the others bring."""
    ready = [(file, one) for file in files if isinstance(one := made[file.file_id], Staged) and one.ready]
    first = staging.as_set([one for _, one in ready])
    made |= {file.file_id: first[one.import_id] for file, one in ready if one.import_id in first}
    at_once = [(file, first[one.import_id]) for file, one in ready if one.import_id in first]
    if len(at_once) > 1:
        waiting = sum(not one.already_imported for _, one in ready) - len(at_once)
        saving.offer_all(at_once, waiting=waiting, grant=grant)


def _one(file: HeldFile, made: Staged | PmoError | None, *, alone: bool, opened: bool, grant: Grant) -> None:
    """A file alone lies open; of several each is one line that opens."""
    if alone:
        with st.container(border=True):
            title, away = st.columns([6, 1], vertical_alignment="center")
            title.header(md(file.name))
            if made is not None:  # a saved file has its own buttons
                with away:
                    _away(file, width="stretch")
            _opened(file, made, grant=grant)
        return
    label = f"**{md(file.name)}** · {md(panel.state(file, made))}"
    with st.expander(label, expanded=opened, key=f"file {file.file_id}"):
        _opened(file, made, grant=grant)
        if made is not None:
            _away(file)


def _opened(file: HeldFile, made: Staged | PmoError | None, *, grant: Grant) -> None:
    if made is None:
        saving.note(file.file_id, grant=grant)
    else:
        panel.show(file, made, grant=grant)


def _away(file: HeldFile, *, width: Literal["content", "stretch"] = "content") -> None:
    st.button(
        "Put away",
        key=f"away {file.file_id}",
        on_click=_put_away,
        args=(file.file_id,),
        width=width,
        help="Nothing of it is kept, unless you have saved it.",
    )


def _put_away(file_id: str) -> None:
    held.put_away(file_id)
    staging.forget(file_id)
