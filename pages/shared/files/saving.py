"""Saving what was read: how it meets what is there, the button, what was saved, and the way back."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

import streamlit as st

from pages.shared import acts, address, frame
from pages.shared.files import held, meeting
from pages.shared.files.offered import Offered
from pages.shared.session import database
from pmo_core import importing
from pmo_core.errors import PmoError
from pmo_core.importing import Loaded, Staged
from pmo_core.importing.outcome import outcome
from pmo_core.look import day, md, plural, rows_of
from pmo_core.model import Grant, Kind

SAVED, FAILED = "saved_files", "failed_files"


@dataclass(frozen=True)
class SavedFile:
    """
    A file that this session has saved: where, what it held in words, and its versions.

    `along` is the least version of those that were saved with it.
    """

    name: str
    portfolio: str
    kind: Kind
    held: str
    loaded: Loaded
    along: int


def content(made: Staged) -> str:
    """What a file brings, as in "20 projects as of 31 Oct 2026"."""
    days = made.reading.as_of
    return (
        f"{rows_of(made.reading.rows_loaded, made.reading.kind)}{f' as of {day(max(days))}' if days else ''}"
    )


def offer(file: Offered, made: Staged, *, grant: Grant, then: Callable[[], None] | None = None) -> None:
    """What saving would take away, how the rows meet those that are there, and the button."""
    meeting.consequences(made)
    meeting.control(file, made)
    acts.button(
        f"Save to {md(made.portfolio)} ({meeting.how(made)})",
        save,
        key=f"save {file.file_id}",
        args=[[(file, made)]],
        kwargs={"grant": grant, "then": then},
        primary=True,
    )


def save(
    files: Sequence[tuple[Offered, Staged]], *, grant: Grant, then: Callable[[], None] | None = None
) -> None:
    """Load files in one transaction and remember them, so that the page shows what happened."""
    try:
        loaded = importing.commit_together(database(), [made for _, made in files], grant=grant)
    except PmoError as problem:
        refused = st.session_state.setdefault(FAILED, {})
        refused |= {file.file_id: f"{problem.problem} {problem.fix}" for file, _ in files}
        return
    except Exception as fault:
        frame.report(fault)
        refused = st.session_state.setdefault(FAILED, {})
        refused |= {file.file_id: _became(file, made) for file, made in files}
        return
    along = min((version for one in loaded for version in one.made), default=0)
    for (file, made), one in zip(files, loaded, strict=True):
        st.session_state.setdefault(SAVED, {})[file.file_id] = SavedFile(
            file.name, made.portfolio, made.reading.kind, content(made), one, along
        )
        if then is not None:
            then()
    address.go_to(files[0][1].portfolio)


def _became(file: Offered, made: Staged) -> str:
    """After a fault of ours nobody has to guess whether the file is in."""
    return outcome(database(), made.import_id).in_words(file.name)


def failure(file_id: str) -> str | None:
    """Why the last try to save a file failed, told once."""
    refused: dict[str, str] = st.session_state.get(FAILED, {})
    return refused.pop(file_id, None)


def saved(file_id: str) -> SavedFile | None:
    """What is known of a file that this session has saved."""
    known: dict[str, SavedFile] = st.session_state.setdefault(SAVED, {})
    return known.get(file_id)


def note(file_id: str, *, grant: Grant) -> bool:
    """Say that a file is saved and offer the way back, if this session has saved it."""
    found = saved(file_id)
    if found is None:
        return False
    st.success(f"**{md(found.name)}** is saved in {md(found.portfolio)}: {md(found.held)}.")
    page, label = ("balance", "balance view") if found.kind is Kind.PROJECTS else ("overview", "overview")
    with st.container(horizontal=True, vertical_alignment="center"):
        st.page_link(f"pages/{page}.py", label=f"**Open the {label} →**")
        if found.loaded.made:
            acts.button(
                "Undo this save",
                _take_back,
                key=f"undo {file_id}",
                args=[[file_id], found.portfolio, found.loaded.made],
                kwargs={"grant": grant},
                help="What was there before counts again. The file stays here, to be saved later.",
            )
        st.button("Done", key=f"done {file_id}", on_click=held.put_away, args=(file_id,))
    return True


def note_of_set(file_ids: Sequence[str], *, portfolio: str, grant: Grant) -> None:
    """Say that several files were saved together, with one way back for all of them."""
    all_saved = {file_id: found for file_id in file_ids if (found := saved(file_id)) is not None}
    last = max((found.along for found in all_saved.values() if found.portfolio == portfolio), default=0)
    known = {
        file_id: found
        for file_id, found in all_saved.items()
        if (found.portfolio, found.along) == (portfolio, last)
    }
    made = [version for found in known.values() for version in found.loaded.made]
    if len(known) < 2 or not made:
        return
    st.success(f"{plural(len(known), 'file')} are saved in {md(portfolio)}.")
    with st.container(horizontal=True, vertical_alignment="center"):
        st.page_link("pages/overview.py", label="**Open the overview →**")
        acts.button(
            "Undo all of them",
            _take_back,
            key="undo set",
            args=[list(known), portfolio, made],
            kwargs={"grant": grant},
            help="What was there before counts again. The files stay here, to be saved later.",
        )


def _take_back(file_ids: Sequence[str], portfolio: str, made: Sequence[int], *, grant: Grant) -> None:
    newest = sorted(made, reverse=True)  # a later list of the same kind lies above an earlier one
    if acts.tried(lambda: importing.take_back(database(), portfolio, made=newest, grant=grant)):
        for file_id in file_ids:
            st.session_state[SAVED].pop(file_id)
        address.go_to(portfolio)
        st.toast(f"{plural(len(made), 'version')} taken back.")


def let_go(portfolios: Collection[str]) -> None:
    """Put away the files that were saved in portfolios which are no more."""
    known: dict[str, SavedFile] = st.session_state.setdefault(SAVED, {})
    for file_id in [file_id for file_id, found in known.items() if found.portfolio in portfolios]:
        held.put_away(file_id)
        del known[file_id]


def offer_all(files: Sequence[tuple[Offered, Staged]], *, waiting: int, grant: Grant) -> None:
    """One button for all files that can be saved at once; others of the same kind come after them."""
    kinds = [rows_of(made.reading.rows_loaded, made.reading.kind) for _, made in files]
    rest = f" {plural(waiting, 'file')} of the same kind will follow." if waiting else ""
    st.markdown(f"**Ready together:** {', '.join(kinds)}.{rest}")
    acts.button(
        f"Save {plural(len(files), 'file')} to {md(files[0][1].portfolio)}",
        save,
        key="save all",
        args=[list(files)],
        kwargs={"grant": grant},
        primary=True,
    )
