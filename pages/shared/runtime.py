"""What the process does once for all sessions."""

from __future__ import annotations

import atexit
import gc
from functools import cache


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
