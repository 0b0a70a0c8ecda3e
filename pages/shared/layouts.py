"""The layouts of files that a portfolio remembers: listed, renamed, exported, forgotten."""

from __future__ import annotations

import streamlit as st

from pages.shared import acts, exports, picker
from pages.shared.session import database
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
        key = f"layouts table {portfolio} {len(known)}"
        alt = "Remembered layouts, the one used last first"
        chosen = picker.picked(known, [_row(one) for one in known], alt=alt, key=key)
        if chosen is not None:
            _acts(portfolio, chosen, grant=grant)


def _row(one: Remembered) -> dict[str, object]:
    return {
        "Name": one.name,
        "Kind": one.kind.value.replace("_", " "),
        "Columns": len(one.headers),
        "When": one.made_at,
        "Who": one.who,
    }


def _acts(portfolio: str, shape: Remembered, *, grant: Grant) -> None:
    name, rename, save, forget = st.columns([4, 1, 1, 1], vertical_alignment="bottom")
    key = f"layout name {shape.mapping_id}"
    name.text_input("Name", shape.name, max_chars=NAME_CHARACTERS, key=key)
    with rename:
        acts.button(
            "Rename",
            _rename,
            key="rename layout",
            args=[portfolio, shape, key],
            kwargs={"grant": grant},
            width="stretch",
        )
    with save:
        exports.layout(shape)
    with forget:
        acts.button(
            "Forget",
            _forget,
            key="forget layout",
            args=[portfolio, shape],
            kwargs={"grant": grant},
            width="stretch",
            help="The next file like it is read afresh. What was loaded with it stays.",
        )


def _rename(portfolio: str, shape: Remembered, key: str, *, grant: Grant) -> None:
    def work() -> None:
        with database().writing() as tx:
            mappings.rename(tx, portfolio, shape.mapping_id, name=st.session_state[key], grant=grant)

    acts.tried(work)


def _forget(portfolio: str, shape: Remembered, *, grant: Grant) -> None:
    def work() -> None:
        with database().writing() as tx:
            mappings.forget(tx, portfolio, shape.mapping_id, grant=grant)

    if acts.tried(work):
        st.toast(md(f"“{shape.name}” is forgotten."))
