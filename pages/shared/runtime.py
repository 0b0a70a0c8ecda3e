"""What the process does once for all sessions."""

from __future__ import annotations

import atexit
import gc
from functools import cache

from streamlit import runtime


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
