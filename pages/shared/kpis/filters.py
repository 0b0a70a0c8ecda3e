"""Which KPIs are shown, and the one that is open: held for the session, whole in the address."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import streamlit as st

from pmo_core.look import md

PREFIX: Final = "k."
TEXT, KPI = "text", "kpi"
LISTED: Final = {
    "horizon": "Horizon",
    "objective": "Objective",
    "project": "Project",
    "owner": "Owner",
    "split": "Split",
}
"""Filters that pick one of a list, with their labels."""
NAMES: Final = (TEXT, *LISTED, KPI)
LONGEST: Final = 200
ASKED: Final = "KPI filters asked for"
MISFITS: Final = "misfits of the KPI filters"

Options = Mapping[str, Sequence[str]]


def hold(asked: Mapping[str, str]) -> None:
    """Hold what an opened address says of the filters; one without any changes nothing."""
    said = {name: asked[PREFIX + name] for name in NAMES if PREFIX + name in asked}
    if said:
        st.session_state[ASKED] = said


def take(options: Options) -> list[str]:
    """
    Settle the filters of this run; gives one sentence per value of the address that the KPIs do not have.

    Args:
        options: Name of a filter → values that there are, without '' for no filter.
    """
    said: Mapping[str, str] = st.session_state.pop(ASKED, {})
    problems: list[str] = []
    for name in NAMES:
        value = said.get(name, st.session_state.get(key(name)) or "")
        if name != TEXT and value and value not in options[name]:
            if name in said:
                problems.append(
                    f"The link asks for the {_word(name)} {value!r}, which is not among the KPIs."
                )
            value = ""
        st.session_state[key(name)] = value[:LONGEST]
    if said:
        st.session_state[MISFITS] = problems
    return list(st.session_state.get(MISFITS, []))


def chosen() -> dict[str, str]:
    """The filters as they stand, by name; '' = none."""
    return {name: str(st.session_state.get(key(name)) or "") for name in NAMES}


def params() -> dict[str, str]:
    """What the address says of them: all, also those that are off."""
    return {PREFIX + name: value for name, value in chosen().items()}


def key(name: str) -> str:
    """Key of the widget of a filter."""
    return f"kpi filter {name}"


def open_kpi(series: str) -> None:
    """Open one KPI, from a callback."""
    st.session_state[key(KPI)] = series


def clear() -> None:
    """Show all again."""
    for name in (TEXT, *LISTED):
        st.session_state[key(name)] = ""


def controls(options: Options, *, count: int, whole: int) -> None:
    """One field to search in, and a list per filter that has something to choose from."""
    active = any(value for name, value in chosen().items() if name != KPI)
    title = (
        f"Filter: {count} of {whole} series shown"
        if count < whole or active
        else f"Filter: all {whole} series"
    )
    with st.expander(md(title), key="kpi filters"):
        cells = st.grid(min_column_width=200, gap="small")
        with cells.cell():
            st.text_input(
                "Name contains",
                max_chars=LONGEST,
                key=key(TEXT),
                persist_state="session",
                placeholder="Part of a name",
            )
        for name, label in LISTED.items():
            values = options[name]
            if values:
                with cells.cell():
                    _pick(name, label, values)
        if active:
            st.button("Show all", key="kpi filters off", on_click=clear)


def _pick(name: str, label: str, values: Sequence[str]) -> None:
    st.selectbox(
        md(label),
        ["", *values],
        format_func=lambda value: value or _none(name),
        key=key(name),
        persist_state="session",
    )


def _none(name: str) -> str:
    return "Totals where there are any" if name == "split" else "All"


def _word(name: str) -> str:
    return "KPI" if name == KPI else LISTED[name].lower()
