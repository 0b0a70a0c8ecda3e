"""The files in hand: read once from the upload, kept while the reader visits other pages, until put away."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from weakref import WeakSet

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from pages.shared import runtime
from pmo_core.limits import (
    IN_HAND_IN_ALL,
    IN_HAND_PER_SESSION,
    MEGABYTE,
    PAGE_LIMITS,
    UPLOAD_BYTES_PER_SESSION,
    UPLOADS_PER_MINUTE,
)
from pmo_core.look import md, plural

HELD, TURN, DROPPED, RED = "held_files", "upload_turn", "dropped_files", "refused-files"
BESIDE_RED: Final = (
    # a style alone would take the place of a toast that a callback has just shown
    f"<style>body:not(:has([data-testid=stFileChipIconError])) div:has(> .st-key-{RED}) {{display: none}}"
    "</style><i></i>"
)
MOST_FILES: Final = 12
ENDINGS: Final = ["csv", "tsv", "txt", "xlsx", "xlsm", "xls", "xlsb", "ods"]
LIMITS_IN_WORDS: Final = (
    f"Up to {PAGE_LIMITS.file // MEGABYTE} MB and {PAGE_LIMITS.records:,} rows a file; "
    "larger ones go through the command line."
)


@dataclass(frozen=True, eq=False)
class HeldFile:
    """A dropped file with its bytes."""

    file_id: str
    name: str
    content: bytes

    def getvalue(self) -> bytes:
        """Its bytes."""
        return self.content


IN_HAND: Final[WeakSet[HeldFile]] = WeakSet()
"""The files of all sessions; one that nobody holds any more is gone from here, too."""


def held() -> list[HeldFile]:
    """The files in hand, in the order in which they were dropped."""
    files: list[HeldFile] = st.session_state.setdefault(HELD, [])
    return files


def taken(file: HeldFile) -> HeldFile:
    """The file, counted among those that all sessions have in hand."""
    IN_HAND.add(file)
    return file


def uploader() -> None:
    """Take files; it is empty again at once, for what was dropped is listed below it."""
    turn = st.session_state.setdefault(TURN, 0)
    st.file_uploader(
        "Files",
        type=ENDINGS,
        accept_multiple_files=True,
        help=LIMITS_IN_WORDS,
        key=f"files {turn}",
        on_change=_take,
        args=(turn,),
    )
    _refused()
    for said in st.session_state.pop(DROPPED, []):
        st.warning(said)


def _refused() -> None:
    """
    Why a file stays red, shown while one does.

    The browser or the server refuses such a file before any page hears of it.
    """
    with st.container(key=RED):
        st.warning(
            f"What stays red was not taken: a file may have {PAGE_LIMITS.file // MEGABYTE} MB, a minute "
            f"{UPLOADS_PER_MINUTE} files, this tab {UPLOAD_BYTES_PER_SESSION // MEGABYTE} MB. Save what is "
            "here, or wait a minute; larger files go through the command line: python -m pmo\\_core import."
        )
        st.html(BESIDE_RED)


def _take(turn: int) -> None:
    """Keep what was dropped; what does not fit is left outside, and named. An old answer is no new one."""
    if turn != st.session_state[TURN]:
        return
    outside: list[str] = []
    lost = 0
    for dropped in st.session_state[f"files {turn}"]:
        if not isinstance(dropped, UploadedFile):
            lost += 1  # the server has let go of it, or it never was this session's
        elif not _fits(dropped.size):
            outside.append(dropped.name)
        else:
            held().append(taken(HeldFile(dropped.file_id, dropped.name, dropped.getvalue())))
    st.session_state[TURN] = turn + 1
    said = [f"{plural(lost, 'file')} did not arrive. Drop it again."] if lost else []
    if outside:
        count = f"{len(outside)} files were" if len(outside) > 1 else "One file was"
        said.append(
            f"{count} left outside ({', '.join(md(name) for name in outside)}): {MOST_FILES} files with "
            f"{IN_HAND_PER_SESSION // MEGABYTE} MB are the most at a time, and all people together may have "
            f"{IN_HAND_IN_ALL // MEGABYTE} MB in hand. Save or put away some, then drop the rest."
        )
    st.session_state[DROPPED] = said


def _fits(size: int) -> bool:
    """Whether this session, and all of them together, may take one more file of this size."""
    mine = sum(len(file.content) for file in held())
    if mine + size > IN_HAND_PER_SESSION or len(held()) >= MOST_FILES:
        return False
    if _in_hand() + size > IN_HAND_IN_ALL:
        runtime.let_go()
    return _in_hand() + size <= IN_HAND_IN_ALL


def _in_hand() -> int:
    """Bytes of the files of all sessions."""
    return sum(len(file.content) for file in list(IN_HAND))


def put_away(file_id: str) -> None:
    """Let go of a file; nothing that was saved of it changes."""
    st.session_state[HELD] = [file for file in held() if file.file_id != file_id]
