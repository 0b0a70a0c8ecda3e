"""The layouts of files that a portfolio remembers: listed, renamed, exported, forgotten."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from pages.shared import exports
from pages.shared.session import database
from pmo_core.errors import PmoError
from pmo_core.look import md, plural
from pmo_core.model import Grant
from pmo_core.store import mappings
from pmo_core.store.mappings import NAME_CHARACTERS, Remembered


def panel(portfolio: str, *, grant: Grant) -> None:
    """Show what is remembered, folded; without any, nothing."""
    known = mappings.remembered(database(), portfolio)
    if not known:
        return
    with st.expander(plural(len(known), "remembered layout"), key=f"layouts {portfolio}"):
        st.caption("The next file with the same columns is read like the last one, without a question.")
        chosen = _table(portfolio, known)
        if chosen is not None:
            _acts(portfolio, chosen, grant=grant)


def _table(portfolio: str, known: list[Remembered]) -> Remembered | None:
    rows = [
        (one.name, one.kind.value.replace("_", " "), len(one.headers), one.made_at, one.who) for one in known
    ]
    picked = st.dataframe(
        pd.DataFrame(rows, columns=["Name", "Kind", "Columns", "Last changed (UTC)", "Who"]),
        column_config={"Last changed (UTC)": st.column_config.DatetimeColumn(format="D MMM YYYY, HH:mm")},
        hide_index=True,
        height="content" if len(rows) <= 10 else 388,
        placeholder="–",
        alt="Remembered layouts, the one used last first",
        on_select="rerun",
        selection_mode="single-row",
        key=f"layouts table {portfolio} {len(known)}",
    )
    places = picked["selection"]["rows"]
    return known[places[0]] if places and places[0] < len(known) else None


def _acts(portfolio: str, shape: Remembered, *, grant: Grant) -> None:
    name, rename, save, forget = st.columns([4, 1, 1, 1], vertical_alignment="bottom")
    key = f"layout name {shape.mapping_id}"
    name.text_input("Name", shape.name, max_chars=NAME_CHARACTERS, key=key)
    rename.button(
        "Rename", on_click=_rename, args=(portfolio, shape, key), kwargs={"grant": grant}, width="stretch"
    )
    with save:
        exports.layout(shape)
    forget.button(
        "Forget",
        on_click=_forget,
        args=(portfolio, shape),
        kwargs={"grant": grant},
        width="stretch",
        help="The next file like it is read afresh. What was loaded with it stays.",
    )


def _rename(portfolio: str, shape: Remembered, key: str, *, grant: Grant) -> None:
    try:
        with database().writing() as tx:
            mappings.rename(tx, portfolio, shape.mapping_id, name=st.session_state[key], grant=grant)
    except PmoError as problem:
        st.toast(md(f"{problem.problem} {problem.fix}"))


def _forget(portfolio: str, shape: Remembered, *, grant: Grant) -> None:
    try:
        with database().writing() as tx:
            mappings.forget(tx, portfolio, shape.mapping_id, grant=grant)
    except PmoError as problem:
        st.toast(md(f"{problem.problem} {problem.fix}"))
        return
    st.toast(md(f"“{shape.name}” is forgotten."))
