"""The files in hand: read once from the upload, kept while the reader visits other pages, until put away."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import streamlit as st

from pmo_core.limits import MEGABYTE, PAGE_LIMITS, UPLOAD_BYTES_PER_SESSION, UPLOADS_PER_MINUTE
from pmo_core.look import md

HELD, TURN, DROPPED, RED = "held_files", "upload_turn", "dropped_files", "refused-files"
BESIDE_RED: Final = (
    # a style alone would take the place of a toast that a callback has just shown
    f"<style>body:not(:has([data-testid=stFileChipIconError])) .st-key-{RED} {{display: none}}</style><i></i>"
)
MOST_FILES: Final = 12
MOST_BYTES: Final = 100 * MEGABYTE
ENDINGS: Final = ["csv", "tsv", "txt", "xlsx", "xlsm", "xls", "xlsb", "ods"]
LIMITS_IN_WORDS: Final = (
    f"Up to {PAGE_LIMITS.file // MEGABYTE} MB and {PAGE_LIMITS.records:,} rows a file; "
    "larger ones go through the command line."
)


@dataclass(frozen=True)
class HeldFile:
    """A dropped file with its bytes."""

    file_id: str
    name: str
    content: bytes

    def getvalue(self) -> bytes:
        """Its bytes."""
        return self.content


def held() -> list[HeldFile]:
    """The files in hand, in the order in which they were dropped."""
    files: list[HeldFile] = st.session_state.setdefault(HELD, [])
    return files


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
        st.html(BESIDE_RED)
        st.warning(
            f"What stays red was not taken: a file may have {PAGE_LIMITS.file // MEGABYTE} MB, a minute "
            f"{UPLOADS_PER_MINUTE} files, this tab {UPLOAD_BYTES_PER_SESSION // MEGABYTE} MB. Save what is "
            "here, or wait a minute; larger files go through the command line: python -m pmo\\_core import."
        )


def _take() -> None:
    """Keep what was dropped; of more than a session may hold, the last ones are left outside, and named."""
    turn = st.session_state[TURN]
    files, outside = held(), []
    for dropped in st.session_state[f"files {turn}"]:
        size = sum(len(file.content) for file in files) + dropped.size
        if len(files) >= MOST_FILES or (size > MOST_BYTES and files):
            outside.append(dropped.name)
            continue
        files.append(HeldFile(dropped.file_id, dropped.name, dropped.getvalue()))
    st.session_state[TURN] = turn + 1
    if outside:
        count = f"{len(outside)} files were" if len(outside) > 1 else "One file was"
        st.session_state[DROPPED] = [
            f"{count} left outside ({', '.join(md(name) for name in outside)}): {MOST_FILES} files with "
            f"{MOST_BYTES // MEGABYTE} MB are the most at a time. Save or put away some, then drop the rest."
        ]


def put_away(file_id: str) -> None:
    """Let go of a file; nothing that was saved of it changes."""
    st.session_state[HELD] = [file for file in held() if file.file_id != file_id]
