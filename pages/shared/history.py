"""What was loaded into a portfolio: any version looked at, taken back or brought back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import streamlit as st

from pages.shared import acts, address, layouts, picker
from pages.shared.session import database
from pmo_core import importing
from pmo_core.importing.move_words import joined
from pmo_core.importing.undo import bring_back
from pmo_core.look import day, md, rows_in
from pmo_core.model import Grant
from pmo_core.store.history import HistoryEntry, history

HOW: Final = {"replace": "the whole list", "update": "changes", "append": "added"}


def panel(portfolio: str, *, grant: Grant) -> None:
    """Show the history of a portfolio, the way back, and the layouts that it remembers."""
    entries = history(database(), portfolio)
    if not entries:
        st.info(f"Nothing has been loaded into {md(portfolio)} yet. What you save appears here.")
        return
    _undo_last(portfolio, entries, grant=grant)
    st.caption(
        "Pick a row, by keys with Shift and Space, to look at that version or to use it again. "
        "Nothing is deleted."
    )
    chosen = picker.picked(
        entries,
        [_row(entry) for entry in entries],
        alt="Versions, newest first",
        key=f"history {portfolio} {entries[0].version}",
    )
    if chosen is not None:
        _details(portfolio, chosen, _saved_with(chosen, entries), grant=grant)
    layouts.panel(portfolio, grant=grant)


def _row(entry: HistoryEntry) -> dict[str, object]:
    return {
        "State": entry.state,
        "When": entry.made_at,
        "Kind": _kind(entry),
        "File": entry.label,
        "How": HOW.get(entry.mode, entry.mode),
        "Rows": entry.rows_loaded,
        "Who": entry.who,
        "Version": entry.version,
    }


def _kind(entry: HistoryEntry) -> str:
    return entry.kind.value.replace("_", " ")


def _saved_with(entry: HistoryEntry, entries: Sequence[HistoryEntry]) -> list[HistoryEntry]:
    """The versions of the same save, itself included, the newest first."""
    return [other for other in entries if other.made_at == entry.made_at]


def _undo_last(portfolio: str, entries: Sequence[HistoryEntry], *, grant: Grant) -> None:
    """Take back the last save: of several kinds that were saved at once, all of them."""
    latest = next((entry for entry in entries if entry.current), None)
    if latest is None:
        st.markdown("Nothing is in use: all of it is taken back. Pick a version below to use it again.")
        return
    taken = [entry for entry in _saved_with(latest, entries) if entry.current]
    files = joined(sorted({entry.label or _kind(entry) for entry in taken}))
    with st.container(horizontal=True, vertical_alignment="center"):
        acts.button(
            f"Undo the last save ({md(files)})",
            _undo,
            key="undo last",
            args=[portfolio, [entry.version for entry in taken], files],
            kwargs={"grant": grant},
        )
        rows = joined([rows_in(entry.rows_loaded, entry.kind) for entry in reversed(taken)])
        st.caption(md(f"It takes away {rows}; what was there before counts again."), width="stretch")


def _undo(portfolio: str, made: Sequence[int], files: str, *, grant: Grant) -> None:
    if acts.tried(lambda: importing.take_back(database(), portfolio, made=made, grant=grant)):
        _moved(portfolio, f"Taken back: {files}.")


def _details(
    portfolio: str, entry: HistoryEntry, saved_with: Sequence[HistoryEntry], *, grant: Grant
) -> None:
    """One version: what it is, what using it again changes, and the whole portfolio as it was with it."""
    with st.container(border=True):
        st.markdown(
            f"**{md(entry.label or entry.kind)}** · {rows_in(entry.rows_loaded, entry.kind)} · "
            f"{md(entry.who)}, {day(entry.made_at.date())} at {entry.made_at:%H:%M} UTC"
        )
        others = [_kind(other) for other in saved_with if other != entry]
        if others:
            st.markdown(f"Saved at once with {joined(others)}.")
        st.markdown("It is what counts now." if entry.current else md(_what_changes(entry)))
        with st.container(horizontal=True, vertical_alignment="center"):
            if not entry.current:
                _use_button("Use this version", portfolio, [entry], grant=grant)
            if others and not all(other.current for other in saved_with):
                _use_button("Use all of that save", portfolio, saved_with, grant=grant)
            st.page_link(
                "pages/overview.py",
                label="**Look at the portfolio as it was with it →**",
                query_params={"v": "1", "portfolio": portfolio, "data": entry.snapshot},
            )


def _what_changes(entry: HistoryEntry) -> str:
    """What using a version again takes away from what counts now and what it brings back."""
    parts = []
    if entry.taken_away:
        parts.append(f"takes away {_named(entry.taken_away)} ({rows_in(entry.rows_taken_away, entry.kind)})")
    if entry.brought_back:
        parts.append(f"brings back {_named(entry.brought_back)}")
    return f"Using it again {' and '.join(parts)}." if parts else "Using it again changes nothing."


def _named(labels: Sequence[str]) -> str:
    shown = ", ".join(f"“{label}”" for label in labels[:3])
    return f"{shown} and {len(labels) - 3} more" if len(labels) > 3 else shown


def _use_button(label: str, portfolio: str, chosen: Sequence[HistoryEntry], *, grant: Grant) -> None:
    numbers = [entry.version for entry in reversed(chosen)]
    said = joined(sorted({entry.label or _kind(entry) for entry in chosen}))
    acts.button(label, _use, key=f"use {numbers}", args=[portfolio, numbers, said], kwargs={"grant": grant})


def _use(portfolio: str, chosen: Sequence[int], label: str, *, grant: Grant) -> None:
    if acts.tried(lambda: bring_back(database(), portfolio, chosen=chosen, grant=grant)):
        _moved(portfolio, f"In use again: {label}.")


def _moved(portfolio: str, said: str) -> None:
    address.go_to(portfolio)
    st.session_state.pop("saved_files", None)
    st.toast(md(said))
