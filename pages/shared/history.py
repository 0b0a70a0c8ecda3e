"""What was loaded into a portfolio: any version looked at, taken back or brought back."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from pages.shared import address, layouts
from pages.shared.session import database
from pmo_core import importing
from pmo_core.errors import PmoError
from pmo_core.look import day, md, rows_of
from pmo_core.model import Grant
from pmo_core.store.history import HistoryEntry, history

HOW = {"replace": "the whole list", "update": "changes", "append": "added"}
ROWS_SHOWN = 15


def panel(portfolio: str, *, grant: Grant) -> None:
    """Show the history of a portfolio, the way back, and the layouts that it remembers."""
    entries = history(database(), portfolio)
    if not entries:
        st.markdown(f"Nothing has been loaded into {md(portfolio)} yet. Files that you save appear here.")
        return
    _undo_last(portfolio, entries, grant=grant)
    st.caption("Pick a row to look at that version, or to use it again. Nothing is ever deleted.")
    chosen = _table(portfolio, entries)
    if chosen is not None:
        _details(portfolio, chosen, grant=grant)
    layouts.panel(portfolio, grant=grant)


def _undo_last(portfolio: str, entries: list[HistoryEntry], *, grant: Grant) -> None:
    latest = max((e for e in entries if e.current), key=lambda e: e.version, default=None)
    if latest is None:
        st.markdown("Everything is taken back; pick a version below to use it again.")
        return
    st.button(
        f"Undo version {latest.version} ({md(latest.label or latest.kind)})",
        on_click=_use,
        args=(portfolio, None, f"Taken back: {latest.label}."),
        kwargs={"grant": grant},
        key="undo last",
        help=f"{_rows(latest)} no longer count; what was there before does. You can bring them back below.",
    )


def _table(portfolio: str, entries: list[HistoryEntry]) -> HistoryEntry | None:
    """Every version; gives the one that is picked."""
    rows = [
        (
            "in use" if e.current else "",
            e.version,
            e.made_at,
            e.kind.value.replace("_", " "),
            e.label,
            HOW.get(e.mode, e.mode),
            e.rows_loaded,
            e.who,
        )
        for e in entries
    ]
    columns = ["State", "Version", "When (UTC)", "Kind", "File", "How", "Rows", "Who"]
    picked = st.dataframe(
        pd.DataFrame(rows, columns=columns),
        column_config={"When (UTC)": st.column_config.DatetimeColumn(format="D MMM YYYY, HH:mm")},
        hide_index=True,
        height="content" if len(rows) <= ROWS_SHOWN else 35 * (ROWS_SHOWN + 1) + 3,
        placeholder="–",
        alt="Versions, newest first",
        on_select="rerun",
        selection_mode="single-row",
        key=f"history {portfolio} {entries[0].version}",
    )
    places = picked["selection"]["rows"]
    return entries[places[0]] if places and places[0] < len(entries) else None


def _details(portfolio: str, entry: HistoryEntry, *, grant: Grant) -> None:
    """One version: what it is, what using it again changes, and the whole portfolio as it was with it."""
    with st.container(border=True):
        st.markdown(
            f"**Version {entry.version}: {md(entry.label or entry.kind)}** · {_rows(entry)} · "
            f"{md(entry.who)}, {day(entry.made_at.date())} at {entry.made_at:%H:%M} UTC"
        )
        st.markdown("It is in use." if entry.current else md(_what_changes(entry)))
        with st.container(horizontal=True, vertical_alignment="center"):
            if not entry.current:
                st.button(
                    "Use this version",
                    type="primary",
                    on_click=_use,
                    args=(portfolio, entry.version, f"In use: version {entry.version}."),
                    kwargs={"grant": grant},
                    key=f"use {entry.version}",
                )
            st.page_link(
                "pages/overview.py",
                label="**Look at the portfolio as it was with it →**",
                query_params={"v": "1", "portfolio": portfolio, "data": entry.snapshot},
            )


def _rows(entry: HistoryEntry) -> str:
    return rows_of(entry.rows_loaded, entry.kind)


def _what_changes(entry: HistoryEntry) -> str:
    """What using a version again takes away from what counts now and what it brings back."""
    parts = []
    if entry.taken_away:
        parts.append(f"takes away {_named(entry.taken_away)} ({rows_of(entry.rows_taken_away, entry.kind)})")
    if entry.brought_back:
        parts.append(f"brings back {_named(entry.brought_back)}")
    return f"Using it again {' and '.join(parts)}." if parts else "Using it again changes nothing."


def _named(labels: tuple[str, ...]) -> str:
    shown = ", ".join(f"“{label}”" for label in labels[:3])
    return f"{shown} and {len(labels) - 3} more" if len(labels) > 3 else shown


def _use(portfolio: str, to: int | None, said: str, *, grant: Grant) -> None:
    try:
        importing.undo(database(), portfolio, grant=grant, to=to)
    except PmoError as problem:
        st.toast(md(f"{problem.problem} {problem.fix}"))
        return
    address.forget()
    st.session_state[address.PORTFOLIO] = portfolio
    st.session_state.pop("saved_files", None)
    st.toast(md(said))
