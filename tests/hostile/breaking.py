"""The server with faults of ours planted in it: `python -m tests.hostile.breaking --port N`."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

import streamlit as st

import serve
from pages.shared.files import held
from pmo_core import importing

SECRET = "a cell of somebody in /srv/private/pmo.duckdb"


def breaking(work: Callable[..., Any], when: Callable[..., bool]) -> Callable[..., Any]:
    """The same function, which fails with somebody's data in its message when a condition holds."""

    def run(*args: Any, **kwargs: Any) -> Any:
        if when(*args, **kwargs):
            raise KeyError(SECRET)
        return work(*args, **kwargs)

    return run


def plant() -> None:
    """Faults in every page's body, in a callback, and in the core."""
    st.title = breaking(st.title, lambda *_: "fault" in st.query_params)
    held._take = breaking(held._take, lambda *_: "callback.csv" in str(dict(st.session_state)))
    importing.stage = breaking(importing.stage, lambda *_, label, **__: label == "core.csv")


if __name__ == "__main__":
    plant()
    sys.exit(serve.main())
