"""Buttons that write: off, with the reason, while nothing can be written; and refusals told in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final, Literal, TypeAlias

import streamlit as st

from pages.shared.session import database
from pmo_core.errors import PmoError
from pmo_core.look import md

READING_ONLY: Final = (
    "Nothing can be saved while the database can only be read; the top of the page says why."
)

Width: TypeAlias = Literal["content", "stretch"]


def button(
    label: str,
    on_click: Callable[..., None],
    *,
    key: str,
    args: Sequence[object] = (),
    kwargs: Mapping[str, object] | None = None,
    primary: bool = False,
    disabled: bool = False,
    help: str | None = None,
    width: Width = "content",
) -> None:
    """A button whose act is saved."""
    stuck = database().read_only
    st.button(
        label,
        on_click=on_click,
        key=key,
        args=tuple(args),
        kwargs=dict(kwargs or {}),
        type="primary" if primary else "secondary",
        disabled=disabled or stuck,
        help=READING_ONLY if stuck else help,
        width=width,
    )


def tried(work: Callable[[], object]) -> bool:
    """Do it from a callback; what refuses it is told, and stays until it is read. True = done."""
    try:
        work()
    except PmoError as problem:
        st.toast(md(f"{problem.problem} {problem.fix}"), duration="infinite")
        return False
    return True
