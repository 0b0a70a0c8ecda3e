"""Keeps what the solver prints in C away from the program's output, which may be one JSON document."""

from __future__ import annotations

import ctypes
import os
import sys
import threading
from collections.abc import Generator
from contextlib import contextmanager
from typing import Final

OUT: Final = 1
_lock = threading.Lock()
_inside = 0
_kept = -1


@contextmanager
def quiet() -> Generator[None, None, None]:
    """
    Send file descriptor 1 nowhere meanwhile; several threads may be inside, the last one out puts it back.

    The solver writes through C's own buffer, so that is emptied before the descriptor changes hands.
    """
    _enter()
    try:
        yield
    finally:
        _leave()


def _enter() -> None:
    global _inside, _kept
    with _lock:
        _inside += 1
        if _inside > 1:
            return
        _emptied()
        try:
            _kept = os.dup(OUT)
        except OSError:  # the program has no output at all
            _kept = -1
            return
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, OUT)
        os.close(nowhere)


def _leave() -> None:
    global _inside, _kept
    with _lock:
        _inside -= 1
        if _inside or _kept < 0:
            return
        _emptied()
        os.dup2(_kept, OUT)
        os.close(_kept)
        _kept = -1


def _emptied() -> None:
    if sys.stdout is not None:
        sys.stdout.flush()
    ctypes.CDLL(None).fflush(None)
