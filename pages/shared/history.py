"""What was loaded into a portfolio, and the button that takes the last change back."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from pages.shared import address
from pages.shared.session import database
from pmo_core import importing
from pmo_core.errors import PmoError
from pmo_core.look import md
from pmo_core.model import Grant
from pmo_core.store.history import history

HOW = {"replace": "the whole list", "update": "changes", "append": "added"}


def panel(portfolio: str, *, grant: Grant) -> None:
    """Show the history of a portfolio and the way back."""
    st.header(f"History of {md(portfolio)}")
    entries = history(database(), portfolio)
    if not entries:
        st.markdown("Nothing has been loaded into it yet.")
        return
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
    st.dataframe(
        pd.DataFrame(rows, columns=columns),
        column_config={"When (UTC)": st.column_config.DatetimeColumn(format="D MMM YYYY, HH:mm")},
        hide_index=True,
        height="content" if len(rows) <= 15 else "auto",
        placeholder="–",
        alt="Versions, newest first",
    )
    latest = max((e for e in entries if e.current), key=lambda e: e.version, default=None)
    if latest is not None:
        st.button(
            f"Undo version {latest.version} ({md(latest.label or latest.kind)})",
            on_click=_undo,
            args=(portfolio, None, f"Taken back: {latest.label}."),
            kwargs={"grant": grant},
            help="It steps back by one; nothing is deleted, and you can bring it back below.",
        )
    others = {f"{e.version}: {e.label} ({e.kind})": e.version for e in entries if not e.current}
    if others:
        chosen, action = st.columns([3, 1], vertical_alignment="bottom")
        picked = chosen.selectbox("Use another version", list(others), index=None, placeholder="Choose one")
        action.button(
            "Use it",
            on_click=_undo,
            args=(portfolio, others.get(picked or ""), f"In use: version {picked}."),
            kwargs={"grant": grant},
            disabled=picked is None,
            width="stretch",
        )


def _undo(portfolio: str, to: int | None, said: str, *, grant: Grant) -> None:
    try:
        importing.undo(database(), portfolio, grant=grant, to=to)
    except PmoError as problem:
        st.toast(md(f"{problem.problem} {problem.fix}"))
        return
    address.forget()
    st.session_state[address.PORTFOLIO] = portfolio
    st.session_state.pop("saved_files", None)
    st.toast(md(said))
