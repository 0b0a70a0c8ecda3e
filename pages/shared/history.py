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


def panel(portfolio: str, *, grant: Grant) -> None:
    """Show the history of a portfolio and the way back."""
    st.subheader(f"History of {md(portfolio)}")
    entries = history(database(), portfolio)
    if not entries:
        st.markdown("Nothing has been loaded into it yet.")
        return
    rows = [
        ("in use" if e.current else "", e.version, e.made_at, e.kind, e.label, e.mode, e.rows_loaded, e.who)
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
            args=(portfolio,),
            kwargs={"grant": grant},
            help="The pointer moves back by one; nothing is deleted, and you can go forward again.",
        )


def _undo(portfolio: str, *, grant: Grant) -> None:
    try:
        moved = importing.undo(database(), portfolio, grant=grant)
    except PmoError as problem:
        st.toast(md(f"{problem.problem} {problem.fix}"))
        return
    address.forget()
    st.session_state[address.PORTFOLIO] = portfolio
    st.session_state.pop("loaded_files", None)
    back = f"version {moved.to_version}" if moved.to_version else "empty"
    st.toast(f"Undone: {moved.kind} is back at {back}.")
