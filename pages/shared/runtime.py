"""What the process does once for all sessions."""

from __future__ import annotations

import atexit
import gc
from collections.abc import Callable
from functools import cache, wraps
from typing import Any

from streamlit import runtime
from streamlit.runtime.state.safe_session_state import SafeSessionState


@cache
def freeze_once() -> None:
    """
    Take what the first full run has loaded out of the garbage collector's sight.

    Streamlit collects after every run; walking pandas, altair and duckdb each time costs about 55 CPU ms,
    after freezing less than 0.1. Unfrozen at exit, because duckdb reports leaks otherwise.
    """
    gc.collect()
    gc.freeze()
    atexit.register(gc.unfreeze)


@cache
def finish_acts() -> None:
    """
    Let what a button started come to its end before the next request is taken.

    Streamlit drops the rest of a callback, at its next touch of the session, as soon as another request is
    there: what was saved would stand in the store, but the page would not tell it nor offer the way back.
    A runner asks its `_execing` before it lets itself be interrupted.
    """
    taken: Callable[..., None] = SafeSessionState.on_script_will_rerun

    @wraps(taken)
    def whole(state: SafeSessionState, *args: object, **kwargs: object) -> None:
        runner: Any = getattr(state._yield_callback, "__self__", None)
        if not getattr(runner, "_execing", False):
            taken(state, *args, **kwargs)
            return
        runner._execing = False
        try:
            taken(state, *args, **kwargs)
        finally:
            runner._execing = True

    setattr(SafeSessionState, taken.__name__, whole)


def reap() -> None:
    """End sessions whose time to come back is over; Streamlit does so only when another one disconnects."""
    if runtime.exists():
        manager = runtime.get_instance()._session_mgr
        with manager._storage_lock:
            manager._session_storage._cache.expire()


def let_go() -> None:
    """
    Free what ended sessions held, where their files leave no room for others.

    What was frozen while a session ran is never collected, so it is thawed for it; some 100 ms.
    """
    reap()
    gc.unfreeze()
    gc.collect()
    gc.freeze()
